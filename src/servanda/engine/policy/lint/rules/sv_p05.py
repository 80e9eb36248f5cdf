"""SV-P05: a percentage of something that is not clear.

Harm: "20 % of the annual subscription fees" gives one price before tax and without options, another with either; the
invoice chooses one and the client the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.offer import Price
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import money, number

_FEE, _OPTIONS = Decimal("48000.00"), Decimal("10000.00")


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, price in policy.document.prices.items():
        if price.percent is not None and (not price.of or {"base", "of"} & set(price.assumed)):
            yield _finding(lint, name, price, price.percent)


def _finding(lint: Lint, name: str, price: Price, percent: Decimal) -> Finding:
    share = percent / 100
    base = price.of or "–"
    return lint.find(
        RULE,
        f"prices/{name}",
        fill(
            "{percent} % of '{base}': before or after tax, with or without options?",
            "{percent} % de « {base} » : avant ou après taxes, avec ou sans les options ?",
            percent=number(percent),
            base=base,
        ),
        wording=price.source or f"{percent} % of {base}",
        example=fill(
            "On {fee} it is {alone}; with {options} of options counted in, {both}.",
            "Sur {fee}, c’est {alone} ; en comptant {options} d’options, {both}.",
            fee=money(_FEE, price.currency),
            options=money(_OPTIONS, price.currency),
            alone=money((_FEE * share).quantize(Decimal("0.01")), price.currency),
            both=money(((_FEE + _OPTIONS) * share).quantize(Decimal("0.01")), price.currency),
        ),
        fix=Text(
            "Name the line of which it is a share in the published text, then take 'base' out of 'assumed'.",
            "Nommez dans le texte publié la ligne dont c’est une part, puis retirez « base » de « assumed ».",
        ),
    )


RULE = Rule(
    "SV-P05",
    Severity.WARNING,
    Text("The base of a percentage is unclear", "La base d’un pourcentage n’est pas claire"),
    _check,
)
