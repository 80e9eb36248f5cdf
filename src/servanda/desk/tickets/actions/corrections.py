"""Corrections planned for a release: a request may be resolved by a workaround while its correction stays open (K5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.db.models import QuerySet

from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.actions.writing import Incoming, add_message
from servanda.desk.tickets.happenings import CORRECTION_PLANNED, CORRECTION_RELEASED
from servanda.desk.tickets.letters import send_released
from servanda.desk.tickets.models import Event, Message, Ticket
from servanda.desk.tickets.models.tickets import State

UNTOLD: Mapping[str, Incoming] = MappingProxyType({})
"""A release of which nothing is told."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is planned and has not come out. `day` is None where only the release is known."""

    ticket_id: int
    release: str
    day: date | None


def plan_correction(*, ticket: Ticket, release: str, by: Member, at: int, day: date | None = None) -> Event:
    """Plan the correction for a release, or for another one than before; it moves no clock."""
    if not release.strip():
        raise refuse("Name the release.", "Nommez la version.")
    if ticket.state == State.MERGED:
        raise refuse("Plan it on the request that goes on.", "Planifiez-la dans la demande qui se poursuit.")
    details = {"release": release.strip()[:60], "day": day.isoformat() if day else ""}
    return record_event(ticket=ticket, name=CORRECTION_PLANNED, by=by, at=at, details=details)


@transaction.atomic
def release_correction(*, ticket: Ticket, by: Member, at: int, words: Mapping[str, Incoming] = UNTOLD) -> Event:
    """The release is out: the correction is no longer open, and whoever asked is told so, once.

    `words` tell in one or several languages what the release brings; the client reads those in the language of the
    ticket, and those in another where there are none.
    """
    lock_ticket(ticket)
    planned = correction_of(ticket)
    if planned is None:
        raise refuse(
            "No correction is planned for this request.", "Aucune correction n’est planifiée pour cette demande."
        )
    event = record_event(ticket=ticket, name=CORRECTION_RELEASED, by=by, at=at, details={"release": planned.release})
    said = words.get(ticket.language) or next(iter(words.values()), None)
    message = add_message(event=event, kind=Message.Kind.PUBLIC, words=said) if said else None
    send_released(event=event, message=message, at=at)
    return event


@transaction.atomic
def release_corrections(
    *, vendor: Vendor, release: str, by: Member, at: int, words: Mapping[str, Incoming] = UNTOLD
) -> tuple[Event, ...]:
    """A release is out: every correction that was planned for it is no longer open."""
    waiting = waiting_for_release(vendor, release).select_related("vendor", "organisation", "requester")
    tickets = waiting.select_for_update(of=("self",))
    return tuple(release_correction(ticket=ticket, words=words, by=by, at=at) for ticket in tickets)


def waiting_for_release(vendor: Vendor, release: str) -> QuerySet[Ticket]:
    """The tickets whose correction is planned for a release; none where no release is named."""
    found = Ticket.objects.filter(vendor=vendor, correction=release).exclude(correction="")
    return found.order_by("pk")


def correction_of(ticket: Ticket) -> Correction | None:
    """The correction that is planned for a ticket and has not come out."""
    return Correction(ticket.pk, ticket.correction, ticket.correction_day) if ticket.correction else None
