"""The one place of the desk where the clock is read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from servanda.engine.instants import instant


def now() -> int:
    """The present instant in microseconds; views pass it on."""
    return instant(datetime.now(UTC))


def today() -> date:
    """The present date in UTC: the day of which the lint speaks."""
    return datetime.now(UTC).date()
