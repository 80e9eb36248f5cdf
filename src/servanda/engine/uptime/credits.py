"""Thresholds and credits (``UPTIME``: Definition 8 and 9).

A threshold is compared in integers, never on the printed percentage: with a base of B seconds, D of them down, the
uptime is below p percent iff 100 (B - D) < p B. The amount of a credit is exact until it is rounded, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from servanda.engine.uptime.model import (
    Agreement,
    Comparison,
    CreditStep,
    CreditTable,
    Proration,
    Scaling,
    Target,
    Tiers,
)
from servanda.engine.uptime.money import round_half_up
from servanda.engine.uptime.window import Month


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most downtime at which a limit is still kept, and what a month has left of it (negative: overdrawn)."""

    limit: Decimal
    seconds: int
    left_seconds: int
    inclusive: bool = False
    """Reaching the limit is too low already."""


@dataclass(frozen=True, slots=True)
class Credit:
    """What a month pays back. `amount` is None where no annual fee is known."""

    percent: Decimal
    amount: Decimal | None
    currency: str | None
    steps: tuple[CreditStep, ...] = ()
    """The steps that pay; none where the month reached none."""


@dataclass(frozen=True, slots=True)
class Share:
    """Downtime over base in seconds; the base is not 0."""

    base: int
    downtime: int

    @property
    def uptime(self) -> Fraction:
        """The part of the base that was up."""
        return Fraction(self.base - self.downtime, self.base)


def is_below(share: Share, limit: Decimal, *, or_at: bool = False) -> bool:
    """Whether the uptime is below `limit` percent, or just at it where `or_at`."""
    numerator, denominator = limit.as_integer_ratio()
    up, wanted = 100 * (share.base - share.downtime) * denominator, numerator * share.base
    return up <= wanted if or_at else up < wanted


def meets(share: Share, target: Target) -> bool:
    """Whether the uptime is at least, or above, the target: as it says."""
    return not is_below(share, target.percent, or_at=target.comparison is Comparison.ABOVE)


def allowance(share: Share, limit: Decimal, *, or_at: bool = False) -> Allowance:
    """How much downtime the base bears before the uptime is below `limit` percent, or at it where `or_at`."""
    borne = share.base * (100 - Fraction(limit)) / 100
    seconds = -(-borne // 1) - 1 if or_at else borne // 1
    return Allowance(limit, seconds, seconds - share.downtime, or_at)


def target_allowance(share: Share, target: Target) -> Allowance:
    """How much downtime the base bears before the target is missed."""
    return allowance(share, target.percent, or_at=target.comparison is Comparison.ABOVE)


def step_reached(share: Share, step: CreditStep) -> bool:
    """Whether the uptime fell to where the step pays."""
    return is_below(share, step.below, or_at=step.inclusive)


def paying_steps(share: Share, table: CreditTable) -> tuple[CreditStep, ...]:
    """The steps that pay: the deepest one reached, or all that were reached, as the table says."""
    reached = sorted(
        (step for step in table.steps if step_reached(share, step)), key=lambda step: (step.below, step.inclusive)
    )
    return tuple(reached) if table.tiers is Tiers.SUM else tuple(reached[:1])


def month_credit(
    table: CreditTable, share: Share, *, month: Month, agreement: Agreement, target: Target | None
) -> Credit:
    """The credit of a closed month, 0 where no step was reached."""
    steps = paying_steps(share, table)
    percent = _capped(sum((step.credit for step in steps), Decimal(0)), table)
    amount = None
    if agreement.annual_fee is not None:
        exact = month_fee(table, agreement.annual_fee, month) * Fraction(percent) / 100
        amount = round_half_up(exact * scale(table, share, target), agreement.currency)
    return Credit(percent, amount, agreement.currency, steps)


def month_fee(table: CreditTable, annual_fee: Decimal, month: Month) -> Fraction:
    """The part of the annual fee that belongs to `month`, exact: rounding it would round the credit twice."""
    return Fraction(annual_fee) * month_share(table.proration, month)


def month_share(proration: Proration, month: Month) -> Fraction:
    """The part of a year that `month` is."""
    if proration is Proration.TWELFTH:
        return Fraction(1, 12)
    if proration is Proration.DAYS_OF_365:
        return Fraction(month.days, 365)
    return Fraction(month.days, date(month.year, 12, 31).timetuple().tm_yday)


def scale(table: CreditTable, share: Share, target: Target | None) -> Fraction:
    """The factor by which the size of the degradation scales the credit: 1 where the table says nothing of it."""
    if table.scaling is Scaling.DOWNTIME:
        return 1 - share.uptime
    if table.scaling is Scaling.SHORTFALL and target is not None:
        return max(Fraction(0), 1 - share.uptime / (Fraction(target.percent) / 100))
    return Fraction(1)


def _capped(percent: Decimal, table: CreditTable) -> Decimal:
    return percent if table.cap is None else min(percent, table.cap)


def limits(target: Target | None, table: CreditTable | None) -> Iterable[tuple[Decimal, bool]]:
    """Every limit that an agreement sets, highest first, with whether reaching it is already too low."""
    found = [(step.below, step.inclusive) for step in table.steps] if table else []
    if target is not None:
        found.append((target.percent, target.comparison is Comparison.ABOVE))
    return sorted(set(found), key=lambda limit: (-limit[0], limit[1]))
