"""From the results of a monitor's checks to outages and to time without monitoring (``UPTIME``: Definition 11).

An outage opens after a number of consecutive failures and starts at the first of them; it closes after a number of
consecutive successes and ends at the first of them. What a check saw holds for at most `holds_seconds`; the rest of
a longer gap is unknown, and never part of an outage. Time counts, not the number of checks; a check that fails
during announced maintenance fails like any other, because exclusions are decided by window, later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime import spans
from servanda.engine.uptime.spans import Span, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ChecksError(ValueError):
    """Results that cannot be read as one monitor's history; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How many results in a row decide, and for how long one result holds."""

    failures: int = 1
    successes: int = 1
    holds_seconds: int = 120

    def __post_init__(self) -> None:
        if min(self.failures, self.successes, self.holds_seconds) < 1:
            raise ChecksError(
                Text(
                    "Failures, successes and the seconds that a result holds must each be 1 or more.",
                    "Le nombre d’échecs, celui de succès et la durée d’un résultat sont d’au moins 1.",
                )
            )


@dataclass(frozen=True, slots=True)
class Observed:
    """Outages and unknown time of one monitor, each in order and disjoint, in microseconds."""

    outages: Spans
    unknown: Spans

    @property
    def downtime_seconds(self) -> int:
        """Seconds down, unknown time left out."""
        return spans.length(self.outages) // SECOND


def observe(checks: Iterable[tuple[int, bool]], rule: Confirmation, *, since: int, until: int) -> Observed:
    """What a monitor saw in [since, until).

    `checks` are pairs (instant in microseconds, whether the check failed), in order. Raises ChecksError where they
    are not in order or lie outside the period.
    """
    history = list(checks)
    _refuse_disorder([at for at, _ in history], since, until)
    unknown = _gaps([at for at, _ in history], rule.holds_seconds * SECOND, since, until)
    return Observed(spans.subtract(_outages(history, rule, until), unknown), unknown)


def _refuse_disorder(instants: Sequence[int], since: int, until: int) -> None:
    bounds = [since, *instants, until]
    if any(later < earlier for earlier, later in pairwise(bounds)):
        raise ChecksError(
            Text(
                "Checks must be in order, and lie between the start and the end of the period.",
                "Les vérifications doivent se suivre, entre le début et la fin de la période.",
            )
        )


def _gaps(instants: Sequence[int], holds: int, since: int, until: int) -> Spans:
    if not instants:
        return spans.union([(since, until)])
    ends = [*instants[1:], until]
    late = [(at + holds, end) for at, end in zip(instants, ends, strict=True)]
    return spans.union([(since, instants[0]), *late])


def _outages(history: Sequence[tuple[int, bool]], rule: Confirmation, until: int) -> Spans:
    """Runs that are long enough to decide, taken in turn: a failing one opens, a working one closes."""
    found: list[Span] = []
    opened: int | None = None
    for failed, run in groupby(history, key=lambda check: check[1]):
        results = list(run)
        if len(results) < (rule.failures if failed else rule.successes):
            continue
        if failed and opened is None:
            opened = results[0][0]
        elif not failed and opened is not None:
            found.append((opened, results[0][0]))
            opened = None
    if opened is not None:
        found.append((opened, until))
    return spans.union(found)


def observe_many(at: NDArray[Any], failed: NDArray[Any], rule: Confirmation, *, since: int, until: int) -> Observed:
    """`observe` over arrays of one monitor: `at` int64 microseconds, `failed` booleans, of the same length."""
    import numpy as np

    if not len(at):
        return observe((), rule, since=since, until=until)
    bounds = np.concatenate(([since], at, [until]))
    if (np.diff(bounds) < 0).any():
        _refuse_disorder(bounds.tolist(), since, until)
    ends = np.append(at[1:], until)
    late = at + rule.holds_seconds * SECOND
    gaps = late < ends
    unknown = spans.union([(since, int(at[0])), *_pairs(late[gaps], ends[gaps])])
    firsts = np.flatnonzero(np.append(True, failed[1:] != failed[:-1]))
    lengths = np.diff(np.append(firsts, len(at)))
    decides = lengths >= np.where(failed[firsts], rule.failures, rule.successes)
    turns = firsts[decides]
    # A run that decides what the one before it decided changes nothing; neither does a working one at the start.
    changes = failed[turns] != np.append(False, failed[turns][:-1])
    edges = np.append(at[turns[changes]], until)
    return Observed(spans.subtract(spans.union(_pairs(edges[0::2], edges[1::2])), unknown), unknown)


def _pairs(starts: NDArray[Any], ends: NDArray[Any]) -> list[Span]:
    return list(zip(starts.tolist(), ends.tolist(), strict=False))
