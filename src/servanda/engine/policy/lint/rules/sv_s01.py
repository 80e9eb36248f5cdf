"""A key that does not exist, a key given twice, or a value that cannot be read.

A library that keeps the last of two rows silently leaves a client with a target that nobody sees in the file. The
reader refuses both and names the lines; the check here has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterable

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(_policy: Policy, _lint: Lint) -> Iterable[Finding]:
    """Nothing: the reader finds it, with line and column, before there is a policy to check."""
    return ()


RULE = Rule(
    "SV-S01",
    Severity.ERROR,
    Text("Unknown or duplicate key, unreadable value", "Clé inconnue ou double, valeur illisible"),
    check,
)
