"""Limits are compared in integers; credits are rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from months import aidi, better, outage, qiscus

from servanda.engine.uptime.credits import Share, allowance, is_below, month_credit, target_allowance
from servanda.engine.uptime.model import (
    Agreement,
    Comparison,
    CreditStep,
    CreditTable,
    Facts,
    Proration,
    Scaling,
    Target,
    TermsError,
    Tiers,
)
from servanda.engine.uptime.money import minor_digits, round_half_up
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.window import Month
from servanda.engine.uptime.wording import truncated_percent

BETTER_STEPS = (
    CreditStep(Decimal("99.95"), Decimal(25)),
    CreditStep(Decimal("99.9"), Decimal(50)),
    CreditStep(Decimal("99"), Decimal(100)),
)
FEE = Agreement(annual_fee=Decimal(12000), currency="CAD")


def _down(month: str, seconds: int, *, agreement: Agreement = FEE, table: CreditTable | None = None) -> Figure:
    facts = Facts(agreement=agreement, outages=(outage(f"{month}-10T12:00Z", seconds=seconds),))
    return month_figure(better(credits=table or CreditTable(BETTER_STEPS)), facts, Month.parse(month))


@pytest.mark.parametrize(
    ("month", "month_seconds", "most"),
    [
        ("2026-04", 2592000, 1296),
        ("2026-05", 2678400, 1339),
        ("2026-02", 2419200, 1209),
        ("2028-02", 2505600, 1252),
        ("2026-03", 2674800, 1337),
        ("2026-11", 2595600, 1297),
    ],
)
def test_the_tier_flips_with_the_second_that_passes_the_limit(month: str, month_seconds: int, most: int) -> None:
    kept, missed = _down(month, most), _down(month, most + 1)

    assert kept.base_seconds == month_seconds
    assert (kept.target_met, kept.credit.percent) == (True, 0)
    assert (missed.target_met, missed.credit.percent, missed.breach) == (False, 25, True)
    assert kept.allowances[0].left_seconds == 0
    assert missed.allowances[0].left_seconds == -1


@pytest.mark.parametrize(
    ("seconds", "percent"), [(1296, "99.9500"), (1297, "99.9499"), (1298, "99.9499"), (0, "100.0000"), (1, "99.9999")]
)
def test_a_printed_percentage_never_overstates(seconds: int, percent: str) -> None:
    assert _down("2026-04", seconds).uptime_percent == percent


def test_an_outage_that_outlasts_the_month_ends_with_it() -> None:
    figure = _down("2026-04", 40 * 86400)

    assert figure.uptime_percent == "31.1111"  # 9 days and 8 hours before it, of 30 days
    assert truncated_percent(0, 1) == "0.0000"


@pytest.mark.parametrize(
    ("down", "credit"), [(0, 0), (5, 0), (6, 25), (10, 25), (11, 50), (100, 50), (101, 100), (10000, 100)]
)
def test_better_impact_pays_the_deepest_step_below_its_strict_limits(down: int, credit: int) -> None:
    steps = CreditTable(BETTER_STEPS)
    paid = month_credit(steps, Share(10000, down), month=Month(2026, 4), agreement=FEE, target=None)

    assert paid.percent == credit
    assert paid.amount == Decimal(credit) * 10


def test_a_limit_may_pay_at_itself_where_the_policy_says_so() -> None:
    table = CreditTable((CreditStep(Decimal("99.95"), Decimal(25), inclusive=True),))

    assert _down("2026-04", 1295, table=table).credit.percent == 0
    assert _down("2026-04", 1296, table=table).credit.percent == 25
    assert _down("2026-04", 1295, table=table).allowances[-1].left_seconds == 0


def test_a_strict_and_an_inclusive_step_at_one_limit_are_two_steps() -> None:
    at_it = CreditStep(Decimal("99.95"), Decimal(10), inclusive=True)
    under_it = CreditStep(Decimal("99.95"), Decimal(25))
    table = CreditTable((under_it, at_it))

    assert _down("2026-04", 1296, table=table).credit.percent == 10
    assert _down("2026-04", 1297, table=table).credit.percent == 25


def test_above_is_missed_where_at_least_is_met() -> None:
    facts = Facts(outages=(outage("2026-04-10T12:00Z", seconds=1296),))
    at_least = month_figure(better(), facts, Month(2026, 4))
    above = month_figure(better(target=Target(Decimal("99.95"), Comparison.ABOVE)), facts, Month(2026, 4))

    assert (at_least.target_met, above.target_met) == (True, False)
    assert [(one.limit, one.inclusive, one.left_seconds) for one in above.allowances[:2]] == [
        (Decimal("99.95"), False, 0),
        (Decimal("99.95"), True, -1),
    ]


@pytest.mark.parametrize("limit", ["99.95", "99.9", "99", "99.999", "99.12345678", "100", "0"])
@pytest.mark.parametrize("base", [1, 7, 600, 2592000, 2678400])
@pytest.mark.parametrize("or_at", [False, True])
def test_an_allowance_is_the_last_second_that_keeps_the_limit(limit: str, base: int, or_at: bool) -> None:
    borne = allowance(Share(base, 0), Decimal(limit), or_at=or_at).seconds

    assert borne < 0 or not is_below(Share(base, borne), Decimal(limit), or_at=or_at)
    assert borne >= base or is_below(Share(base, borne + 1), Decimal(limit), or_at=or_at)


def test_a_target_with_many_decimals_is_compared_as_written() -> None:
    target = Target(Decimal("99.9999614"))  # 1.00051 s of 30 days

    assert target_allowance(Share(2592000, 0), target).seconds == 1


def test_a_target_that_must_be_passed_bears_a_second_less() -> None:
    at_least, above = (Target(Decimal("99.95"), comparison) for comparison in Comparison)

    assert target_allowance(Share(2592000, 0), at_least).seconds == 1296
    assert target_allowance(Share(2592000, 0), above).seconds == 1295


@pytest.mark.parametrize(
    ("fee", "currency", "seconds", "amount"),
    [
        ("10000.06", "CAD", 2000, "208.33"),  # rounding the month's fee first would give 208.34
        ("12000", "CAD", 2000, "250.00"),
        ("12000.24", "CAD", 2000, "250.01"),  # 250.005: half goes up
        ("0", "CAD", 2000, "0.00"),
        ("100000", "JPY", 2000, "2083"),
        ("120024", "JPY", 2000, "2501"),
        ("1200", "KWD", 2000, "25.000"),
        ("216000000", "IDR", 2000, "4500000.00"),
        ("12000", "CAD", 0, "0.00"),
    ],
)
def test_a_credit_is_rounded_once_to_the_minor_unit(fee: str, currency: str, seconds: int, amount: str) -> None:
    figure = _down("2026-04", seconds, agreement=Agreement(annual_fee=Decimal(fee), currency=currency))

    assert str(figure.credit.amount) == amount


def test_without_an_annual_fee_the_percentage_is_known_and_the_amount_is_not() -> None:
    credit = _down("2026-04", 2000, agreement=Agreement()).credit

    assert (credit.percent, credit.amount) == (25, None)


@pytest.mark.parametrize(
    ("month", "proration", "amount"),
    [
        ("2026-02", Proration.TWELFTH, "250.00"),
        ("2026-02", Proration.DAYS_OF_YEAR, "230.14"),
        ("2026-02", Proration.DAYS_OF_365, "230.14"),
        ("2028-02", Proration.DAYS_OF_YEAR, "237.70"),
        ("2028-02", Proration.DAYS_OF_365, "238.36"),
    ],
)
def test_a_month_of_the_fee_is_what_the_policy_says(month: str, proration: Proration, amount: str) -> None:
    figure = _down(month, 1260, table=CreditTable(BETTER_STEPS, proration=proration))

    assert str(figure.credit.amount) == amount


def test_steps_add_up_only_where_the_policy_says_so_and_up_to_its_cap() -> None:
    added = _down("2026-04", 30000, table=CreditTable(BETTER_STEPS, tiers=Tiers.SUM))
    capped = _down("2026-04", 30000, table=CreditTable(BETTER_STEPS, tiers=Tiers.SUM, cap=Decimal(100)))

    assert (added.credit.percent, str(added.credit.amount)) == (175, "1750.00")
    assert (capped.credit.percent, str(capped.credit.amount)) == (100, "1000.00")


def test_a_credit_may_be_scaled_by_the_size_of_the_degradation() -> None:
    by_downtime = _down("2026-04", 259200, table=CreditTable(BETTER_STEPS, scaling=Scaling.DOWNTIME))
    by_shortfall = _down("2026-04", 259200, table=CreditTable(BETTER_STEPS, scaling=Scaling.SHORTFALL))

    assert str(by_downtime.credit.amount) == "100.00"  # a tenth of the month was down
    assert str(by_shortfall.credit.amount) == "99.55"  # 1 - 0.9 / 0.9995 = 0.09954977…


def test_a_credit_scaled_by_the_shortfall_needs_a_target() -> None:
    with pytest.raises(TermsError, match="need a target"):
        better(target=None, credits=CreditTable(BETTER_STEPS, scaling=Scaling.SHORTFALL))


def test_no_table_is_no_credit_agreed_and_never_a_credit_of_zero() -> None:
    facts = Facts(agreement=FEE, outages=(outage("2026-04-10T12:00-04:00", seconds=400000),))

    for terms in (aidi(), qiscus()):
        figure = month_figure(terms, facts, Month(2026, 4))
        assert figure.target_met is False
        assert figure.credit is None


@pytest.mark.parametrize(
    ("currency", "digits"), [("CAD", 2), ("JPY", 0), ("kwd", 3), ("CLF", 4), ("IDR", 2), (None, 2)]
)
def test_each_currency_has_its_own_minor_unit(currency: str | None, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("exact", "rounded"), [("0.004", "0.00"), ("0.005", "0.01"), ("0.0149", "0.01"), ("2.675", "2.68")]
)
def test_halves_go_up(exact: str, rounded: str) -> None:
    assert str(round_half_up(Fraction(exact), "EUR")) == rounded
