"""What a quote promises beyond its worked examples: every problem at once, dependency order, re-pricing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pricelist import pricelist

from servanda.engine.entitlements.lines import SUBSCRIPTION, Fee, price_cycle
from servanda.engine.entitlements.quotes import QuoteError, compare_quotes, make_quote
from servanda.engine.entitlements.refusal import say_all
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy

KIWI = Path(__file__).parents[3] / "policies/kiwi-stage-plus.yaml"


def _kiwi() -> Policy:
    policy = read_policy(KIWI.read_text(encoding="utf-8"), tables={}).policy
    assert policy is not None
    return policy


def _cad(amount: str) -> dict[str, Fee]:
    return {SUBSCRIPTION: Fee(Decimal(amount), "CAD")}


def test_plus_costs_a_fifth_of_the_annual_subscription() -> None:
    quote = make_quote(_kiwi(), plan="PLUS", fees=_cad("48000.00"))

    assert [(line.id, str(line.amount)) for line in quote.lines] == [(SUBSCRIPTION, "48000.00"), ("PLUS", "9600.00")]
    assert [(str(total.amount), total.currency, total.per) for total in quote.totals] == [("57600.00", "CAD", "year")]
    assert quote.lines[1].because.clauses == ("K12", "K14")


def test_a_percentage_says_what_it_is_of() -> None:
    line = make_quote(pricelist(), plan="plus", fees=_cad("48000")).lines[1]

    said = say_all((line.because, *line.because.because))

    assert said.en == (
        "“plus”: 20\u00a0% of “annual subscription” (48,000.00\u00a0CAD), that is 9,600.00\u00a0CAD. "
        "“annual subscription”: 48,000.00\u00a0CAD, as agreed."
    )
    assert said.fr.startswith(
        "«\u202fplus\u202f»\u202f: 20\u202f% de «\u202fabonnement annuel\u202f» (48\u202f000,00\u00a0CAD), "
        "soit 9\u202f600,00\u00a0CAD."
    )


def test_a_new_subscription_reprices_what_hangs_on_it() -> None:
    before = make_quote(pricelist(), plan="plus", addons=("guide",), fees=_cad("48000"))
    after = make_quote(pricelist(), plan="plus", addons=("desk",), fees=_cad("50000"))

    changes = [(change.id, change.before, change.after) for change in compare_quotes(before, after)]

    assert changes == [
        (SUBSCRIPTION, Decimal(48000), Decimal(50000)),
        ("plus", Decimal(9600), Decimal(10000)),
        ("desk", None, Decimal(1500)),
        ("guide", Decimal(250), None),
    ]
    assert compare_quotes(after, after) == ()


def test_an_accepted_quote_gives_its_line_an_amount() -> None:
    fees = {**_cad("48000"), "visit": Fee(Decimal("1200.005"), "CAD", "once")}

    quote = make_quote(pricelist(), plan="basic", addons=("visit",), fees=fees)

    assert quote.open_lines == ()
    assert [str(total.amount) for total in quote.totals] == ["48000.00", "1200.01"]


def test_add_ons_that_cannot_be_had_are_refused_without_lines() -> None:
    quote = make_quote(pricelist(), plan="basic", addons=("desk",))

    assert quote.refusal is not None
    assert (quote.lines, quote.totals, quote.refusal.offers) == ((), (), ("plus",))


def test_every_problem_of_a_request_for_a_quote_is_listed_at_once() -> None:
    fees = {"plus": Fee(Decimal(1)), "visit": Fee(Decimal(1)), "anual subscription": Fee(Decimal(1))}

    with pytest.raises(QuoteError) as refused:
        make_quote(pricelist(), plan="plos", addons=("hour",), fees=fees)

    assert refused.value.text.en == (
        "There is no plan 'plos'. Did you mean 'plus'? There is no add-on 'hour'. Did you mean 'hours'? "
        "There is no line 'anual subscription'. Did you mean 'annual subscription'? The policy itself prices 'plus'. "
        "'visit' has a fee but is not asked for."
    )


def test_a_fee_below_zero_is_refused() -> None:
    with pytest.raises(QuoteError, match="below zero"):
        make_quote(pricelist(), plan="plus", fees=_cad("-1"))


def test_prices_that_are_percentages_of_each_other_are_refused() -> None:
    policy = pricelist("prices:\n  plus: {percent: 10, of: desk}\n  desk: {percent: 10, of: plus}\n")

    with pytest.raises(QuoteError, match="percentages of each other"):
        make_quote(policy, plan="basic")


def test_a_chain_of_percentages_is_priced_from_its_base_whatever_its_length() -> None:
    policy = pricelist(
        "prices:\n  guide: {percent: 50, of: visit}\n  visit: {percent: 50, of: desk}\n"
        "  desk: {percent: 50, of: plus}\n  plus: {percent: 50, of: annual subscription}\n"
    )

    quote = make_quote(policy, plan="plus", addons=("guide", "visit", "desk"), fees=_cad("1600"))

    assert [str(line.amount) for line in quote.lines] == ["1600.00", "800.00", "100.00", "200.00", "400.00"]
    assert price_cycle(policy.document.prices) == ()


def test_a_base_that_is_not_bought_is_computed_but_not_invoiced() -> None:
    policy = pricelist("prices:\n  plus: {amount: 1000, currency: CAD}\n  hours: {percent: 10, of: plus}\n")

    quote = make_quote(policy, plan="basic", addons=("hours",))

    assert [(line.id, line.amount) for line in quote.lines] == [("basic", None), ("hours", Decimal(100))]


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_a_dearer_subscription_never_makes_a_line_cheaper(one: Decimal, other: Decimal) -> None:
    policy = pricelist()
    quotes = [
        make_quote(policy, plan="plus", addons=("desk",), fees=_cad(str(amount))) for amount in sorted((one, other))
    ]

    assert all(low.amount <= high.amount for low, high in zip(quotes[0].lines, quotes[1].lines, strict=True))  # type: ignore[operator]
    for quote in quotes:
        assert quote.totals[0].amount == sum(line.amount for line in quote.lines if line.amount is not None)
