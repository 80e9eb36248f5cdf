"""The same deed on many tickets: each in a transaction of its own, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.incidents import join_incident
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.actions.solutions import resolve_ticket
from servanda.desk.tickets.actions.states import add_tags, assign, wait_for
from servanda.desk.tickets.actions.writing import Incoming, add_note
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Incident, Ticket
from servanda.desk.tickets.placeholders import as_it_leaves
from servanda.engine.text import Text

Deed = Callable[[Ticket, Member, int], object]
"""Does it to one ticket, for a member, at an instant; raises TicketRefusedError where that is refused."""
MOST = 200
"""How many tickets one deed may be done to."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one ticket: `refusal` says why nothing did."""

    ticket: Ticket
    refusal: Text | None = None


def do_to_each(*, tickets: Iterable[Ticket], deed: Deed, by: Member, at: int) -> tuple[Outcome, ...]:
    """Do one thing to each of many tickets, in their order; a refusal of one stops none of the others."""
    return tuple(_outcome(ticket, deed, by, at) for ticket in tickets)


def _outcome(ticket: Ticket, deed: Deed, by: Member, at: int) -> Outcome:
    try:
        with transaction.atomic():
            deed(ticket, by, at)
    except TicketRefusedError as refused:
        return Outcome(ticket, refused.text)
    return Outcome(ticket)


def assigning(to: Member | None) -> Deed:
    """Give them to a member, or to nobody."""
    return lambda ticket, by, at: assign(ticket=ticket, to=to, by=by, at=at)


def tagging(word: str) -> Deed:
    """Add a tag to those that they have."""
    return lambda ticket, by, at: add_tags(ticket=ticket, tags=[word], by=by, at=at)


def waiting(party: str, reason: str) -> Deed:
    """Wait for somebody, and say why."""
    return lambda ticket, by, at: wait_for(ticket=ticket, party=party, reason=reason, by=by, at=at)


def resolving(text: str) -> Deed:
    """Answer that they are resolved; shortcuts and placeholders are filled on each."""
    return lambda ticket, by, at: resolve_ticket(ticket=ticket, words=_words(text, ticket, by), by=by, at=at)


def noting(text: str) -> Deed:
    """Leave the same note on each; shortcuts and placeholders are filled."""
    return lambda ticket, by, at: add_note(ticket=ticket, words=_words(text, ticket, by), by=by, at=at)


def _words(text: str, ticket: Ticket, by: Member) -> Incoming:
    said = as_it_leaves(text, ticket, by)
    return Incoming(text=said, html=html_of(said))


def joining(incident: Incident) -> Deed:
    """Count them to one incident."""
    return lambda ticket, by, at: join_incident(ticket=ticket, incident=incident, by=by, at=at)
