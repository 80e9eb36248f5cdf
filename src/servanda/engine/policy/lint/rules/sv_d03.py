"""SV-D03: a change that takes effect sooner after its announcement than the policy itself promises.

Harm: until the promised notice has run, clients may rely on the old version; every request of those days can be disputed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from servanda.engine.calendars.closures import LAST_YEAR
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import moment
from servanda.engine.policy.lint.moments import at_local, day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import Span, write_span
from servanda.engine.requests.clock import hours_of, span_deadline
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    governance, start = policy.document.governance, policy.document.effective.from_
    if governance is None or start is None or governance.announce is None or governance.announced is None:
        return
    earliest = _earliest(policy, governance.announce, governance.announced)
    if start < earliest:
        yield _finding(policy, lint, governance.announce, governance.announced, earliest)


def _earliest(policy: Policy, notice: Span, announced: date) -> date:
    """The first day on which a version announced on a date may be in force; a day's remainder counts as a day."""
    if announced.year >= LAST_YEAR:
        return date.max
    plan = next(iter(policy.document.plans))
    hours = hours_of(policy, notice, plan=plan, addons=())
    due = span_deadline(notice, hours, at_local(announced, policy.zone)).due
    return moment(due, policy.zone).date()


def _finding(policy: Policy, lint: Lint, notice: Span, announced: date, earliest: date) -> Finding:
    start = policy.document.effective.from_
    assert start is not None  # noqa: S101 - `_check` looked at it
    return lint.find(
        RULE,
        "governance/announced",
        fill(
            "Announced {announced}, in force from {start}: the policy promises {notice} of notice.",
            "Annoncée le {announced}, en vigueur dès le {start} : la politique promet un préavis de {notice}.",
            announced=day_name(announced),
            start=day_name(start),
            notice=write_span(notice, policy.document.terms.business_day_term),
        ),
        wording=str(announced),
        example=fill(
            "A request of {start} may rely on the old version; the earliest day for this one is {earliest}.",
            "Une demande du {start} peut invoquer l’ancienne version ; celle-ci vaut au plus tôt le {earliest}.",
            start=day_name(start),
            earliest=day_name(earliest),
        ),
        fix=Text(f"Move 'from' to {earliest} or later.", f"Déplacez « from » au {earliest} ou plus tard."),
    )


RULE = Rule(
    "SV-D03",
    Severity.ERROR,
    Text("A change is announced too late", "Un changement est annoncé trop tard"),
    _check,
)
