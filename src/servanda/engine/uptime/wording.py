"""How the numbers of a month are written in both languages, so that a because can carry them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from servanda.engine.instants import SECOND
from servanda.engine.prose import NBSP, write_duration
from servanda.engine.text import THIN, Text

_MONTHS = (
    Text("January", "janvier"),
    Text("February", "février"),
    Text("March", "mars"),
    Text("April", "avril"),
    Text("May", "mai"),
    Text("June", "juin"),
    Text("July", "juillet"),
    Text("August", "août"),
    Text("September", "septembre"),
    Text("October", "octobre"),
    Text("November", "novembre"),
    Text("December", "décembre"),
)


def month_name(year: int, month: int) -> Text:
    """``February 2026``, ``février 2026``."""
    name = _MONTHS[month - 1]
    return Text(f"{name.en}{NBSP}{year}", f"{name.fr}{NBSP}{year}")


def number(value: Decimal | int) -> Text:
    """Digits in groups of three, as many decimals as `value` has: ``2,678,400.5``, ``2 678 400,5``."""
    english = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return Text(english, english.replace(",", THIN).replace(".", ","))


def percent(value: Decimal | str) -> Text:
    """``99.95 %``, ``99,95 %``: the digits as they are."""
    return Text(f"{value}{NBSP}%", f"{value}{THIN}%".replace(".", ","))


def money(amount: Decimal, currency: str | None) -> Text:
    """``250.00 CAD``, ``250,00 CAD``."""
    written, unit = number(amount), f"{NBSP}{currency}" if currency else ""
    return Text(written.en + unit, written.fr + unit)


def lasting(seconds: int) -> Text:
    """A length of time with its seconds beside it: ``21 min 36 s (1,296 s)``."""
    en, fr = write_duration(seconds * SECOND, "en"), write_duration(seconds * SECOND, "fr")
    if -60 < seconds < 60:
        return Text(f"{seconds}{NBSP}s", f"{seconds}{NBSP}s")
    count = number(seconds)
    return Text(f"{en} ({count.en}{NBSP}s)", f"{fr} ({count.fr}{NBSP}s)")


def truncated_percent(numerator: int, denominator: int) -> str:
    """``99.9499`` for 1998999/2000000: percent with four decimals, the rest cut off."""
    whole, rest = divmod(1_000_000 * numerator // denominator, 10_000)
    return f"{whole}.{rest:04d}"


def ratio(numerator: int, denominator: int) -> Text:
    """A ratio as a truncated percentage: ``99.9499 %``."""
    return percent(truncated_percent(numerator, denominator))


def expansion(value: Fraction, digits: int = 6) -> Text:
    """``208.334583…``: an exact amount before it is rounded, with a mark where its decimals go on."""
    units, rest = divmod(value * 10**digits, 1)
    digits_shown = f"{Decimal(units).scaleb(-digits):f}".rstrip("0").rstrip(".")
    written = number(Decimal(digits_shown))
    return Text(written.en + "…", written.fr + "…") if rest else written
