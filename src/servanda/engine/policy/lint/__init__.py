"""The lint: what a manager should know about a policy before it is promised to anybody.

A rule is a file in `servanda.engine.policy.lint.rules`; each finding shows the harm on an example that the engine
computed. `lint_reading` is what interfaces call: the findings of the reader and, where a policy could be typed, of
every rule, with the `accept` entries of the policy applied.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Acceptance, Finding, Severity
from servanda.engine.policy.fields import Accept
from servanda.engine.policy.lint import rules as _rules
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import typeset_finding
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading
from servanda.engine.text import Text

RULES: tuple[str, ...] = tuple(sorted(module.name for module in pkgutil.iter_modules(_rules.__path__)))
"""The names of the rules' modules, imported when a policy is first linted."""

HELP = "docs/lint/{code}.md"
"""Where the page about a code stands."""

EXPIRED = "SV-D06"


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their codes."""
    return tuple(import_module(f"{_rules.__name__}.{name}").RULE for name in RULES)


def lint_reading(reading: Reading, *, at: date) -> list[Finding]:
    """What the reader found, and what the rules find where there is a policy; `at` is the day of the review."""
    if reading.policy is None:
        return _in_order(reading.findings)
    sound = not any(finding.blocks for finding in reading.findings)
    return _in_order((*reading.findings, *_checked(reading.policy, at, sound=sound)))


def lint_policy(policy: Policy, *, at: date) -> list[Finding]:
    """What the rules find in a policy that was read without errors."""
    return _in_order(_checked(policy, at, sound=True))


def _checked(policy: Policy, at: date, *, sound: bool) -> Iterator[Finding]:
    lint = Lint(policy, at)
    for rule in rules():
        for finding in _findings(rule, lint, sound):
            yield _accepted(finding, policy.document.accept, at)
    yield from _expired(lint)


def _findings(rule: Rule, lint: Lint, sound: bool) -> list[Finding]:
    """What one rule finds; nothing more where a broken name or calendar leaves it without an answer.

    What is broken is itself a finding, of the reader or of the rules on calendars (SV-C04).
    """
    found: list[Finding] = []
    try:
        found.extend(rule.check(lint.policy, lint))
    except CalendarError:
        return found
    except (KeyError, ValueError):
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


def _expired(lint: Lint) -> Iterator[Finding]:
    for number, entry in enumerate(lint.policy.document.accept, 1):
        if entry.until >= lint.at:
            continue
        path = f"accept/{number}"
        yield Finding(
            EXPIRED,
            Severity.WARNING,
            lint.policy.place(path),
            Text(
                f"The acceptance of {entry.code} ended on {entry.until}.",
                f"L’acceptation de {entry.code} a pris fin le {entry.until}.",
            ),
            wording=str(entry.until),
            example=Text(
                f"On {lint.at} the finding counts again, {(lint.at - entry.until).days} days after the date.",
                f"Le {lint.at}, le constat compte à nouveau, {(lint.at - entry.until).days} jours après la date.",
            ),
            fix=Text(
                "Correct what was found, or decide again: a new date in 'until', with the reason.",
                "Corrigez ce qui a été constaté, ou décidez à nouveau : une nouvelle date dans « until », avec la raison.",
            ),
            at=path,
        )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return [typeset_finding(one) for one in sorted(dict.fromkeys(findings), key=lambda one: (one.place, one.code))]
