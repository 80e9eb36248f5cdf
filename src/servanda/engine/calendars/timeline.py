"""A calendar as a line of time: what is open when, how much open time lies between, and when so much has passed.

All instants and lengths are integer microseconds (`servanda.engine.instants`); intervals are half-open. A timeline is
compiled where it is asked and grows on demand, at least doubling; outside the years of the product, and beyond what
its holiday tables cover, every question is an error, never a silent answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from servanda.engine.calendars import business_days
from servanda.engine.calendars.business_days import Rule
from servanda.engine.calendars.closures import Clocks, Closed, Reach, closures_between, reach_of
from servanda.engine.calendars.errors import (
    CalendarError,
    EndBeforeStartError,
    HorizonError,
    NeverOpensError,
    TableEndsError,
)
from servanda.engine.calendars.intervals import clip, intersect, subtract, union
from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.span import Span, compile_span, dated_open, weekly_open
from servanda.engine.instants import DAY, write_instant
from servanda.engine.text import Text

if TYPE_CHECKING:
    from servanda.engine.calendars.columns import Column, Columns

__all__ = [
    "CalendarError",
    "Closed",
    "EndBeforeStartError",
    "HorizonError",
    "NeverOpensError",
    "TableEndsError",
    "Timeline",
    "compile_timeline",
]

_BEHIND, _AHEAD = 30 * DAY, 90 * DAY
"""What is compiled around the first question: enough for nearly every answer, in a fraction of a millisecond."""


def compile_timeline(calendar: Calendar) -> Timeline:
    """The timeline of a calendar; nothing is compiled before the first question.

    Raises CalendarError where the calendar names a holiday table that it does not carry.
    """
    return Timeline(calendar)


class Timeline:
    """Answers questions about one calendar. Safe to share between threads: it only ever replaces what it compiled."""

    __slots__ = ("_batch", "_reach", "_span", "calendar", "zone")

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.zone)
        self._reach: Reach = reach_of(calendar)
        self._span = Span(0, -1, ([], []))
        self._batch: Columns | None = None

    # How much, and when

    def elapsed(self, start: int, end: int) -> int:
        """Open time in [start, end). Raises EndBeforeStartError."""
        span = self._span
        if not span.low <= start <= end <= span.high:
            span = self._ordered(start, end)
        shift, ramps = span.shift, span.ramps
        try:
            low, high, slide = ramps[start >> shift]
        except KeyError:
            low, high, slide = span.ramp(start)
        first = start + slide
        if first < low:
            first = low
        elif first > high:
            first = high
        try:
            low, high, slide = ramps[end >> shift]
        except KeyError:
            low, high, slide = span.ramp(end)
        last = end + slide
        return (low if last < low else high if last > high else last) - first

    def due(self, start: int, work: int) -> int:
        """The earliest instant at which `work` open time has passed since `start`.

        No work is due at `start` if it is open, else at the next opening. Negative work counts backwards: the latest
        instant from which that much open time leads to `start`. Raises NeverOpensError, HorizonError.
        """
        if work <= 0:
            return self.breach_after(start, work)
        span = self._span
        if not span.low <= start <= span.high:
            span = self._holding(start, start)
        try:
            low, high, slide = span.ramps[start >> span.shift]
        except KeyError:
            low, high, slide = span.ramp(start)
        spent = start + slide
        spent = (low if spent < low else high if spent > high else spent) + work - 1
        if spent >= span.total:
            span, spent = self._with_room(span, start, work - 1)
        try:
            turn, early, late = span.jumps[spent >> span.turn]
        except KeyError:
            turn, early, late = span.jump(spent)
        return spent + 1 + (early if spent < turn else late)

    def breach_after(self, start: int, work: int) -> int:
        """The latest instant at which the open time since `start` is at most `work`: the target is met until then.

        It differs from `due` where the target is reached at closing time; it is then the next opening.
        """
        span = self._span
        if not span.low <= start <= span.high:
            span = self._holding(start, start)
        try:
            low, high, slide = span.ramps[start >> span.shift]
        except KeyError:
            low, high, slide = span.ramp(start)
        spent = start + slide
        spent = (low if spent < low else high if spent > high else spent) + work
        if not 0 <= spent < span.total:
            span, spent = self._with_room(span, start, work)
        try:
            turn, early, late = span.jumps[spent >> span.turn]
        except KeyError:
            turn, early, late = span.jump(spent)
        return spent + (early if spent < turn else late)

    # Open or closed

    def is_open(self, at: int) -> bool:
        """Whether `at` is open time."""
        return self._holding(at, at + 1).is_open(at)

    def next_open(self, at: int) -> int:
        """The first open instant from `at` on: `at` itself if it is open. Raises NeverOpensError, HorizonError."""
        return self.breach_after(at, 0)

    def opening_after(self, at: int) -> int | None:
        """The first opening later than `at`; None where the calendar never closes, or does not open again."""
        closing = self.next_close(at) if self.is_open(at) else at
        return None if closing is None else self._opening(closing)

    def _opening(self, at: int) -> int | None:
        try:
            return self.next_open(at)
        except TableEndsError:
            raise
        except (HorizonError, NeverOpensError):
            return None

    def next_close(self, at: int) -> int | None:
        """The first closing later than `at`, or None where there is none before the last year of the product."""
        opened = self._opening(at)
        if opened is None:
            return None
        span = self._holding(opened, opened + 1)
        while True:
            closing = span.closes[bisect_right(span.opens, opened) - 1]
            if closing < span.high:
                return closing
            if span.high >= self._reach.high:
                break
            span = self._later(span)
        if self._reach.table_after:
            raise self._reach.after()
        return None

    def previous_open(self, at: int) -> int | None:
        """The last opening at or before `at`, or None where there is none since the first year of the product."""
        return self._last_edge(at, lambda span: span.opens)

    def previous_close(self, at: int) -> int | None:
        """The last closing at or before `at`, or None where there is none since the first year of the product."""
        return self._last_edge(at, lambda span: span.closes)

    def _last_edge(self, at: int, edges: Callable[[Span], list[int]]) -> int | None:
        span = self._holding(at, min(at + 1, self._reach.high))
        while True:
            found = edges(span)
            index = bisect_right(found, at) - 1
            if index >= 0 and span.low < found[index] < span.high:
                return found[index]
            if span.low <= self._reach.low:
                break
            span = self._earlier(span)
        if self._reach.table_before:
            raise self._reach.before()
        return None

    # Business days

    def is_business_day(self, day: date) -> bool:
        """Whether the calendar is open at all on a local date."""
        return business_days.open_time_on(self, day) > 0

    def add_business_days(
        self, start: int, days_count: int, *, days: Timeline | None = None, rule: Rule = "same-time"
    ) -> int:
        """When `days_count` business days have passed since `start`; see `business_days.add_business_days`."""
        return business_days.add_business_days(self, start, days_count, days=days or self, rule=rule)

    # Intervals, for those who draw and explain

    def windows(self, start: int, end: int) -> list[tuple[int, int]]:
        """The open intervals within [start, end), in order, never touching."""
        span = self._ordered(start, end)
        return intersect((span.opens, span.closes), start, end)

    def closures(self, start: int, end: int) -> list[Closed]:
        """Every closure that touches [start, end), whole, also where the weekly windows are closed anyway."""
        self._ordered(start, end)
        return closures_between(self.calendar, Clocks(self.calendar, start, end), start, end)

    def closed(self, start: int, end: int) -> list[Closed]:
        """The weekly open time in [start, end) that closures take away, piece by piece, each with its reason.

        The pieces do not overlap: where closures do, the one that begins first is the reason.
        """
        clocks = Clocks(self.calendar, start, end)
        left = clip(weekly_open(self.calendar, clocks, start, end), start, end)
        left = subtract(left, dated_open(self.calendar, clocks))
        pieces: list[Closed] = []
        for closure in self.closures(start, end):
            for low, high in intersect(left, closure.start, closure.end):
                pieces.append(Closed(low, high, closure.name, closure.why, closure.table, closure.clauses))
            left = subtract(left, union([(closure.start, closure.end)]))
        return sorted(pieces, key=lambda piece: piece.start)

    # Columns of questions

    def elapsed_many(self, starts: Column, ends: Column) -> Column:
        """`elapsed` of two columns of instants of the same length, in microseconds as int64."""
        return self._columns().elapsed(starts, ends)

    def due_many(self, starts: Column, works: Column) -> Column:
        """`due` of a column of instants and one of lengths, in microseconds as int64."""
        return self._columns().due(starts, works)

    def breach_after_many(self, starts: Column, works: Column) -> Column:
        """`breach_after` of a column of instants and one of lengths, in microseconds as int64."""
        return self._columns().breach_after(starts, works)

    def _columns(self) -> Columns:
        from servanda.engine.calendars.columns import Columns  # numpy only where columns are asked for

        if self._batch is None:
            self._batch = Columns(self)
        return self._batch

    # Growing

    def ensure(self, start: int, end: int) -> Span:
        """What is compiled, with at least [start, end] in it. Raises HorizonError outside what can be known."""
        return self._holding(start, end)

    def ensure_room(self, start: int, work: int) -> Span:
        """What is compiled, with the instants in it at which `work` open time has passed since `start`, or before."""
        return self._with_room(self._holding(start, start), start, work)[0]

    def _ordered(self, start: int, end: int) -> Span:
        if start <= end:
            return self._holding(start, end)
        first, last = (write_instant(at, self.zone) for at in (start, end))
        raise EndBeforeStartError(
            Text(f"The end, {last}, is before the start, {first}.", f"La fin, {last}, précède le début, {first}.")
        )

    def _holding(self, start: int, end: int) -> Span:
        """The compiled span, grown to hold [start, end] and then at least to twice its length."""
        span, reach = self._span, self._reach
        if span.low <= start and end <= span.high:
            return span
        if start < reach.low:
            raise reach.before()
        if end > reach.high:
            raise reach.after()
        low, high = start - _BEHIND, end + _AHEAD
        length = span.high - span.low
        if length > 0:
            low = min(low, span.low - length) if start < span.low else span.low
            high = max(high, span.high + length) if end > span.high else span.high
        self._span = span = compile_span(self.calendar, max(low, reach.low), min(high, reach.high))
        return span

    def _with_room(self, span: Span, start: int, work: int) -> tuple[Span, int]:
        """A span in which `work` open time after (or, negative, before) `start` is found, and that time in it."""
        while True:
            spent = span.open_before(start) + work
            if spent < 0:
                span = self._earlier(span)
            elif spent >= span.total:
                span = self._later(span)
            else:
                return span, spent

    def _later(self, span: Span) -> Span:
        calendar = self.calendar
        if not (calendar.always or calendar.windows or calendar.openings):
            raise self._never()
        if span.high < self._reach.high:
            return self._holding(span.low, span.high + 1)
        if span.total == 0 and self._reach.table_after is None:
            raise self._never()
        raise self._reach.after()

    def _earlier(self, span: Span) -> Span:
        if span.low > self._reach.low:
            return self._holding(span.low - 1, span.high)
        raise self._reach.before()

    def _never(self) -> NeverOpensError:
        name = self.calendar.id
        return NeverOpensError(Text(f"Calendar {name} never opens.", f"Le calendrier {name} n’ouvre jamais."))
