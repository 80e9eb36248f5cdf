"""Business days: dates on which a calendar is open at all, counted without ever turning them into hours.

The readings of ruling I-G3, each stated by a policy:

* ``same-time``: the local clock time of the (moved) start on the n-th business date after it, moved forward to the
  next opening where that is closed.
* ``end-of-day``: closing time of the n-th business date after it; with n = 0 of the date to which the start moved.
* ``full-days``: the open time of n whole business dates, beginning with that of the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from servanda.engine.calendars.errors import NeverOpensError
from servanda.engine.calendars.walls import instant_of, midnight_of
from servanda.engine.instants import DAY, moment
from servanda.engine.text import Text

if TYPE_CHECKING:
    from servanda.engine.calendars.timeline import Timeline

Rule = Literal["same-time", "end-of-day", "full-days"]

_LONGEST_BREAK = 3700
"""After so many days without a business date the search ends: ten years closed is a mistake, not a holiday."""


def add_business_days(timeline: Timeline, start: int, count: int, *, days: Timeline, rule: Rule) -> int:
    """When `count` business days have passed since the instant `start` (both instants in microseconds).

    Support hours are those of `timeline`, business dates those of `days`. A start in closed time moves to the next
    opening. A negative count goes back: a closed start moves to the last closing, and so does a closed answer.
    Raises NeverOpensError, HorizonError.
    """
    if rule == "full-days":
        return _after_full_days(timeline, start, count, days)
    moved = timeline.next_open(start) if count >= 0 else _moved_back(timeline, start)
    wall = moment(moved, timeline.zone).replace(tzinfo=None)
    day = _nth(days, wall.date(), count)
    if rule == "end-of-day":
        return _closing(timeline, day)
    if count == 0:
        return moved
    clock = timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond)
    answer = instant_of(timeline.calendar.zone, midnight_of(day) + clock // timedelta(microseconds=1))
    return timeline.next_open(answer) if count > 0 else _moved_back(timeline, answer)


def open_time_on(timeline: Timeline, day: date) -> int:
    """Open time of a local date, in microseconds; a date that the zone skipped has none."""
    return timeline.elapsed(*bounds_of(timeline, day))


def bounds_of(timeline: Timeline, day: date) -> tuple[int, int]:
    """The instants at which a local date begins and ends."""
    zone, midnight = timeline.calendar.zone, midnight_of(day)
    return instant_of(zone, midnight), instant_of(zone, midnight + DAY)


def _moved_back(timeline: Timeline, at: int) -> int:
    closing = at if timeline.is_open(at) else timeline.previous_close(at)
    if closing is None:
        raise _no_dates(timeline)
    return closing


def _nth(days: Timeline, day: date, count: int) -> date:
    """The `count`-th business date after `day`, before it where `count` is negative."""
    dates = _business_dates(days, day, 1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day = next(dates)
    return day


def _business_dates(days: Timeline, day: date, step: int) -> Iterator[date]:
    """The business dates after `day` in one direction, `day` not among them."""
    idle = 0
    while idle < _LONGEST_BREAK:
        day += timedelta(days=step)
        idle += 1
        if days.is_business_day(day):
            idle = 0
            yield day
    raise _no_dates(days)


def _closing(timeline: Timeline, day: date) -> int:
    """Closing time of a date, of the next date with open time where it has none."""
    begin, end = bounds_of(timeline, day)
    windows = timeline.windows(begin, end)
    if windows:
        return windows[-1][1]
    return _closing(timeline, moment(timeline.next_open(begin), timeline.zone).date())


def _after_full_days(timeline: Timeline, start: int, count: int, days: Timeline) -> int:
    moved = timeline.next_open(start) if count >= 0 else _moved_back(timeline, start)
    step = 1 if count >= 0 else -1
    dates = _business_dates(days, moment(moved, timeline.zone).date() - timedelta(days=step), step)
    work = sum(open_time_on(timeline, next(dates)) for _ in range(abs(count)))
    return timeline.due(moved, step * work)


def _no_dates(timeline: Timeline) -> NeverOpensError:
    name = timeline.calendar.id
    return NeverOpensError(
        Text(f"Calendar {name} has no business day there.", f"Le calendrier {name} n’a là aucun jour ouvrable.")
    )
