"""How much is open for each client: all of it, what is at risk, what is breached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from servanda.desk.organisations.who import Who
from servanda.desk.tickets.queries import desk_tickets


@dataclass(frozen=True, slots=True)
class Load:
    """Requests of one client on which somebody still has to do something."""

    open: int = 0
    risk: int = 0
    breached: int = 0


def at_risk(at: int) -> Q:
    """Requests under way that will be late soon, at an instant."""
    return Q(risk_at__lte=at, next_breach_at__gte=at)


def late(at: int) -> Q:
    """Requests under way of which a promise was broken, at an instant: the last one at which it is kept is over."""
    return Q(breached=True) | Q(next_breach_at__lt=at)


def loads_of(who: Who, client_ids: Collection[int], at: int) -> Mapping[int, Load]:
    """Client → its load, for those who may read its tickets; clients without open requests are left out."""
    found = (
        desk_tickets(who)
        .filter(organisation_id__in=client_ids, under_way=True)
        .order_by()
        .values("organisation_id")
        .annotate(
            open=Count("pk", distinct=True),
            risk=Count("pk", distinct=True, filter=at_risk(at)),
            breached=Count("pk", distinct=True, filter=late(at)),
        )
    )
    return {each["organisation_id"]: Load(each["open"], each["risk"], each["breached"]) for each in found}


def clients_with(who: Who, vendor_id: int, condition: Q) -> set[int]:
    """The clients of a vendor that have an open request under a condition."""
    tickets = desk_tickets(who).filter(condition, vendor_id=vendor_id, under_way=True).order_by()
    return set(tickets.values_list("organisation_id", flat=True))
