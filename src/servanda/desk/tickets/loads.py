"""How much lies with each member and each client: all of it, what waits, what is at risk, what is breached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Q, QuerySet, Value

from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.fresh import FRESH, latest_event
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import desk_tickets

_EACH = Value(1)
"""Rows are counted and not their ids, which are not in the index that has all the rest."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much lies with somebody: a member, a client, or nobody (`None`)."""

    whose: int | None
    open: int = 0
    waiting: int = 0
    risk: int = 0
    breached: int = 0

    def plus(self, other: Load) -> Load:
        """Both together, under this name."""
        return Load(
            self.whose,
            self.open + other.open,
            self.waiting + other.waiting,
            self.risk + other.risk,
            self.breached + other.breached,
        )


@dataclass(frozen=True, slots=True)
class Loads:
    """The load of each member and of each client."""

    members: Mapping[int | None, Load]
    clients: Mapping[int | None, Load]


def at_risk(at: int) -> Q:
    """Requests under way that will be late soon, at an instant."""
    return Q(risk_at__lte=at, next_breach_at__gte=at)


def late(at: int) -> Q:
    """Requests under way of which a promise was broken, at an instant: the last one at which it is kept is over."""
    return Q(breached=True) | Q(next_breach_at__lt=at)


def loads(tickets: QuerySet[Ticket], *, at: int) -> Loads:
    """How the tickets under way lie with members and clients; one walk of one index."""
    rows = (
        tickets.filter(under_way=True)
        .order_by()
        .values("assignee", "organisation")
        .annotate(
            open=Count(_EACH),
            waiting=Count(_EACH, filter=~Q(state=State.OPEN)),
            risk=Count(_EACH, filter=at_risk(at)),
            breached=Count(_EACH, filter=late(at)),
        )
    )
    members: dict[int | None, Load] = {}
    clients: dict[int | None, Load] = {}
    for row in rows:
        counted = Load(None, row["open"], row["waiting"], row["risk"], row["breached"])
        for found, whose in ((members, row["assignee"]), (clients, row["organisation"])):
            found[whose] = found.get(whose, Load(whose)).plus(counted)
    return Loads(members, clients)


def loads_for(who: Who, vendor_id: int, *, at: int) -> Loads:
    """The loads that somebody sees at a vendor, at most `FRESH` seconds old, and never older than the last event."""
    tickets = desk_tickets(who).filter(vendor_id=vendor_id)
    if vendor_id not in who.vendors_with(Permission.READ_TICKETS):
        return loads(tickets, at=at)
    key = f"loads-{vendor_id}-{latest_event()}"
    found: Loads | None = caches["near"].get(key)
    if found is None:
        found = loads(tickets, at=at)
        caches["near"].set(key, found, FRESH)
    return found


def loads_of(who: Who, client_ids: Collection[int], at: int) -> Mapping[int | None, Load]:
    """Client → its load, for those who may read its tickets; clients without open requests are left out."""
    return loads(desk_tickets(who).filter(organisation_id__in=client_ids), at=at).clients


def clients_with(who: Who, vendor_id: int, condition: Q) -> set[int]:
    """The clients of a vendor that have an open request under a condition."""
    tickets = desk_tickets(who).filter(condition, vendor_id=vendor_id, under_way=True).order_by()
    return set(tickets.values_list("organisation_id", flat=True))
