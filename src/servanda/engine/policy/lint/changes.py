"""Questions about several versions of one policy: do they follow each other, and whom does a new one harm?

`servanda lint` asks both when it is given several versions of one policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint.cases import METRIC_NAMES, Answer, answers, priorities_of, support, telling_starts
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.months import Promised, allowed, example_month, month_of, promised
from servanda.engine.policy.lint.offers import Offer, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rules import sv_d02, sv_d05
from servanda.engine.policy.lint.wording import fill, length, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import lasting, percent


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that is open when the version changes; `opened` is an instant in microseconds."""

    id: str
    plan: str
    opened: int
    priority: str | None = None
    addons: tuple[str, ...] = ()


def check_versions(policies: Sequence[Policy], *, at: date) -> list[Finding]:
    """SV-D02 for every day on which no version of a policy is in force, or two are.

    Policies with different names are looked at apart; a version without a date is SV-D01's business. A version without
    an end is in force until the next one begins.
    """
    found: list[Finding] = []
    for name in dict.fromkeys(policy.id for policy in policies):
        dated = [(start, one) for one in policies if one.id == name and (start := one.document.effective.from_)]
        for (started, before), (begins, after) in pairwise(sorted(dated, key=lambda pair: pair[0])):
            found += _break(before, Lint(after, at), started, begins)
    return found


def _break(before: Policy, lint: Lint, started: date, begins: date) -> Iterator[Finding]:
    ends = before.document.effective.to
    if begins == started or (ends is not None and ends > begins):
        yield _finding(lint, begins, before, Text("Two versions are in force", "Deux versions sont en vigueur"))
    elif ends is not None and ends < begins:
        yield _finding(lint, ends, before, Text("No version is in force", "Aucune version n’est en vigueur"))


def _finding(lint: Lint, day: date, before: Policy, what: Text) -> Finding:
    rule: Rule = sv_d02.RULE
    return lint.find(
        rule,
        "effective/from",
        fill("{what} on {day}.", "{what} le {day}.", what=what, day=day_name(day)),
        wording=str(lint.policy.document.effective.from_),
        example=fill(
            "A request of {day} asks what was promised: version {before}, version {after}, both or none?",
            "Une demande du {day} veut savoir ce qui était promis : version {before}, version {after}, les deux ou aucune ?",
            day=day_name(day),
            before=before.version,
            after=lint.policy.version,
        ),
        fix=Text(
            f"End version {before.version} on the day on which version {lint.policy.version} begins.",
            f"Terminez la version {before.version} le jour où commence la version {lint.policy.version}.",
        ),
    )


def check_change(old: Policy, new: Policy, open_requests: Sequence[OpenRequest] = (), *, at: date) -> list[Finding]:
    """SV-D05 where the new version makes a cell of the targets slower, promises less uptime, or moves an open deadline.

    Open requests are harmed only where the new version says `transition: move`; by default they keep the version
    under which they were opened.
    """
    lint = Lint(new, at)
    found: list[Finding] = []
    cells = list(_worse_cells(old, new, lint))
    if cells:
        found.append(_of_cells(lint, cells))
    found += _worse_uptime(old, new, lint)
    governance = new.document.governance
    if governance is not None and governance.transition == "move":
        harmed = [pair for request in open_requests for pair in _worse(old, new, request)]
        if harmed:
            found.append(_of_requests(lint, harmed))
    return found


Worse = tuple[Answer, Answer | None]
"""What was promised, and what is promised instead, if anything."""


def _worse_cells(old: Policy, new: Policy, lint: Lint) -> Iterator[Worse]:
    """One case for each cell that got slower, at the start that shows it best."""
    known = set(offers(new))
    for offer in offers(old):
        if offer not in known:
            continue
        for priority in priorities_of(old, offer[0]):
            yield from _worst_by_metric(old, new, lint, offer, priority)


def _worst_by_metric(old: Policy, new: Policy, lint: Lint, offer: Offer, priority: str | None) -> Iterator[Worse]:
    worst: dict[str, Worse] = {}
    for opened in telling_starts(lint, support(old, offer)):
        after = answers(new, offer, priority, opened)
        for metric, before in answers(old, offer, priority, opened).items():
            now = after.get(metric)
            if (now is None or now.due > before.due) and _loss((before, now)) > _loss(worst.get(metric)):
                worst[metric] = before, now
    yield from worst.values()


