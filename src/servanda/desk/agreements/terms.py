"""The terms of an agreement: what is agreed, as one value that can be checked, kept, compared and written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from decimal import Decimal
from itertools import combinations
from typing import Any

from babel import Locale

from servanda.desk.agreements.models import Agreement
from servanda.desk.organisations.models import Member
from servanda.engine.entitlements.check import check_addons
from servanda.engine.entitlements.grants import name_of
from servanda.engine.instants import moment
from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

ADDON = "addon."
"""The field of an add-on is named by it and the add-on: ``addon.24x7``."""
Found = Iterator[tuple[str, Text]]
"""Fields with what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with a client on [since, until). `pinned` is the digest of a policy's version, empty: in force."""

    plan: str
    since: date
    until: date | None = None
    pinned: str = ""
    addons: Mapping[str, date] = field(default_factory=dict)
    fee: Decimal | None = None
    currency: str = ""
    account_manager: Member | None = None
    phase: str = Agreement.Phase.LIVE
    data_countries: tuple[str, ...] = ()
    outside_hours_contact: str = ""
    notes: str = ""


def terms_of(agreement: Agreement) -> Terms:
    """The terms of an agreement as they stand."""
    return Terms(
        plan=agreement.plan,
        since=agreement.since,
        until=agreement.until,
        pinned=agreement.pinned_id or "",
        addons={each.addon: each.since for each in agreement.addons.all()},
        fee=agreement.fee,
        currency=agreement.currency,
        account_manager=agreement.account_manager,
        phase=agreement.phase,
        data_countries=tuple(agreement.data_countries),
        outside_hours_contact=agreement.outside_hours_contact,
        notes=agreement.notes,
    )


def row_of(terms: Terms) -> dict[str, Any]:
    """The terms as a change keeps them: only what JSON has, names beside the numbers of people."""
    keeper = terms.account_manager
    return {
        "plan": terms.plan,
        "since": terms.since.isoformat(),
        "until": terms.until.isoformat() if terms.until else None,
        "pinned": terms.pinned,
        "addons": {name: since.isoformat() for name, since in sorted(terms.addons.items())},
        "fee": f"{terms.fee:.2f}" if terms.fee is not None else None,
        "currency": terms.currency,
        "account_manager": {"member": keeper.pk, "name": str(keeper)} if keeper else None,
        "phase": terms.phase,
        "data_countries": list(terms.data_countries),
        "outside_hours_contact": terms.outside_hours_contact,
        "notes": terms.notes,
    }


def day_at(policy: Policy | None, at: int) -> date:
    """The date of an instant where the policy counts its days; that of UTC where there is no policy."""
    return moment(at, policy.zone if policy else UTC).date()


def covers(agreement: Agreement, day: date) -> bool:
    """Whether an agreement holds on a day of the policy's zone."""
    return agreement.since <= day and (agreement.until is None or day < agreement.until)


def problems_of(terms: Terms, policy: Policy) -> Found:
    """Everything that is wrong with the terms as such, field by field."""
    yield from _wrong_days(terms)
    yield from _wrong_plan(terms, policy)
    yield from _wrong_addons(terms, policy)
    yield from _wrong_fee(terms)
    for code in terms.data_countries:
        if not _is_country(code):
            yield (
                "countries",
                Text(
                    f"“{code}” is not a country. Write codes such as CA or FR.",
                    f"« {code} » n’est pas un pays. Écrivez des codes tels que CA ou FR.",
                ),
            )


def _wrong_days(terms: Terms) -> Found:
    if terms.until is not None and terms.until <= terms.since:
        since = write_day(terms.since)
        yield (
            "until",
            Text(
                f"It would end before it has begun on {since.en}. Write the first day that is not covered any more.",
                f"L’entente finirait avant d’avoir commencé le {since.fr}. Écrivez le premier jour qui n’est plus couvert.",
            ),
        )


def _wrong_plan(terms: Terms, policy: Policy) -> Found:
    plans = policy.document.plans
    if terms.plan not in plans:
        names = [name_of(plan, key) for key, plan in plans.items()]
        yield (
            "plan",
            Text(
                f"Version {policy.version} of the policy has no plan “{terms.plan}”. "
                f"Choose one of: {', '.join(name.en for name in names)}.",
                f"La version {policy.version} de la politique n’a pas de forfait « {terms.plan} ». "
                f"Choisissez parmi : {', '.join(name.fr for name in names)}.",
            ),
        )


def _wrong_addons(terms: Terms, policy: Policy) -> Found:
    """What each add-on needs of the plan, pairs that exclude each other (Q26), and days outside the agreement."""
    addons = policy.document.addons
    known = [name for name in terms.addons if name in addons]
    for name in terms.addons:
        if name not in addons:
            yield (
                f"{ADDON}{name}",
                Text(
                    f"Version {policy.version} of the policy has no add-on “{name}”.",
                    f"La version {policy.version} de la politique n’a pas d’option « {name} ».",
                ),
            )
    if terms.plan in policy.document.plans:
        groups = [(name,) for name in known] + [
            pair
            for pair in combinations(known, 2)
            if set(addons[pair[0]].excludes) & set(pair) or set(addons[pair[1]].excludes) & set(pair)
        ]
        for group in groups:
            refusal = check_addons(policy, terms.plan, group)
            if refusal is not None:
                yield f"{ADDON}{group[-1]}", refusal.text
    for name in known:
        if terms.addons[name] < terms.since or (terms.until is not None and terms.addons[name] >= terms.until):
            day = write_day(terms.addons[name])
            yield (
                f"{ADDON}{name}",
                Text(
                    f"{day.en} lies outside the agreement. Choose a day on which it holds.",
                    f"Le {day.fr} est hors de l’entente. Choisissez un jour où elle est en vigueur.",
                ),
            )


def _wrong_fee(terms: Terms) -> Found:
    if terms.fee is not None and terms.fee < 0:
        yield "fee", Text("A fee is zero or more.", "Des frais valent zéro ou plus.")
    if terms.fee is not None and not terms.currency:
        yield "currency", Text("Say in which currency, such as CAD.", "Dites en quelle monnaie, p. ex. CAD.")
    if terms.currency and terms.currency not in Locale("en").currencies:
        yield (
            "currency",
            Text(
                f"“{terms.currency}” is not a currency. Write its three letters, such as CAD or EUR.",
                f"« {terms.currency} » n’est pas une monnaie. Écrivez ses trois lettres, p. ex. CAD ou EUR.",
            ),
        )


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories
