"""Which arrivals somebody may see: those of the vendors at which they decide on held mail."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from servanda.desk.channels.models import Arrival, Mailbox
from servanda.desk.organisations.models import Vendor
from servanda.engine.instants import DAY

Fate = Arrival.Fate


def vendor_arrivals(vendor_id: int) -> QuerySet[Arrival]:
    """What arrived for a vendor, newest first."""
    return Arrival.objects.filter(vendor_id=vendor_id).select_related("ticket__vendor")


def counted(arrivals: QuerySet[Arrival]) -> dict[str, int]:
    """Fate → how many."""
    return dict(arrivals.order_by().values_list("fate").annotate(Count("pk")))


def found(arrivals: QuerySet[Arrival], words: str) -> QuerySet[Arrival]:
    """Those whose sender or subject contains some words."""
    for word in words.split()[:5]:
        arrivals = arrivals.filter(
            Q(sender__icontains=word) | Q(sender_name__icontains=word) | Q(subject__icontains=word)
        )
    return arrivals


def to_take_in() -> QuerySet[Arrival]:
    """What was stored and not understood yet, oldest first."""
    return Arrival.objects.filter(fate=Fate.STORED).order_by("pk")


def troubled(vendor: Vendor, *, at: int) -> QuerySet[Mailbox]:
    """Mailboxes of a vendor, or of all vendors, from which mail cannot be fetched; not those that nobody visits any more."""
    mine = Mailbox.objects.filter(Q(vendor=vendor) | Q(vendor=None)).exclude(trouble="")
    return mine.filter(visited_at__gt=at - DAY).order_by("address")


def unaddressed() -> QuerySet[Arrival]:
    """Mail that names no vendor, from mailboxes that serve all of them; whose it is, nobody knows."""
    return Arrival.objects.filter(vendor=None, fate=Fate.HELD, why="no-vendor")
