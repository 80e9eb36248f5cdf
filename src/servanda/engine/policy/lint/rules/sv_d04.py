"""SV-D04: a review that is overdue.

Harm: telephone numbers, holidays and prices go stale; clients find out before the vendor does. Where the policy sets no
interval, three years without a review are worth a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import Span, write_span
from servanda.engine.text import Text

_UNSAID = Span(36, "calendar", "month")
_LAST = 9900
"""A review dated beyond it is a slip of the pen, and never overdue."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    governance = policy.document.governance
    last = (governance.last_review if governance else None) or policy.document.effective.from_
    every = (governance.review_every if governance else None) or _UNSAID
    if last is None:
        return
    due = _after(last, every)
    if due < lint.at:
        yield _finding(policy, lint, last, every, due)


def _after(day: date, span: Span) -> date:
    """The day on which so many months, or days of any kind, have passed."""
    if day.year > _LAST:
        return date.max
    if span.unit != "month":
        return day + timedelta(days=span.number)
    year, month = divmod(day.year * 12 + day.month - 1 + span.number, 12)
    return date(year, month + 1, min(day.day, 28))


def _finding(policy: Policy, lint: Lint, last: date, every: Span, due: date) -> Finding:
    governance = policy.document.governance
    path = "governance/last_review" if governance and governance.last_review else "effective/from"
    return lint.find(
        RULE,
        path,
        fill(
            "Last reviewed {last}; a review was due {due}.",
            "Dernière révision le {last} ; une révision était due le {due}.",
            last=day_name(last),
            due=day_name(due),
        ),
        wording=str(last),
        example=fill(
            "On {at} the text has stood for {days} days, {over} longer than {every}.",
            "Le {at}, le texte a {days} jours, soit {over} de plus que {every}.",
            at=day_name(lint.at),
            days=(lint.at - last).days,
            over=(lint.at - due).days,
            every=write_span(every, policy.document.terms.business_day_term),
        ),
        fix=Text(
            "Review it and date it: governance: {last_review: …}.",
            "Révisez-le et datez-le : governance: {last_review: …}.",
        ),
    )


RULE = Rule(
    "SV-D04",
    Severity.WARNING,
    Text("A review is overdue", "Une révision est en retard"),
    _check,
)
