"""SV-E03: steps of a ladder that touch or overlap.

Harm: "0.0 - 6.0" and "6.0 above" name two people for the sixth hour; each thinks that it is the other's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.clocks import Ladder, Step
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rungs import climbs, hours_in_words, ladder_path, step_at, step_in_words, users
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, ladder in policy.document.ladders.items():
        touching = [number for number, pair in enumerate(pairwise(ladder.steps), 2) if _touch(*pair)]
        if touching:
            yield _finding(policy, lint, name, ladder, touching)


def _touch(before: Step, after: Step) -> bool:
    """Whether two neighbouring steps name different people for one moment, here or in their source."""
    if before.at == after.at:
        return before.tell != after.tell and before.if_ == after.if_
    first, second = hours_in_words(before.source), hours_in_words(after.source)
    return first is not None and second is not None and first[1] >= second[0]


def _finding(policy: Policy, lint: Lint, name: str, ladder: Ladder, touching: list[int]) -> Finding:
    before, after = ladder.steps[touching[0] - 2], ladder.steps[touching[0] - 1]
    sources = [step.source or step.at for step in ladder.steps if step.source or step.tell]
    return lint.find(
        RULE,
        ladder_path(name, touching[0]),
        fill(
            "The steps {ranges} touch: at {at} exactly, who is it?",
            "Les échelons {ranges} se touchent : à {at} exactement, qui est-ce ?",
            ranges=Text(names([f"'{one}'" for one in sources]).en, names([f"« {one} »" for one in sources]).fr),
            at=step_in_words(after, policy.document.terms.business_day_term),
        ),
        wording="; ".join(sources),
        example=_example(policy, name, ladder, (before, after), lint.year),
        fix=Text(
            "Give each step its 'at', the first moment that belongs to it, and publish it so.",
            "Donnez à chaque échelon son « at », le premier instant qui lui revient, et publiez-le ainsi.",
        ),
    )


def _example(policy: Policy, name: str, ladder: Ladder, pair: tuple[Step, Step], year: int) -> Text:
    climb = next((one for offer in users(policy, name) for one in climbs(policy, name, offer, year)), None)
    at = step_at(policy, climb, ladder, pair[1]) if climb else None
    if climb is None or at is None:
        return Text("Two people are named for one moment.", "Deux personnes sont désignées pour un même instant.")
    before, after = (_who(policy, step) for step in pair)
    return fill(
        "Raised {opened}, and the client calls {at}: {before} or {after}?",
        "Demande du {opened} ; le client appelle le {at} : {before} ou {after} ?",
        opened=when(climb.opened, policy.zone),
        at=when(at, policy.zone),
        before=before,
        after=after,
    )


def _who(policy: Policy, step: Step) -> Text:
    if step.tell is None:
        return Text("nobody", "personne")
    return policy.document.contacts[step.tell].name or Text(step.tell, step.tell)


RULE = Rule(
    "SV-E03",
    Severity.WARNING,
    Text("Steps of a ladder touch or overlap", "Des échelons se touchent ou se chevauchent"),
    _check,
)
