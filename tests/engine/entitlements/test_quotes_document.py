"""The tables of docs/algorithms/quotes.md say what the code does."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pricelist import pricelist

from servanda.engine.entitlements.lines import SUBSCRIPTION, Fee
from servanda.engine.entitlements.quotes import Total, make_quote
from servanda.engine.entitlements.shares import Remainder, share_equally, share_pro_rata

DOCUMENT = Path(__file__).parents[3] / "docs/algorithms/quotes.md"


def _rows(header: str) -> Iterator[list[str]]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(header))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _total(total: Total) -> str:
    return f"{'' if total.complete else 'incomplete '}{total.amount} {total.currency}/{total.per}"


@pytest.mark.parametrize(("plan", "addons", "subscription", "lines", "totals"), list(_rows("| plan | add-ons")))
def test_a_worked_quote_has_these_lines_and_totals(
    plan: str, addons: str, subscription: str, lines: str, totals: str
) -> None:
    amount, _, currency = subscription.partition(" ")
    fees = {SUBSCRIPTION: Fee(Decimal(amount), currency)} if subscription else {}

    quote = make_quote(pricelist(), plan=plan, addons=tuple(addons.split(", ")) if addons else (), fees=fees)

    assert ", ".join("none" if line.amount is None else str(line.amount) for line in quote.lines) == lines
    assert ", ".join(map(_total, quote.totals)) == totals


@pytest.mark.parametrize(("amount", "payers", "remainder", "shares"), list(_rows("| amount | payers")))
def test_a_worked_amount_is_shared_like_this(amount: str, payers: str, remainder: Remainder, shares: str) -> None:
    number, currency = amount.split(" ")
    named = [payer.split(" ") for payer in payers.split(", ")]

    if len(named[0]) == 1:
        found = share_equally(Decimal(number), [name for (name,) in named], currency=currency, remainder=remainder)
    else:
        weights = {name: Decimal(weight) for name, weight in named}
        found = share_pro_rata(Decimal(number), weights, currency=currency, remainder=remainder)

    assert ", ".join(str(share.amount) for share in found) == shares
