"""One compiled stretch of a calendar: sorted openings and closings with the open time before each.

Two questions are asked of it. *How much open time lies before an instant* is a staircase of ramps (it grows while
open, stands still while closed). *Which instant has so much open time before it* is the inverse, an addition of the
closed time so far. Both are answered from a bucket of a power of two microseconds: most buckets hold one ramp, or one
jump, and are remembered once they were looked at; the others are answered by bisection each time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import sub
from typing import TypeAlias

from servanda.engine.calendars.closures import Clocks, closures_between
from servanda.engine.calendars.intervals import Intervals, add, clip, subtract, union
from servanda.engine.calendars.model import Calendar, WeeklyWindow
from servanda.engine.calendars.walls import wall_of
from servanda.engine.instants import DAY, MINUTE

WEEK = 7 * DAY
_MONDAY = 4 * DAY
"""The wall time of Monday 1970-01-05T00:00."""
_NARROWEST, _WIDEST = 28, 36
"""Buckets last between 2**28 µs (four minutes and a half) and 2**36 µs (19 hours)."""
_MOST_REMEMBERED = 1 << 16
"""Buckets of either kind that are remembered before all are forgotten: about 10 MB."""

Ramp: TypeAlias = tuple[int, int, int]
Jump: TypeAlias = tuple[int, int, int]


class Span:
    """A calendar compiled for the instants [low, high], in microseconds; never changed afterwards, only remembered of.

    `opens[i]` to `closes[i]` is open, and `before[i]` the open time from `low` to `opens[i]`; `before` ends with the
    total. An interval that begins at `low` or ends at `high` may go on outside.
    """

    __slots__ = ("before", "closes", "high", "jumps", "low", "opens", "ramps", "shift", "total", "turn")

    def __init__(self, low: int, high: int, intervals: Intervals) -> None:
        self.low, self.high = low, high
        self.opens, self.closes = intervals
        self.before: list[int] = list(accumulate(map(sub, self.closes, self.opens), initial=0))
        self.total = self.before[-1]
        self.shift = _width(map(sub, self.opens[1:], self.closes))
        self.turn = _width(map(sub, self.closes[1:-1], self.opens[1:-1]))
        self.ramps: dict[int, Ramp] = {}
        self.jumps: dict[int, Jump] = {}

    def open_before(self, at: int) -> int:
        """Open time from `low` to `at`."""
        low, high, slide = self.ramps.get(at >> self.shift) or self.ramp(at)
        slid = at + slide
        return low if slid < low else high if slid > high else slid

    def ramp(self, at: int) -> Ramp:
        """Least and most open time before any instant of the bucket of `at`, and what to add to an instant between."""
        bucket = at >> self.shift
        first, last = bucket << self.shift, (bucket + 1) << self.shift
        index = bisect_right(self.closes, first)
        if bisect_left(self.opens, last) - index > 1:
            here = self._count(at)
            return here, here, 0
        low, high = self._count(first), self._count(last)
        slide = self.before[index] - self.opens[index] if low < high else 0
        if len(self.ramps) >= _MOST_REMEMBERED:
            self.ramps.clear()
        self.ramps[bucket] = ramp = low, high, slide
        return ramp

    def _count(self, at: int) -> int:
        index = bisect_right(self.opens, at) - 1
        return 0 if index < 0 else self.before[index] + min(at, self.closes[index]) - self.opens[index]

    def instant_after(self, spent: int) -> int:
        """The latest instant with `spent` open time before it, for 0 <= `spent` < `total`."""
        turn, early, late = self.jumps.get(spent >> self.turn) or self.jump(spent)
        return spent + (early if spent < turn else late)

    def jump(self, spent: int) -> Jump:
        """Where in its bucket of open time the next interval begins, and what to add to open time before and after."""
        bucket = spent >> self.turn
        first, last = bucket << self.turn, (bucket + 1) << self.turn
        early = bisect_right(self.before, first) - 1
        late = min(bisect_left(self.before, last), len(self.opens)) - 1
        if late - early > 1:
            here = self._closed_before(bisect_right(self.before, spent) - 1)
            return spent, here, here
        if len(self.jumps) >= _MOST_REMEMBERED:
            self.jumps.clear()
        self.jumps[bucket] = jump = self.before[early + 1], self._closed_before(early), self._closed_before(late)
        return jump

    def _closed_before(self, index: int) -> int:
        return self.opens[index] - self.before[index]

    def is_open(self, at: int) -> bool:
        """Whether `at` lies in an interval, for `low` <= `at` < `high`."""
        index = bisect_right(self.opens, at) - 1
        return index >= 0 and at < self.closes[index]


def _width(lengths: Iterable[int]) -> int:
    """A bucket width, as a power of two, in which two of nearly all of these lengths never end."""
    ordered = sorted(lengths) or [1 << _WIDEST]
    return min(max(ordered[len(ordered) // 50].bit_length() - 1, _NARROWEST), _WIDEST)


def compile_span(calendar: Calendar, low: int, high: int) -> Span:
    """Compile a calendar for [low, high]: (weekly windows minus closures) and openings, joined in UTC."""
    clocks = Clocks(calendar, low, high)
    found = weekly_open(calendar, clocks, low, high)
    holes = union((closed.start, closed.end) for closed in closures_between(calendar, clocks, low, high))
    found = add(subtract(found, holes), dated_open(calendar, clocks))
    return Span(low, high, clip(found, low, high))


def weekly_open(calendar: Calendar, clocks: Clocks, low: int, high: int) -> Intervals:
    """The weekly windows alone, those that touch [low, high) whole."""
    if calendar.always:
        return [low], [high]
    return union(
        pair
        for window in calendar.windows
        for pair in zip(*(clocks.of(None).instants(walls) for walls in _edges(window, low, high)), strict=True)
    )


def _edges(window: WeeklyWindow, low: int, high: int) -> tuple[range, range]:
    """The wall times at which a window starts and ends in every week that [low, high] can touch."""
    first = (low - 9 * DAY - _MONDAY) // WEEK
    weeks = range(first, (high + 2 * DAY - _MONDAY) // WEEK + 1)
    start = _MONDAY + window.start_day * DAY + window.start_minute * MINUTE
    end = _MONDAY + (window.start_day + window.length_in_days()) * DAY + window.end_minute * MINUTE
    return _weekly(start, weeks), _weekly(end, weeks)


def _weekly(edge: int, weeks: range) -> range:
    return range(edge + weeks.start * WEEK, edge + weeks.stop * WEEK, WEEK)


def dated_open(calendar: Calendar, clocks: Clocks) -> Intervals:
    """The dated openings alone."""
    return union(
        (clocks.instant(None, wall_of(opening.start)), clocks.instant(None, wall_of(opening.end)))
        for opening in calendar.openings
    )
