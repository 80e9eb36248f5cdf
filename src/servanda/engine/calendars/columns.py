"""Columns of questions to one timeline, answered with numpy: the same answers as one by one, a hundred times faster.

The staircase of `servanda.engine.calendars.span` is laid out as arrays with one entry a bucket, so that each row
costs a shift and a few look-ups, whatever the calendar. Rows whose bucket holds more than one interval are answered
by bisection. Columns are worked through in blocks that stay in the cache of one core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from servanda.engine.calendars.errors import EndBeforeStartError
from servanda.engine.calendars.span import Span
from servanda.engine.text import Text

if TYPE_CHECKING:
    from servanda.engine.calendars.timeline import Timeline

Column: TypeAlias = NDArray[np.int64]

_BLOCK = 1 << 14
"""Rows worked through at a time: seven columns of them fill half of a second-level cache of 2 MB."""
_MOST_BUCKETS = 1 << 20


class Columns:
    """The batch forms of one timeline. Every column is int64 microseconds; two columns have the same length."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._staircase: _Staircase | None = None

    def elapsed(self, starts: Column, ends: Column) -> Column:
        """Open time in [start, end), row by row. Raises EndBeforeStartError naming the row."""
        starts, ends, answers = _columns(starts, ends)
        if not len(starts):
            return answers
        stairs = self._stairs(self._timeline.ensure(int(starts.min()), int(ends.max())))
        room = _Room(min(_BLOCK, len(starts)))
        for rows in _blocks(len(starts)):
            answer = answers[rows]
            _refuse_disorder(starts[rows], ends[rows], rows.start)
            stairs.open_before(ends[rows], answer, room)
            answer -= stairs.open_before(starts[rows], room.spent[: len(answer)], room)
        return answers

    def due(self, starts: Column, works: Column) -> Column:
        """The earliest instants at which so much open time has passed; see `Timeline.due`."""
        return self._reached(starts, works, earliest=True)

    def breach_after(self, starts: Column, works: Column) -> Column:
        """The latest instants at which no more open time has passed; see `Timeline.breach_after`."""
        return self._reached(starts, works, earliest=False)

    def _reached(self, starts: Column, works: Column, *, earliest: bool) -> Column:
        starts, works, answers = _columns(starts, works)
        if not len(starts):
            return answers
        stairs = self._stairs(self._timeline.ensure(int(starts.min()), int(starts.max())))
        room = _Room(min(_BLOCK, len(starts)))
        for rows in _blocks(len(starts)):
            start, work, answer = starts[rows], works[rows], answers[rows]
            tick = _ticks(work) if earliest else 0
            while True:
                spent = stairs.open_before(start, room.spent[: len(answer)], room)
                spent += work
                spent -= tick
                missing = stairs.outside(spent)
                if missing is None:
                    break
                less = int(works[rows][missing]) - int(np.broadcast_to(tick, answer.shape)[missing])
                stairs = self._stairs(self._timeline.ensure_room(int(start[missing]), less))
            stairs.instant_after(spent, answer, room)
            answer += tick
        return answers

    def _stairs(self, span: Span) -> _Staircase:
        if self._staircase is None or self._staircase.span is not span:
            self._staircase = _Staircase(span)
        return self._staircase


class _Room:
    """Scratch columns of one block."""

    def __init__(self, rows: int) -> None:
        self.bucket, self.low, self.high, self.spent = (np.empty(rows, np.int64) for _ in range(4))


