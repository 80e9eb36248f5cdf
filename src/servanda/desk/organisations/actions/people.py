"""Changing what a client's people may do."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.actions.invitations import Rights
from servanda.desk.organisations.actions.staff import LastAdministratorError
from servanda.desk.organisations.models import Person


@transaction.atomic
def change_person(*, person: Person, rights: Rights, active: bool) -> None:
    """Change somebody's rights, or end their access; what they wrote stays.

    Raises LastAdministratorError where the client would lose its last administrator (B9).
    """
    administrators = Person.objects.select_for_update().filter(
        organisation_id=person.organisation_id, administrator=True, active=True
    )
    held = {each.pk for each in administrators}
    if not (rights.administrator and active) and held == {person.pk}:
        raise LastAdministratorError
    person.administrator, person.representative = rights.administrator, rights.representative
    person.sees_all, person.active = rights.sees_all, active
    person.save(update_fields=["administrator", "representative", "sees_all", "active"])
