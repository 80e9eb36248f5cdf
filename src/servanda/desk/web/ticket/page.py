"""Everything on a ticket's page, gathered once."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions.drafts import drafts_around
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.whole import whole_ticket
from servanda.desk.web.access import reader_zone
from servanda.desk.web.queue.position import Position
from servanda.desk.web.ticket.clocks import Clocks, clocks_of
from servanda.desk.web.ticket.composer import (
    Composer,
    Held,
    HeldForIncident,
    composer_of,
    held_for_incidents,
    left_behind,
)
from servanda.desk.web.ticket.context import Panel, panel_of
from servanda.desk.web.ticket.head import Head, head_of
from servanda.desk.web.ticket.side import Standing
from servanda.desk.web.ticket.sides import SideLink, side_links
from servanda.desk.web.ticket.thread import Entry, in_short, thread_of


@dataclass(frozen=True, slots=True)
class TicketPage:
    """The page's view-model."""

    head: Head
    clocks: Clocks
    panel: Panel
    thread: tuple[Entry, ...]
    left_out: int
    """Entries of a long thread that are shown on demand."""
    composer: Composer | None
    elsewhere: tuple[Held, ...]
    for_incidents: tuple[HeldForIncident, ...]
    sides: tuple[SideLink, ...]
    can_assign: bool
    can_arrange: bool
    me: int
    position: Position

    @property
    def names_you(self) -> tuple[Entry, ...]:
        """The notes that name the reader, who has not seen them yet."""
        return tuple(entry for entry in self.thread if entry.names_you)

    @property
    def beacon(self) -> bool:
        """Whether the page says by itself that it is seen, where there is script."""
        return self.composer is not None and self.composer.held is None and not self.composer.merged


def events_of(ticket: Ticket) -> list[Event]:
    """The history of a ticket, for its clocks."""
    return list(ticket.events.all())


def ticket_page(
    who: Who,
    member: Member,
    ticket: Ticket,
    position: Position,
    *,
    now: int,
    kind: str = "",
    preview: bool = False,
    whole: bool = False,
) -> TicketPage:
    """The page of a ticket for a member of the staff at `now`."""
    read, policy = whole_ticket(ticket, member), policy_for(ticket, as_of=now)
    zone = reader_zone(member, policy)
    clocks = clocks_of(ticket, read.events, zone, now=now)
    thread = thread_of(who, ticket, read.events, read.messages, policy, zone)
    shown = thread if whole else in_short(thread)
    written = drafts_around(ticket, member)
    own = next((draft for draft in written if draft.ticket_id == ticket.pk), None)
    writes = who.may(Permission.NOTE, ticket.vendor_id)
    return TicketPage(
        head=head_of(who, member, ticket, read=read, policy=policy, answer=clocks.answer, now=now),
        clocks=clocks,
        panel=panel_of(who, ticket, read.events, policy, now=now),
        thread=shown,
        left_out=len(thread) - len(shown),
        composer=composer_of(who, member, ticket, thread, draft=own, now=now, kind=kind, preview=preview)
        if writes
        else None,
        elsewhere=left_behind(written, ticket, now=now),
        for_incidents=held_for_incidents(member, now=now),
        sides=side_links(who, Standing(ticket, policy, read.events, clocks.answer.verdicts if clocks.answer else ())),
        can_assign=who.may(Permission.ASSIGN, ticket.vendor_id),
        can_arrange=who.may(Permission.ARRANGE, ticket.vendor_id),
        me=member.pk,
        position=position,
    )
