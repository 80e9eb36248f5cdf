"""SV-P07: something is free only if a cause holds, and nobody is asked for the cause.

Harm: the vendor finds afterwards that the fault was not the platform's, and bills what the client was told is free; there
is no field in which anybody said so at the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.offer import Charge
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, charge in policy.document.charges.items():
        unasked = [fact for fact in charge.when if fact not in policy.document.classify.facts]
        if charge.price == 0 and unasked:
            yield _finding(policy, lint, name, charge, unasked[0])


def _finding(policy: Policy, lint: Lint, name: str, charge: Charge, fact: str) -> Finding:
    values = charge.when[fact]
    others = [
        value
        for other in policy.document.charges.values()
        if set(other.kinds) & set(charge.kinds)
        for value in other.when.get(fact, ())
        if value not in values
    ]
    return lint.find(
        RULE,
        f"charges/{name}",
        fill(
            "{name} is free where {fact} is {values}, and no question asks for the {fact}.",
            "{name} est gratuit si {fact} vaut {values}, et aucune question ne demande ce fait ({fact}).",
            name=charge.name or name,
            fact=fact,
            values=names(values),
        ),
        wording=f"{fact}: {', '.join(values)}",
        example=fill(
            "The client expects to pay nothing; the cause turns out to be {other}: who decides, when, and what is owed?",
            "Le client s’attend à ne rien payer ; la cause s’avère être {other} : qui décide, quand, et que doit-il ?",
            other=Text(others[0], others[0]) if others else Text("another", "une autre"),
        ),
        fix=Text(
            f"Add {fact} to the facts, with its values and who decides.",
            f"Ajoutez {fact} aux faits, avec ses valeurs et la personne qui décide.",
        ),
    )


RULE = Rule(
    "SV-P07",
    Severity.WARNING,
    Text("Free only for a cause that nobody records", "Gratuit pour une cause que personne ne consigne"),
    _check,
)
