"""Amounts of money: rounded once, half up, to the minor unit of their currency (ISO 4217)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

_DIGITS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}


def minor_digits(currency: str | None) -> int:
    """How many decimals the currency has: 2 for nearly all, and for one that is not named."""
    return _DIGITS.get((currency or "").upper(), 2)


def round_half_up(amount: Fraction, currency: str | None) -> Decimal:
    """`amount`, exact and not negative, in whole minor units of `currency`."""
    digits = minor_digits(currency)
    units = (amount * 10**digits * 2 + 1) // 2
    return Decimal(units).scaleb(-digits)
