"""What is counted once for several readers: until something happens anywhere, and for some seconds at most."""

from __future__ import annotations

from servanda.desk.tickets.models import Event

FRESH = 10
"""Seconds for which a count stands while nothing happens: time alone moves tickets into `risk` and `breached`."""


def latest_event() -> int:
    """The id of the last event: whatever was counted before another one is counted again."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
