"""Business hours that are longer than a support day.

Nobody counts in their head how long 24 business hours are on days of eight: the client thinks of tomorrow and waits
for three days, or six over a long weekend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from servanda.engine.calendars.timeline import Timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, SECOND
from servanda.engine.policy.lint.cases import Wait, longest_wait, ordinary_wednesday
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import applies, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, length, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Span
from servanda.engine.requests.clock import hours_of
from servanda.engine.text import Text

_IN_DAYS = re.compile(r"\d\s*(?:d|j|days?|jours?)\b", re.IGNORECASE)


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each promise in hours that lasts longer than a support day; not where the source says days."""
    for rule in policy.targets:
        if rule.promise.kind != "within" or _IN_DAYS.search(lint.source_at(rule.id)):
            continue
        for span in rule.promise.spans:
            if span.unit == "hour" and span.measure in ("business", "support"):
                yield from _too_long(policy, lint, rule, span)


def _too_long(policy: Policy, lint: Lint, rule: TargetRule, span: Span) -> Iterator[Finding]:
    offer = next((offer for offer in offers(policy) if applies(policy, rule, offer)), None)
    if offer is None:
        return
    hours = hours_of(policy, span, plan=offer[0], addons=offer[1], calendar=rule.calendar)
    day = _support_day(hours.running) if isinstance(hours.running, Timeline) else 0
    if not 0 < day < 24 * HOUR or (span.seconds or 0) * SECOND <= day:
        return
    wait = longest_wait(lint, rule, span, offer)
    if wait:
        yield _finding(policy, lint, rule, span, wait, day)


def _support_day(timeline: Timeline) -> int:
    """The open time of an ordinary Wednesday; longer for windows that know no days."""
    day = ordinary_wednesday(2024)
    return timeline.elapsed(at_local(day, timeline.zone), at_local(day + timedelta(days=1), timeline.zone))


def _finding(policy: Policy, lint: Lint, rule: TargetRule, span: Span, wait: Wait, day: int) -> Finding:
    number = max(-(-(span.seconds or 0) * SECOND // day), 1)
    words = {
        "promise": policy.in_words(rule.promise),
        "day": length(day),
        "opened": when(wait.opened, policy.zone),
        "due": when(wait.due, policy.zone),
        "hours": length(wait.length),
        "days": f"{number} business day{'s' if number > 1 else ''}",
    }
    message = fill("{promise}: a support day has {day}.", "{promise} : une journée de soutien compte {day}.", **words)
    example = fill(
        "Raised {opened}, due {due}: {hours} by the clock.",
        "Demande du {opened}, échéance {due} : {hours} d’horloge.",
        **words,
    )
    fix = fill("Write '{days}', or what was meant.", "Écrivez « {days} », ou ce qui était voulu.", **words)
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=lint.source_at(rule.id) or str(span))


RULE = Rule(
    "SV-U04", Severity.WARNING, Text("Hours longer than the support day", "Heures plus longues que la journée"), check
)
