"""Amounts as each language and region writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, parse_pattern
from django.utils.translation import gettext

from servanda.desk.web.formats import NBSP, THIN, language
from servanda.desk.web.pages.scribe import Scribe
from servanda.desk.web.pages.vocabulary import period_word
from servanda.engine.policy.offer import Price

_REGIONS = {"CA", "US", "GB", "FR", "AU"}
_CODE_BEFORE_DIGITS = re.compile(r"^([A-Z]{3})(?=\d)")


def amount(value: Decimal, currency: str, country: str) -> str:
    """``$1,234.56`` or ``1 234,56 $``; the cents only where there are some."""
    locale = Locale.parse(f"{language()}_{country}" if country in _REGIONS else language())
    pattern = parse_pattern(str(locale.currency_formats["standard"].pattern))
    pattern.frac_prec = (0, 0) if value == value.to_integral_value() else (2, 2)
    shown = pattern.apply(value, locale, currency=currency, currency_digits=False)
    return _CODE_BEFORE_DIGITS.sub(rf"\1{NBSP}", str(shown))


def percent(value: Decimal) -> str:
    """``99.95 %`` or ``99,95 %``, with all the digits that were written."""
    shown = format_decimal(value, locale=language(), decimal_quantization=False)
    return f"{shown}{THIN}%" if language() == "fr" else f"{shown}{NBSP}%"


def price(scribe: Scribe, each: Price) -> str:
    """A price in words."""
    if each.included:
        return gettext("included")
    if each.quote:
        return gettext("on quote")
    if each.percent is not None:
        said = gettext("%(percent)s of %(base)s") % {"percent": percent(each.percent), "base": base(scribe, each.of)}
        return f"{said} {period_word(each.per)}".strip()
    if each.amount is None:
        return gettext("not stated")
    shown = amount(each.amount, each.currency or "", scribe.document.vendor.country)
    return f"{shown} {period_word(each.per)}".strip()


def base(scribe: Scribe, name: str) -> str:
    """The line of which a percentage is taken."""
    if name == "annual subscription":
        return gettext("the annual subscription")
    return scribe.plan(name)
