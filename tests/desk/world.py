"""A small world for tests of the desk: two vendors, their staff in each role, clients, and strangers.

People are built by plain functions with defaults; what a test is about it says itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count

from django.db import transaction

from servanda.desk.accounts.models import User
from servanda.desk.agreements.models import Agreement, PolicyVersion
from servanda.desk.agreements.versions import keep_shelf
from servanda.desk.clock import today
from servanda.desk.organisations.models import MailDomain, Member, Organisation, Person, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.shelf import policies_folder, shelf
from servanda.desk.tickets.actions.opening import Asked, open_ticket
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import parse_instant

NOON = parse_instant("2026-02-03T12:00-05:00")
"""A Tuesday, inside the office hours of every vendor but Qiscus."""
BEGAN = parse_instant("2025-01-06T09:00-05:00")
_numbers = count(1)


def user(name: str, email: str = "", **given: object) -> User:
    """Somebody who can sign in; the password is not usable, tests sign in with `client.force_login`."""
    address = email or f"{name.casefold().replace(' ', '.')}.{next(_numbers)}@people.example"
    return User.objects.create(name=name, email=address, password="!", created_at=BEGAN, **given)


def vendor(slug: str, policy: str, prefix: str, channel: str, **given: object) -> Vendor:
    """A vendor that keeps one of the shipped policies."""
    given = {"name": slug.title(), "address": f"support@{slug}.example", "portal_channel": channel} | given
    return Vendor.objects.create(slug=slug, policy=policy, prefix=prefix, **given)


def member(vendor: Vendor, role: str, name: str = "", **given: object) -> Member:
    """Somebody of a vendor's staff."""
    given = {"country": "CA", "languages": ["en", "fr"], "since": BEGAN} | given
    return Member.objects.create(vendor=vendor, role=role, user=user(name or f"{vendor.slug} {role}"), **given)


def organisation(vendor: Vendor, name: str, domain: str = "", **given: object) -> Organisation:
    """A client, with its mail domain."""
    made = Organisation.objects.create(vendor=vendor, name=name, created_at=BEGAN, **given)
    if domain:
        MailDomain.objects.create(vendor=vendor, organisation=made, domain=domain)
    return made


def person(organisation: Organisation, name: str, email: str, *, signs_in: bool = True, **given: object) -> Person:
    """Somebody of a client."""
    account = user(name, email) if signs_in else None
    given = {"language": "en", "created_at": BEGAN} | given
    return Person.objects.create(organisation=organisation, name=name, email=email, user=account, **given)


def agreement(organisation: Organisation, plan: str, **given: object) -> Agreement:
    """What a client bought."""
    return Agreement.objects.create(
        organisation=organisation, plan=plan, **({"since": date(2025, 1, 1), "fee": 48000, "currency": "CAD"} | given)
    )


def ticket(person: Person, subject: str = "The list stays empty", *, at: int = NOON, **asked: object) -> Ticket:
    """A request that somebody made at an instant."""
    channel = person.organisation.vendor.portal_channel
    given = {"kind": "incident", "channel": channel} | asked
    return open_ticket(
        person=person, asked=Asked(subject=subject, **given), words=Incoming("It began this morning."), by=person, at=at
    )


@dataclass(frozen=True)
class World:
    """Everybody, by what they are."""

    kiwi: Vendor
    aidi: Vendor
    administrator: Member
    lead: Member
    agent: Member
    other_agent: Member
    account: Member
    stranger: Member
    """An agent of the other vendor."""
    hospital: Organisation
    clinic: Organisation
    alice: Person
    """Administers the hospital's account."""
    bob: Person
    """Asks for the hospital; sees his own requests."""
    carol: Person
    """Of the clinic: another client of the same vendor."""
    dave: Person
    """Of a client of the other vendor."""


@cache
def _versions() -> tuple[dict[str, object], ...]:
    """The five policies as they are kept; read once for all tests."""
    with transaction.atomic():
        rows = tuple(
            {field.attname: getattr(version, field.attname) for field in version._meta.fields}
            for version in keep_shelf(shelf(today()), policies_folder(), at=BEGAN)
        )
        transaction.set_rollback(True)
    return rows


def build_world() -> World:
    """Two vendors and the people around them; the hospital is managed by `account`."""
    PolicyVersion.objects.bulk_create(PolicyVersion(**row) for row in _versions())
    kiwi = vendor("kiwi", "kiwi-stage-plus", "KIWI", "portal")
    aidi = vendor("aidi", "aidi", "AIDI", "web")
    account = member(kiwi, Role.ACCOUNT_MANAGER)
    hospital = organisation(kiwi, "Hospital", "hospital.example")
    clinic = organisation(kiwi, "Clinic", "clinic.example")
    school = organisation(aidi, "School", "school.example")
    agreement(hospital, "BASIC", account_manager=account)
    agreement(clinic, "PLUS")
    agreement(school, "standard")
    return World(
        kiwi=kiwi,
        aidi=aidi,
        administrator=member(kiwi, Role.ADMINISTRATOR),
        lead=member(kiwi, Role.MANAGER),
        agent=member(kiwi, Role.AGENT, "Ada Agent"),
        other_agent=member(kiwi, Role.AGENT, "Otto Agent"),
        account=account,
        stranger=member(aidi, Role.AGENT),
        hospital=hospital,
        clinic=clinic,
        alice=person(hospital, "Alice", "alice@hospital.example", administrator=True, representative=True),
        bob=person(hospital, "Bob", "bob@hospital.example"),
        carol=person(clinic, "Carol", "carol@clinic.example"),
        dave=person(school, "Dave", "dave@school.example"),
    )
