"""A value that some YAML library turned into another one: 16:00 into 960, NO into false, 1.10 into 1.1, 010 into 8.

The reader keeps every scalar as the text that stands in the file, so it can only meet such a value where another
program wrote the file; it refuses bare numbers where a length or a time of day is due.
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
    "SV-S02",
    Severity.ERROR,
    Text("Value that a YAML library retyped", "Valeur retypée par une bibliothèque YAML"),
    check,
)
