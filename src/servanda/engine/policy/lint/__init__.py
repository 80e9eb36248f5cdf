"""The lint: what a manager should know about a policy before it is promised to anybody.

A rule is a file in `servanda.engine.policy.lint.rules`; each finding shows the harm on an example that the engine
computed. `lint_reading` is what interfaces call: the findings of the reader and, where a policy could be typed, of
every rule, with the `accept` entries of the policy applied.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from itertools import pairwise

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Acceptance, Finding
from servanda.engine.policy.fields import Accept
from servanda.engine.policy.lint import rules as _rules
from servanda.engine.policy.lint.illustrations import illustrated
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading

RULES: tuple[str, ...] = tuple(sorted(module.name for module in pkgutil.iter_modules(_rules.__path__)))
"""The names of the rules' modules, imported when a policy is first linted."""

HELP = "docs/lint/{code}.md"
"""Where the page about a code stands."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their codes."""
    return tuple(import_module(f"{_rules.__name__}.{name}").RULE for name in RULES)


def lint_reading(reading: Reading, *, at: date) -> list[Finding]:
    """What the reader found, and what the rules find where there is a policy; `at` is the day of the review."""
    read = [illustrated(finding, at) for finding in reading.findings]
    if reading.policy is None:
        return _in_order(read)
    sound = not any(finding.blocks for finding in read)
    return _in_order((*read, *_checked(reading.policy, at, sound=sound)))


def lint_versions(policies: Sequence[Policy], *, at: date) -> list[Finding]:
    """What is found between the versions of one policy, in the order in which they are given."""
    from servanda.engine.policy.lint.changes import check_change, check_versions

    found = check_versions(policies, at=at)
    for old, new in pairwise(policies):
        if old.id == new.id:
            found += [_accepted(one, new.document.accept, at) for one in check_change(old, new, at=at)]
    return _in_order(found)


def lint_policy(policy: Policy, *, at: date) -> list[Finding]:
    """What the rules find in a policy that was read without errors."""
    return _in_order(_checked(policy, at, sound=True))


def _checked(policy: Policy, at: date, *, sound: bool) -> Iterator[Finding]:
    lint = Lint(policy, at)
    for rule in rules():
        for finding in _findings(rule, lint, sound):
            yield _accepted(finding, policy.document.accept, at)


def _findings(rule: Rule, lint: Lint, sound: bool) -> list[Finding]:
    """What one rule finds; nothing more where a broken name or calendar leaves it without an answer.

    What is broken is itself a finding, of the reader or of the rules on calendars (SV-C04).
    """
    found: list[Finding] = []
    try:
        found.extend(rule.check(lint.policy, lint))
    except CalendarError:
        return found
    except (LookupError, ValueError, RuntimeError):
        if sound:
            raise
    return found


def _accepted(finding: Finding, entries: Iterable[Accept], at: date) -> Finding:
    for entry in entries:
        if entry.code == finding.code and entry.until >= at and _within(finding.at, entry.at):
            return replace(finding, accepted=Acceptance(entry.until, entry.why))
    return finding


def _within(path: str, start: str) -> bool:
    return not start or path == start or path.startswith(f"{start}/")


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda one: (one.place, one.code))
