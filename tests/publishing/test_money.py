"""Amounts and percentages as each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from servanda.engine.text import Language
from servanda.engine.uptime.wording import percent
from servanda.publishing.money import write_amount

NB, NN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "value", "currency", "country", "shown"),
    [
        ("en", "1234.56", "CAD", "CA", "$1,234.56"),
        ("fr", "1234.56", "CAD", "CA", f"1{NB}234,56{NB}$"),
        ("en", "216000000", "IDR", "ID", f"IDR{NB}216,000,000"),
        ("fr", "216000000", "IDR", "ID", f"216{NN}000{NN}000{NB}IDR"),
        ("en", "9600.00", "CAD", "CA", "$9,600"),
        ("fr", "12.50", "EUR", "FR", f"12,50{NB}€"),
    ],
)
def test_amounts_keep_every_digit(language: Language, value: str, currency: str, country: str, shown: str) -> None:
    assert write_amount(Decimal(value), currency, country=country, language=language) == shown


def test_a_percentage_keeps_the_digits_that_were_written() -> None:
    assert percent(Decimal("99.95")).en == f"99.95{NB}%"
    assert percent(Decimal("99.9")).fr == f"99,9{NN}%"
