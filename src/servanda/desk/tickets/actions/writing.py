"""Words on a ticket: what clients write, what is answered, what staff note for each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.mentions import note_mentions
from servanda.desk.tickets.actions.recording import By, lock_ticket, record_event
from servanda.desk.tickets.attachments import KeptFile
from servanda.desk.tickets.letters import send_reply
from servanda.desk.tickets.models import Attachment, Event, Message, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import redirected
from servanda.desk.tickets.search import index_message


@dataclass(frozen=True, slots=True)
class Incoming:
    """Words with what belongs to them: `html` is safe already, `quoted` is what a mail repeated."""

    text: str
    html: str = ""
    quoted: str = ""
    channel: str = ""
    mail_id: str = ""
    files: tuple[KeptFile, ...] = ()


@transaction.atomic
def add_message(*, event: Event, kind: str, words: Incoming) -> Message:
    """Put words to an event that was just recorded."""
    message = Message.objects.create(
        ticket=event.ticket,
        event=event,
        kind=kind,
        text=words.text,
        html=words.html,
        quoted=words.quoted,
        channel=words.channel,
        mail_id=words.mail_id,
    )
    for file in words.files:
        Attachment.objects.create(
            message=message,
            name=file.name,
            kind=file.kind,
            size=file.size,
            digest=file.digest,
            content_id=file.content_id,
        )
    index_message(message)
    return message


@transaction.atomic
def receive_message(*, ticket: Ticket, words: Incoming, by: Person, at: int) -> Message:
    """The client writes. A ticket that was resolved or closed opens again; what comes late to a merged one joins the other."""
    ticket = redirected(ticket)
    lock_ticket(ticket)
    if ticket.state == State.MERGED:  # in the moment between the two
        return receive_message(ticket=ticket, words=words, by=by, at=at)
    if ticket.state in (State.RESOLVED, State.CLOSED):
        record_event(ticket=ticket, name="reopened", by=by, at=at)
    event = record_event(ticket=ticket, name="client-message", by=by, at=at)
    return add_message(event=event, kind=Message.Kind.PUBLIC, words=words)


@transaction.atomic
def reply(*, ticket: Ticket, words: Incoming, by: Member, at: int, name: str = "response") -> Message:
    """A member answers the client: the answer is recorded, and the mail that carries it is written.

    `name` is `response`, `update`, `solution-proposed` or `resolved`: what this answer is.
    """
    event = record_event(ticket=ticket, name=name, by=by, at=at)
    message = add_message(event=event, kind=Message.Kind.PUBLIC, words=words)
    send_reply(ticket=ticket, message=message, at=at)
    return message


@transaction.atomic
def add_note(*, ticket: Ticket, words: Incoming, by: By, at: int, data: bool = False) -> Message:
    """A note for staff; with `data`, only for those who may see the client's data (B22). It stops no clock.

    Colleagues whom it names with `@` are told.
    """
    event = record_event(ticket=ticket, name="internal-note", by=by, at=at)
    kind = Message.Kind.DATA if data else Message.Kind.INTERNAL
    message = add_message(event=event, kind=kind, words=words)
    if "@" in words.text:
        note_mentions(message=message, at=at)
    return message
