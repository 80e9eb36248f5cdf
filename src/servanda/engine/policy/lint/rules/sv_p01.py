"""SV-P01: an amount of money without its period or its currency.

Harm: "IDR 420mil" is an amount a year to one side and once for all to the other; over a contract of three years the two
readings are two thirds of the price apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.offer import Price
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import money

_WORDS = {"per": Text("period", "période"), "currency": Text("currency", "monnaie")}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    lacking = {name: _lacks(price) for name, price in policy.document.prices.items()}
    lines = [name for name, lacks in lacking.items() if lacks]
    if not lines:
        return
    words = [word for key, word in _WORDS.items() if any(key in lacking[name] for name in lines)]
    first = policy.document.prices[lines[0]]
    yield lint.find(
        RULE,
        f"prices/{lines[0]}",
        fill(
            "The source gives no {what} for the price of {lines}.",
            "La source ne donne pas de {what} pour le prix de {lines}.",
            what=Text(" or ".join(word.en for word in words), " ni de ".join(word.fr for word in words)),
            lines=names(lines),
        ),
        wording=first.source,
        example=_example(lines[0], first),
        fix=Text(
            "Publish the price with 'per: year' (or month, or once) and its currency, then take both out of 'assumed'.",
            "Publiez le prix avec « per: year » (ou month, ou once) et sa monnaie, puis retirez-les de « assumed ».",
        ),
    )


def _lacks(price: Price) -> tuple[str, ...]:
    """Which of period and currency an amount lacks; shares of another line have those of that line."""
    if price.amount is None:
        return ()
    unsaid = {"per": not price.per, "currency": not price.currency}
    return tuple(key for key, missing in unsaid.items() if missing or key in price.assumed)


def _example(name: str, price: Price) -> Text:
    amount, currency = price.amount or Decimal(0), price.currency
    if "per" not in _lacks(price):
        return fill(
            "{amount}: of which country, in which currency?",
            "{amount} : de quel pays, dans quelle monnaie ?",
            amount=money(amount, currency),
        )
    return fill(
        "Over three years {name} costs {once} if paid once, {yearly} if paid every year, {monthly} if paid every month.",
        "Sur trois ans, {name} coûte {once} payé une fois, {yearly} payé chaque année, {monthly} payé chaque mois.",
        name=name,
        once=money(amount, currency),
        yearly=money(amount * 3, currency),
        monthly=money(amount * 36, currency),
    )


RULE = Rule(
    "SV-P01",
    Severity.ERROR,
    Text("A price lacks its period or currency", "Un prix n’a pas de période ou de monnaie"),
    _check,
)
