"""The one way in which something happens to a ticket: an event is appended and the caches are computed again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.caches import CACHED, caches_of
from servanda.desk.tickets.happenings import KNOWN
from servanda.desk.tickets.models import Clock, Event, Ticket
from servanda.engine.text import Text

By = Member | Person | None
"""Who does it: staff, a client's person, or Servanda itself."""


class TicketRefusedError(ValueError):
    """Something cannot be done to a ticket; `text` says why, and what can be done instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class BackdatedError(TicketRefusedError):
    """Something is said to have happened before what is already recorded (A39)."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Nothing is recorded with a past time. Record it as it happens; say in a note when it was.",
                "Rien n’est consigné à une heure passée. Consignez-le au moment même ; dites dans une note quand ce fut.",
            )
        )


@transaction.atomic
def record_event(*, ticket: Ticket, name: str, by: By, at: int, details: dict[str, Any] | None = None) -> Event:
    """Append an event and bring the caches of the ticket up to date.

    `ticket` is read again under a lock and its cached columns are set on the object that was given. Raises
    BackdatedError for an instant before the last event, KeyError for a name that nobody knows.
    """
    if name not in KNOWN:
        raise KeyError(name)
    locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if at < locked.last_event_at:
        raise BackdatedError
    event = Event.objects.create(
        ticket=locked,
        at=at,
        name=name,
        member=by if isinstance(by, Member) else None,
        person=by if isinstance(by, Person) else None,
        details=details or {},
    )
    refresh_caches(locked)
    for column in CACHED:
        setattr(ticket, column, getattr(locked, column))
    return event


def refresh_caches(ticket: Ticket) -> None:
    """Compute the caches of a ticket from its history and write them."""
    found = caches_of(ticket, list(ticket.events.all()))
    for column, value in found.columns.items():
        setattr(ticket, column, value)
    ticket.save(update_fields=list(found.columns))
    Clock.objects.filter(ticket=ticket).delete()
    Clock.objects.bulk_create(found.clocks)
