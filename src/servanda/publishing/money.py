"""Amounts as each language and region writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import parse_pattern

from servanda.engine.policy.offer import Price
from servanda.engine.prose import NBSP
from servanda.engine.text import Language
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import PERIODS

_REGIONS = {"CA", "US", "GB", "FR", "AU"}
_CODE_BEFORE_DIGITS = re.compile(r"^([A-Z]{3})(?=\d)")


def write_amount(value: Decimal, currency: str, *, country: str, language: Language) -> str:
    """``$1,234.56`` or ``1 234,56 $``, as `country` knows its currency; the cents only where there are some."""
    locale = Locale.parse(f"{language}_{country}" if country in _REGIONS else language)
    pattern = parse_pattern(str(locale.currency_formats["standard"].pattern))
    pattern.frac_prec = (0, 0) if value == value.to_integral_value() else (2, 2)
    shown = pattern.apply(value, locale, currency=currency, currency_digits=False)
    return _CODE_BEFORE_DIGITS.sub(rf"\1{NBSP}", str(shown))


def amount(scribe: Scribe, value: Decimal, currency: str | None) -> str:
    """An amount as the vendor's country writes it."""
    country = scribe.document.vendor.country
    return write_amount(value, currency or "", country=country, language=scribe.language)


def price(scribe: Scribe, each: Price) -> str:
    """A price in words, within a sentence."""
    if each.included:
        return scribe.both("included", "inclus")
    if each.quote:
        return scribe.both("on quote", "sur devis")
    per = scribe.say(PERIODS[each.per])
    if each.percent is not None:
        share, base = scribe.percent(each.percent), _base(scribe, each.of)
        return f"{scribe.both(f'{share} of {base}', f'{share} de {base}')} {per}".strip()
    if each.amount is None:
        return scribe.both("not stated", "non précisé")
    return f"{amount(scribe, each.amount, each.currency)} {per}".strip()


def _base(scribe: Scribe, name: str) -> str:
    if name == "annual subscription":
        return scribe.both("the annual subscription", "l’abonnement annuel")
    return scribe.plan(name)
