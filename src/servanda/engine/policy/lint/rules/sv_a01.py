"""SV-A01: a month with more downtime pays a smaller credit.

Harm: once the month has gone badly enough, the vendor saves money by letting it go worse.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import Promised, allowed, example_month, promised, uptime_of
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.credits import Share, month_credit
from servanda.engine.uptime.model import Agreement, CreditTable
from servanda.engine.uptime.wording import lasting, percent


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        if uptime.terms.credits is not None:
            yield from _falling(lint, uptime, uptime.terms.credits)


def _falling(lint: Lint, uptime: Promised, table: CreditTable) -> Iterator[Finding]:
    month = example_month(lint.year)
    base = month.days * 86_400
    shares = [Share(base, allowed(base, step.below) + 1) for step in sorted(table.steps, key=lambda step: -step.below)]
    paid = [
        month_credit(table, share, month=month, agreement=Agreement(), target=uptime.terms.target).percent
        for share in shares
    ]
    for (less, more), (before, after) in zip(pairwise(shares), pairwise(paid), strict=True):
        if after < before:
            yield lint.find(
                RULE,
                f"{uptime.path}/credits",
                fill(
                    "Below {limit} the credit falls from {before} to {after}.",
                    "Sous {limit}, le crédit passe de {before} à {after}.",
                    limit=uptime_of(more.base, more.downtime - 1),
                    before=percent(before),
                    after=percent(after),
                ),
                example=fill(
                    "{month}: {less} down pays {before}, {more} down pays {after}.",
                    "En {month}, {less} de panne donnent {before}, {more} de panne donnent {after}.",
                    month=month.name,
                    less=lasting(less.downtime),
                    more=lasting(more.downtime),
                    before=percent(before),
                    after=percent(after),
                ),
                fix=Text(
                    "Order the steps so that a lower uptime never pays less.",
                    "Ordonnez les échelons pour qu’une disponibilité plus basse ne paie jamais moins.",
                ),
            )
            return


RULE = Rule(
    "SV-A01",
    Severity.ERROR,
    Text("Credits fall as downtime grows", "Les crédits diminuent quand les pannes augmentent"),
    _check,
)
