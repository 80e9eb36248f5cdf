"""The tickets before and after this one in the list from which it was opened."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import ACTIVE
from servanda.desk.tickets.queries import desk_tickets


def next_address(request: HttpRequest, who: Who, member: Member, ticket: Ticket) -> str:
    """The address of the ticket that comes next for a member; empty where none does."""
    mine = Q(assignee=member) | Q(assignee=None)
    waiting = desk_tickets(who).filter(mine, vendor_id=ticket.vendor_id, state__in=ACTIVE).exclude(pk=ticket.pk)
    later = waiting.filter(order_key__gt=ticket.order_key).order_by("order_key").values_list("number", flat=True)
    number = later.first() or waiting.order_by("order_key").values_list("number", flat=True).first()
    return reverse("ticket:ticket", args=[ticket.vendor.slug, number]) if number else ""
