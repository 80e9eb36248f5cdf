"""Shares of one amount: they sum to it exactly, differ by at most one unit from the exact share, and are refused aloud."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.engine.entitlements.shares import Remainder, ShareError, share_equally, share_pro_rata

AMOUNTS = st.decimals(-(10**12), 10**12, places=2)
WEIGHTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.decimals(0, 10**7, places=3), min_size=1)
REMAINDERS: list[Remainder] = ["first", "last", "largest"]


@pytest.mark.parametrize("count", range(1, 51))
@pytest.mark.parametrize("amount", ["100000.00", "0.01", "99999.99", "1.00", "0.00"])
def test_equal_shares_sum_to_the_amount_and_differ_by_at_most_one_cent(count: int, amount: str) -> None:
    payers = [f"establishment {number}" for number in range(count)]

    shares = share_equally(Decimal(amount), payers, currency="CAD")

    owed = [share.amount for share in shares]
    assert sum(owed) == Decimal(amount)
    assert max(owed) - min(owed) <= Decimal("0.01")
    assert owed == sorted(owed, reverse=True)
    assert [share.payer for share in shares] == payers


@given(AMOUNTS, st.integers(1, 400), st.sampled_from(REMAINDERS))
def test_any_number_of_payers_owes_exactly_the_amount(amount: Decimal, count: int, remainder: Remainder) -> None:
    shares = share_equally(amount, [str(number) for number in range(count)], currency="CAD", remainder=remainder)

    assert sum(share.amount for share in shares) == amount


@given(AMOUNTS, WEIGHTS.filter(lambda weights: any(weights.values())), st.sampled_from(REMAINDERS))
def test_pro_rata_shares_sum_to_the_amount_and_stay_within_one_cent_of_the_exact_share(
    amount: Decimal, weights: dict[str, Decimal], remainder: Remainder
) -> None:
    shares = share_pro_rata(amount, weights, currency="CAD", remainder=remainder)

    total = sum(map(Fraction, weights.values()))
    assert sum(share.amount for share in shares) == amount
    for share in shares:
        exact = Fraction(amount) * Fraction(weights[share.payer]) / total
        assert abs(Fraction(share.amount) - exact) < Fraction(1, 100)
        assert weights[share.payer] or not share.amount


@pytest.mark.parametrize(
    ("amount", "weights", "said"),
    [
        ("100.005", {"A": "1"}, ["100.005 is not an amount with 2 decimals."]),
        ("1.00", {}, ["Nobody is named to pay."]),
        ("1.00", {"A": "0", "B": "0"}, ["All weights are zero."]),
        ("0.001", {"A": "-1", "B": "1"}, ["0.001 is not an amount with 2 decimals.", "The weight of A is below zero."]),
        ("NaN", {"A": "1"}, ["NaN is not an amount with 2 decimals."]),
    ],
)
def test_what_cannot_be_shared_is_refused_with_every_reason(
    amount: str, weights: dict[str, str], said: list[str]
) -> None:
    with pytest.raises(ShareError) as refused:
        share_pro_rata(Decimal(amount), {name: Decimal(weight) for name, weight in weights.items()}, currency="CAD")

    assert refused.value.text.en == " ".join(said)


def test_a_payer_named_twice_is_refused() -> None:
    with pytest.raises(ShareError, match="Named twice: A"):
        share_equally(Decimal(1), ["A", "B", "A"])
