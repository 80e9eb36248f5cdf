"""The sections on what is sold: plans side by side, channels, kinds of requests, prices and charges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, ngettext, pgettext

from servanda.desk.web.pages.blocks import Block, Cell, Grid, Heading, Line, Row, Section
from servanda.desk.web.pages.money import amount, price
from servanda.desk.web.pages.scribe import Scribe
from servanda.desk.web.pages.vocabulary import metric_word, strength_word
from servanda.engine.policy.offer import Channel, Charge, Claim, Entitlement, Price, RequestKind


def plans(scribe: Scribe) -> Section:
    """Plans and add-ons, what each costs, when it is supported and what it gives."""
    blocks: list[Block] = [_comparison(scribe)]
    document = scribe.document
    for key, item in {**document.plans, **document.addons}.items():
        points = tuple(_plan_points(scribe, key))
        if item.text or points:
            blocks.append(scribe.line(item, name=scribe.plan(key), points=points))
    blocks += [_claim(scribe, claim) for claim in document.claims]
    return Section("plans", gettext("Plans"), tuple(blocks))


def _columns(scribe: Scribe) -> tuple[str, ...]:
    return (*scribe.document.plans, *scribe.document.addons)


def _comparison(scribe: Scribe) -> Grid:
    heads = tuple(_plan_head(scribe, key) for key in _columns(scribe))
    return Grid(
        caption=gettext("Plans and options side by side"),
        heads=(Cell(gettext("What you get")), *heads),
        rows=tuple(_comparison_rows(scribe)),
    )


def _plan_head(scribe: Scribe, key: str) -> Cell:
    item = {**scribe.document.plans, **scribe.document.addons}[key]
    aside = gettext("option") if key in scribe.document.addons else ""
    return Cell(scribe.plan(key), aside, clauses=scribe.clauses(item.cited))


def _comparison_rows(scribe: Scribe) -> Iterator[Row]:
    document = scribe.document
    if document.prices:
        yield _row(scribe, gettext("Price"), [_price_cell(scribe, key) for key in _columns(scribe)])
    yield _row(scribe, gettext("Support hours"), [Cell(_hours_of(scribe, key)) for key in _columns(scribe)])
    for key, entitlement in document.entitlements.items():
        head = Cell(scribe.say(entitlement.name) or scribe.say(entitlement.text) or key)
        cells = tuple(_entitled(scribe, entitlement, column) for column in _columns(scribe))
        yield Row(head, cells, scribe.margin(entitlement))


def _row(scribe: Scribe, head: str, cells: list[Cell]) -> Row:
    return Row(Cell(head), tuple(cells))


def _price_cell(scribe: Scribe, key: str) -> Cell:
    each = scribe.document.prices.get(key)
    return Cell(price(scribe, each)) if each else Cell(gettext("not stated"))


def _hours_of(scribe: Scribe, key: str) -> str:
    document = scribe.document
    if key in document.addons:
        own = document.addons[key].calendar
        return scribe.calendar(own) if own else gettext("those of the plan")
    if not document.plans[key].support:
        return pgettext("support hours", "none")
    return scribe.calendar(scribe.policy.calendar_of(key))


def _entitled(scribe: Scribe, entitlement: Entitlement, column: str) -> Cell:
    if column in scribe.document.addons:
        return Cell(mark="yes") if column in entitlement.addons else Cell()
    family = scribe.policy.plan_family(column)
    if any(plan in entitlement.plans for plan in family):
        return Cell(mark="yes")
    if any(plan in entitlement.quote for plan in family):
        return Cell(mark="quote")
    open_to = [
        addon
        for addon in entitlement.addons
        if not scribe.document.addons[addon].needs or set(family) & set(scribe.document.addons[addon].needs)
    ]
    if open_to:
        return Cell(scribe.either(scribe.plan(addon) for addon in open_to), mark="addon")
    return Cell(mark="no")


def _plan_points(scribe: Scribe, key: str) -> Iterator[str]:
    document = scribe.document
    plan, addon = document.plans.get(key), document.addons.get(key)
    if plan and plan.includes:
        yield gettext("Includes everything in %(plan)s.") % {"plan": scribe.plan(plan.includes)}
    if plan and plan.strength != "committed":
        yield gettext("Strength of its promises: %(strength)s.") % {"strength": strength_word(plan.strength)}
    if addon and addon.needs:
        yield gettext("Needs %(plans)s.") % {"plans": scribe.either(scribe.plan(each) for each in addon.needs)}
    if addon and addon.excludes:
        yield gettext("Cannot be combined with %(plans)s.") % {"plans": scribe.plans(addon.excludes)}
    if addon and addon.annex:
        yield scribe.say(addon.annex)


def _claim(scribe: Scribe, claim: Claim) -> Line:
    said = gettext("Claimed: %(plan)s is %(times)s times faster than %(than)s (%(metrics)s).") % {
        "plan": scribe.plan(claim.plan),
        "times": claim.times_faster,
        "than": scribe.plan(claim.than),
        "metrics": scribe.both(metric_word(metric).lower() for metric in claim.metrics),
    }
    return scribe.line(claim, text=scribe.say(claim.text) or said)


def requests(scribe: Scribe) -> Section:
    """How support is reached, and what may be asked for."""
    document = scribe.document
    blocks: list[Block] = []
    if document.channels:
        blocks.append(Heading(gettext("Ways to reach support")))
        blocks += [_channel(scribe, key, channel) for key, channel in document.channels.items()]
    blocks.append(Heading(gettext("What you may ask for")))
    blocks += [_kind(scribe, key, kind) for key, kind in document.kinds.items()]
    if document.steps:
        blocks.append(Heading(gettext("How a request goes through")))
        blocks += [scribe.line(step) for step in document.steps]
    blocks += list(_access(scribe))
    return Section("requests", gettext("Requests"), tuple(blocks))


def _channel(scribe: Scribe, key: str, channel: Channel) -> Line:
    points = []
    if set(channel.plans) != set(scribe.document.plans) and (channel.plans or channel.addons):
        points.append(gettext("For %(plans)s.") % {"plans": scribe.plans((*channel.plans, *channel.addons))})
    if channel.calendar:
        points.append(gettext("Hours: %(calendar)s.") % {"calendar": scribe.calendar(channel.calendar)})
    if channel.within:
        names = scribe.either(scribe.name_of(scribe.document.channels, each) for each in channel.within)
        points.append(gettext("Only during a session on %(channels)s.") % {"channels": names})
    if not channel.opens_requests:
        points.append(gettext("It informs; requests are not opened there."))
    said = " ".join(part for part in (scribe.say(channel.text), channel.address) if part)
    return scribe.line(
        channel, name=scribe.name_of(scribe.document.channels, key), text=said or None or "", points=points
    )


def _kind(scribe: Scribe, key: str, kind: RequestKind) -> Line:
    points = []
    if not kind.promises:
        points.append(gettext("No target applies to it."))
    if kind.identity != "none":
        known = {
            "caller known": gettext("The requester must be known."),
            "strong": gettext("The requester must be identified surely."),
        }
        points.append(known[kind.identity])
    if kind.article_first:
        points.append(gettext("The answer may point to an article or a video."))
    return scribe.line(kind, name=scribe.name_of(scribe.document.kinds, key), points=points)


def _access(scribe: Scribe) -> Iterator[Block]:
    access, limit = scribe.document.access, scribe.document.session_limit
    if access or limit:
        yield Heading(gettext("Access and sessions"))
    if access:
        if access.text:
            yield scribe.line(access)
        for item in (access.identity, access.data_by_country, access.administrators_only):
            if item:
                yield scribe.line(item)
    if limit:
        said = ngettext(
            "A session may last %(minutes)s minute.", "A session may last %(minutes)s minutes.", limit.minutes
        ) % {"minutes": limit.minutes}
        names = [scribe.name_of(scribe.document.channels, each) for each in limit.channels]
        on = gettext("On %(channels)s.") % {"channels": scribe.both(names)} if names else gettext("On every channel.")
        yield scribe.line(limit, text=scribe.say(limit.text) or said, points=(on,) if not limit.text else (said, on))


def prices(scribe: Scribe) -> Section | None:
    """What plans and options cost, and what is billed for single requests."""
    document = scribe.document
    if not document.prices and not document.charges:
        return None
    blocks: list[Block] = [_price_line(scribe, key, each) for key, each in document.prices.items()]
    if document.charges:
        blocks.append(Heading(gettext("Charges for single requests")))
        blocks += [_charge(scribe, key, charge) for key, charge in document.charges.items()]
    return Section("prices", gettext("Prices"), tuple(blocks))


def _price_line(scribe: Scribe, key: str, each: Price) -> Line:
    said, words = scribe.say(each.text), price(scribe, each)
    shown = words[0].upper() + words[1:] + "."
    return scribe.line(each, name=scribe.plan(key), text=said or shown, points=(shown,) if said else ())


def _charge(scribe: Scribe, key: str, charge: Charge) -> Line:
    names: Mapping[str, Charge] = scribe.document.charges
    return scribe.line(charge, name=scribe.name_of(names, key), points=tuple(_charge_points(scribe, charge)))


def _charge_points(scribe: Scribe, charge: Charge) -> Iterator[str]:
    if charge.price is not None:
        free = charge.price == 0
        shown = amount(charge.price, charge.currency or "", scribe.document.vendor.country)
        yield gettext("Free of charge.") if free else gettext("Price: %(price)s.") % {"price": shown}
    if charge.quote:
        yield gettext("On quote.")
    if charge.before_work:
        yield gettext("Work begins only once scope and cost are agreed.")
    if charge.through:
        yield gettext("Agreed through: %(who)s.") % {"who": scribe.name_of(scribe.document.contacts, charge.through)}
    if charge.share:
        equal = charge.share.how == "equal"
        yield (
            gettext("Shared equally, to the cent; what is left over goes to the first payers in order.")
            if equal
            else gettext("Shared in proportion.")
        )
