"""SV-P06: a cost is shared, and nothing says by which key.

Harm: "equitably" is equal shares to the smallest payer and shares by size to the largest; with three establishments the
same quote differs by tens of thousands for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.entitlements.shares import PayerShare, share_equally, share_pro_rata
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import stands
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.offer import Share
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import number

_PRICE = Decimal("100000.00")
_WEIGHTS = {"A": Decimal(5), "B": Decimal(3), "C": Decimal(1)}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, charge in policy.document.charges.items():
        share = charge.share
        if share is not None and _unsaid(policy, f"charges/{name}/share", share):
            yield _finding(lint, f"charges/{name}/share", share)


def _unsaid(policy: Policy, path: str, share: Share) -> bool:
    """Whether the key is missing here, or was read into a source that has several readings."""
    if not stands(policy, f"{path}/how") or bool(share.ruling) or "how" in share.assumed:
        return True
    return share.how == "pro rata" and not share.key


def _finding(lint: Lint, path: str, share: Share) -> Finding:
    equal = share_equally(_PRICE, tuple(_WEIGHTS))
    by_size = share_pro_rata(_PRICE, _WEIGHTS)
    return lint.find(
        RULE,
        path,
        Text(
            f"The cost is shared over {share.over}, and the source does not say in which proportion.",
            f"Le coût se partage entre {share.over}, et la source ne dit pas en quelle proportion.",
        ),
        wording=share.source or share.over,
        example=fill(
            "{price} over three: {equal} in equal shares, {by_size} where their sizes are 5, 3 and 1.",
            "{price} entre trois : {equal} à parts égales, {by_size} si leurs tailles sont 5, 3 et 1.",
            price=number(_PRICE),
            equal=_amounts(equal),
            by_size=_amounts(by_size),
        ),
        fix=Text(
            "Publish the key ('how: equal', or 'how: pro rata' with its 'key') and take the ruling out.",
            "Publiez la clé (« how: equal », ou « how: pro rata » avec sa « key ») et retirez l’arbitrage.",
        ),
    )


def _amounts(shares: tuple[PayerShare, ...]) -> Text:
    written = [number(share.amount) for share in shares]
    return Text(names([one.en for one in written]).en, names([one.fr for one in written]).fr)


RULE = Rule(
    "SV-P06",
    Severity.WARNING,
    Text("The key of a shared cost is missing", "La clé d’un coût partagé manque"),
    _check,
)
