"""One amount divided over several payers, exactly: the shares always sum to the amount, to the last minor unit.

Each payer owes the whole minor units of its exact share (equal, or in proportion to its weight). The units left over are
fewer than the payers with a weight; they go one by one to the first, the last or the largest of those (`Share.remainder`).
``RULINGS`` I-K8, ``docs/algorithms/quotes.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from servanda.engine.text import Text
from servanda.engine.uptime.money import minor_digits

Remainder = Literal["first", "last", "largest"]


class ShareError(ValueError):
    """An amount that cannot be divided as asked; `text` lists every reason."""

    def __init__(self, problems: Sequence[Text]) -> None:
        self.text = Text(" ".join(item.en for item in problems), " ".join(item.fr for item in problems))
        super().__init__(self.text.en)


@dataclass(frozen=True, slots=True)
class PayerShare:
    """What one payer owes, in whole minor units of the currency."""

    payer: str
    amount: Decimal


def share_equally(
    amount: Decimal, payers: Sequence[str], *, currency: str | None = None, remainder: Remainder = "first"
) -> tuple[PayerShare, ...]:
    """`amount` in equal shares, in the order of `payers`. Raises ShareError."""
    return share_pro_rata(
        amount, dict.fromkeys(payers, Decimal(1)), currency=currency, remainder=remainder, named=payers
    )


def share_pro_rata(
    amount: Decimal,
    weights: Mapping[str, Decimal],
    *,
    currency: str | None = None,
    remainder: Remainder = "first",
    named: Sequence[str] = (),
) -> tuple[PayerShare, ...]:
    """`amount` in proportion to `weights` (payer → subscription, users, …), in their order.

    A payer whose weight is 0 owes nothing. A negative `amount` is a credit, divided in the same way. `named` is the list
    of payers as it was given, in which one that stands twice is found. Raises ShareError.
    """
    digits = minor_digits(currency)
    problems = tuple(_problems(amount, weights, named or tuple(weights), digits))
    if problems:
        raise ShareError(problems)
    units = int(abs(amount).scaleb(digits))
    scale = _whole_weights(weights)
    total = sum(scale)
    owed = [units * weight // total for weight in scale]
    for index in _takers(scale, remainder)[: units - sum(owed)]:
        owed[index] += 1
    sign = -1 if amount < 0 else 1
    amounts = (Decimal(sign * part).scaleb(-digits) for part in owed)
    return tuple(PayerShare(payer, part) for payer, part in zip(weights, amounts, strict=True))


def _whole_weights(weights: Mapping[str, Decimal]) -> list[int]:
    """The weights as integers in the same proportion."""
    places = max(-int(weight.as_tuple().exponent) for weight in weights.values())
    return [int(weight.scaleb(max(places, 0))) for weight in weights.values()]


def _takers(scale: list[int], remainder: Remainder) -> list[int]:
    """Payers with a weight, in the order in which they get a unit that is left over."""
    order = [index for index, weight in enumerate(scale) if weight]
    if remainder == "last":
        return order[::-1]
    return sorted(order, key=lambda index: -scale[index]) if remainder == "largest" else order


def _problems(amount: Decimal, weights: Mapping[str, Decimal], named: Sequence[str], digits: int) -> Iterator[Text]:
    if not amount.is_finite() or amount != amount.quantize(Decimal(1).scaleb(-digits)):
        yield Text(
            f"{amount} is not an amount with {digits} decimals.", f"{amount} n’est pas un montant à {digits} décimales."
        )
    if not weights:
        yield Text("Nobody is named to pay.", "Personne n’est désigné pour payer.")
        return
    twice = [name for name, times in Counter(named).items() if times > 1]
    if twice:
        yield Text(f"Named twice: {', '.join(twice)}.", f"Désigné deux fois : {', '.join(twice)}.")
    below = [name for name, weight in weights.items() if not weight.is_finite() or weight < 0]
    if below:
        yield Text(
            f"The weight of {', '.join(below)} is below zero.", f"Le poids de {', '.join(below)} est inférieur à zéro."
        )
    elif not any(weights.values()):
        yield Text("All weights are zero.", "Tous les poids sont nuls.")
