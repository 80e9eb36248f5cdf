"""A name of something that does not exist: a plan, a calendar, a contact.

The rule that uses it is silently without effect. The reader refuses it and offers the nearest known name.
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


RULE = Rule("SV-S03", Severity.ERROR, Text("Reference to nothing", "Renvoi à rien"), check)
