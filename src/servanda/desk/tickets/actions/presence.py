"""Who has a ticket open, and who is writing on it, so that two people do not answer at once."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.desk.alphabet import name_key
from servanda.desk.organisations.models import Member
from servanda.desk.tickets.models import Presence, Ticket
from servanda.engine.instants import SECOND

HERE_FOR = 45 * SECOND
"""Somebody has a ticket open until so long after their page last said so."""
WRITES_FOR = 20 * SECOND
"""Somebody is writing until so long after they last did."""


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague who is on the ticket now."""

    name: str
    writing: bool


def note_presence(*, ticket: Ticket, member: Member, at: int, writing: bool = False) -> None:
    """A member has the ticket open, or is writing on it."""
    values = {"seen_at": at} | ({"writing_at": at} if writing else {})
    Presence.objects.update_or_create(ticket=ticket, member=member, defaults=values)


def note_absence(*, ticket: Ticket, member: Member) -> None:
    """A member has left the ticket, or stopped writing."""
    Presence.objects.filter(ticket=ticket, member=member).delete()


def others_present(ticket: Ticket, member: Member, *, at: int) -> tuple[Present, ...]:
    """The colleagues who are on a ticket at an instant, those who write first."""
    here = (
        Presence.objects.filter(ticket=ticket, seen_at__gt=at - HERE_FOR)
        .exclude(member=member)
        .select_related("member__user")
    )
    found = [Present(str(each.member), (each.writing_at or 0) > at - WRITES_FOR) for each in here]
    return tuple(sorted(found, key=lambda each: (not each.writing, name_key(each.name))))
