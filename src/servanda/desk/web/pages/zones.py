"""The time zones that a form offers: one for each clock that people live by; an address may name any other."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from servanda.desk.web.formats import offset, zone_place

OFFERED = (
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Vancouver",
    "America/Los_Angeles",
    "America/Edmonton",
    "America/Denver",
    "America/Phoenix",
    "America/Winnipeg",
    "America/Chicago",
    "America/Mexico_City",
    "America/Bogota",
    "America/Toronto",
    "America/New_York",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Azores",
    "UTC",
    "Europe/Lisbon",
    "Europe/London",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Zurich",
    "Africa/Johannesburg",
    "Europe/Athens",
    "Africa/Cairo",
    "Europe/Istanbul",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Australia/Perth",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Noumea",
    "Pacific/Auckland",
)


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """One zone of the list."""

    value: str
    name: str
    chosen: bool


def zone_choices(chosen: ZoneInfo, vendor: ZoneInfo, at: int) -> tuple[ZoneChoice, ...]:
    """The offered zones with their offset at `at`, the vendor's and the chosen one first where they are no part."""
    names = list(dict.fromkeys((str(vendor), *OFFERED)))
    if str(chosen) not in names:
        names.insert(0, str(chosen))
    return tuple(_choice(name, str(chosen), at) for name in names)


def _choice(name: str, chosen: str, at: int) -> ZoneChoice:
    zone = ZoneInfo(name)
    return ZoneChoice(name, f"{zone_place(zone)} ({offset(at, zone)})", name == chosen)
