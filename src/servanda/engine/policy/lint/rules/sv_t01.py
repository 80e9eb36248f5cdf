"""A response that falls due after the resolution.

Whoever is answered in time may already be waiting for a solution that is late: one of the two targets is a misprint,
and nobody can tell which.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import (
    Answer,
    answers,
    due_in_words,
    priorities_of,
    support,
    telling_starts,
)
from servanda.engine.policy.lint.offers import offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each cell of the table, and one for a rule on requests raised outside hours."""
    seen: set[str] = set()
    for response, resolution in _pairs(policy, lint):
        path = _path(policy, response, resolution)
        if path not in seen:
            seen.add(path)
            yield _finding(policy, lint, path, response, resolution)


def _pairs(policy: Policy, lint: Lint) -> Iterator[tuple[Answer, Answer]]:
    for offer in offers(policy):
        starts = telling_starts(lint, support(policy, offer))
        for priority in priorities_of(policy, offer[0]):
            for opened in starts:
                found = answers(policy, offer, priority, opened)
                response, resolution = found.get("response"), found.get("resolution")
                if response and resolution and _too_late(response, resolution):
                    yield response, resolution


def _second(response: Answer) -> bool:
    return response.promise is not response.rule.promise


def _too_late(response: Answer, resolution: Answer) -> bool:
    """Later, or no earlier where a rule for requests raised outside hours took the response's place."""
    return response.due >= resolution.due if _second(response) else response.due > resolution.due


def _path(policy: Policy, response: Answer, resolution: Answer) -> str:
    if _second(response):
        second = policy.document.targets.raised_outside_hours
        number = next(number for number, one in enumerate(second, 1) if one.promise is response.promise)
        return f"targets/raised_outside_hours/{number}"
    mine, other = response.rule.id.rpartition("/")[0], resolution.rule.id.rpartition("/")[0]
    return mine if mine == other else resolution.rule.id


def _finding(policy: Policy, lint: Lint, path: str, response: Answer, resolution: Answer) -> Finding:
    words = {
        "cell": response.cell,
        "response": policy.in_words(response.promise),
        "resolution": policy.in_words(resolution.promise),
        "opened": when(response.opened, policy.zone),
        "answered": due_in_words(policy, response),
        "solved": due_in_words(policy, resolution),
    }
    later = response.due > resolution.due
    message = fill(
        "{cell}: the response ({response}) is due after the resolution ({resolution})."
        if later
        else "{cell}: the response ({response}) is due no earlier than the resolution ({resolution}).",
        "{cell} : la prise en charge ({response}) est due après la résolution ({resolution})."
        if later
        else "{cell} : la prise en charge ({response}) n’est pas due avant la résolution ({resolution}).",
        **words,
    )
    example = fill(
        "{cell}, raised {opened}: response due {answered}, resolution due {solved}.",
        "{cell}, demande du {opened} : prise en charge due {answered}, résolution due {solved}.",
        **words,
    )
    fix = Text(
        "Correct one of the two, or swap them; a response must fall due before its resolution.",
        "Corrigez l’un des deux délais ou inversez-les ; la prise en charge doit précéder la résolution.",
    )
    return lint.find(
        RULE, path, message, example=example, fix=fix, wording=f"{response.promise} / {resolution.promise}"
    )


RULE = Rule(
    "SV-T01",
    Severity.ERROR,
    Text("Response due after the resolution", "Prise en charge due après la résolution"),
    check,
)
