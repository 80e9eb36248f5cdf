"""SV-D05: a new version that promises less than the one before.

Harm: a target grows from four hours to sixteen in a corner of the table, nobody is told, and open requests fall due later
overnight. It takes two versions to see it: `servanda.engine.policy.lint.changes.check_change` replays both.
"""

from __future__ import annotations

from collections.abc import Iterable

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(_policy: Policy, _lint: Lint) -> Iterable[Finding]:
    return ()


RULE = Rule(
    "SV-D05",
    Severity.WARNING,
    Text("A new version promises less", "Une nouvelle version promet moins"),
    _check,
)
