"""Wall clocks: what instant it is when the clocks of a zone show a local time.

A wall time is an integer: the microseconds from 1970-01-01T00:00 on the wall to the time shown. For wall times before
a change of clocks the old offset counts, also within the gap (the edge moves forward by the gap) and within the
overlap (the edge is its first occurrence), which is `fold=0` of PEP 495. Hence the offset is a step function of the
wall time, and thousands of edges that lie a week apart are converted by a few ranges.

Where a zone skipped a whole date (Apia, 2011-12-30), every wall time of that date is the instant of the skip: a date
that never was has no hours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from servanda.engine.instants import DAY, SECOND

_UTC_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = _UTC_EPOCH.replace(tzinfo=None)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def wall_of(local: datetime) -> int:
    """The wall time of a naive local datetime."""
    return (local - _EPOCH) // _MICROSECOND


def midnight_of(day: date) -> int:
    """The wall time at which a date begins."""
    return (day.toordinal() - _EPOCH_ORDINAL) * DAY


def date_of(wall: int) -> date:
    """The date on the wall."""
    return date.fromordinal(_EPOCH_ORDINAL + wall // DAY)


class WallClock:
    """The clocks of one zone between two wall times (both in microseconds, see the module)."""

    def __init__(self, zone: str, low: int, high: int) -> None:
        changes = [
            change
            for year in range(date_of(low).year, date_of(high).year + 1)
            for change in _changes(zone, year)
            if low < change[0] <= high
        ]
        self._starts = [low - 2 * DAY]
        self._offsets: list[int | None] = [_offset(ZoneInfo(zone), low)]
        self._skips = [0]
        for wall, old, new in changes:
            if new - old >= DAY:
                self._add(wall - (new - old), None, wall - new)
            self._add(wall, new)

    def _add(self, wall: int, offset: int | None, skip: int = 0) -> None:
        self._starts.append(wall)
        self._offsets.append(offset)
        self._skips.append(skip)

    def instant(self, wall: int) -> int:
        """The instant of one wall time."""
        step = max(bisect_right(self._starts, wall) - 1, 0)
        offset = self._offsets[step]
        return self._skips[step] if offset is None else wall - offset

    def instants(self, walls: range) -> list[int]:
        """The instants of evenly spaced wall times, in their order."""
        found: list[int] = []
        ends = [*self._starts[1:], walls.stop]
        for offset, skip, end in zip(self._offsets, self._skips, ends, strict=True):
            part = walls[len(found) : bisect_left(walls, end)]
            found.extend([skip] * len(part) if offset is None else _shifted(part, offset))
        return found


@lru_cache(maxsize=1 << 14)
def instant_of(zone: str, wall: int) -> int:
    """The instant of a single wall time in `zone`; the midnights between which days are counted come back often."""
    place, shown = ZoneInfo(zone), _EPOCH + timedelta(microseconds=wall)
    at = shown.replace(tzinfo=place).astimezone(UTC)
    if at.astimezone(place).replace(tzinfo=None) - shown >= _DAY:
        return WallClock(zone, wall - 3 * DAY, wall + 3 * DAY).instant(wall)
    return (at - _UTC_EPOCH) // _MICROSECOND


def _shifted(walls: range, offset: int) -> range:
    return range(walls.start - offset, walls.stop - offset, walls.step)


def _offset(zone: ZoneInfo, wall: int) -> int:
    offset = zone.utcoffset(_EPOCH + timedelta(microseconds=wall))
    return (offset or timedelta()) // _MICROSECOND


@lru_cache(maxsize=4096)
def _changes(name: str, year: int) -> tuple[tuple[int, int, int], ...]:
    """The changes of clocks within a year: wall time from which the new offset counts, old offset, new offset."""
    zone = ZoneInfo(name)
    first = datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    days = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days + 1)]
    offsets = list(map(zone.utcoffset, days))
    return tuple(
        _change(zone, wall_of(day))
        for day, before, after in zip(days, offsets, offsets[1:], strict=False)
        if before != after
    )


def _change(zone: ZoneInfo, midnight: int) -> tuple[int, int, int]:
    old, new = _offset(zone, midnight), _offset(zone, midnight + DAY)
    low, high = midnight // SECOND, (midnight + DAY) // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle * SECOND) == old:
            low = middle
        else:
            high = middle
    return high * SECOND, old, new
