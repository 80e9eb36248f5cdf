"""On which clock somebody reads: their own, else that of their client, else UTC."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from servanda.desk.organisations.who import Who


def zone_of(who: Who) -> ZoneInfo:
    """The zone for pages that belong to no vendor."""
    known = [who.user.zone if who.user else ""]
    known += [person.zone or person.organisation.zone for person in who.people]
    return ZoneInfo(next(filter(None, known), "UTC"))
