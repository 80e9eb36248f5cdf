"""What is sold: plans and add-ons, what they give access to, kinds of request, channels, prices, charges."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.entitlements.grants import access, has_channel
from servanda.engine.policy.offer import Addon, Charge, Plan, Price, RequestKind, Share
from servanda.publishing.blocks import Block, Cell, Entries, Entry, Grid, Heading, Row, Section, without_empty_columns
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import IDENTITY, PERIODS


def plans(scribe: Scribe) -> Section:
    """Plans, add-ons, and the table of what each has."""
    document = scribe.document
    blocks: list[Block] = [Entries(tuple(_plan(scribe, name, plan) for name, plan in document.plans.items()))]
    if document.addons:
        blocks.append(Heading(scribe.both("Add-ons", "Options")))
        blocks.append(Entries(tuple(_addon(scribe, name, addon) for name, addon in document.addons.items())))
    if document.entitlements:
        blocks.append(_entitlements(scribe))
    return Section("plans", scribe.both("Plans", "Forfaits"), tuple(blocks))


def _plan(scribe: Scribe, name: str, plan: Plan) -> Entry:
    said = []
    if plan.package and plan.package.casefold() not in scribe.say(plan.text).casefold():
        said.append(scribe.both(f"Part of the package {plan.package}.", f"Compris dans l’offre {plan.package}."))
    if plan.includes:
        included = scribe.plans((plan.includes,))
        said.append(scribe.both(f"Includes everything of {included}.", f"Comprend tout ce que contient {included}."))
    if not plan.support:
        said.append(scribe.both("Requests are not answered.", "Les demandes ne reçoivent pas de réponse."))
    if plan.strength != "committed":
        said.append(scribe.both("Promises are best effort.", "Les promesses valent au mieux."))
    if plan.calendar:
        hours = scribe.calendar(plan.calendar)
        said.append(scribe.both(f"Hours: {hours}.", f"Heures : {hours}."))
    if plan.needs:
        needs = scribe.listed(map(scribe.party, plan.needs))
        said.append(scribe.both(f"The client’s record names: {needs}.", f"Le dossier du client nomme : {needs}."))
    return scribe.entry(plan, name, *said)


def _addon(scribe: Scribe, name: str, addon: Addon) -> Entry:
    annex = (f"{scribe.say(addon.annex).rstrip('.')}.",) if addon.annex else ()
    said = []
    if addon.needs:
        needs = scribe.plans(addon.needs)
        said.append(scribe.both(f"Needs {needs}.", f"Suppose {needs}."))
    if addon.excludes:
        excluded = scribe.plans(addon.excludes)
        said.append(scribe.both(f"Cannot be held with {excluded}.", f"Ne se cumule pas avec {excluded}."))
    if addon.calendar:
        hours = scribe.calendar(addon.calendar)
        said.append(scribe.both(f"Hours: {hours}.", f"Heures : {hours}."))
    if addon.annex_missing:
        said.append(scribe.both("The annex that describes it is missing.", "L’annexe qui la décrit est absente."))
    return scribe.entry(addon, name, *annex, *said)


def _entitlements(scribe: Scribe) -> Grid:
    document = scribe.document
    columns = (*document.plans, *document.addons)
    rows = []
    for name, part in document.entitlements.items():
        head = scribe.say(part.name or part.text) or name
        rows.append(Row(head, tuple(Cell(_access(scribe, column, name)) for column in columns), scribe.margin(part)))
    heads = (scribe.both("Entitlement", "Droit"), *(scribe.plans((column,)) for column in columns))
    return Grid(scribe.both("What each plan gives", "Ce que donne chaque forfait"), heads, tuple(rows))


def _access(scribe: Scribe, column: str, entitlement: str) -> str:
    if column in scribe.document.addons:
        granted = column in scribe.document.entitlements[entitlement].addons
        return scribe.both("adds it", "l’ajoute") if granted else ""
    how = access(scribe.policy, plan=column, entitlement=entitlement)
    words = {"included": ("yes", "oui"), "on quote": ("on quote", "sur devis")}
    return scribe.both(*words[how]) if how in words else "–"


def kinds(scribe: Scribe) -> Section:
    """The kinds of request."""
    entries = tuple(_kind(scribe, name, kind) for name, kind in scribe.document.kinds.items())
    return Section("kinds", scribe.both("Requests", "Demandes"), (Entries(entries),))


def _kind(scribe: Scribe, name: str, kind: RequestKind) -> Entry:
    said = [scribe.say(IDENTITY[kind.identity])]
    if not kind.promises and "target" not in kind.text.en:
        said.append(scribe.both("No target applies.", "Aucun délai ne s’applique."))
    if kind.article_first and "article" not in kind.text.en:
        said.append(
            scribe.both(
                "An article or a video may answer it first.", "Un article ou une vidéo peut d’abord y répondre."
            )
        )
    return scribe.entry(kind, name, *said)


def channels(scribe: Scribe) -> Section | None:
    """Channels, whose they are, and when they are staffed."""
    document = scribe.document
    if not document.channels:
        return None
    rows = []
    for name, channel in document.channels.items():
        owners = [plan for plan in document.plans if has_channel(scribe.policy, plan, (), channel)]
        hours = scribe.calendar(channel.calendar) if channel.calendar else "–"
        cells = (channel.address or "–", scribe.plans((*owners, *channel.addons)), hours, _channel_note(scribe, name))
        rows.append(Row(scribe.name(channel, name), tuple(map(Cell, cells)), scribe.margin(channel)))
    heads = scribe.both("Channel,Address,For,Hours,Remarks", "Canal,Adresse,Pour,Heures,Remarques").split(",")
    grid = Grid(scribe.both("How to reach support", "Comment joindre le soutien"), tuple(heads), tuple(rows))
    return Section("channels", scribe.both("Channels", "Canaux"), (without_empty_columns(grid), *_sessions(scribe)))


def _channel_note(scribe: Scribe, name: str) -> str:
    channel = scribe.document.channels[name]
    said = [scribe.say(channel.text)]
    if channel.within:
        named = (scribe.name(scribe.document.channels[other], other) for other in channel.within)
        others = scribe.both(" or ", " ou ").join(named)
        said.append(scribe.both(f"During a session by {others}.", f"Pendant une séance par {others}."))
    if not channel.opens_requests and not channel.text:
        said.append(scribe.both("Informs; opens no requests.", "Renseigne ; n’ouvre pas de demande."))
    return " ".join(sentence for sentence in said if sentence)


def _sessions(scribe: Scribe) -> Iterator[Block]:
    limit = scribe.document.session_limit
    if limit is None:
        return
    where = scribe.named(limit.channels, scribe.document.channels)
    english = f"A session may be limited to {limit.minutes} minutes{f' on {where}' if where else ', on every channel'}."
    french = f"Une séance peut être limitée à {limit.minutes} minutes{f' par {where}' if where else ', quel que soit le canal'}."
    said = "" if limit.text else scribe.both(english, french)
    yield Entries((scribe.entry(limit, scribe.both("Sessions", "Séances"), said),))


def prices(scribe: Scribe) -> Section | None:
    """What plans and add-ons cost, and what is billed by the request."""
    document = scribe.document
    if not document.prices and not document.charges:
        return None
    blocks: list[Block] = []
    if document.prices:
        rows = [
            Row(
                scribe.plans((line,)), (Cell(_price(scribe, price)), Cell(scribe.say(price.text))), scribe.margin(price)
            )
            for line, price in document.prices.items()
        ]
        heads = scribe.both("Line,Price,Remarks", "Poste,Prix,Remarques").split(",")
        grid = Grid(scribe.both("Prices", "Prix"), tuple(heads), tuple(rows))
        blocks.append(without_empty_columns(grid))
    if document.charges:
        blocks.append(Heading(scribe.both("Charges by the request", "Facturation à la demande")))
        blocks.append(Entries(tuple(_charge(scribe, name, charge) for name, charge in document.charges.items())))
    return Section("prices", scribe.both("Prices and charges", "Prix et facturation"), tuple(blocks))


def _price(scribe: Scribe, price: Price) -> str:
    per = scribe.say(PERIODS[price.per])
    if price.percent is not None:
        base = scribe.both("the annual subscription", "l’abonnement annuel")
        of = base if price.of == "annual subscription" else scribe.plans((price.of,))
        rate = scribe.percent(price.percent)
        return scribe.both(f"{rate} of {of}{per}", f"{rate} de {of}{per}")
    if price.amount is not None:
        return scribe.money(price.amount, price.currency) + per
    return scribe.both("included", "compris") if price.included else scribe.both("on quote", "sur devis")


def _charge(scribe: Scribe, name: str, charge: Charge) -> Entry:
    said = []
    if charge.price == 0:
        said.append(scribe.both("Free of charge.", "Sans frais."))
    elif charge.price is not None:
        said.append(f"{scribe.money(charge.price, charge.currency)}.")
    elif charge.quote:
        said.append(scribe.both("On quote.", "Sur devis."))
    if charge.through:
        said.append(
            scribe.both(
                f"Agreed with: {scribe.party(charge.through)}.", f"À convenir avec : {scribe.party(charge.through)}."
            )
        )
    if charge.before_work:
        said.append(
            scribe.both(
                "Work begins once scope and cost are agreed.",
                "Le travail commence une fois la portée et le coût convenus.",
            )
        )
    entry = scribe.entry(charge, name, *said, _share(scribe, charge.share))
    return Entry(entry.term, entry.text, scribe.margin(charge, charge.share))


def _share(scribe: Scribe, share: Share | None) -> str:
    if share is None:
        return ""
    how = scribe.both("equal shares", "parts égales")
    if share.how == "pro rata":
        how = scribe.both(f"shares pro rata to {share.key}", f"parts au prorata de {share.key}")
    left_over = {
        "first": scribe.both("the first", "aux premiers"),
        "last": scribe.both("the last", "aux derniers"),
        "largest": scribe.both("the largest", "aux plus grands"),
    }[share.remainder]
    return scribe.both(
        f"Divided in {how}; cents left over go to {left_over}.",
        f"Réparti en {how} ; les cents restants vont {left_over}.",
    )
