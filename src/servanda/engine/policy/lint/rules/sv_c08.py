"""SV-C08: business days where a day has no length, or where nobody says what a business day is.

Harm: in a week that runs from Monday morning to Friday afternoon without a break, "one business day" holds a full day of
support on Monday and two thirds of one on Friday, and three readings of it are three due times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from servanda.engine.calendars.business_days import add_business_days
from servanda.engine.calendars.model import WHOLE_DAY, Calendar
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import at_local, ordinary_monday
from servanda.engine.policy.lint.offers import applies, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import assumed_at
from servanda.engine.policy.lint.wording import fill, length, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import write_span
from servanda.engine.text import Text

_UNSAID = {"business day", "day", "length of d", "length of a day"}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    unclear: dict[str, list[TargetRule]] = {}
    for rule in policy.targets:
        support = _support(policy, rule)
        if support is not None and _is_unclear(policy, rule, support):
            unclear.setdefault(support, []).append(rule)
    for support, rules in unclear.items():
        yield _finding(policy, lint, support, rules)


def _support(policy: Policy, rule: TargetRule) -> str | None:
    """The support hours under which a rule counts business days, or None where it counts none."""
    if not any(span.measure in ("business", "support") and span.unit == "day" for span in rule.promise.spans):
        return None
    return rule.calendar or next(
        (policy.calendar_of(*offer) for offer in offers(policy) if applies(policy, rule, offer)), None
    )


def _is_unclear(policy: Policy, rule: TargetRule, support: str) -> bool:
    if _UNSAID & set(assumed_at(policy, rule.id)):
        return True
    days = next((span.calendar for span in rule.promise.spans if span.calendar), support)
    return len(set(_lengths(policy.calendars[days]))) > 1


def _lengths(calendar: Calendar) -> list[int]:
    """The open minutes of each day of the week on which the calendar opens, closures left aside."""
    minutes = [0] * 7
    for window in calendar.windows:
        last = window.length_in_days()
        for day in range(last + 1):
            start = window.start_minute if day == 0 else 0
            end = window.end_minute if day == last else WHOLE_DAY
            minutes[(window.start_day + day) % 7] += end - start
    return [length for length in minutes if length]


def _finding(policy: Policy, lint: Lint, support: str, rules: list[TargetRule]) -> Finding:
    rule = rules[0]
    span = replace(rule.promise.spans[0], calendar=None)
    promise = write_span(span, policy.document.terms.business_day_term)
    return lint.find(
        RULE,
        rule.id,
        fill(
            "{promise}: how long is a day of calendar {support}, which is open {hours} a week?",
            "{promise} : quelle est la longueur d’un jour du calendrier {support}, ouvert {hours} par semaine ?",
            promise=promise,
            support=support,
            hours=length(sum(_lengths(policy.calendars[support])) * 60_000_000),
        ),
        wording=lint.source_at(rule.id) or str(rule.promise),
        example=_example(policy, support, rule, lint.year),
        fix=Text(
            "Define business days in a calendar of their own (2 business days of days), or promise hours.",
            "Définissez les jours ouvrables dans un calendrier à part (2 business days of days), ou promettez des heures.",
        ),
    )


def _example(policy: Policy, support: str, rule: TargetRule, year: int) -> Text:
    timeline, span = policy.timeline(support), rule.promise.spans[0]
    days = policy.timeline(span.calendar) if span.calendar else timeline
    friday = ordinary_monday(year) + timedelta(days=4)
    opened = at_local(friday, timeline.zone, 10)
    same = add_business_days(timeline, opened, span.number, days=days, rule="same-time")
    end = add_business_days(timeline, opened, span.number, days=days, rule="end-of-day")
    full = add_business_days(timeline, opened, span.number, days=timeline, rule="full-days")
    return fill(
        "Raised {opened}: due {same} (same time), {end} (end of the day) or {full} (the support time of whole days).",
        "Demande du {opened} : échéance le {same} (même heure), le {end} (fin du jour) ou le {full} (temps de soutien de jours entiers).",
        opened=when(opened, timeline.zone),
        same=when(same, timeline.zone),
        end=when(end, timeline.zone),
        full=when(full, timeline.zone),
    )


RULE = Rule(
    "SV-C08",
    Severity.WARNING,
    Text("A business day has no fixed length", "Un jour ouvrable n’a pas de longueur fixe"),
    _check,
)
