"""SV-P01: an amount of money without its period or its currency."""

from __future__ import annotations

import pytest
from clean import REMOVE, Patches, check_finds, lint


@pytest.mark.parametrize(
    "bad",
    [
        {"prices/plus/per": REMOVE},
        {"prices/plus/assumed": "[per]"},
        {"prices/plus/per": REMOVE, "prices/plus/currency": REMOVE},
    ],
)
def test_a_price_without_period_is_found_with_three_totals(bad: Patches) -> None:
    finding = check_finds("SV-P01", bad, severity="E")

    for total in ("1,200", "3,600", "43,200"):
        assert total in finding.example.en


def test_a_price_without_currency_is_found() -> None:
    finding = check_finds("SV-P01", {"prices/plus/currency": REMOVE})

    assert "currency" in finding.message.en
    assert "monnaie" in finding.message.fr


def test_all_such_prices_are_one_finding() -> None:
    found = lint({"prices/plus/per": REMOVE, "prices/basic": "{amount: 600, currency: CAD}"})

    assert [finding.code for finding in found] == ["SV-P01"]
    assert "basic and plus" in found[0].message.en
