"""SV-C09: a change of clocks falls into time that is promised.

Harm: none where people know it: a promise in clock hours is elapsed time, so that its due time on the wall is an hour
off twice a year, and a night window is an hour shorter or longer. It is shown so that nobody reads it as an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, instant, moment
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for rule in policy.targets:
        change = _change(policy.zone, lint.year)
        if change is not None and _clock_seconds(rule) >= 3600:
            yield _of_target(policy, lint, rule, change)
            return
    for name in policy.calendars:
        timeline = policy.timeline(name)
        change = _change(timeline.zone, lint.year)
        night = not timeline.calendar.always and change is not None
        if night and change is not None and timeline.is_open(change) and timeline.is_open(change - HOUR):
            yield _of_calendar(lint, name, change, timeline.zone)


def _clock_seconds(rule: TargetRule) -> int:
    return max((span.seconds or 0 for span in rule.promise.spans if span.measure == "clock"), default=0)


def _change(zone: ZoneInfo, year: int) -> int | None:
    """The first change of clocks of a year, or None where the zone keeps one offset."""
    first = datetime(year, 1, 1, tzinfo=zone)
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = first + timedelta(days=number)
        if day.utcoffset() != (day + timedelta(days=1)).utcoffset():
            return _exact(instant(day), zone)
    return None


def _exact(midnight: int, zone: ZoneInfo) -> int:
    hours = (midnight + number * HOUR // 2 for number in range(50))
    before = _offset(midnight, zone)
    return next(at for at in hours if _offset(at, zone) != before)


def _offset(at: int, zone: ZoneInfo) -> timedelta | None:
    return moment(at, zone).utcoffset()


def _of_target(policy: Policy, lint: Lint, rule: TargetRule, change: int) -> Finding:
    opened, work = change - 2 * HOUR, _clock_seconds(rule) * 1_000_000
    return lint.find(
        RULE,
        rule.id,
        fill(
            "{promise} is elapsed time: when clocks change, the due time on the wall is an hour off.",
            "{promise}, c’est du temps écoulé : au changement d’heure, l’échéance se décale d’une heure à l’horloge.",
            promise=policy.in_words(rule.promise),
        ),
        wording=str(rule.promise),
        example=fill(
            "Raised {opened}: due {due}.",
            "Demande du {opened} : échéance le {due}.",
            opened=when(opened, policy.zone),
            due=when(opened + work, policy.zone),
        ),
        fix=Text(
            "Nothing to correct; say it beside the table where clients may wonder.",
            "Rien à corriger ; dites-le près du tableau si des clients peuvent s’en étonner.",
        ),
    )


def _of_calendar(lint: Lint, name: str, change: int, zone: ZoneInfo) -> Finding:
    before = timezone(_offset(change - HOUR, zone) or timedelta())
    return lint.find(
        RULE,
        f"calendars/{name}",
        Text(
            f"Calendar {name} is open while clocks change: that night is an hour shorter or longer.",
            f"Le calendrier {name} est ouvert pendant le changement d’heure : cette nuit-là dure une heure de moins ou de plus.",
        ),
        example=fill(
            "{day}: clocks go from {old} to {new}.",
            "Le {day}, les horloges passent de {old} à {new}.",
            day=day_name(moment(change, zone).date()),
            old=f"{moment(change, before):%H:%M}",
            new=f"{moment(change, zone):%H:%M}",
        ),
        fix=Text("Nothing to correct.", "Rien à corriger."),
    )


RULE = Rule(
    "SV-C09",
    Severity.INFO,
    Text("Clocks change within promised time", "L’heure change pendant un temps promis"),
    _check,
)
