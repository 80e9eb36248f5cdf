"""Tickets beside each other: linked, merged into one, split in two."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets import happenings as names
from servanda.desk.tickets.actions.opening import Asked, open_ticket
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.attachments import KeptFile
from servanda.desk.tickets.models import Link, Message, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import redirected


@transaction.atomic
def link(*, ticket: Ticket, other: Ticket, by: Member, at: int) -> Link:
    """Note that two tickets of a vendor have to do with each other; clients do not see it."""
    _check_pair(ticket, other)
    _lock_both(ticket, other)
    first, second = _ends(ticket, other)
    found, new = Link.objects.get_or_create(first=first, second=second)
    if not new:
        raise refuse("They are linked already.", "Ces demandes sont déjà liées.")
    _note_both(names.LINKED, ticket, other, by, at)
    return found


@transaction.atomic
def unlink(*, ticket: Ticket, other: Ticket, by: Member, at: int) -> None:
    """Take a link away."""
    _lock_both(ticket, other)
    first, second = _ends(ticket, other)
    gone, _ = Link.objects.filter(first=first, second=second).delete()
    if not gone:
        raise refuse("They are not linked.", "Ces demandes ne sont pas liées.")
    _note_both(names.UNLINKED, ticket, other, by, at)


@transaction.atomic
def merge(*, ticket: Ticket, into: Ticket, by: Member, at: int) -> Ticket:
    """Let a ticket go on in another of the same client; the other one, or what that was merged into itself.

    The words stay where they were written; what comes late joins the other ticket. The clocks that still ran end with
    the ticket that is no more; those of the other one run on.
    """
    into = redirected(into)
    _check_pair(ticket, into)
    if ticket.organisation_id != into.organisation_id:
        raise refuse(
            f"{ticket.reference} and {into.reference} belong to different clients. Link them, or add both to an incident.",
            f"{ticket.reference} et {into.reference} concernent des clients différents. Liez-les, ou joignez-les à un incident.",
        )
    _lock_both(ticket, into)
    if ticket.state == State.MERGED:
        raise refuse("This request was merged already.", "Cette demande a déjà été fusionnée.")
    if into.state == State.MERGED:  # in the moment before it was locked
        return merge(ticket=ticket, into=into, by=by, at=at)
    if not into.active:
        raise refuse(
            f"{into.reference} is resolved. Reopen it first, or merge it into this one.",
            f"{into.reference} est résolue. Rouvrez-la d’abord, ou fusionnez-la avec celle-ci.",
        )
    record_event(ticket=ticket, name=names.MERGED, by=by, at=at, details=_named(into))
    record_event(ticket=into, name=names.MERGED_IN, by=by, at=at, details=_named(ticket))
    return into


@dataclass(frozen=True, slots=True)
class Split:
    """What the new ticket is: its subject, and its kind and facts where they differ from those of the first."""

    subject: str
    kind: str = ""
    facts: dict[str, str] | None = None


@transaction.atomic
def split(*, ticket: Ticket, message: Message, new: Split, by: Member, at: int) -> Ticket:
    """Make a ticket of its own out of a message of the client, files and all; it is opened now (A39).

    Raises NotEntitledError where the agreement does not cover it, TicketRefusedError for a message of somebody else.
    """
    person = message.event.person
    if (
        message.ticket_id != ticket.pk
        or message.kind != Message.Kind.PUBLIC
        or person is None
        or message.event.member_id
    ):
        raise refuse(
            "Only what the client wrote on this request can become a request of its own.",
            "Seul ce que le client a écrit dans cette demande peut devenir une demande distincte.",
        )
    if not new.subject.strip():
        raise refuse("Give the new request a subject.", "Donnez un objet à la nouvelle demande.")
    lock_ticket(ticket)
    facts = ticket.facts if new.facts is None else new.facts
    kind = new.kind or ticket.current_kind
    asked = Asked(
        new.subject.strip(), kind, ticket.channel, facts, session=ticket.session, environment=ticket.environment
    )
    made = open_ticket(person=person, asked=asked, words=_words(message), by=by, at=at)
    record_event(ticket=ticket, name=names.SPLIT, by=by, at=at, details=_named(made))
    record_event(ticket=made, name=names.SPLIT_OFF, by=by, at=at, details=_named(ticket))
    Link.objects.create(first=ticket, second=made)
    return made


def _words(message: Message) -> Incoming:
    files = tuple(
        KeptFile(file.name, file.kind, file.size, file.digest, file.content_id) for file in message.attachments.all()
    )
    return Incoming(message.text, message.html, message.quoted, message.channel, files=files)


def _check_pair(ticket: Ticket, other: Ticket) -> None:
    if ticket.pk == other.pk:
        raise refuse("That is the same request.", "C’est la même demande.")
    if ticket.vendor_id != other.vendor_id:
        raise refuse("That request belongs to another vendor.", "Cette demande relève d’un autre éditeur.")


def _lock_both(ticket: Ticket, other: Ticket) -> None:
    """In the order of their ids, so that two people who arrange the same tickets never wait for each other."""
    for each in _ends(ticket, other):
        lock_ticket(each)


def _note_both(name: str, ticket: Ticket, other: Ticket, by: Member, at: int) -> None:
    record_event(ticket=ticket, name=name, by=by, at=at, details=_named(other))
    record_event(ticket=other, name=name, by=by, at=at, details=_named(ticket))


def _named(ticket: Ticket) -> dict[str, object]:
    return {"ticket": ticket.pk, "reference": ticket.reference}


def _ends(ticket: Ticket, other: Ticket) -> tuple[Ticket, Ticket]:
    return (ticket, other) if ticket.pk < other.pk else (other, ticket)
