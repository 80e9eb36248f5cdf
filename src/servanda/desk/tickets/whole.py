"""A ticket with all that was said and done on it, read in few questions and few columns.

What many rows point to (the vendor, its staff) is read once and set beside them, in place of joining it to each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.queries import staff_of
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.models import Event, Mention, Message, Ticket
from servanda.desk.tickets.queries import thread_of


@dataclass(frozen=True, slots=True)
class WholeTicket:
    """What a ticket's page tells."""

    events: tuple[Event, ...]
    """The ticket's own history."""
    messages: tuple[Message, ...]
    """Its own, and those of the tickets that were merged into it."""
    merged: tuple[int, ...]
    """The ids of those tickets, however deep."""
    staff: tuple[Member, ...]
    """Everybody who works or worked at the vendor, by name."""


def whole_ticket(ticket: Ticket, reader: Member) -> WholeTicket:
    """All of a ticket that `desk_tickets` gave, for a member of the staff.

    Each message has `names_reader`, whether it names the reader anew, and `arrived`, the id of the mail in which it
    came.
    """
    staff = tuple(staff_of(reader.vendor_id))
    known = {each.pk: each for each in staff}
    own, *merged = thread_of(ticket)
    tickets = {own: ticket} | _merged(merged)
    _set_beside(tickets.values(), reader, known)
    events = {event.pk: event for event in _events(tickets, known)}
    messages = tuple(_messages(tickets, events, reader))
    return WholeTicket(
        tuple(event for event in events.values() if event.ticket_id == own), messages, tuple(merged), staff
    )


def _merged(ids: Sequence[int]) -> dict[int, Ticket]:
    return Ticket.objects.select_related("agreement").in_bulk(ids) if ids else {}


def _set_beside(tickets: Iterable[Ticket], reader: Member, known: Mapping[int, Member]) -> None:
    for ticket in tickets:
        ticket.vendor = reader.vendor
        ticket.assignee = known.get(ticket.assignee_id or 0)
        ticket.agreement.account_manager = known.get(ticket.agreement.account_manager_id or 0)


def _events(tickets: Mapping[int, Ticket], known: Mapping[int, Member]) -> Iterator[Event]:
    for event in Event.objects.filter(ticket__in=list(tickets)).select_related("person").order_by("pk"):
        event.ticket = tickets[event.ticket_id]
        event.member = known.get(event.member_id or 0)
        yield event


def _messages(tickets: Mapping[int, Ticket], events: Mapping[int, Event], reader: Member) -> Iterator[Message]:
    for message in _with_files(Message.objects.filter(ticket__in=list(tickets)), reader):
        message.ticket, message.event = tickets[message.ticket_id], events[message.event_id]
        yield message


def _with_files(messages: QuerySet[Message], reader: Member) -> QuerySet[Message]:
    """Messages in their order with their files and what became of the mails that they left in."""
    unseen = Mention.objects.filter(message=OuterRef("pk"), member=reader, seen_at=None)
    mails = Delivery.objects.only("message_id", "recipient", "due_at", "attempts", "sent_at", "error")
    return (
        messages.annotate(names_reader=Exists(unseen), arrived=F("arrival__pk"))
        .prefetch_related("attachments", Prefetch("deliveries", mails))
        .order_by("event_id")
    )
