"""Which stretch of time a month is, and which months are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from months import at, better, outage
from test_uptime_tricky import keys

from servanda.engine.instants import SECOND
from servanda.engine.uptime.model import Agreement, Facts
from servanda.engine.uptime.month import month_figure
from servanda.engine.uptime.window import Month, MonthError, MonthNotBegunError, OutsideAgreementError


def test_a_month_in_progress_is_provisional_and_credits_nothing() -> None:
    facts = Facts(agreement=Agreement(annual_fee=Decimal(12000)), outages=(outage("2026-04-02T10:00-04:00"),))
    figure = month_figure(better(), facts, Month(2026, 4), as_of=at("2026-04-03T00:00-04:00"))

    assert figure.window_end == at("2026-04-03T00:00-04:00")
    assert (figure.provisional, figure.base_seconds, figure.downtime_seconds) == (True, 172800, 50400)
    assert (figure.target_met, figure.breach, figure.credit) == (False, False, None)
    assert {"uptime.credit.provisional", "uptime.target.provisional"} <= keys(figure.because)


def test_a_month_that_is_over_is_complete_at_its_last_instant() -> None:
    last = at("2026-05-01T00:00-04:00")

    assert month_figure(better(), Facts(), Month(2026, 4), as_of=last).provisional is False
    assert month_figure(better(), Facts(), Month(2026, 4), as_of=last - SECOND).provisional is True


def test_an_agreement_that_ends_in_the_month_cuts_it_and_completes_it() -> None:
    agreement = Agreement(since=date(2026, 4, 10), until=at("2026-04-20T00:00-04:00"))
    facts = Facts(agreement=agreement, outages=(outage("2026-04-09T23:59-04:00", seconds=120),))
    figure = month_figure(better(), facts, Month(2026, 4), as_of=at("2026-04-25T00:00-04:00"))

    assert (figure.provisional, figure.base_seconds, figure.downtime_seconds) == (False, 864000, 60)
    assert {"uptime.month.since", "uptime.month.until"} <= keys(figure.because)


@pytest.mark.parametrize(
    "agreement",
    [
        Agreement(since=date(2026, 5, 1)),
        Agreement(until=date(2026, 4, 1)),
        Agreement(since=date(2026, 9, 1), until=date(2027, 9, 1)),
    ],
)
def test_a_month_outside_the_agreement_is_refused(agreement: Agreement) -> None:
    with pytest.raises(OutsideAgreementError, match="not in force in April") as refused:
        month_figure(better(), Facts(agreement=agreement), Month(2026, 4))

    assert "n’est pas en vigueur en avril" in refused.value.text.fr


def test_a_month_that_has_not_begun_is_refused() -> None:
    with pytest.raises(MonthNotBegunError, match="has not begun") as refused:
        month_figure(better(), Facts(), Month(2026, 4), as_of=at("2026-04-01T00:00-04:00"))

    assert "n’a pas commencé" in refused.value.text.fr


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026", "2026-4", "April", "", "2026-04-01", "0000-01", "9999-12"]
)
def test_what_is_not_a_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(MonthError, match="such as 2026-02"):
        Month.parse(text)


def test_a_month_knows_the_next() -> None:
    assert str(Month.parse(" 2026-12 ").next()) == "2027-01"
