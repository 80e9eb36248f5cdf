"""Whether a word names a time zone, and which zone somebody probably meant by a word that does not."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from servanda.engine.diagnostics import nearest

_MEANT = {
    "eastern": "America/Toronto",
    "et": "America/Toronto",
    "edt": "America/Toronto",
    "est": "America/Toronto",
    "est5edt": "America/Toronto",
    "eastern time": "America/Toronto",
    "atlantic": "America/Halifax",
    "central": "America/Winnipeg",
    "cst": "America/Winnipeg",
    "mountain": "America/Edmonton",
    "mst": "America/Edmonton",
    "pacific": "America/Vancouver",
    "pst": "America/Vancouver",
    "pdt": "America/Vancouver",
    "montreal": "America/Toronto",
    "montréal": "America/Toronto",
    "quebec": "America/Toronto",
    "québec": "America/Toronto",
    "ottawa": "America/Toronto",
    "bst": "Europe/London",
    "cest": "Europe/Paris",
    "france": "Europe/Paris",
    "wib": "Asia/Jakarta",
    "indonesia": "Asia/Jakarta",
    "aest": "Australia/Sydney",
}
"""What people write, with a place that keeps that time."""


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def meant_zone(name: str) -> str | None:
    """The IANA time zone that a word which is none was probably meant to be."""
    folded = name.casefold().strip().replace(" ", "_")
    if folded.replace("_", " ") in _MEANT:
        return _MEANT[folded.replace("_", " ")]
    zones = available_timezones()
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones, reverse=True)}
    if folded in cities:
        return cities[folded]
    city = nearest(folded.rpartition("/")[2], cities)
    return cities[city] if city else nearest(name, zones)
