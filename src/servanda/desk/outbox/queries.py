"""Which mail that left somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from servanda.desk.outbox.models import Delivery

WAITING, SENT, FAILED = "waiting", "sent", "failed"
_STATES = {
    WAITING: Q(due_at__isnull=False),
    SENT: Q(sent_at__isnull=False, due_at__isnull=True, error=""),
    FAILED: Q(due_at__isnull=True) & (Q(sent_at__isnull=True) | ~Q(error="")),
}


def vendor_deliveries(vendor_id: int) -> QuerySet[Delivery]:
    """What a vendor has sent, newest first."""
    return Delivery.objects.filter(vendor_id=vendor_id)


def in_state(deliveries: QuerySet[Delivery], state: str) -> QuerySet[Delivery]:
    """Those that wait, were sent, or failed: refused, given up, or come back; all for another word."""
    return deliveries.filter(_STATES[state]) if state in _STATES else deliveries


def state_of(delivery: Delivery) -> str:
    """`waiting`, `sent` or `failed`."""
    if delivery.due_at is not None:
        return WAITING
    return FAILED if delivery.error or delivery.sent_at is None else SENT
