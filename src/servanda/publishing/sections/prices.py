"""What plans and options cost, and what is billed for single requests."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.offer import Charge, Price, Share
from servanda.publishing.blocks import Block, Heading, Line, Section
from servanda.publishing.money import amount, price
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import LEFT_OVER


def prices(scribe: Scribe) -> Section | None:
    """A line for each price and for each charge."""
    document = scribe.document
    if not document.prices and not document.charges:
        return None
    blocks: list[Block] = [_price(scribe, key, each) for key, each in document.prices.items()]
    if document.charges:
        blocks.append(Heading(scribe.both("Charges for single requests", "Facturation de demandes particulières")))
        blocks += [_charge(scribe, key, charge) for key, charge in document.charges.items()]
    return Section("prices", scribe.both("Prices", "Prix"), tuple(blocks))


def _price(scribe: Scribe, key: str, each: Price) -> Line:
    said, shown = scribe.say(each.text), scribe.sentence(price(scribe, each))
    return scribe.line(each, name=scribe.plan(key), text=said or shown, points=(shown,) if said else ())


def _charge(scribe: Scribe, key: str, charge: Charge) -> Line:
    return Line(
        text=scribe.say(charge.text),
        name=scribe.name_of(scribe.document.charges, key),
        points=tuple(_points(scribe, charge)),
        margin=scribe.margin(charge, charge.share),
    )


def _points(scribe: Scribe, charge: Charge) -> Iterator[str]:
    if charge.price == 0:
        yield scribe.both("Free of charge.", "Gratuit.")
    elif charge.price is not None:
        shown = amount(scribe, charge.price, charge.currency)
        yield scribe.both(f"Price: {shown}.", f"Prix : {shown}.")
    if charge.quote:
        yield scribe.both("On quote.", "Sur devis.")
    if charge.before_work:
        yield scribe.both(
            "Work begins only once scope and cost are agreed.",
            "Le travail ne commence qu’une fois l’étendue et le coût convenus.",
        )
    if charge.through:
        who = scribe.party(charge.through)
        yield scribe.both(f"Agreed through: {who}.", f"Convenu par l’entremise de : {who}.")
    if charge.share:
        yield _shared(scribe, charge.share)


def _shared(scribe: Scribe, share: Share) -> str:
    left_over = scribe.say(LEFT_OVER[share.remainder])
    if share.how == "equal":
        return scribe.both(
            f"Shared equally, to the cent; {left_over}.", f"Réparti à parts égales, au cent près ; {left_over}."
        )
    return scribe.both(
        f"Shared in proportion to {share.key}, to the cent; {left_over}.",
        f"Réparti au prorata ({share.key}), au cent près ; {left_over}.",
    )
