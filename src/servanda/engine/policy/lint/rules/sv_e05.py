"""SV-E05: a step of a ladder that can never come.

Harm: on paper somebody is called; in fact the step waits for a share of a target that is not promised, stands behind the
end of the ladder, or asks for a breach at a time when nothing can be late.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.clocks import Ladder, Step
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rungs import (
    Climb,
    climbs,
    deadlines,
    ladder_path,
    share_of,
    step_at,
    step_in_words,
    users,
)
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, ladder in policy.document.ladders.items():
        made = [climb for offer in users(policy, name) for climb in climbs(policy, name, offer, lint.year)]
        ended = False
        for number, step in enumerate(ladder.steps, 1):
            why = _BEHIND if ended else _why(policy, ladder, step, made)
            ended = ended or step.tell is None
            if why:
                yield _finding(policy, lint, ladder_path(name, number), step, why, made)


_BEHIND = Text("it stands behind the end of the ladder", "il se trouve après la fin de l’échelle")


def _why(policy: Policy, ladder: Ladder, step: Step, made: list[Climb]) -> Text:
    """Why the step never comes, for any request that climbs the ladder; empty where it can."""
    share = share_of(step)
    if share is not None and made and not any(share[1] in deadlines(policy, climb) for climb in made):
        return Text(
            f"no {share[1]} is promised to anybody who climbs here",
            f"aucun délai ({share[1]}) n’est promis à qui emprunte cette échelle",
        )
    if step.if_ == "breached" and made and not any(_can_be_late(policy, climb, ladder, step) for climb in made):
        return Text("nothing can be late that early", "rien ne peut être en retard si tôt")
    return Text()


def _can_be_late(policy: Policy, climb: Climb, ladder: Ladder, step: Step) -> bool:
    at = step_at(policy, climb, ladder, step)
    return at is not None and any(deadline.breach_after <= at for deadline in deadlines(policy, climb).values())


def _finding(policy: Policy, lint: Lint, path: str, step: Step, why: Text, made: list[Climb]) -> Finding:
    opened = when(made[0].opened, policy.zone) if made else Text("at any time", "à tout moment")
    return lint.find(
        RULE,
        path,
        fill(
            "The step at {at} never comes: {why}.",
            "L’échelon « {at} » n’arrive jamais : {why}.",
            at=step_in_words(step, policy.document.terms.business_day_term),
            why=why,
        ),
        wording=step.at,
        example=fill(
            "Raised {opened} and never answered: {who} is not told by this step, ever.",
            "Demande du {opened}, jamais traitée : cet échelon n’avertit jamais {who}.",
            opened=opened,
            who=step.tell or Text("anybody", "personne"),
        ),
        fix=Text(
            "Write a length such as '1 business hour', or a share of a target that is promised.",
            "Écrivez une durée telle que « 1 business hour », ou une part d’un délai promis.",
        ),
    )


RULE = Rule(
    "SV-E05",
    Severity.WARNING,
    Text("A step of a ladder can never come", "Un échelon n’arrive jamais"),
    _check,
)
