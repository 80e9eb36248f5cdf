"""Instants: integer microseconds since 1970-01-01T00:00Z inside the engine, RFC 3339 with an offset at its edge."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SHAPE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:[.,]\d{1,9})?)?\s*([Zz]|[+-]\d{2}:?\d{2})?$",
)


class NaiveInstantError(ValueError):
    """A local time stands where an instant is needed: it has no offset from UTC."""


def instant(moment: datetime) -> int:
    """Microseconds since the epoch of an aware `moment`. Raises NaiveInstantError for a local time."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveInstantError(f"{moment.isoformat()} has no offset from UTC; write {moment.isoformat()}+00:00 or Z")
    return (moment - _EPOCH) // _MICROSECOND


def moment(at: int, zone: tzinfo = UTC) -> datetime:
    """The aware datetime of an instant, in `zone`."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(zone)


def local_instant(wall: datetime, zone: tzinfo) -> int:
    """The instant at which clocks in `zone` show the naive `wall` time.

    A time in a gap moves forward by the gap; a time that occurs twice is its first occurrence (``DESIGN``: Time).
    """
    return instant(wall.replace(tzinfo=zone, fold=0))


def parse_instant(text: str, zone: tzinfo | None = None) -> int:
    """Read an RFC 3339 instant; seconds may be left out.

    A local time is read in `zone` where one is given. Raises NaiveInstantError where none is, ValueError for
    anything that is not a date and a time.
    """
    found = _SHAPE.match(text.strip())
    if found is None:
        raise ValueError(f"'{text}' is not a date and time such as 2026-02-06T16:30-05:00")
    day, clock, seconds, offset = found.groups()
    wall = datetime.fromisoformat(f"{day}T{clock}{(seconds or ':00').replace(',', '.')}")
    if offset is None:
        if zone is None:
            raise NaiveInstantError(f"'{text}' has no offset from UTC; write {text}Z, or the local offset")
        return local_instant(wall, zone)
    return instant(datetime.fromisoformat(wall.isoformat() + _offset(offset)))


def _offset(text: str) -> str:
    if text in "Zz":
        return "+00:00"
    return text if ":" in text else f"{text[:3]}:{text[3:]}"


def write_instant(at: int, zone: tzinfo = UTC) -> str:
    """RFC 3339 with the offset of `zone`; fractions of a second only where there are some."""
    return moment(at, zone).isoformat()