class _Staircase:
    """A compiled span as arrays: a ramp for each bucket of time, a jump for each bucket of open time."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self._opens = np.array([*span.opens, span.high], np.int64)
        self._closes = np.array([*span.closes, span.high], np.int64)
        self._before = np.array(span.before, np.int64)
        self._lay_ramps(_coarsened(span.shift, span.high - span.low))
        self._lay_jumps(_coarsened(span.turn, span.total))

    def _lay_ramps(self, shift: int) -> None:
        """Tables by bucket of time since 1970; the years before the span are never touched, hence take no memory."""
        first, after = self.span.low >> shift, (self.span.high >> shift) + 1
        self._shift = shift
        edges = np.arange(first, after + 1, dtype=np.int64) << shift
        floor = self._count(edges)
        index = np.searchsorted(self._closes[:-1], edges[:-1], "right")
        last = np.searchsorted(self._opens[:-1], edges[1:], "left")
        self._slide, self._floor, self._ceiling = (np.zeros(after, np.int64) for _ in range(3))
        self._floor[first:], self._ceiling[first:] = floor[:-1], floor[1:]
        self._slide[first:] = np.where(floor[1:] > floor[:-1], self._before[index] - self._opens[index], 0)
        self._many_ramps = _flags(last - index > 1, first)

    def _lay_jumps(self, turn: int) -> None:
        self._turn = turn
        edges = np.arange((self.span.total >> turn) + 2, dtype=np.int64) << turn
        most = max(len(self.span.opens) - 1, 0)
        early = np.searchsorted(self._before, edges, "right") - 1
        late = np.searchsorted(self._before, edges[1:], "left") - 1
        self._many_jumps = _flags(late - early[:-1] > 1, 0)
        early = np.minimum(early, most)
        jump = self._opens[early] - self._before[early]
        self._late = jump[1:]
        self._less_before = jump[:-1] - jump[1:]
        self._turns = self._before[np.minimum(early[:-1] + 1, len(self._before) - 1)]

    def open_before(self, at: Column, out: Column, room: _Room) -> Column:
        """Open time before each instant, written to `out`."""
        rows = len(at)
        bucket, low, high = room.bucket[:rows], room.low[:rows], room.high[:rows]
        np.right_shift(at, self._shift, out=bucket)
        np.take(self._slide, bucket, out=out, mode="clip")
        np.take(self._floor, bucket, out=low, mode="clip")
        np.take(self._ceiling, bucket, out=high, mode="clip")
        out += at
        np.maximum(out, low, out=out)
        np.minimum(out, high, out=out)
        if self._many_ramps is not None:
            crowded = np.flatnonzero(self._many_ramps[bucket])
            out[crowded] = self._count(at[crowded])
        return out

    def instant_after(self, spent: Column, out: Column, room: _Room) -> Column:
        """The latest instants with so much open time before them, written to `out`."""
        rows = len(spent)
        bucket, turn, less = room.bucket[:rows], room.low[:rows], room.high[:rows]
        np.right_shift(spent, self._turn, out=bucket)
        np.take(self._late, bucket, out=out, mode="clip")
        np.take(self._less_before, bucket, out=less, mode="clip")
        np.take(self._turns, bucket, out=turn, mode="clip")
        np.subtract(spent, turn, out=turn)
        turn >>= 63  # all bits set before the turn, none after it: a choice without branches
        less &= turn
        out += less
        if self._many_jumps is not None:
            crowded = np.flatnonzero(self._many_jumps[bucket])
            index = np.searchsorted(self._before, spent[crowded], "right") - 1
            out[crowded] = self._opens[index] - self._before[index]
        out += spent
        return out

    def outside(self, spent: Column) -> int | None:
        """The row that lies farthest outside this span, if one does."""
        least, most = int(spent.argmin()), int(spent.argmax())
        if spent[least] < 0:
            return least
        return most if spent[most] >= self.span.total else None

    def _count(self, at: Column) -> Column:
        index = np.searchsorted(self._opens[:-1], at, "right") - 1
        inside = np.minimum(at, self._closes[index]) - self._opens[index]
        return np.where(index < 0, 0, self._before[index] + inside)


def _coarsened(width: int, length: int) -> int:
    while length >> width > _MOST_BUCKETS:
        width += 1
    return width


def _flags(many: NDArray[np.bool_], first: int) -> NDArray[np.bool_] | None:
    """The crowded buckets, from bucket `first` on, or None where there is none."""
    return np.concatenate([np.zeros(first, np.bool_), many]) if many.any() else None


def _ticks(works: Column) -> Any:
    """One microsecond for each row with work to do, none for the others."""
    return 1 if works.min() > 0 else (works > 0).astype(np.int64)


def _blocks(rows: int) -> list[slice]:
    return [slice(first, min(first + _BLOCK, rows)) for first in range(0, rows, _BLOCK)]


def _columns(first: Column, second: Column) -> tuple[Column, Column, Column]:
    first, second = (np.ascontiguousarray(column) for column in (first, second))
    for column in (first, second):
        if column.ndim != 1 or not (column.dtype == np.int64 or (column.dtype.kind in "iu" and column.size == 0)):
            raise TypeError(f"a column is one row of int64 microseconds (got {column.dtype}, {column.ndim} dimensions)")
    if len(first) != len(second):
        raise ValueError(f"both columns have the same length (got {len(first)} and {len(second)})")
    return first, second, np.empty(len(first), np.int64)


def _refuse_disorder(starts: Column, ends: Column, first: int) -> None:
    wrong = ends < starts
    if wrong.any():
        row = first + int(wrong.argmax())
        raise EndBeforeStartError(
            Text(f"Row {row}: the end is before the start.", f"Ligne {row}\u202f: la fin précède le début.")
        )
