"""The lines of a quote and their amounts: given, included, fixed, a percentage of another line, or not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

from servanda.engine.because import Because
from servanda.engine.entitlements.grants import name_of
from servanda.engine.policy.offer import Price
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.money import round_half_up
from servanda.engine.uptime.wording import money, percent

SUBSCRIPTION = "annual subscription"
"""The line that a policy may take percentages of without pricing it: what the client pays for the product itself."""

LineKind = Literal["given", "included", "fixed", "percent", "on quote", "unknown"]
Period = Literal["", "year", "month", "once"]


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount that the agreement states and the policy does not: the subscription, an accepted quote."""

    amount: Decimal
    currency: str | None = None
    per: Period = "year"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a quote; `amount` is None while it is not known."""

    id: str
    name: Text
    kind: LineKind
    amount: Decimal | None
    currency: str | None
    per: Period
    because: Because


def line_name(policy: Policy, line: str) -> Text:
    """What people call a line: the name of the plan or the add-on, or the subscription."""
    document = policy.document
    if line in document.plans:
        return name_of(document.plans[line], line)
    if line in document.addons:
        return name_of(document.addons[line], line)
    return Text("annual subscription", "abonnement annuel") if line == SUBSCRIPTION else Text(line, line)


def bases_of(policy: Policy, lines: Iterable[str]) -> tuple[str, ...]:
    """`lines` and every line that one of them is a percentage of, directly or not."""
    found: dict[str, None] = {}
    waiting = list(lines)
    while waiting:
        line = waiting.pop(0)
        if line not in found:
            found[line] = None
            waiting += _base(policy.document.prices.get(line))
    return tuple(found)


def price_cycle(prices: Mapping[str, Price]) -> tuple[str, ...]:
    """Lines that are percentages of each other, the first named again at the end; empty where there are none."""
    try:
        TopologicalSorter({name: _base(price) for name, price in prices.items()}).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def price_lines(policy: Policy, lines: Iterable[str], fees: Mapping[str, Fee]) -> dict[str, Line]:
    """Every line with its amount, bases first. `lines` holds their bases (`bases_of`), and no cycle (`price_cycle`)."""
    prices = policy.document.prices
    order = TopologicalSorter({line: _base(prices.get(line)) for line in lines}).static_order()
    priced: dict[str, Line] = {}
    for line in order:
        priced[line] = _line(policy, line, fees.get(line), priced)
    return priced


def _base(price: Price | None) -> tuple[str, ...]:
    return (price.of,) if price is not None and price.percent is not None and price.of else ()


def _line(policy: Policy, line: str, fee: Fee | None, priced: Mapping[str, Line]) -> Line:
    name, price = line_name(policy, line), policy.document.prices.get(line)
    clauses = price.cited if price else ()
    if fee is not None:
        amount = round_half_up(Fraction(fee.amount), fee.currency)
        return _priced(line, name, "given", amount, currency=fee.currency, per=fee.per, clauses=clauses)
    if price is None:
        return _open(line, name, "unknown", Price())
    if price.percent is not None and price.of:
        return _percent_line(line, name, price, priced[price.of])
    if price.included:
        return _priced(line, name, "included", Decimal(0), currency=price.currency, per=price.per, clauses=clauses)
    if price.amount is None:
        return _open(line, name, "on quote" if price.quote else "unknown", price)
    amount = round_half_up(Fraction(price.amount), price.currency)
    return _priced(line, name, "fixed", amount, currency=price.currency, per=price.per, clauses=clauses)


def _percent_line(line: str, name: Text, price: Price, base: Line) -> Line:
    values: dict[str, Any] = {"line": name, "percent": percent(price.percent or Decimal(0)), "base": base.name}
    if base.amount is None:
        return _open(line, name, "percent", price, Because("quote.base-open", values, price.cited))
    if base.amount and price.currency and base.currency and price.currency != base.currency:
        values |= {"currency": price.currency, "other": base.currency}
        return _open(line, name, "percent", price, Because("quote.currency-differs", values, price.cited))
    currency = base.currency or price.currency
    amount = round_half_up(Fraction(base.amount) * Fraction(price.percent or 0) / 100, currency)
    values |= {"of": money(base.amount, currency), "amount": money(amount, currency)}
    because = Because("quote.percent", values, price.cited, because=(base.because,))
    return Line(line, name, "percent", amount, currency, price.per or base.per, because)


def _priced(
    line: str,
    name: Text,
    kind: LineKind,
    amount: Decimal,
    *,
    currency: str | None,
    per: Period,
    clauses: tuple[str, ...],
) -> Line:
    because = Because(f"quote.{kind}", {"line": name, "amount": money(amount, currency)}, clauses)
    return Line(line, name, kind, amount, currency, per, because)


def _open(line: str, name: Text, kind: LineKind, price: Price, because: Because | None = None) -> Line:
    why = because or Because(f"quote.{kind.replace(' ', '-')}", {"line": name}, price.cited)
    return Line(line, name, kind, None, price.currency, price.per, why)


def priceless(policy: Policy) -> Iterator[str]:
    """Lines to which an agreement may give an amount: the subscription, and what the policy does not price itself."""
    yield SUBSCRIPTION
    document = policy.document
    for line in (*document.plans, *document.addons):
        price = document.prices.get(line)
        if price is None or (price.amount is None and price.percent is None and not price.included):
            yield line
