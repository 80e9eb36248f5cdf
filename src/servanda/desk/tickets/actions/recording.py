"""The one way in which something happens to a ticket: an event is appended and the caches are computed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from servanda.desk.agreements.versions import policy_of
from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.refusals import BackdatedError, TicketRefusedError
from servanda.desk.tickets.caches import CACHED, caches_of
from servanda.desk.tickets.happenings import CLOSED, KNOWN
from servanda.desk.tickets.letters import send_followed
from servanda.desk.tickets.models import Clock, Event, Ticket
from servanda.desk.tickets.queries import member_sees
from servanda.desk.tickets.rules import why_not
from servanda.engine.instants import MINUTE

__all__ = ["BackdatedError", "By", "TicketRefusedError", "lock_ticket", "record_event", "refresh_caches"]

FOLLOWED = frozenset({"client-message", "solution-accepted", "solution-rejected", "resolved", CLOSED, "merged"})
"""What those who follow a ticket are told of."""

AT_ONCE = MINUTE
"""What is recorded so soon after something else, and says that it was before it, happened at once with it: two people who
write in the same moment, two machines whose clocks differ a little."""

By = Member | Person | None
"""Who does it: staff, a client's person, or Servanda itself."""


@transaction.atomic
def record_event(*, ticket: Ticket, name: str, by: By, at: int, details: dict[str, Any] | None = None) -> Event:
    """Append an event and bring the caches of the ticket up to date.

    `ticket` is read again under a lock and its cached columns are set on the object that was given. Raises
    BackdatedError for an instant more than `AT_ONCE` before the last event, TicketRefusedError where the event does not
    fit the ticket as it stands, KeyError for a name that nobody knows.
    """
    if name not in KNOWN:
        raise KeyError(name)
    locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
    at = in_order(locked, at)
    events = list(locked.events.all())
    refusal = why_not(locked, events, name, by_client=isinstance(by, Person))
    if refusal is not None:
        raise TicketRefusedError(refusal)
    event = Event.objects.create(
        ticket=locked,
        at=at,
        name=name,
        member=by if isinstance(by, Member) else None,
        person=by if isinstance(by, Person) else None,
        details=details or {},
    )
    refresh_caches(locked, [*events, event])
    _take_caches(ticket, locked)
    if name in FOLLOWED and not _told_already(event, events[-1] if events else None):
        _tell_followers(event)
    return event


def _told_already(event: Event, last: Event | None) -> bool:
    """Whether it ends what ended in the same breath: a client who closes an open request resolves it, too."""
    return last is not None and event.name == CLOSED and last.name == "resolved" and last.at == event.at


def _tell_followers(event: Event) -> None:
    """Mail those who follow the ticket and may still see it, but for whoever did it."""
    following = event.ticket.followers.values("user_id")
    members = Member.objects.filter(vendor_id=event.ticket.vendor_id, active=True, user_id__in=following)
    for member in members.exclude(pk=event.member_id or 0).select_related("user", "vendor").order_by("pk"):
        if member_sees(member, event.ticket, at=event.at):
            policy = policy_of(event.ticket.policy_version_id)
            send_followed(event=event, user=member.user, policy=policy, at=event.at)


def in_order(ticket: Ticket, at: int) -> int:
    """The instant at which something that comes now is recorded: never before the last event (A39). Raises BackdatedError."""
    if at < ticket.last_event_at - AT_ONCE:
        raise BackdatedError
    return max(at, int(ticket.last_event_at))


def lock_ticket(ticket: Ticket) -> None:
    """Hold a ticket until the transaction ends, with its cached columns as they stand now."""
    _take_caches(ticket, Ticket.objects.select_for_update().get(pk=ticket.pk))


def _take_caches(ticket: Ticket, locked: Ticket) -> None:
    for column in CACHED:
        setattr(ticket, column, getattr(locked, column))


def refresh_caches(ticket: Ticket, events: Sequence[Event]) -> None:
    """Compute the caches of a ticket from its history, all of it in order, and write them."""
    found = caches_of(ticket, events)
    for column, value in found.columns.items():
        setattr(ticket, column, value)
    ticket.save(update_fields=list(found.columns))
    Clock.objects.filter(ticket=ticket).delete()
    Clock.objects.bulk_create(found.clocks)
