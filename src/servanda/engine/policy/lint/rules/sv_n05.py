"""SV-N05: sentences that read like promises and are none.

Harm: small; but a client quotes them, and the desk must know that no clock, no price and no entitlement hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    idle = [(number, one) for number, one in enumerate(policy.document.statements, 1) if one.kind == "statement"]
    if not idle:
        return
    number, first = idle[0]
    clauses = [clause for _, one in idle for clause in one.cited]
    yield lint.find(
        RULE,
        f"statements/{number}",
        fill(
            "No rule stands behind {what} ({clauses}).",
            "Aucune règle ne correspond à {what} ({clauses}).",
            what=_counted(len(idle)),
            clauses=names(clauses or ["–"]),
        ),
        wording=first.source or first.text.en,
        example=fill(
            "A client quotes '{sentence}': nothing is computed from it.",
            "Un client cite « {sentence} » : rien n’en est calculé.",
            sentence=first.text,
        ),
        fix=Text(
            "Drop the sentence, or turn it into a rule with a number.",
            "Supprimez la phrase, ou faites-en une règle avec un nombre.",
        ),
    )


def _counted(count: int) -> Text:
    if count == 1:
        return Text("one sentence", "une phrase")
    return Text(f"{count} sentences", f"{count} phrases")


RULE = Rule(
    "SV-N05",
    Severity.INFO,
    Text("A sentence without a rule", "Une phrase sans règle"),
    _check,
)
