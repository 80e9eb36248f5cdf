"""SV-P04: two add-ons that contradict each other and may be bought together.

Harm: with seven days a week and around the clock both bought, the request of Saturday night has two calendars; which one
counts depends on the order of the invoice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import first_difference, open_or_closed
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for one, other in combinations(policy.document.addons, 2):
        clash = _clash(policy, one, other)
        if clash and _sold_together(policy, one, other):
            yield _finding(policy, lint, one, other, clash)


def _clash(policy: Policy, one: str, other: str) -> tuple[str, str] | None:
    """Two calendars, or two ladders, that both add-ons would give to one client."""
    first, second = policy.document.addons[one], policy.document.addons[other]
    for mine, theirs in ((first.calendar, second.calendar), (first.ladder, second.ladder)):
        if mine and theirs and mine != theirs:
            return mine, theirs
    return None


def _sold_together(policy: Policy, one: str, other: str) -> bool:
    first, second = policy.document.addons[one], policy.document.addons[other]
    if other in first.excludes or one in second.excludes:
        return False
    return not first.needs or not second.needs or bool(set(first.needs) & set(second.needs))


def _finding(policy: Policy, lint: Lint, one: str, other: str, clash: tuple[str, str]) -> Finding:
    return lint.find(
        RULE,
        f"addons/{other}",
        Text(
            f"{one} and {other} can be bought together: {clash[0]} or {clash[1]}?",
            f"{one} et {other} peuvent s’acheter ensemble : {clash[0]} ou {clash[1]} ?",
        ),
        wording=f"{one}, {other}",
        example=_example(policy, clash, lint.year),
        fix=Text(f"Write 'excludes: [{one}]' for {other}.", f"Écrivez « excludes: [{one}] » pour {other}."),
    )


def _example(policy: Policy, clash: tuple[str, str], year: int) -> Text:
    mine, theirs = clash
    if mine not in policy.calendars:
        return Text(
            f"Nobody answers: is it ladder {mine} or ladder {theirs} that is climbed?",
            f"Personne ne répond : suit-on l’échelle {mine} ou l’échelle {theirs} ?",
        )
    found = first_difference(policy.timeline(mine), policy.timeline(theirs), year)
    if found is None:
        return Text("The two calendars agree all year.", "Les deux calendriers s’accordent toute l’année.")
    at, first = found
    return fill(
        "A client with both asks {at}: {mine} is {state}, {theirs} is {other}.",
        "Un client qui a les deux écrit le {at} : {mine} est {state}, {theirs} est {other}.",
        at=when(at, policy.zone),
        mine=mine,
        theirs=theirs,
        state=open_or_closed(first),
        other=open_or_closed(not first),
    )


RULE = Rule(
    "SV-P04",
    Severity.ERROR,
    Text("Exclusive add-ons are not declared", "Des options exclusives ne sont pas déclarées"),
    _check,
)
