"""SV-C06: a closure that closes nothing.

Harm: it promises a reader a rule that never matters, and hides the one that was meant: an "evening of the holiday" that
mostly falls in the closed weekend was probably written for another week. Whole days of a holiday table are left alone,
since holidays fall on weekends everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from servanda.engine.calendars.closures import Closed
from servanda.engine.calendars.model import WHOLE_DAY, Calendar, Closure, HolidayClosure, SpanClosure
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import moment
from servanda.engine.policy.lint.moments import day_name, year_bounds
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, calendar in policy.calendars.items():
        bare = compile_timeline(_only(calendar, ()))
        for number, closure in enumerate(calendar.closures, 1):
            stretches = _stretches(calendar, closure, lint.year)
            idle = [closed for closed in stretches if not bare.elapsed(closed.start, closed.end)]
            if idle and 2 * len(idle) >= len(stretches) * _share(closure):
                days = [_day(closed, closure, bare) for closed in idle]
                yield _finding(lint, f"calendars/{name}/closed/{number}", closure, days, len(stretches))


def _share(closure: Closure) -> int:
    """Twice the share of idle dates from which on a closure is worth a finding: a half, or all of whole holidays."""
    hours = isinstance(closure, HolidayClosure) and (closure.start_minute, closure.end_minute) != (0, WHOLE_DAY)
    return 1 if hours else 2


def _only(calendar: Calendar, closures: tuple[Closure, ...]) -> Calendar:
    return replace(calendar, closures=closures)


def _stretches(calendar: Calendar, closure: Closure, year: int) -> list[Closed]:
    """The stretches that begin in `year`; a single dated closure is looked at in its own year."""
    timeline = compile_timeline(_only(calendar, (closure,)))
    if isinstance(closure, SpanClosure):
        year = closure.start.year
    elif not isinstance(closure, HolidayClosure):
        year = closure.day.year
    start, end = year_bounds(year, timeline.zone)
    return [closed for closed in timeline.closures(start, end) if _day(closed, closure, timeline).year == year]


def _day(closed: Closed, closure: Closure, timeline: Timeline) -> date:
    """The date that a stretch belongs to: the one on which it ends where it begins on the evening before."""
    before = not isinstance(closure, SpanClosure) and closure.evening_before
    return moment(closed.end - 1 if before else closed.start, timeline.zone).date()


def _finding(lint: Lint, path: str, closure: Closure, idle: list[date], count: int) -> Finding:
    shown = [day_name(day) for day in idle[:4]]
    days = Text(names([day.en for day in shown]).en, names([day.fr for day in shown]).fr)
    return lint.find(
        RULE,
        path,
        fill(
            "{idle} of {count} dates of {year} fall in time that is closed anyway.",
            "{idle} des {count} dates de {year} tombent dans un temps déjà fermé.",
            idle=len(idle),
            count=count,
            year=idle[0].year,
        ),
        clause=closure.clauses[0] if closure.clauses else None,
        example=fill("Nothing changes on {days}.", "Rien ne change à ces dates : {days}.", days=days),
        fix=Text(
            "Drop the closure, or correct its hours or its evening.",
            "Supprimez la fermeture, ou corrigez ses heures ou son soir.",
        ),
    )


RULE = Rule(
    "SV-C06",
    Severity.WARNING,
    Text("A closure has no effect", "Une fermeture est sans effet"),
    _check,
)
