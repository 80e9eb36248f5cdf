"""Sets of time, as sorted, disjoint, half-open spans: (start, end) pairs of integers."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.engine.instants import SECOND

Span = tuple[int, int]
Spans = tuple[Span, ...]


def whole(start: int, end: int) -> Span:
    """The span in seconds of two instants in microseconds; fractions of a second are dropped at both ends."""
    return start // SECOND, end // SECOND


def union(pieces: Iterable[Span]) -> Spans:
    """All time of `pieces`, which may overlap and come in any order; adjacent pieces become one."""
    merged: list[Span] = []
    for start, end in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def intersect(one: Spans, other: Spans) -> Spans:
    """The time that both hold."""
    common: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            common.append((start, end))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def subtract(one: Spans, other: Spans) -> Spans:
    """The time of `one` that `other` does not hold."""
    rest: list[Span] = []
    j = 0
    for start, end in one:
        while j < len(other) and other[j][1] <= start:
            j += 1
        k = j
        while k < len(other) and other[k][0] < end:
            if start < other[k][0]:
                rest.append((start, other[k][0]))
            start = max(start, other[k][1])
            k += 1
        if start < end:
            rest.append((start, end))
    return tuple(rest)


def length(spans: Spans) -> int:
    """How much time `spans` hold."""
    return sum(end - start for start, end in spans)
