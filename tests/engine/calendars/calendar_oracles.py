"""Slow, obvious answers about calendars, which share no code with the engine but its model.

Two oracles: `Edges` walks interval by interval to the microsecond; `Minutes` counts a set of open minutes one by one.
Both take their edges from `zoneinfo` alone, date by date.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from servanda.engine.calendars.model import Calendar, DayClosure, HolidayClosure, SpanClosure

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Stretch = tuple[datetime, datetime]


def utc(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time: what a gap swallows moves forward, what an overlap repeats is the first."""
    place = ZoneInfo(zone)
    midnight = datetime.combine(wall.date(), time()).replace(tzinfo=place).astimezone(UTC)
    if midnight.astimezone(place).date() != wall.date():
        return midnight  # no clock of the zone ever showed that date
    return wall.replace(tzinfo=place, fold=0).astimezone(UTC)


def micro(at: datetime) -> int:
    """Microseconds of an aware datetime."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def aware(at: int) -> datetime:
    """The UTC datetime of microseconds."""
    return _EPOCH + timedelta(microseconds=at)


def dates(low: datetime, high: datetime) -> Iterator[date]:
    """Every date that could matter between two instants."""
    day = low.date() - 9 * DAY
    while day <= high.date() + 9 * DAY:
        yield day
        day += DAY


def on(day: date, minute: int) -> datetime:
    """The naive local time of a minute of a date, which may lie before or after it."""
    return datetime.combine(day, time()) + minute * MINUTE


def weekly(calendar: Calendar, low: datetime, high: datetime) -> Iterator[Stretch]:
    """The weekly windows, each as it stands."""
    if calendar.always:
        yield low, high
    for day in dates(low, high):
        for window in calendar.windows:
            if window.start_day == day.weekday():
                last = day
                while last.weekday() != window.end_day:
                    last += DAY
                if last == day and window.end_minute <= window.start_minute:
                    last += DAY
                yield (
                    utc(on(day, window.start_minute), calendar.zone),
                    utc(on(last, window.end_minute), calendar.zone),
                )


def closures(calendar: Calendar, low: datetime, high: datetime) -> Iterator[Stretch]:
    """Every closure, each as it stands."""
    for closure in calendar.closures:
        zone = closure.zone or calendar.zone
        if isinstance(closure, SpanClosure):
            yield utc(closure.start, zone), utc(closure.end, zone)
            continue
        for day in closed_dates(calendar, closure):
            first = day - DAY if closure.evening_before else day
            last = first + DAY if closure.end_minute <= closure.start_minute else first
            yield utc(on(first, closure.start_minute), zone), utc(on(last, closure.end_minute), zone)


def closed_dates(calendar: Calendar, closure: DayClosure | HolidayClosure) -> set[date]:
    """The dates of one closure."""
    if isinstance(closure, DayClosure):
        return {closure.day}
    return {holiday.day for name in closure.tables for holiday in calendar.tables[name].holidays}


def openings(calendar: Calendar) -> Iterator[Stretch]:
    """The dated openings."""
    for opening in calendar.openings:
        yield utc(opening.start, calendar.zone), utc(opening.end, calendar.zone)


class Minutes:
    """The set of open minutes between two whole minutes, counted one by one."""

    def __init__(self, calendar: Calendar, low: datetime, high: datetime) -> None:
        self.low, self.high = low, high
        open_ = self._within(weekly(calendar, low, high))
        open_ -= self._within(closures(calendar, low, high))
        self.open = open_ | self._within(openings(calendar))

    def _within(self, stretches: Iterator[Stretch]) -> set[datetime]:
        found = set()
        for start, end in stretches:
            at = max(start, self.low)
            while at < min(end, self.high):
                found.add(at)
                at += MINUTE
        return found

    def elapsed(self, start: datetime, end: datetime) -> int:
        """Open minutes in [start, end)."""
        return sum(start <= minute < end for minute in self.open)

    def due(self, start: datetime, minutes: int) -> datetime | None:
        """The end of the minute in which the work is done."""
        at, spent = start, 0
        while at < self.high:
            spent += at in self.open
            at += MINUTE
            if spent == minutes:
                return at
        return None

    def breach_after(self, start: datetime, minutes: int) -> datetime | None:
        """The start of the first minute that would be one too many."""
        at, spent = start, 0
        while at < self.high:
            spent += at in self.open
            if spent > minutes:
                return at
            at += MINUTE
        return None

    def back(self, start: datetime, minutes: int) -> datetime | None:
        """The latest minute from which so many open minutes lead to `start`."""
        at, spent = start, 0
        while at > self.low:
            at -= MINUTE
            spent += at in self.open
            if spent == minutes:
                return at
        return None


class Edges:
    """The open stretches between two instants, walked one by one."""

    def __init__(self, calendar: Calendar, low: datetime, high: datetime) -> None:
        edges = {low, high}
        stretches = [list(weekly(calendar, low, high)), list(closures(calendar, low, high)), list(openings(calendar))]
        for stretch in [stretch for kind in stretches for stretch in kind]:
            edges |= {edge for edge in stretch if low < edge < high}
        cuts = sorted(edges)
        self.pieces = [
            (start, end)
            for start, end in itertools.pairwise(cuts)
            if _in(start, stretches[2]) or (_in(start, stretches[0]) and not _in(start, stretches[1]))
        ]

    def elapsed(self, start: datetime, end: datetime) -> int:
        """Open microseconds in [start, end)."""
        return sum(max(micro(min(high, end)) - micro(max(low, start)), 0) for low, high in self.pieces)

    def windows(self, start: datetime, end: datetime) -> list[tuple[int, int]]:
        """The open stretches in [start, end), joined where they touch."""
        found: list[tuple[int, int]] = []
        for low, high in self.pieces:
            first, last = micro(max(low, start)), micro(min(high, end))
            if first >= last:
                continue
            if found and found[-1][1] == first:
                found[-1] = found[-1][0], last
            else:
                found.append((first, last))
        return found

    def due(self, start: datetime, work: int) -> int | None:
        """The earliest microsecond with so much open time since `start`."""
        for low, high in self.pieces:
            first, last = max(micro(low), micro(start)), micro(high)
            if first < last and work <= last - first:
                return first + work
            work -= max(last - first, 0)
        return None

    def breach_after(self, start: datetime, work: int) -> int | None:
        """The latest microsecond with at most so much open time since `start`."""
        for low, high in self.pieces:
            first, last = max(micro(low), micro(start)), micro(high)
            if first < last and work < last - first:
                return first + work
            work -= max(last - first, 0)
        return None


def _in(at: datetime, stretches: list[Stretch]) -> bool:
    return any(start <= at < end for start, end in stretches)
