"""Random calendars around days on which something happens to the clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from servanda.engine.calendars.model import (
    Calendar,
    Closure,
    DayClosure,
    Holiday,
    HolidayClosure,
    HolidayTable,
    Opening,
    SpanClosure,
    WeeklyWindow,
)
from servanda.engine.text import Text

CHANGES = {
    "America/Toronto": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Sydney": (date(2026, 4, 5), date(2026, 10, 4)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),  # half an hour
    "America/Sao_Paulo": (date(2018, 2, 18), date(2018, 11, 4)),  # at midnight
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),  # at midnight
    "Africa/Cairo": (date(2023, 4, 28), date(2026, 10, 30)),  # at midnight
    "Asia/Beirut": (date(2026, 3, 29), date(2026, 10, 25)),  # at midnight
    "Asia/Gaza": (date(2011, 8, 1), date(2011, 8, 30)),  # twice within a month
    "Africa/Casablanca": (date(2026, 2, 15), date(2026, 3, 22)),
    "Asia/Kathmandu": (date(2026, 6, 1),),  # 5 h 45 min from UTC
    "Pacific/Apia": (date(2011, 12, 30), date(2012, 4, 1)),  # a date that never was
    "Pacific/Kiritimati": (date(1994, 12, 31),),
    "Antarctica/Troll": (date(2026, 3, 29),),  # two hours
}

minutes = st.one_of(st.integers(0, 1439), st.sampled_from([0, 60, 90, 120, 125, 150, 180, 540, 1020, 1410]))
ends = st.one_of(st.integers(1, 1440), st.sampled_from([30, 60, 120, 150, 180, 540, 1020, 1440]))
weekdays = st.integers(0, 6)


@st.composite
def windows(draw: st.DrawFn) -> WeeklyWindow:
    """One window: within a day, past midnight, or across days."""
    first, start, end = draw(weekdays), draw(minutes), draw(ends)
    last = draw(st.sampled_from([first, first, first, (first + 1) % 7, (first + 4) % 7]))
    return WeeklyWindow(first, start, last, end)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, date]:
    """A calendar, and a date near which its zone changes its clocks."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    near = draw(st.sampled_from(CHANGES[zone]))
    days = st.integers(-6, 6).map(lambda number: near + timedelta(days=number))
    table = HolidayTable(
        "table",
        near - timedelta(days=4000),
        near + timedelta(days=4000),
        tuple(Holiday(day, Text("holiday", "fête")) for day in sorted(draw(st.sets(days, max_size=3)))),
    )
    always = draw(st.integers(0, 5)) == 0
    calendar = Calendar(
        "random",
        zone,
        () if always else tuple(draw(st.lists(windows(), min_size=1, max_size=5))),
        always,
        tuple(draw(st.lists(closures(days), max_size=3))),
        tuple(draw(st.lists(openings(days), max_size=2))),
        {"table": table},
    )
    return calendar, near


@st.composite
def closures(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Closure:
    """One closure of any kind."""
    zone = draw(st.sampled_from([None, None, "Australia/Sydney", "America/Toronto"]))
    kind = draw(st.sampled_from(["day", "span", "table"]))
    if kind == "span":
        start = at(draw(days), draw(minutes))
        return SpanClosure(start, start + timedelta(minutes=draw(st.integers(1, 5000))), zone=zone)
    hours = draw(minutes), draw(ends)
    before = draw(st.booleans())
    if kind == "day":
        return DayClosure(draw(days), *hours, before, zone)
    return HolidayClosure(("table",), *hours, before, zone)


@st.composite
def openings(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Opening:
    """One dated opening."""
    start = at(draw(days), draw(minutes))
    return Opening(start, start + timedelta(minutes=draw(st.integers(1, 2000))))


def at(day: date, minute: int) -> datetime:
    """A naive local time."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)
