"""On which clock somebody reads: their own, else that of their client, else UTC."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from servanda.desk.organisations.who import Who
from servanda.desk.web.formats import language, zone_place
from servanda.engine.instants import MINUTE, instant
from servanda.engine.prose import write_moment


def zone_of(who: Who) -> ZoneInfo:
    """The zone for pages that belong to no vendor."""
    known = [who.user.zone if who.user else ""]
    known += [person.zone or person.organisation.zone for person in who.people]
    return ZoneInfo(next(filter(None, known), "UTC"))


def told(at: datetime, zone: ZoneInfo) -> str:
    """An instant to the minute, with the place whose clock it is read on."""
    whole = instant(at) // MINUTE * MINUTE
    return f"{write_moment(whole, language(), zone)} ({zone_place(zone)})"
