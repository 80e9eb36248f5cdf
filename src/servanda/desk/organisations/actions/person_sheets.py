"""What a vendor's staff know of a client's people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.actions.invitations import Rights
from servanda.desk.organisations.actions.people import change_person
from servanda.desk.organisations.models import Organisation, Person
from servanda.desk.organisations.refusals import refuse_all
from servanda.engine.text import Text

NO_RIGHTS = Rights()
"""Asks, and sees what they asked themselves."""


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Somebody of a client, with what they may do. An inactive one neither signs in nor asks."""

    name: str
    email: str
    phone: str = ""
    language: str = "en"
    zone: str = ""
    rights: Rights = NO_RIGHTS
    active: bool = True


@transaction.atomic
def add_person(*, client: Organisation, sheet: PersonSheet, at: int) -> Person:
    """Enter somebody of a client, who may then ask by mail and be asked for. Raises SheetRefusedError."""
    person = Person(organisation=client, created_at=at)
    _describe(person, sheet)
    person.administrator, person.representative = sheet.rights.administrator, sheet.rights.representative
    person.sees_all, person.active = sheet.rights.sees_all, sheet.active
    person.save()
    return person


@transaction.atomic
def change_person_sheet(*, person: Person, sheet: PersonSheet) -> None:
    """Change what is known of somebody, and what they may do.

    Raises SheetRefusedError, LastAdministratorError where the client would lose its last administrator (B9).
    """
    _describe(person, sheet)
    person.save(update_fields=["name", "email", "phone", "language", "zone"])
    change_person(person=person, rights=sheet.rights, active=sheet.active)


def _describe(person: Person, sheet: PersonSheet) -> None:
    refuse_all(("email", _taken(person, sheet.email)), ("email", _signs_in(person, sheet.email)))
    person.name, person.email, person.phone = sheet.name, sheet.email.casefold(), sheet.phone
    person.language, person.zone = sheet.language, sheet.zone


def _taken(person: Person, email: str) -> Text | None:
    others = Person.objects.filter(organisation_id=person.organisation_id, email__iexact=email).exclude(pk=person.pk)
    other = others.first()
    if other is None:
        return None
    return Text(
        f"{other.name} has the address {email} here already. Open that sheet, or merge the two.",
        f"{other.name} a déjà l’adresse {email} ici. Ouvrez cette fiche, ou fusionnez les deux.",
    )


def _signs_in(person: Person, email: str) -> Text | None:
    """The address of an account is its owner's to change: whoever changed it here could sign in as them."""
    if person.user_id is None or person.email.casefold() == email.casefold():
        return None
    return Text(
        f"{person.name} signs in with {person.email}. Enter the new address as a new person, then merge the two.",
        f"{person.name} se connecte avec {person.email}. Inscrivez la nouvelle adresse comme nouvelle personne, puis fusionnez.",
    )
