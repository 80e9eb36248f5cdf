"""What else can be done to a ticket: one small form for each, offered where the role and the ticket allow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from servanda.desk.organisations.who import Who
from servanda.desk.web.ticket.deeds import DEEDS
from servanda.desk.web.ticket.side import Side, Standing

SIDES: Mapping[str, Side] = {side.name: side for side in DEEDS}
"""Name in the address → side action."""


@dataclass(frozen=True, slots=True)
class SideLink:
    """One entry of the list beside the thread."""

    name: str
    title: str
    href: str
    key: str
    first: bool


def side_links(who: Who, standing: Standing) -> tuple[SideLink, ...]:
    """What somebody may do to a ticket now."""
    ticket = standing.ticket
    return tuple(
        SideLink(
            side.name,
            str(side.title),
            reverse("ticket:side", args=[ticket.vendor.slug, ticket.number, side.name]),
            side.key,
            side.first,
        )
        for side in SIDES.values()
        if side.listed and who.may(side.permission, ticket.vendor_id) and side.offered(standing)
    )
