"""SV-N06: a note whose mark stands nowhere.

Harm: "* only if raised within hours" limits one line of a table, or all of them, or none; without its star nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.document import Statement
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for number, statement in enumerate(policy.document.statements, 1):
        if not statement.anchored:
            yield _finding(policy, lint, f"statements/{number}", statement)


def _finding(policy: Policy, lint: Lint, path: str, statement: Statement) -> Finding:
    mark = statement.source or "*"
    rows = list(dict.fromkeys(priority for rule in policy.targets for priority in rule.priorities))
    return lint.find(
        RULE,
        path,
        fill(
            "The mark of a note ({mark}) stands nowhere in the text.",
            "L’appel d’une note ({mark}) ne figure nulle part dans le texte.",
            mark=mark,
        ),
        wording=mark,
        example=fill(
            "Does it limit one row, all of them ({rows}), or none?",
            "Limite-t-elle une ligne, toutes ({rows}), ou aucune ?",
            rows=names(rows or ["–"]),
        ),
        fix=Text(
            "Put the mark where it belongs, or make the note a sentence of its own rule.",
            "Placez l’appel où il convient, ou faites de la note une phrase de sa propre règle.",
        ),
    )


RULE = Rule(
    "SV-N06",
    Severity.WARNING,
    Text("A note without anchor", "Une note sans appel"),
    _check,
)
