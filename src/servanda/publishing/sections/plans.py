"""What is sold: plans and add-ons side by side, what each says of itself, and what is claimed of them."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.entitlements.grants import access
from servanda.engine.policy.offer import Addon, Claim, Entitlement, Plan
from servanda.publishing.blocks import Block, Cell, Grid, Line, Row, Section
from servanda.publishing.money import price
from servanda.publishing.scribe import Scribe


def plans(scribe: Scribe) -> Section:
    """Plans and add-ons: what each costs, when it is supported, what it gives and asks."""
    document = scribe.document
    blocks: list[Block] = [_comparison(scribe)]
    for key, plan in document.plans.items():
        blocks += _line(scribe, key, plan, _plan_points(scribe, plan))
    for key, addon in document.addons.items():
        blocks += _line(scribe, key, addon, _addon_points(scribe, addon))
    blocks += [_claim(scribe, claim) for claim in document.claims]
    return Section("plans", scribe.both("Plans", "Forfaits"), tuple(blocks))


def _columns(scribe: Scribe) -> tuple[str, ...]:
    return (*scribe.document.plans, *scribe.document.addons)


def _comparison(scribe: Scribe) -> Grid:
    return Grid(
        caption=scribe.both("Plans and options side by side", "Forfaits et options côte à côte"),
        heads=(
            Cell(scribe.both("What you get", "Ce que vous obtenez")),
            *(_head(scribe, key) for key in _columns(scribe)),
        ),
        rows=tuple(_rows(scribe)),
    )


def _head(scribe: Scribe, key: str) -> Cell:
    addons = scribe.document.addons
    item = {**scribe.document.plans, **addons}[key]
    return Cell(scribe.plan(key), "option" if key in addons else "", clauses=scribe.clauses(item.cited))


def _rows(scribe: Scribe) -> Iterator[Row]:
    document, columns = scribe.document, _columns(scribe)
    if document.prices:
        yield Row(Cell(scribe.both("Price", "Prix")), tuple(Cell(_price_of(scribe, key)) for key in columns))
    hours = scribe.both("Support hours", "Heures de soutien")
    yield Row(Cell(hours), tuple(Cell(_hours_of(scribe, key)) for key in columns))
    for key, entitlement in document.entitlements.items():
        head = Cell(scribe.part(document.entitlements, key))
        cells = tuple(_access(scribe, key, entitlement, column) for column in columns)
        yield Row(head, cells, scribe.margin(entitlement))


def _price_of(scribe: Scribe, key: str) -> str:
    each = scribe.document.prices.get(key)
    return price(scribe, each) if each else scribe.both("not stated", "non précisé")


def _hours_of(scribe: Scribe, key: str) -> str:
    document = scribe.document
    if key in document.addons:
        own = document.addons[key].calendar
        return scribe.calendar(own) if own else scribe.both("those of the plan", "celles du forfait")
    if not document.plans[key].support:
        return scribe.both("none", "aucune")
    return scribe.calendar(scribe.policy.calendar_of(key))


def _access(scribe: Scribe, key: str, entitlement: Entitlement, column: str) -> Cell:
    included = Cell(scribe.both("included", "inclus"), mark="yes")
    if column in scribe.document.addons:
        return included if column in entitlement.addons else Cell()
    how = access(scribe.policy, plan=column, entitlement=key)
    if how == "included":
        return included
    if how == "on quote":
        return Cell(scribe.both("on quote", "sur devis"))
    options = scribe.either(scribe.plan(addon) for addon in entitlement.addons if _sold_with(scribe, addon, column))
    if options:
        return Cell(scribe.both(f"with {options}", f"avec {options}"))
    return Cell(scribe.both("not included", "non inclus"), mark="no")


def _sold_with(scribe: Scribe, addon: str, plan: str) -> bool:
    needs = scribe.document.addons[addon].needs
    return not needs or not set(needs).isdisjoint(scribe.policy.plan_family(plan))


def _line(scribe: Scribe, key: str, item: Plan | Addon, points: Iterator[str]) -> Iterator[Line]:
    said = tuple(points)
    if item.text or said:
        yield scribe.line(item, name=scribe.plan(key), points=said)


def _plan_points(scribe: Scribe, plan: Plan) -> Iterator[str]:
    if plan.package and plan.package.casefold() not in scribe.say(plan.text).casefold():
        yield scribe.both(f"Part of the {plan.package} package.", f"Compris dans l’offre {plan.package}.")
    if plan.includes:
        whole = scribe.plan(plan.includes)
        yield scribe.both(f"Includes everything in {whole}.", f"Comprend tout ce que comprend : {whole}.")
    if not plan.support:
        yield scribe.both("Requests are not answered.", "Les demandes ne reçoivent pas de réponse.")
    if plan.strength != "committed":
        strength = scribe.strength(plan.strength)
        yield scribe.both(f"Strength of its promises: {strength}.", f"Force de ses promesses : {strength}.")
    if plan.needs:
        needs = scribe.listed(map(scribe.party, plan.needs))
        yield scribe.both(f"The client’s record names: {needs}.", f"La fiche du client nomme : {needs}.")


def _addon_points(scribe: Scribe, addon: Addon) -> Iterator[str]:
    if addon.needs:
        needs = scribe.either(map(scribe.plan, addon.needs))
        yield scribe.both(f"Needs {needs}.", f"Exige {needs}.")
    if addon.excludes:
        others = scribe.plans(addon.excludes)
        yield scribe.both(f"Cannot be combined with {others}.", f"Ne se combine pas avec {others}.")
    if addon.annex:
        yield f"{scribe.say(addon.annex).rstrip('.')}."
    if addon.annex_missing:
        yield scribe.both("The annex that describes it is missing.", "L’annexe qui la décrit est absente.")


def _claim(scribe: Scribe, claim: Claim) -> Line:
    plan, than, times = scribe.plan(claim.plan), scribe.plan(claim.than), claim.times_faster
    metrics = scribe.listed(scribe.metric(metric).lower() for metric in claim.metrics)
    said = scribe.both(
        f"Claimed: {plan} is {times} times faster than {than} ({metrics}).",
        f"Annoncé : {plan} est {times} fois plus rapide que {than} ({metrics}).",
    )
    return scribe.line(claim, text=scribe.say(claim.text) or said)
