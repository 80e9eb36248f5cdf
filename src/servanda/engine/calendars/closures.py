"""Closures of a calendar as named intervals of instants, and how far its holiday tables reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from servanda.engine.calendars.errors import CalendarError, HorizonError, TableEndsError
from servanda.engine.calendars.model import (
    WHOLE_DAY,
    Calendar,
    Closure,
    DayClosure,
    Holiday,
    HolidayClosure,
    HolidayTable,
    SpanClosure,
)
from servanda.engine.calendars.walls import WallClock, date_of, instant_of, midnight_of, wall_of
from servanda.engine.instants import DAY, MINUTE
from servanda.engine.text import Text

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Calendars are kept for these years, in UTC; time zone rules before them are of no use to a support desk."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch of closed time [start, end), in microseconds, and why it is closed.

    `table` names the holiday table, and is empty for a closure that the calendar itself states.
    """

    start: int
    end: int
    name: Text
    why: Literal["holiday", "closure"]
    table: str = ""
    clauses: tuple[str, ...] = ()


class Clocks:
    """The wall clocks of every zone that a calendar reads hours in, around the instants [low, high)."""

    def __init__(self, calendar: Calendar, low: int, high: int) -> None:
        self.low, self.high = low - 9 * DAY, high + 9 * DAY
        self._zone = calendar.zone
        self._clocks: dict[str, WallClock] = {}

    def of(self, zone: str | None) -> WallClock:
        """The clock of `zone`, or of the calendar where it is None."""
        name = zone or self._zone
        if name not in self._clocks:
            self._clocks[name] = WallClock(name, self.low, self.high)
        return self._clocks[name]

    def instant(self, zone: str | None, wall: int) -> int:
        """The instant of a wall time that may lie anywhere."""
        if self.low <= wall <= self.high:
            return self.of(zone).instant(wall)
        return instant_of(zone or self._zone, wall)


def closures_between(calendar: Calendar, clocks: Clocks, low: int, high: int) -> list[Closed]:
    """Every closure that touches [low, high), whole, in the order of their starts.

    Of equal stretches only the first stated one is kept: a date that stands in two tables is one closure.
    """
    found: dict[tuple[int, int], Closed] = {}
    for closure in calendar.closures:
        for closed in _stretches(calendar, closure, clocks):
            if closed.start < closed.end and closed.start < high and closed.end > low:
                found.setdefault((closed.start, closed.end), closed)
    return [found[key] for key in sorted(found)]


def _stretches(calendar: Calendar, closure: Closure, clocks: Clocks) -> Iterator[Closed]:
    if isinstance(closure, SpanClosure):
        start, end = (clocks.instant(closure.zone, wall_of(edge)) for edge in (closure.start, closure.end))
        yield Closed(start, end, closure.name, "closure", clauses=closure.clauses)
        return
    clock = clocks.of(closure.zone)
    first, last = _hours(closure)
    if isinstance(closure, DayClosure):
        day = midnight_of(closure.day)
        if clocks.low <= day <= clocks.high:
            start, end = clock.instant(day + first), clock.instant(day + last)
            yield Closed(start, end, closure.name, "closure", clauses=closure.clauses)
        return
    for holiday, table in _union(calendar, closure, date_of(clocks.low), date_of(clocks.high)):
        day = midnight_of(holiday.day)
        start, end = clock.instant(day + first), clock.instant(day + last)
        yield Closed(start, end, holiday.name, "holiday", table, closure.clauses)


def _hours(closure: DayClosure | HolidayClosure) -> tuple[int, int]:
    """Start and end of a closure, in microseconds from the midnight at which its date begins."""
    past_midnight = closure.end_minute <= closure.start_minute
    start = closure.start_minute - WHOLE_DAY * closure.evening_before
    end = closure.end_minute + WHOLE_DAY * (past_midnight - closure.evening_before)
    return start * MINUTE, end * MINUTE


def _union(calendar: Calendar, closure: HolidayClosure, low: date, high: date) -> list[tuple[Holiday, str]]:
    dates: dict[date, tuple[Holiday, str]] = {}
    for name in closure.tables:
        holidays = table_of(calendar, name).holidays
        first = bisect_left(holidays, low, key=lambda holiday: holiday.day)
        last = bisect_right(holidays, high, key=lambda holiday: holiday.day)
        for holiday in holidays[first:last]:
            dates.setdefault(holiday.day, (holiday, name))
    return [dates[day] for day in sorted(dates)]


def table_of(calendar: Calendar, name: str) -> HolidayTable:
    """The table that a closure names. Raises CalendarError where the calendar has none of that name."""
    table = calendar.tables.get(name)
    if table is None:
        raise CalendarError(
            Text(
                f"Calendar {calendar.id} names the holiday table {name}, which is not there.",
                f"Le calendrier {calendar.id} cite la table de jours fériés {name}, qui n’existe pas.",
            )
        )
    return table


@dataclass(frozen=True, slots=True)
class Reach:
    """The instants [low, high] between which a calendar can be read, and which table ends it at either end."""

    calendar: Calendar
    low: int
    high: int
    table_before: HolidayTable | None
    table_after: HolidayTable | None

    def before(self) -> HorizonError:
        """The error of a question that reaches below `low`."""
        return self._error(self.table_before)

    def after(self) -> HorizonError:
        """The error of a question that reaches above `high`."""
        return self._error(self.table_after)

    def _error(self, table: HolidayTable | None) -> HorizonError:
        if table is not None:
            return _table_error(self.calendar, table)
        name, years = self.calendar.id, (FIRST_YEAR, LAST_YEAR)
        return HorizonError(
            Text(
                f"Calendar {name} is kept for the years {years[0]} to {years[1]}; the question reaches beyond.",
                f"Le calendrier {name} vaut de {years[0]} à {years[1]}\u202f; la question va au-delà.",
            )
        )


def reach_of(calendar: Calendar) -> Reach:
    """How far a calendar can be read: the years of the product, and what its holiday tables cover."""
    low, high = midnight_of(date(FIRST_YEAR, 1, 1)), midnight_of(date(LAST_YEAR + 1, 1, 1))
    before = after = None
    for closure in calendar.closures:
        if not isinstance(closure, HolidayClosure):
            continue
        for table in (table_of(calendar, name) for name in closure.tables):
            first, last = _covered(calendar, closure, table)
            if first > low:
                low, before = first, table
            if last < high:
                high, after = last, table
    return Reach(calendar, low, max(low, high), before, after)


def _covered(calendar: Calendar, closure: HolidayClosure, table: HolidayTable) -> tuple[int, int]:
    """The instants between which no hour of this closure can fall on a date that the table does not cover."""
    start, end = _hours(closure)
    unknown_before = midnight_of(table.covers_from - timedelta(days=1))
    unknown_after = midnight_of(table.covers_to + timedelta(days=1))
    zone = closure.zone or calendar.zone
    return instant_of(zone, unknown_before + end), instant_of(zone, unknown_after + start)


def _table_error(calendar: Calendar, table: HolidayTable) -> TableEndsError:
    first, last = table.covers_from, table.covers_to
    command = f"servanda lock POLICY --years {first.year}-{last.year + 10}"
    message = Text(
        f"The holiday table {table.id} covers {first} to {last}; calendar {calendar.id} says nothing beyond it. "
        f"Extend it: {command}",
        f"La table de jours fériés {table.id} couvre du {first} au {last}\u202f; au-delà, le calendrier {calendar.id} "
        f"ne dit rien. Prolongez-la\u202f: {command}",
    )
    return TableEndsError(message, table.id, first, last)
