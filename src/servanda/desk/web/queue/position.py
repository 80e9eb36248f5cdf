"""Where a ticket stands in the list from which it was opened, as its own address says."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.lists import Filters, Seen, neighbours
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import desk_tickets


@dataclass(frozen=True, slots=True)
class Position:
    """The addresses around a ticket; `previous` and `following` are empty at the ends of the list."""

    back: str
    previous: str
    following: str


def position_of(request: HttpRequest, who: Who, member: Member, ticket: Ticket, *, now: int) -> Position:
    """The list that the address of a ticket names (`list`), else the usual one, and the tickets around this one."""
    filters = Filters.read(QueryDict(request.GET.get("list", "")[:1000]).dict())
    tickets = desk_tickets(who).filter(vendor_id=member.vendor_id)
    before, behind = neighbours(tickets, filters, Seen(member, now), ticket)
    slug = member.vendor.slug
    return Position(
        back=f"{reverse('queue:queue', args=[slug])}?{urlencode(filters.kept)}",
        previous=_address(slug, before, filters),
        following=_address(slug, behind, filters),
    )


def _address(slug: str, number: int | None, filters: Filters) -> str:
    if number is None:
        return ""
    return f"{reverse('ticket:ticket', args=[slug, number])}?{urlencode({'list': urlencode(filters.kept)})}"
