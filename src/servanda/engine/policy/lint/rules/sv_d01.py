"""SV-D01: a policy without a date.

Harm: two copies with different numbers are in circulation, and nobody can say which of them was promised in March.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    effective = policy.document.effective
    if effective.from_ is not None and "from" not in effective.assumed:
        return
    yield lint.find(
        RULE,
        "effective/from",
        Text(
            "The text has no date: nobody knows since when it is in force.",
            "Le texte n’est pas daté : nul ne sait depuis quand il est en vigueur.",
        ),
        wording="unknown" if effective.from_ is None else str(effective.from_),
        example=fill(
            "A request of {day} is judged by this text, or by the one before it? Both are undated copies.",
            "Une demande du {day} se juge-t-elle d’après ce texte ou le précédent ? Ce sont deux copies sans date.",
            day=day_name(date(lint.year, 3, 1)),
        ),
        fix=Text(
            "Publish the date and the version: effective: {from: 2026-01-01}.",
            "Publiez la date et la version : effective: {from: 2026-01-01}.",
        ),
    )


RULE = Rule(
    "SV-D01",
    Severity.ERROR,
    Text("No date or version", "Ni date ni version"),
    _check,
)
