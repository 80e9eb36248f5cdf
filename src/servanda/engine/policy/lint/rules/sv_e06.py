"""SV-E06: a ladder without a clock.

Harm: "6.0 hours" after a request of Monday afternoon is Monday night by the clock and Tuesday noon in support hours; in
between, nobody knows whose turn it is. A step whose `at` cannot be read is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, SECOND
from servanda.engine.policy.clocks import Ladder
from servanda.engine.policy.lint.cases import support
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rungs import climbs, ladder_path, unreadable, users
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import PromiseError, Span, parse_span
from servanda.engine.text import Text

_WORDS = {"clock", "calendar", "hours", "unit"}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    ladders = policy.document.ladders
    for name, ladder in ladders.items():
        for number, step, error in unreadable(ladder):
            yield _unread(lint, ladder_path(name, number), step.at, error)
    unsaid = [name for name, ladder in ladders.items() if _unsaid(ladder)]
    if unsaid:
        yield _finding(policy, lint, unsaid)


def _unsaid(ladder: Ladder) -> bool:
    """Whether the source leaves its clock open: it is marked, or a reading was chosen and no calendar is named."""
    return bool(_WORDS & set(ladder.assumed)) or bool(ladder.ruling and ladder.calendar is None)


def _unread(lint: Lint, path: str, at: str, error: PromiseError) -> Finding:
    return lint.find(
        RULE,
        path,
        fill("'{at}' does not say when: {said}", "« {at} » ne dit pas quand : {said}", at=at, said=error.text),
        wording=at,
        example=Text(
            "Nobody can tell when the step comes, so it does not.",
            "Nul ne sait quand vient l’échelon ; il ne vient donc pas.",
        ),
        fix=error.fix,
        severity=Severity.ERROR,
    )


def _finding(policy: Policy, lint: Lint, unsaid: list[str]) -> Finding:
    return lint.find(
        RULE,
        ladder_path(unsaid[0]),
        fill(
            "Ladder {ladders}: hours of which clock?",
            "Échelle {ladders} : des heures de quelle horloge ?",
            ladders=names(unsaid),
        ),
        wording=", ".join(step.at for step in policy.document.ladders[unsaid[0]].steps),
        example=_example(policy, unsaid[0], lint.year),
        fix=Text(
            "Name the calendar of the ladder, or write clock hours, and publish it.",
            "Nommez le calendrier de l’échelle, ou écrivez des heures d’horloge, et publiez-le.",
        ),
    )


def _example(policy: Policy, name: str, year: int) -> Text:
    offer = next(iter(users(policy, name)), None)
    climb = next(iter(climbs(policy, name, offer, year)), None) if offer else None
    span = _longest(policy.document.ladders[name])
    if offer is None or climb is None:
        return Text("Nobody climbs it.", "Personne ne l’emprunte.")
    timeline, work = support(policy, offer), (span.seconds or 0) * SECOND
    opened = max((timeline.next_close(climb.opened) or climb.opened) - 2 * HOUR, climb.opened)
    return fill(
        "Raised {opened}: {n} h later is {clock} by the clock, {hours} in support hours.",
        "Demande du {opened} : {n} h plus tard, c’est le {clock} à l’horloge, le {hours} en heures de soutien.",
        opened=when(opened, policy.zone),
        n=work // HOUR,
        clock=when(opened + work, policy.zone),
        hours=when(timeline.due(opened, work), policy.zone),
    )


_SIX_HOURS = Span(6, "clock", "hour")


def _longest(ladder: Ladder) -> Span:
    """The latest step that has a length, or six hours where none has."""
    spans = []
    for step in ladder.steps:
        try:
            spans.append(parse_span(step.at))
        except PromiseError:
            continue
    longest = max(spans, key=lambda span: span.seconds or 0, default=_SIX_HOURS)
    return longest if longest.seconds else _SIX_HOURS


RULE = Rule(
    "SV-E06",
    Severity.WARNING,
    Text("The clock of a ladder is undefined", "L’horloge d’une échelle n’est pas définie"),
    _check,
)
