"""Verdicts → what became of a promise, and how often: the counts that attainment is a ratio of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from servanda.engine.requests.answer import BREACHED, EXCLUDED, EXCUSED, MET, Verdict

Outcome = Literal["met", "breached", "excused", "excluded", "running", "in time", "late", "undated"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""`in time` and `late` are those of best effort, which is reported and never breached; `undated` is a promise to be
agreed on case by case for which no date has been agreed yet."""


def outcome(verdict: Verdict) -> Outcome | None:
    """What became of one clock; None where nothing binds the single request: no promise, or a mean."""
    if verdict.selected.promise.kind in ("none", "mean"):
        return None
    if verdict.state == EXCLUDED:
        return "excluded"
    if verdict.deadline is None:
        return "undated"
    if verdict.strength != "committed":
        return "late" if verdict.late else "running" if verdict.stopped is None else "in time"
    return _COMMITTED.get(verdict.state, "running")


_COMMITTED: Mapping[str, Outcome] = {MET: "met", BREACHED: "breached", EXCUSED: "excused"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clocks came to each outcome, in the order of `OUTCOMES`."""

    numbers: tuple[int, ...] = (0,) * len(OUTCOMES)

    def of(self, outcome: Outcome) -> int:
        """How many came to this outcome."""
        return self.numbers[OUTCOMES.index(outcome)]

    @property
    def total(self) -> int:
        """All clocks counted."""
        return sum(self.numbers)

    @property
    def attainment(self) -> Fraction | None:
        """Met among all that were met or breached, excused breaches among them; None where nothing is decided."""
        return _share(self.of("met"), self.of("breached") + self.of("excused"))

    @property
    def attainment_without_excused(self) -> Fraction | None:
        """The same with excused breaches left out (I-K6: counted apart)."""
        return _share(self.of("met"), self.of("breached"))

    @property
    def best_effort(self) -> Fraction | None:
        """In time among all that were in time or late, of promises that cannot be breached (I-Q4)."""
        return _share(self.of("in time"), self.of("late"))

    def __add__(self, other: Counts) -> Counts:
        return Counts(tuple(ours + theirs for ours, theirs in zip(self.numbers, other.numbers, strict=True)))


def _share(kept: int, lost: int) -> Fraction | None:
    return Fraction(kept, kept + lost) if kept + lost else None


def summed(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())


@dataclass(frozen=True, slots=True)
class Group:
    """The clocks of one metric for one priority under one plan. `priority` is None where nothing is classified."""

    metric: str
    plan: str
    priority: str | None
    counts: Counts


def percent(share: Fraction | None) -> str | None:
    """A share in percent with two decimals, cut: 99.99 % stays below 100 until nothing is missing."""
    if share is None:
        return None
    hundredths = int(share * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
