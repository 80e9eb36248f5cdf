"""Calendars as people state them: weekly windows in a zone, closures, dated openings, locked holiday tables.

Nothing here knows an instant: a `Calendar` is compiled to one by `servanda.engine.calendars.timeline`.
Minutes are minutes of a local day, 0 to 1440 (24:00). Days of the week are 0 (Monday) to 6 (Sunday).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from servanda.engine.text import Text

WHOLE_DAY = 1440


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """One window of a week, open from its start up to, and without, its end.

    A window may last several days (Monday 05:00 to Friday 16:00 is one window). Where both days are the same and
    the end is not after the start, it passes midnight.
    """

    start_day: int
    start_minute: int
    end_day: int
    end_minute: int

    def length_in_days(self) -> int:
        """How many dates after its first date the window ends, 0 to 6 (1 for one that passes midnight)."""
        days = (self.end_day - self.start_day) % 7
        return 1 if days == 0 and self.end_minute <= self.start_minute else days


@dataclass(frozen=True, slots=True)
class Holiday:
    """One date of a holiday table, with its name in both languages."""

    day: date
    name: Text


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """A list of holidays that was frozen, with the dates between which it is complete (both included).

    `source` and `version` name the library that suggested the dates, `country`, `subdivision` and `categories` what it
    was asked for; `added` and `removed` are the decisions of people, which `holidays` already contains.
    """

    id: str
    covers_from: date
    covers_to: date
    holidays: tuple[Holiday, ...]
    source: str = ""
    version: str = ""
    added: tuple[Holiday, ...] = ()
    removed: tuple[date, ...] = ()
    country: str = ""
    subdivision: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayClosure:
    """A date, or hours of it, on which the calendar is closed.

    An end that is not after the start passes midnight. With `evening_before` the whole closure lies one day earlier:
    20:00 to 05:00 is then from 20:00 on the day before to 05:00 on `day`. `zone` is the zone whose date counts and in
    which the hours are read; None is the calendar's. `evening_said` tells that the policy states which evening.
    """

    day: date
    start_minute: int = 0
    end_minute: int = WHOLE_DAY
    evening_before: bool = False
    zone: str | None = None
    name: Text = Text()
    evening_said: bool = False
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanClosure:
    """Closed from one local time to another, which are naive: clocks on the wall in `zone` (None: the calendar's)."""

    start: datetime
    end: datetime
    name: Text = Text()
    zone: str | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidayClosure:
    """Closed on every date of a union of holiday tables, or for the same hours of each (see `DayClosure`)."""

    tables: tuple[str, ...]
    start_minute: int = 0
    end_minute: int = WHOLE_DAY
    evening_before: bool = False
    zone: str | None = None
    evening_said: bool = False
    clauses: tuple[str, ...] = ()


Closure = DayClosure | SpanClosure | HolidayClosure


@dataclass(frozen=True, slots=True)
class Opening:
    """A dated exception: open from one naive local time to another, whatever the closures say."""

    start: datetime
    end: datetime
    name: Text = Text()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """When support is open: (weekly windows minus closures) and dated openings.

    `assumed` names the parts that the source text leaves open: ``hours``, ``tz``, ``holidays``; `ruling` the reading
    that was taken, `source` the original wording, `text` the sentence that readers see.
    """

    id: str
    zone: str
    windows: tuple[WeeklyWindow, ...] = ()
    always: bool = False
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    tables: Mapping[str, HolidayTable] = field(default_factory=lambda: MappingProxyType({}))
    name: Text = Text()
    assumed: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    text: Text = Text()
    source: str = ""
    ruling: str = ""
