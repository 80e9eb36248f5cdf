"""Sets of time as sorted, disjoint, non-touching half-open intervals, kept as two parallel lists of microseconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Intervals = tuple[list[int], list[int]]
"""Starts and ends, of the same length."""


def union(pairs: Iterable[tuple[int, int]]) -> Intervals:
    """The union of intervals in any order; one whose end is not after its start is nothing."""
    starts: list[int] = []
    ends: list[int] = []
    reached: int | None = None
    for start, end in sorted(pairs):
        if end <= start:
            continue
        if reached is None or start > reached:
            starts.append(start)
            ends.append(end)
            reached = end
        elif end > reached:
            ends[-1] = reached = end
    return starts, ends


def subtract(intervals: Intervals, holes: Intervals) -> Intervals:
    """What is left of `intervals` without `holes`. Stretches that no hole touches are copied whole."""
    starts, ends = intervals
    left_starts: list[int] = []
    left_ends: list[int] = []
    done = 0
    carried: int | None = None
    """Where the interval `done` goes on after a hole inside it."""
    for hole_start, hole_end in zip(*holes, strict=True):
        first = bisect_right(ends, hole_start, done)
        last = bisect_left(starts, hole_end, first)
        if first == last:
            continue
        _copy(intervals, (left_starts, left_ends), done, first, carried)
        opened = carried if carried is not None and first == done else starts[first]
        if opened < hole_start:
            left_starts.append(opened)
            left_ends.append(hole_start)
        carried = hole_end if ends[last - 1] > hole_end else None
        done = last if carried is None else last - 1
    _copy(intervals, (left_starts, left_ends), done, len(starts), carried)
    return left_starts, left_ends


def _copy(intervals: Intervals, onto: Intervals, first: int, last: int, carried: int | None) -> None:
    """Copy the intervals from index `first` to `last`, the first of them from `carried` on where that is given."""
    if first >= last:
        return
    onto[0].extend(intervals[0][first:last])
    onto[1].extend(intervals[1][first:last])
    if carried is not None:
        onto[0][first - last] = carried


def add(intervals: Intervals, more: Intervals) -> Intervals:
    """The union of two sets."""
    if not more[0]:
        return intervals
    return union([*zip(*intervals, strict=True), *zip(*more, strict=True)])


def clip(intervals: Intervals, low: int, high: int) -> Intervals:
    """The part of a set in [low, high)."""
    starts, ends = intervals
    first, last = bisect_right(ends, low), bisect_left(starts, high)
    if first >= last or low >= high:
        return [], []
    starts, ends = starts[first:last], ends[first:last]
    starts[0], ends[-1] = max(starts[0], low), min(ends[-1], high)
    return starts, ends


def intersect(intervals: Intervals, low: int, high: int) -> list[tuple[int, int]]:
    """The pieces of a set within [low, high)."""
    return list(zip(*clip(intervals, low, high), strict=True))
