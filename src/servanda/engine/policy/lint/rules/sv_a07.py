"""SV-A07: maintenance is excluded and no minimum notice is said.

Harm: a notice one minute before excludes an outage of any length, so that every outage can be announced away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, MINUTE
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.months import Promised, promised
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.model import Maintenance
from servanda.engine.uptime.notices import judge_notice


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        rule = uptime.section.maintenance
        if rule is not None and (rule.notice is None or "notice" in rule.assumed):
            yield _finding(lint, uptime)


def _finding(lint: Lint, uptime: Promised) -> Finding:
    start = at_local(date(lint.year, 5, 12), uptime.terms.zone, 14)
    rule = uptime.terms.maintenance
    planned = Maintenance(
        start, start + 8 * HOUR, start - MINUTE, start - MINUTE, tuple(rule.statements) if rule else ()
    )
    excluded = judge_notice(planned, rule).qualifies
    return lint.find(
        RULE,
        f"{uptime.path}/maintenance",
        Text(
            "Announced maintenance does not count, and no minimum notice is stated.",
            "La maintenance annoncée ne compte pas, et aucun préavis minimal n’est indiqué.",
        ),
        wording=lint.source_at(f"{uptime.path}/maintenance"),
        example=fill(
            "Announced {notice}, down from {start} for 8 hours: {verdict}.",
            "Annoncée le {notice}, panne dès le {start} pendant 8 heures : {verdict}.",
            notice=when(start - MINUTE, uptime.terms.zone),
            start=when(start, uptime.terms.zone),
            verdict=Text("excluded", "exclue") if excluded else Text("counted", "comptée"),
        ),
        fix=Text("Write 'notice: 24 clock hours', say.", "Écrivez par exemple « notice: 24 clock hours »."),
    )


RULE = Rule(
    "SV-A07",
    Severity.WARNING,
    Text("An exclusion without minimum notice", "Une exclusion sans préavis minimal"),
    _check,
)
