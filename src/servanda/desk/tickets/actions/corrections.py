"""Corrections planned for a release: a request may be resolved by a workaround while its correction stays open (K5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.happenings import CORRECTION_PLANNED, CORRECTION_RELEASED
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.models.tickets import State


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
def release_correction(*, ticket: Ticket, by: Member, at: int) -> Event:
    """The release is out: the correction is no longer open."""
    lock_ticket(ticket)
    planned = correction_of(ticket)
    if planned is None:
        raise refuse(
            "No correction is planned for this request.", "Aucune correction n’est planifiée pour cette demande."
        )
    return record_event(ticket=ticket, name=CORRECTION_RELEASED, by=by, at=at, details={"release": planned.release})


@transaction.atomic
def release_corrections(*, vendor: Vendor, release: str, by: Member, at: int) -> tuple[Event, ...]:
    """A release is out: every correction that was planned for it is no longer open."""
    ids = [planned.ticket_id for planned in open_corrections(vendor) if planned.release == release]
    tickets = Ticket.objects.filter(pk__in=ids).order_by("pk")
    return tuple(release_correction(ticket=ticket, by=by, at=at) for ticket in tickets)


def correction_of(ticket: Ticket) -> Correction | None:
    """The correction that is planned for a ticket and has not come out."""
    return Correction(ticket.pk, ticket.correction, ticket.correction_day) if ticket.correction else None


def open_corrections(vendor: Vendor) -> tuple[Correction, ...]:
    """All corrections of a vendor that have not come out, by release and day; those without a day last."""
    rows = Ticket.objects.filter(vendor=vendor).exclude(correction="")
    found = [Correction(*row) for row in rows.values_list("pk", "correction", "correction_day")]
    return tuple(sorted(found, key=lambda each: (each.day or date.max, each.release, each.ticket_id)))
