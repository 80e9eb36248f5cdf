"""An acceptance that has expired.

Somebody decided to live with a finding until a date; the date is past, and the finding counts again.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.fields import Accept
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each entry under `accept` whose date is past."""
    for number, entry in enumerate(policy.document.accept, 1):
        if entry.until < lint.at:
            yield _finding(lint, f"accept/{number}", entry)


def _finding(lint: Lint, path: str, entry: Accept) -> Finding:
    words = {
        "code": entry.code,
        "at": entry.at or Text("the whole policy", "toute la politique"),
        "until": day_name(entry.until),
        "today": day_name(lint.at),
        "days": (lint.at - entry.until).days,
    }
    message = fill(
        "The acceptance of {code} ended on {until}.", "L’acceptation de {code} a pris fin le {until}.", **words
    )
    example = fill(
        "On {today} the finding at {at} counts again, {days} days after the date.",
        "Le {today}, le constat à {at} compte à nouveau, {days} jours après la date.",
        **words,
    )
    fix = Text(
        "Correct what was found, or decide again: a new date in 'until', with the reason.",
        "Corrigez ce qui a été constaté, ou décidez à nouveau : une nouvelle date dans « until », avec la raison.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=str(entry.until))


RULE = Rule("SV-D06", Severity.WARNING, Text("Acceptance expired", "Acceptation expirée"), check)
