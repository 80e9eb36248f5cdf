"""SV-A04: credits whose payment is not described: in which form, by when, up to how much.

Harm: "will be issued" is a discount on some invoice to one and money on the account to the other; steps that add up can
exceed the fee itself where no cap is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import (
    CURRENCY,
    FEE,
    Promised,
    allowed,
    example_month,
    month_of,
    promised,
    uptime_of,
)
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime_section import Credits
from servanda.engine.text import Text
from servanda.engine.uptime.credits import Share, month_credit
from servanda.engine.uptime.model import Agreement, CreditTable
from servanda.engine.uptime.wording import money


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        credits, table = uptime.section.credits, uptime.terms.credits
        if isinstance(credits, Credits) and table is not None and table.steps:
            unsaid = _unsaid(credits)
            if unsaid:
                yield _finding(lint, uptime, table, unsaid)


def _unsaid(credits: Credits) -> Text:
    """What the text leaves open about payment, in words; empty where it says all."""
    if not credits.paid or {"payment", "paid"} & set(credits.assumed):
        return Text("how a credit is paid, and by when", "comment un crédit est versé, ni pour quand")
    uncapped = credits.cap is None and sum((step.credit for step in credits.steps), Decimal(0)) > 100
    if uncapped and credits.apply == "sum of steps":
        return Text("the most that a month can pay", "ce qu’un mois peut rapporter au plus")
    return Text()


def _finding(lint: Lint, uptime: Promised, table: CreditTable, unsaid: Text) -> Finding:
    month = example_month(lint.year)
    base = month_of(uptime, month).base_seconds
    down = allowed(base, max(step.below for step in table.steps)) + 1
    agreement = Agreement(annual_fee=FEE, currency=CURRENCY)
    credit = month_credit(table, Share(base, down), month=month, agreement=agreement, target=uptime.terms.target)
    return lint.find(
        RULE,
        f"{uptime.path}/credits",
        fill("The text does not say {unsaid}.", "Le texte ne dit pas {unsaid}.", unsaid=unsaid),
        wording=lint.source_at(f"{uptime.path}/credits"),
        example=fill(
            "{month} at {uptime}, annual fee {fee}: {credit} are owed; in money or off an invoice, and when?",
            "En {month}, {uptime} ; frais annuels de {fee} : {credit} sont dus ; en argent ou en déduction, et quand ?",
            month=month.name,
            uptime=uptime_of(base, down),
            fee=money(FEE, CURRENCY),
            credit=money(credit.amount or Decimal(0), CURRENCY),
        ),
        fix=Text(
            "Write 'paid: on the invoice after the month is closed', say, and 'cap' where steps add up.",
            "Écrivez par exemple « paid: on the invoice after the month is closed », et « cap » si les échelons s’additionnent.",
        ),
    )


RULE = Rule(
    "SV-A04",
    Severity.WARNING,
    Text("The payment of credits is not described", "Le versement des crédits n’est pas décrit"),
    _check,
)
