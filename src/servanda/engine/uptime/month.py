"""The contractual uptime of one month: the figure, the credit, and every step on the way (``UPTIME``: Definition)."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime import spans
from servanda.engine.uptime.account import Account, because_of
from servanda.engine.uptime.credits import (
    Allowance,
    Credit,
    Share,
    allowance,
    limits,
    meets,
    month_credit,
)
from servanda.engine.uptime.model import Facts, Strength, Target, UptimeTerms
from servanda.engine.uptime.tally import (
    Tally,
    TimeClass,
    base_seconds,
    downtime_seconds,
    excluded_by,
    judge_facts,
    partition,
    tally,
)
from servanda.engine.uptime.window import Month, Window, month_window
from servanda.engine.uptime.wording import truncated_percent


@dataclass(frozen=True, slots=True)
class ExcludedTime:
    """Seconds of outage booked to one reason: ``maintenance``, ``standing`` or the word of a category."""

    reason: str
    label: Text
    seconds: int
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the month [start, end) in microseconds, and what it is."""

    start: int
    end: int
    kind: TimeClass


@dataclass(frozen=True, slots=True)
class Figure:
    """One month of one agreement. Instants in microseconds, lengths in whole seconds."""

    month: Month
    client: str | None
    window_start: int
    window_end: int
    provisional: bool
    service_seconds: int
    base_seconds: int
    outage_seconds: int
    """Counted outages inside the time where downtime counts, exclusions included."""
    excluded_seconds: int
    """The part of the outages that is excluded."""
    exclusion_seconds: int
    """All excluded time, whether or not anything was down in it."""
    unknown_seconds: int
    coverage: tuple[int, int]
    """Seconds with monitoring, and all seconds, of the time where downtime counts."""
    downtime_seconds: int
    uptime: tuple[int, int] | None
    """Reduced numerator and denominator; None where the base is 0 and there is nothing to divide by."""
    target: Target | None
    strength: Strength
    target_met: bool | None
    """None where there is no target, or no uptime to hold against it."""
    breach: bool
    """A committed target, missed in a month that is over."""
    credit: Credit | None
    """None where no credit is agreed, where the month is provisional, and where there is no uptime."""
    excluded_by: tuple[ExcludedTime, ...]
    allowances: tuple[Allowance, ...]
    """What the base bears at each limit of the agreement, and what is left of it."""
    why: tuple[Interval, ...]
    """Every second of the month, in one class."""
    because: tuple[Because, ...]

    @property
    def uptime_percent(self) -> str | None:
        """Four decimals, truncated: a printed figure never promises more than was kept."""
        return None if self.uptime is None else truncated_percent(*self.uptime)


def month_figure(
    terms: UptimeTerms, facts: Facts, month: Month, *, client: str | None = None, as_of: int | None = None
) -> Figure:
    """The uptime of `month` under `terms`, for `client` or else the client of the agreement.

    `as_of`, in microseconds, cuts a month that is not over: the figure is provisional then and credits nothing.
    Raises OutsideAgreementError where the agreement was not in force, MonthNotBegunError where `as_of` is too early.
    """
    client = client if client is not None else facts.agreement.client
    window = month_window(month, facts.agreement, terms.zone, as_of)
    verdicts = judge_facts(terms, facts, window, client)
    sets = tally(terms, facts, verdicts, window)
    base, down = base_seconds(terms, sets), downtime_seconds(terms, sets)
    share = Share(base, down) if base else None
    met = meets(share, terms.target) if share and terms.target else None
    credit = _credit(terms, facts, window, share)
    booked = tuple(excluded_by(sets))
    account = Account(terms, facts, window, verdicts, sets, booked, base, down, met, credit)
    return Figure(
        month=month,
        client=client,
        window_start=window.start * SECOND,
        window_end=window.end * SECOND,
        provisional=window.provisional,
        service_seconds=spans.length(sets.service),
        base_seconds=base,
        outage_seconds=spans.length(sets.outages),
        excluded_seconds=spans.length(sets.excluded_outages),
        exclusion_seconds=spans.length(sets.excluded),
        unknown_seconds=spans.length(sets.unknown),
        coverage=(spans.length(sets.counted) - spans.length(sets.unknown), spans.length(sets.counted)),
        downtime_seconds=down,
        uptime=(share.uptime.numerator, share.uptime.denominator) if share else None,
        target=terms.target,
        strength=terms.strength,
        target_met=met,
        breach=met is False and terms.strength is Strength.COMMITTED and not window.provisional,
        credit=credit,
        excluded_by=tuple(ExcludedTime(one.reason, one.label, length, one.clauses) for one, length in booked if length),
        allowances=_allowances(terms, share),
        why=_intervals(sets),
        because=because_of(account),
    )


def _credit(terms: UptimeTerms, facts: Facts, window: Window, share: Share | None) -> Credit | None:
    if terms.credits is None or share is None or window.provisional:
        return None
    return month_credit(terms.credits, share, month=window.month, agreement=facts.agreement, target=terms.target)


def _allowances(terms: UptimeTerms, share: Share | None) -> tuple[Allowance, ...]:
    if share is None:
        return ()
    return tuple(allowance(share, limit, or_at=or_at) for limit, or_at in limits(terms.target, terms.credits))


def _intervals(sets: Tally) -> tuple[Interval, ...]:
    return tuple(Interval(start * SECOND, end * SECOND, kind) for start, end, kind in partition(sets))
