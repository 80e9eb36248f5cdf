"""SV-N01: a table lost its cells, so that nobody can tell which plan has what.

Harm: the client of the cheaper plan reads a mark as its own, the vendor reads it as the dearer plan's; both can show the
published table.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.offer import Entitlement
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    lost = {name: one for name, one in policy.document.entitlements.items() if _is_lost(one)}
    if lost:
        yield _finding(policy, lint, lost)


def _is_lost(entitlement: Entitlement) -> bool:
    """Whether its marks were guessed, or nobody has it at all."""
    guessed = bool({"plans", "quote"} & set(entitlement.assumed))
    return guessed or not (entitlement.plans or entitlement.addons or entitlement.quote)


def _finding(policy: Policy, lint: Lint, lost: dict[str, Entitlement]) -> Finding:
    telling = next((name for name, one in lost.items() if _other_reading(policy, one)), next(iter(lost)))
    return lint.find(
        RULE,
        f"entitlements/{telling}",
        fill(
            "Cells of the table are lost in {count} of its rows: {rows}.",
            "Des cellules du tableau ont disparu, lignes touchées : {count} ({rows}).",
            count=len(lost),
            rows=names(lost),
        ),
        wording=lost[telling].source or telling,
        example=_example(policy, telling, lost[telling]),
        fix=Text(
            "Restore the marks in the published table, then take 'plans' out of 'assumed'.",
            "Rétablissez les coches dans le tableau publié, puis retirez « plans » de « assumed ».",
        ),
    )


def _holders(entitlement: Entitlement) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entitlement.plans, *entitlement.quote)))


def _other_reading(policy: Policy, entitlement: Entitlement) -> tuple[str, ...]:
    """The plans that have it if as many marks stand at the left; empty where that changes nothing."""
    plans, holders = tuple(policy.document.plans), _holders(entitlement)
    left = plans[: len(holders)]
    return left if set(left) != set(holders) else ()


def _example(policy: Policy, name: str, entitlement: Entitlement) -> Text:
    other, holders = _other_reading(policy, entitlement), _holders(entitlement)
    said = entitlement.name or entitlement.text or Text(name, name)
    label = Text(said.en.rstrip("."), said.fr.rstrip("."))
    if not other:
        plan = next(iter(policy.document.plans))
        return fill(
            "A client of {plan} asks for this: '{label}'. Given, or refused? No cell says.",
            "Un client {plan} demande ceci : « {label} ». Accordé ou refusé ? Aucune cellule ne le dit.",
            plan=plan,
            label=label,
        )
    return fill(
        "{label}: for {holders} if the marks stand at the right, for {other} if they stand at the left.",
        "{label} : pour {holders} si les coches sont à droite, pour {other} si elles sont à gauche.",
        label=label,
        holders=names(holders),
        other=names(other),
    )


RULE = Rule(
    "SV-N01",
    Severity.ERROR,
    Text("A table lost its cells", "Un tableau a perdu ses cellules"),
    _check,
)
