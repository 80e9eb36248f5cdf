"""Towards the end of a ticket: a solution proposed and accepted, the end, its reopening, what the client thought of it."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.actions.writing import Incoming, add_message, add_note, receive_message, reply
from servanda.desk.tickets.happenings import CLOSED, SATISFACTION
from servanda.desk.tickets.models import Event, Message, Ticket
from servanda.desk.tickets.models.tickets import State

NOTHING = Incoming("")
SCORES = range(1, 6)


def propose_solution(*, ticket: Ticket, words: Incoming, by: Member, at: int) -> Message:
    """Propose a solution, with what it costs where it costs something; the client accepts it or does not (Q30, K27)."""
    _require(words, "Say what you propose.", "Dites ce que vous proposez.")
    return reply(ticket=ticket, words=words, by=by, at=at, name="solution-proposed")


def accept_solution(*, ticket: Ticket, by: Person | Member, at: int, words: Incoming = NOTHING) -> Event:
    """Accept the proposed solution; a member notes it for a client who said so. Work may go on (Q31, A43)."""
    return _with_words(ticket, "solution-accepted", words, by, at)


def reject_solution(*, ticket: Ticket, words: Incoming, by: Person | Member, at: int) -> Event:
    """Turn the proposed solution down, and say what is wrong with it."""
    _require(
        words,
        "Say what is missing, so that the next proposal fits.",
        "Dites ce qui manque pour que la suite convienne.",
    )
    return _with_words(ticket, "solution-rejected", words, by, at)


def resolve_ticket(*, ticket: Ticket, words: Incoming, by: Member, at: int) -> Message:
    """Tell the client that it is done, and how."""
    _require(words, "Tell the client what was done.", "Dites au client ce qui a été fait.")
    return reply(ticket=ticket, words=words, by=by, at=at, name="resolved")


@transaction.atomic
def close_ticket(*, ticket: Ticket, by: Person | Member, at: int, words: Incoming = NOTHING) -> Event:
    """Close for good, with a last word that opens nothing again.

    A client may close what is still open: it is then solved, or needed no longer, as they say (clock and all). A
    proposal that waits is accepted or turned down first (Q30).
    """
    lock_ticket(ticket)
    if ticket.active and isinstance(by, Person):
        record_event(ticket=ticket, name="resolved", by=by, at=at)
    return _with_words(ticket, CLOSED, words, by, at)


@transaction.atomic
def reopen_ticket(*, ticket: Ticket, words: Incoming, by: Person | Member, at: int) -> Message:
    """Open a resolved or closed ticket again; the client's words are a message, a member's are a note."""
    _require(words, "Say what is left to do.", "Dites ce qui reste à faire.")
    if isinstance(by, Member):
        record_event(ticket=ticket, name="reopened", by=by, at=at)
        return add_note(ticket=ticket, words=words, by=by, at=at)
    lock_ticket(ticket)
    if ticket.active:
        record_event(ticket=ticket, name="reopened", by=by, at=at)
    return receive_message(ticket=ticket, words=words, by=by, at=at)


@transaction.atomic
def rate_ticket(*, ticket: Ticket, score: int, words: Incoming, by: Person, at: int) -> Event:
    """Say how good the help was, 1 to 5, once it is over; the last word counts."""
    if score not in SCORES:
        raise refuse(f"Choose from 1 to 5 (got {score}).", f"Choisissez de 1 à 5 (reçu : {score}).")
    lock_ticket(ticket)
    if ticket.state not in (State.RESOLVED, State.CLOSED):
        raise refuse(
            "The request is still open. Tell us what you think of the help once it is resolved.",
            "La demande est encore ouverte. Donnez votre avis une fois qu’elle est résolue.",
        )
    event = record_event(ticket=ticket, name=SATISFACTION, by=by, at=at, details={"score": score})
    if words.text.strip():
        add_message(event=event, kind=Message.Kind.PUBLIC, words=words)
    return event


@transaction.atomic
def _with_words(ticket: Ticket, name: str, words: Incoming, by: Person | Member, at: int) -> Event:
    event = record_event(ticket=ticket, name=name, by=by, at=at)
    if words.text.strip() or words.files:
        add_message(event=event, kind=Message.Kind.PUBLIC, words=words)
    return event


def _require(words: Incoming, en: str, fr: str) -> None:
    if not words.text.strip():
        raise refuse(en, fr)