def _loss(pair: Worse | None) -> int:
    """How much later, in microseconds; a promise that is gone is the greatest loss."""
    if pair is None:
        return 0
    before, now = pair
    return now.due - before.due if now else 2**62


def _worse(old: Policy, new: Policy, request: OpenRequest) -> Iterator[tuple[OpenRequest, Worse]]:
    offer = (request.plan, request.addons)
    after = answers(new, offer, request.priority, request.opened)
    for metric, before in answers(old, offer, request.priority, request.opened).items():
        now = after.get(metric)
        if now is None or now.due > before.due:
            yield request, (before, now)


def _worse_uptime(old: Policy, new: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each service whose promised uptime fell, or is promised no longer."""
    now = {uptime.section.service: uptime for uptime in promised(new)}
    for before in promised(old):
        after = now.get(before.section.service)
        if after is None or after.percent < before.percent:
            yield _of_uptime(lint, before, after)


def _of_uptime(lint: Lint, before: Promised, after: Promised | None) -> Finding:
    month = example_month(lint.year)
    borne = [
        lasting(allowed(month_of(uptime, month).base_seconds, uptime.percent)) if uptime else Text("any", "toute panne")
        for uptime in (before, after)
    ]
    return lint.find(
        sv_d05.RULE,
        f"{after.path}/target" if after else "uptime",
        fill(
            "This version promises less uptime of {service} than the one before: {now}, not {was}.",
            "Cette version promet moins de disponibilité ({service}) que la précédente : {now}, et non {was}.",
            service=before.section.service,
            was=percent(before.percent),
            now=percent(after.percent) if after else Text("nothing", "rien"),
        ),
        wording=f"{after.percent} %" if after else "–",
        example=fill(
            "{month} bore {was} of downtime before; now it bears {now}.",
            "En {month}, {was} de panne étaient tolérés ; désormais, {now}.",
            month=month.name,
            was=borne[0],
            now=borne[1],
        ),
        fix=_CONFIRM,
    )


def _cell(pair: Worse) -> Text:
    before, _ = pair
    metric = METRIC_NAMES[before.rule.metric]
    return Text(f"{before.cell} ({metric.en})", f"{before.cell} ({metric.fr})")


def _of_cells(lint: Lint, worse: list[Worse]) -> Finding:
    cells = [_cell(pair) for pair in worse]
    first = max(worse, key=_loss)
    before, now = first
    return lint.find(
        sv_d05.RULE,
        (now or before).rule.id,
        fill(
            "This version promises less than the one before: {cells}.",
            "Cette version promet moins que la précédente : {cells}.",
            cells=Text(names([cell.en for cell in cells]).en, names([cell.fr for cell in cells]).fr),
        ),
        wording=str(now.promise) if now else "–",
        example=_example(lint.policy, first),
        fix=_CONFIRM,
    )


def _of_requests(lint: Lint, harmed: list[tuple[OpenRequest, Worse]]) -> Finding:
    ids = list(dict.fromkeys(request.id for request, _ in harmed))
    return lint.find(
        sv_d05.RULE,
        "governance/transition",
        fill(
            "Open requests that fall due later under this version: {ids}.",
            "Demandes en cours dont l’échéance recule avec cette version : {ids}.",
            ids=names(ids),
        ),
        wording="move",
        example=_example(lint.policy, harmed[0][1]),
        fix=Text(
            "Write 'transition: keep', or confirm the list with the clients concerned.",
            "Écrivez « transition: keep », ou confirmez la liste auprès des clients touchés.",
        ),
    )


_CONFIRM = Text(
    "Confirm that this is meant, and announce it; or restore the cells.",
    "Confirmez que c’est voulu et annoncez-le ; ou rétablissez les cellules.",
)


def _example(policy: Policy, pair: Worse) -> Text:
    before, now = pair
    if now is None:
        return fill(
            "{cell}, raised {opened}: due {due} before, nothing promised now.",
            "{cell}, demande du {opened} : échéance le {due} auparavant, plus rien de promis.",
            cell=_cell(pair),
            opened=when(before.opened, policy.zone),
            due=when(before.due, policy.zone),
        )
    return fill(
        "{cell}, raised {opened}: due {due} before, {later} now, {longer} later by the clock.",
        "{cell}, demande du {opened} : échéance le {due} auparavant, le {later} désormais, soit {longer} de plus à l’horloge.",
        cell=_cell(pair),
        opened=when(before.opened, policy.zone),
        due=when(before.due, policy.zone),
        later=when(now.due, policy.zone),
        longer=length(now.due - before.due),
    )
