"""The names by which readers know a time zone and a country."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location

from servanda.engine.calendars.model import HolidayTable
from servanda.engine.text import Language

_SUBDIVISIONS = {"CA-QC": "Québec"}


def zone_place(zone: str, language: Language) -> str:
    """The city of a zone: ``Toronto``, ``Jakarta``; ``UTC`` for itself."""
    if "/" not in zone:
        return zone
    return str(get_timezone_location(ZoneInfo(zone), locale=language, return_city=True))


def table_place(table: HolidayTable, language: Language) -> str:
    """The country or the province of a holiday table; its id where it states neither."""
    part = f"{table.country}-{table.subdivision}"
    if part in _SUBDIVISIONS:
        return _SUBDIVISIONS[part]
    return str(Locale(language).territories.get(table.country, table.id))
