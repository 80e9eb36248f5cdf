"""What an agreement costs, line by line, where the policy has prices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from servanda.desk.agreements.models import Agreement
from servanda.desk.web.formats import language
from servanda.engine.entitlements.lines import SUBSCRIPTION, Fee, bases_of, priceless
from servanda.engine.entitlements.quotes import Quote, QuoteError, make_quote
from servanda.engine.entitlements.sayings import SAYINGS
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import Prose
from servanda.publishing.money import amount
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import PERIODS


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line: its name, its amount in words, why."""

    name: str
    amount: str
    because: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines, and a total for each currency and period; `complete` is false while an amount is open."""

    lines: tuple[QuoteLine, ...]
    totals: tuple[str, ...]
    complete: bool


def quote_of(agreement: Agreement, policy: Policy) -> Quoted | None:
    """The quote of an agreement; None where the policy has no prices, or where none can be made."""
    document = policy.document
    addons = tuple(each.addon for each in agreement.addons.all())
    if not document.prices or agreement.plan not in document.plans or set(addons) - set(document.addons):
        return None
    try:
        quote = make_quote(policy, plan=agreement.plan, addons=addons, fees=_fees(agreement, addons, policy))
    except QuoteError:
        return None
    return None if quote.refusal else _written(quote, policy)


def _fees(agreement: Agreement, addons: tuple[str, ...], policy: Policy) -> dict[str, Fee]:
    """The agreed fee stands for the subscription where percentages are taken of it, else for a plan without a price."""
    if agreement.fee is None:
        return {}
    fee = Fee(agreement.fee, agreement.currency or None)
    if SUBSCRIPTION in bases_of(policy, (agreement.plan, *addons)):
        return {SUBSCRIPTION: fee}
    return {agreement.plan: fee} if agreement.plan in priceless(policy) else {}


def _written(quote: Quote, policy: Policy) -> Quoted:
    scribe, prose = Scribe(policy, language()), Prose(SAYINGS, language())
    lines = tuple(
        QuoteLine(
            scribe.sentence(scribe.say(line.name)).rstrip("."),
            _amount(scribe, line.amount, line.currency, line.per),
            prose.say(line.because),
        )
        for line in quote.lines
    )
    totals = tuple(_amount(scribe, total.amount, total.currency, total.per) for total in quote.totals)
    return Quoted(lines, totals, all(total.complete for total in quote.totals) and not quote.open_lines)


def _amount(scribe: Scribe, value: Decimal | None, currency: str | None, per: str) -> str:
    return "" if value is None else f"{amount(scribe, value, currency)} {scribe.say(PERIODS[per])}".strip()
