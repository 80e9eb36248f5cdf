"""Changing what is known of clients and people, so that their requests are found under the new name at once."""

from __future__ import annotations

from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from servanda.desk.organisations.actions.clients import ClientSheet, change_client
from servanda.desk.organisations.actions.person_sheets import PersonSheet, change_person_sheet
from servanda.desk.organisations.models import Organisation, Person
from servanda.desk.tickets.models import Passage, Ticket
from servanda.desk.tickets.search import head_of

_BATCH = 1_000


@transaction.atomic
def change_known_client(*, client: Organisation, sheet: ClientSheet, named: bool = True) -> None:
    """Change a client; see `change_client`, which raises SheetRefusedError."""
    before = client.name
    change_client(client=client, sheet=sheet, named=named)
    if client.name != before:
        index_heads(Ticket.objects.filter(organisation=client))


@transaction.atomic
def change_known_person(*, person: Person, sheet: PersonSheet) -> None:
    """Change somebody of a client; see `change_person_sheet`, which raises SheetRefusedError, LastAdministratorError."""
    before = (person.name, person.email)
    change_person_sheet(person=person, sheet=sheet)
    if (person.name, person.email) != before:
        index_heads(Ticket.objects.filter(requester=person))


def index_heads(tickets: QuerySet[Ticket]) -> None:
    """Read what heads of tickets say again: who asks, for whom, about what."""
    Passage.objects.filter(ticket__in=tickets, kind=Passage.HEAD).delete()
    heads = map(head_of, tickets.select_related("vendor", "organisation", "requester").order_by("pk").iterator(_BATCH))
    while chunk := list(islice(heads, _BATCH)):
        Passage.objects.bulk_create(chunk)
