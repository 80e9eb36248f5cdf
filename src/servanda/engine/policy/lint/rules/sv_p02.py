"""SV-P02: a dearer plan loses something that a cheaper one has.

Harm: a client who pays more finds the e-mail channel closed. Nearly always a table lost its empty cells, so that marks
moved to the left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.offer import Channel, Entitlement
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    document = policy.document
    yield from _lost(policy, lint, "entitlements", {name: _holders(one) for name, one in document.entitlements.items()})
    yield from _lost(policy, lint, "channels", {name: _users(one) for name, one in document.channels.items()})


def _holders(entitlement: Entitlement) -> tuple[str, ...]:
    return (*entitlement.plans, *entitlement.quote)


def _users(channel: Channel) -> tuple[str, ...]:
    return tuple(channel.plans)


def _lost(policy: Policy, lint: Lint, section: str, rows: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for name, plans in rows.items():
        lost = _first_loss(policy, plans)
        if lost is not None:
            yield _finding(lint, f"{section}/{name}", name, *lost)


def _first_loss(policy: Policy, holders: tuple[str, ...]) -> tuple[str, str] | None:
    """A plan that has something, and the next dearer one that has not; plans stand in the order of their price."""
    if not holders:
        return None
    having = ""
    for plan in policy.document.plans:
        if set(policy.plan_family(plan)) & set(holders):
            having = plan
        elif having:
            return having, plan
    return None


def _finding(lint: Lint, path: str, name: str, having: str, losing: str) -> Finding:
    return lint.find(
        RULE,
        path,
        Text(
            f"{having} has {name}, the dearer {losing} has not.",
            f"{having} comprend {name}, {losing}, plus cher, ne l’a pas.",
        ),
        wording=lint.source_at(path),
        example=Text(
            f"A client moves from {having} to {losing}, pays more, and loses {name} the same day.",
            f"Un client passe de {having} à {losing}, paie davantage et perd {name} le jour même.",
        ),
        fix=Text(
            f"Give {losing} the same, or realign the row if its marks have moved to the left.",
            f"Donnez-le aussi à {losing}, ou réalignez la ligne si ses coches se sont décalées vers la gauche.",
        ),
    )


RULE = Rule(
    "SV-P02",
    Severity.ERROR,
    Text("A dearer plan loses something", "Un forfait plus cher perd quelque chose"),
    _check,
)
