"""Quotes: what a plan with its add-ons costs, line by line, as ``docs/algorithms/quotes.md`` says in words.

A line is included, a fixed amount, a percentage of another line, or has no amount yet (on quote, or the policy states no
price). Percentages are taken of the amount that is invoiced for the other line, and rounded once, half up, to the minor
unit of the currency. Totals are sums of rounded lines, one for each currency and period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from servanda.engine.diagnostics import nearest
from servanda.engine.entitlements.check import check_addons
from servanda.engine.entitlements.lines import (
    SUBSCRIPTION,
    Fee,
    Line,
    Period,
    bases_of,
    price_cycle,
    price_lines,
    priceless,
)
from servanda.engine.entitlements.refusal import Refusal
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the lines of one currency and period; not `complete` while one of them has no amount."""

    currency: str | None
    per: Period
    amount: Decimal
    complete: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What was asked for and what it costs. With a `refusal` there are no lines: the add-ons cannot be had."""

    plan: str
    addons: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    refusal: Refusal | None = None

    @property
    def open_lines(self) -> tuple[str, ...]:
        """Lines without an amount."""
        return tuple(line.id for line in self.lines if line.amount is None)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line whose amount differs between two quotes; None: there is no such line, or no amount."""

    id: str
    name: Text
    before: Decimal | None
    after: Decimal | None


class QuoteError(ValueError):
    """A quote that cannot be made; `text` lists every reason."""

    def __init__(self, problems: tuple[Text, ...]) -> None:
        self.text = Text(" ".join(item.en for item in problems), " ".join(item.fr for item in problems))
        super().__init__(self.text.en)


def make_quote(
    policy: Policy, *, plan: str, addons: tuple[str, ...] = (), fees: Mapping[str, Fee] | None = None
) -> Quote:
    """The quote for `plan` with `addons`.

    `fees` give amounts to lines that the policy leaves open: ``annual subscription``, and plans or add-ons on quote.
    Raises QuoteError for unknown names, for a fee on a line that the policy prices, and for prices that are percentages
    of each other.
    """
    fees = fees or {}
    problems = tuple(_problems(policy, plan, addons, fees))
    if problems:
        raise QuoteError(problems)
    if refusal := check_addons(policy, plan, addons):
        return Quote(plan, addons, (), (), refusal)
    needed = bases_of(policy, dict.fromkeys((plan, *addons, *fees)))
    priced = price_lines(policy, needed, fees)
    before = (SUBSCRIPTION,) if SUBSCRIPTION in priced else ()
    lines = tuple(priced[line] for line in dict.fromkeys((*before, plan, *addons)))
    return Quote(plan, addons, lines, tuple(_totals(lines)))


def compare_quotes(before: Quote, after: Quote) -> tuple[LineChange, ...]:
    """The lines whose amounts differ, in the order of `after`, then those that are gone: the re-pricing in short."""
    old = {line.id: line for line in before.lines}
    new = {line.id: line for line in after.lines}
    both = new | {name: line for name, line in old.items() if name not in new}
    changes = (
        LineChange(name, line.name, _amount(old.get(name)), _amount(new.get(name))) for name, line in both.items()
    )
    return tuple(change for change in changes if change.before != change.after)


def _amount(line: Line | None) -> Decimal | None:
    return line.amount if line else None


def _totals(lines: Iterable[Line]) -> Iterator[Total]:
    """A line of unknown currency could belong to any total, so that none is complete."""
    groups: dict[tuple[str | None, Period], list[Decimal | None]] = {}
    complete = True
    for line in lines:
        if line.amount is None and line.currency is None:
            complete = False
        elif line.kind != "included":
            groups.setdefault((line.currency, line.per), []).append(line.amount)
    for (currency, per), amounts in groups.items():
        known = [amount for amount in amounts if amount is not None]
        yield Total(currency, per, sum(known, Decimal(0)), complete and len(known) == len(amounts))


def _problems(policy: Policy, plan: str, addons: tuple[str, ...], fees: Mapping[str, Fee]) -> Iterator[Text]:
    document = policy.document
    yield from _unknown((plan,), document.plans, Text("plan", "de forfait"))
    yield from _unknown(addons, document.addons, Text("add-on", "d’option"))
    allowed = tuple(priceless(policy))
    known = tuple(name for name in fees if name in (*document.plans, *document.addons, SUBSCRIPTION))
    yield from _unknown((name for name in fees if name not in known), allowed, Text("line", "de ligne"))
    for name in known:
        if name not in allowed:
            yield Text(f"The policy itself prices '{name}'.", f"La politique fixe elle-même le prix de « {name} ».")
        elif name not in (plan, *addons, SUBSCRIPTION):
            yield Text(f"'{name}' has a fee but is not asked for.", f"« {name} » a un prix mais n’est pas demandé.")
        if fees[name].amount < 0 or not fees[name].amount.is_finite():
            yield Text(f"The fee of '{name}' is below zero.", f"Le prix de « {name} » est inférieur à zéro.")
    if cycle := price_cycle(document.prices):
        yield _cycle(cycle)


def _unknown(names: Iterable[str], known: Iterable[str], what: Text) -> Iterator[Text]:
    known = tuple(known)
    for name in names:
        if name in known:
            continue
        near = nearest(name, known)
        have = ", ".join(known) or "–"
        yield Text(
            f"There is no {what.en} '{name}'. " + (f"Did you mean '{near}'?" if near else f"Known: {have}."),
            f"Il n’y a pas {what.fr} « {name} ». "
            + (f"Vouliez-vous dire « {near} » ?" if near else f"Connus : {have}."),
        )


def _cycle(cycle: tuple[str, ...]) -> Text:
    steps = tuple(pairwise(cycle))
    english = ", ".join(f"'{name}' of '{base}'" for name, base in steps)
    french = ", ".join(f"« {name} » de « {base} »" for name, base in steps)
    return Text(
        f"These prices are percentages of each other: {english}.",
        f"Ces prix sont des pourcentages les uns des autres : {french}.",
    )
