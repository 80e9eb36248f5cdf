"""Example climbs for findings about ladders: who uses one, when its steps come, when the targets fall due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from servanda.engine.policy.clocks import Ladder, Step
from servanda.engine.policy.lint.cases import METRIC_NAMES, priorities_of, support
from servanda.engine.policy.lint.moments import at_local, ordinary_monday
from servanda.engine.policy.lint.offers import Offer, offers
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import PromiseError, parse_span, write_span
from servanda.engine.requests.classification import complete
from servanda.engine.requests.clock import Deadline, hours_of, promise_deadline, span_deadline
from servanda.engine.requests.selection import Situation, select
from servanda.engine.text import Text

_SHARE = re.compile(r"(\d{1,4}) ?% of ([\w-]+)")
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|heures?)?\s*(?:[-–—]|to|à)\s*(\d+(?:[.,]\d+)?)")
_OPEN_END = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|heures?)?\s*(?:and |et )?(?:above|over|or more|plus|\+)")


@dataclass(frozen=True, slots=True)
class Climb:
    """One request that nobody answers: who made it, and when (microseconds)."""

    ladder: str
    offer: Offer
    priority: str | None
    kind: str
    opened: int


def ladder_path(name: str, number: int | None = None) -> str:
    """The path of a ladder, or of one of its steps, counted from 1."""
    return f"ladders/{name}" if number is None else f"ladders/{name}/steps/{number}"


def users(policy: Policy, name: str) -> tuple[Offer, ...]:
    """The offers whose requests climb a ladder; every one for a ladder that nobody owns."""
    document = policy.document
    owned = {plan.ladder for plan in document.plans.values()} | {addon.ladder for addon in document.addons.values()}
    everybody = tuple(offers(policy))
    if name not in owned:
        return everybody
    return tuple(offer for offer in everybody if _own_ladder(policy, offer) == name)


def _own_ladder(policy: Policy, offer: Offer) -> str | None:
    plan, addons = offer
    named = [policy.document.addons[addon].ladder for addon in addons]
    named += [policy.document.plans[member].ladder for member in policy.plan_family(plan)]
    return next((name for name in named if name), None)


def climbs(policy: Policy, name: str, offer: Offer, year: int) -> tuple[Climb, ...]:
    """One climb for each priority, of a request made when support opens on an ordinary Monday."""
    ladder, kinds = policy.document.ladders[name], policy.document.kinds
    promising = [kind for kind in (ladder.kinds or tuple(kinds)) if kinds[kind].promises]
    kind = promising[0] if promising else next(iter(kinds))
    hours = support(policy, offer)
    opened = hours.next_open(at_local(ordinary_monday(year), hours.zone, 9 if hours.calendar.always else 0))
    wanted = [one for one in priorities_of(policy, offer[0]) if not ladder.priorities or one in ladder.priorities]
    return tuple(Climb(name, offer, priority, kind, opened) for priority in wanted)


def deadlines(policy: Policy, climb: Climb) -> dict[str, Deadline]:
    """Metric → when it falls due for the request that climbs."""
    plan, addons = climb.offer
    situation = Situation(plan, addons, climb.priority, climb.kind, complete(policy, {}))
    found = {}
    for one in select(policy, situation, climb.opened):
        calendar = one.rule.calendar if one.rule else None
        due = promise_deadline(policy, one.promise, plan=plan, addons=addons, start=climb.opened, calendar=calendar)
        if due is not None:
            found[one.metric] = due
    return found


def step_at(policy: Policy, climb: Climb, ladder: Ladder, step: Step) -> int | None:
    """When a step comes; None for a share of a target that there is not, and for a step that cannot be read."""
    share = share_of(step)
    if share is not None:
        return _share_at(policy, climb, *share)
    try:
        span = parse_span(step.at)
    except PromiseError:
        return None
    hours = hours_of(policy, span, plan=climb.offer[0], addons=climb.offer[1], calendar=ladder.calendar)
    return span_deadline(span, hours, climb.opened).due


def share_of(step: Step) -> tuple[int, str] | None:
    """Percent and metric of a step such as ``75 % of response``."""
    found = _SHARE.fullmatch(step.at)
    return (int(found[1]), found[2]) if found else None


def step_in_words(step: Step, business: str) -> Text:
    """When a step comes, in both languages; `business` is the policy's French adjective."""
    share = share_of(step)
    if share is not None:
        metric = METRIC_NAMES.get(share[1], Text(share[1], share[1]))
        return Text(f"{share[0]} % of the {metric.en} time", f"{share[0]} % du délai de {metric.fr}")
    try:
        return write_span(parse_span(step.at), business)
    except PromiseError:
        return Text(step.at, step.at)


def _share_at(policy: Policy, climb: Climb, percent: int, metric: str) -> int | None:
    deadline = deadlines(policy, climb).get(metric)
    if deadline is None:
        return None
    if deadline.calendar is None:
        return deadline.started + (deadline.due - deadline.started) * percent // 100
    timeline = policy.timeline(deadline.calendar)
    return timeline.due(deadline.started, timeline.elapsed(deadline.started, deadline.due) * percent // 100)


def metric_of(ladder: Ladder, step: Step) -> str:
    """The promise that a step is there to save."""
    return {"no response": "response", "no resolution": "resolution"}.get(step.if_, ladder.until)


def unreadable(ladder: Ladder) -> Iterator[tuple[int, Step, PromiseError]]:
    """The steps whose `at` is neither a length with its clock nor a share of a target."""
    for number, step in enumerate(ladder.steps, 1):
        if share_of(step) is not None:
            continue
        try:
            parse_span(step.at)
        except PromiseError as error:
            yield number, step, error


def hours_in_words(source: str) -> tuple[Decimal, Decimal] | None:
    """The range that a source gives a step, ``0.0 – 6.0`` or ``6.0 above``, in its own unit."""
    found = _RANGE.search(source)
    if found:
        return _number(found[1]), _number(found[2])
    found = _OPEN_END.search(source)
    return (_number(found[1]), Decimal("Infinity")) if found else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
