"""SV-E01: a step of a ladder that comes when the target is already lost.

Harm: the account manager hears of it hours after the breach, when there is nothing left to save.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.clocks import Ladder, Step
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rungs import Climb, climbs, deadlines, ladder_path, metric_of, step_at, users
from servanda.engine.policy.lint.wording import fill, length, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

Late = tuple[Climb, int, int]
"""A climb, when the target falls due, when the step comes."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, ladder in policy.document.ladders.items():
        offer = next(iter(users(policy, name)), None)
        if offer is None:
            continue
        for number, step in enumerate(ladder.steps, 1):
            late = _late(policy, ladder, step, climbs(policy, name, offer, lint.year))
            if step.tell and late:
                yield _finding(policy, lint, ladder_path(name, number), step, late)
                break


def _late(policy: Policy, ladder: Ladder, step: Step, made: tuple[Climb, ...]) -> list[Late]:
    """The climbs on which the step comes after its target is due; a step at once is never late."""
    found = []
    for climb in made:
        deadline = deadlines(policy, climb).get(metric_of(ladder, step))
        at = step_at(policy, climb, ladder, step)
        if deadline is not None and at is not None and at > max(deadline.due, climb.opened):
            found.append((climb, deadline.due, at))
    return found


def _finding(policy: Policy, lint: Lint, path: str, step: Step, late: list[Late]) -> Finding:
    climb, due, at = late[0]
    who = policy.document.contacts[step.tell or ""].name or Text(step.tell or "", step.tell or "")
    others = [f"{one.priority or '–'} {length(told - lost).en}" for one, lost, told in late]
    french = [f"{one.priority or '–'} {length(told - lost).fr}" for one, lost, told in late]
    return lint.find(
        RULE,
        path,
        fill(
            "{who} hears of it after the breach: {delays}.",
            "{who} : averti après le manquement ({delays}).",
            who=who,
            delays=Text(", ".join(others), ", ".join(french)),
        ),
        wording=step.at,
        example=fill(
            "{priority}, raised {opened} and unanswered: due {due}; {who} is told {at}, {late} too late.",
            "{priority}, demande du {opened} sans réponse : échéance le {due} ; {who} : averti le {at}, {late} trop tard.",
            priority=climb.priority or "–",
            opened=when(climb.opened, policy.zone),
            due=when(due, policy.zone),
            at=when(at, policy.zone),
            who=who,
            late=length(at - due),
        ),
        fix=Text("Write 'at: 75 % of response'.", "Écrivez « at: 75 % of response »."),
    )


RULE = Rule(
    "SV-E01",
    Severity.WARNING,
    Text("A step comes after the target is lost", "Un échelon arrive après l’échéance manquée"),
    _check,
)
