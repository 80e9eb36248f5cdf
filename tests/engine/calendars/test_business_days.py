"""Business days, against a count of dates on a list of windows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from calendar_oracles import Edges, aware, micro, utc
from calendar_strategies import calendars
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import Calendar, DayClosure, WeeklyWindow
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import DAY, HOUR, parse_instant

DAYS = timedelta(days=1)
OFFICE = Calendar("office", "America/Toronto", tuple(WeeklyWindow(day, 540, day, 1020) for day in range(5)))
properties = settings(derandomize=True, deadline=None, max_examples=60)


class Dates:
    """Counts business dates one by one on the stretches that the slow oracle finds."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        middle = datetime.combine(day, time(), tzinfo=UTC)
        self.zone = calendar.zone
        self.edges = Edges(calendar, middle - 40 * DAYS, middle + 40 * DAYS)

    def open_on(self, day: date) -> int:
        return self.edges.elapsed(self.midnight(day), self.midnight(day + DAYS))

    def midnight(self, day: date) -> datetime:
        return utc(datetime.combine(day, time()), self.zone)

    def next_open(self, at: datetime) -> datetime:
        return next(max(low, at) for low, high in self.edges.pieces if high > at)

    def after(self, start: datetime, count: int) -> datetime:
        moved = self.next_open(start).astimezone(ZoneInfo(self.zone))
        day = moved.date()
        for _ in range(count):
            day += DAYS
            while not self.open_on(day):
                day += DAYS
        wall = datetime.combine(day, moved.time().replace(tzinfo=None))
        return self.next_open(moved if not count else utc(wall, self.zone))


@properties
@given(calendars(), st.integers(-9 * DAY, 9 * DAY), st.integers(0, 4))
def test_dates_counted_one_by_one_agree(drawn: tuple[Calendar, date], offset: int, count: int) -> None:
    calendar, day = drawn
    dates = Dates(calendar, day)
    assume(any(high > datetime.combine(day + 20 * DAYS, time(), tzinfo=UTC) for _, high in dates.edges.pieces))
    assume(len(calendar.windows) > 1 or calendar.always)
    start = micro(datetime.combine(day, time(), tzinfo=UTC)) + offset
    expected = dates.after(aware(start), count)

    assert compile_timeline(calendar).add_business_days(start, count) == micro(expected)


@properties
@given(calendars(), st.integers(-9 * DAY, 9 * DAY), st.integers(0, 4))
def test_each_business_day_more_is_never_due_earlier(drawn: tuple[Calendar, date], offset: int, count: int) -> None:
    calendar, day = drawn
    start = micro(datetime.combine(day, time(), tzinfo=UTC)) + offset
    timeline = compile_timeline(calendar)
    try:
        due = [timeline.add_business_days(start, number) for number in range(count + 1)]
    except CalendarError:
        assume(False)
        raise

    assert all(first <= second for first, second in pairwise(due))
    assert all(timeline.is_open(at) for at in due)


def office(*closed: date) -> Timeline:
    return compile_timeline(
        Calendar("office", OFFICE.zone, OFFICE.windows, closures=tuple(DayClosure(day) for day in closed))
    )


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-03-05T15:00-05:00", 1, "2026-03-06T15:00-05:00"),
        ("2026-03-06T15:00-05:00", 1, "2026-03-09T15:00-04:00"),  # over a change of clocks: the same time on the wall
        ("2026-03-06T18:00-05:00", 1, "2026-03-10T09:00-04:00"),
        ("2026-03-07T10:00-05:00", 0, "2026-03-09T09:00-04:00"),
        ("2026-03-09T10:00-04:00", -1, "2026-03-06T10:00-05:00"),
        ("2026-03-09T10:00-04:00", -5, "2026-03-02T10:00-05:00"),
        ("2026-03-08T10:00-04:00", -1, "2026-03-05T17:00-05:00"),  # a closed start moves back to Friday's closing
    ],
)
def test_an_office_counts_its_own_days(start: str, count: int, due: str) -> None:
    assert office().add_business_days(parse_instant(start), count) == parse_instant(due)


def test_a_closed_date_is_no_business_day() -> None:
    timeline = office(date(2026, 3, 9))

    assert not timeline.is_business_day(date(2026, 3, 9))
    assert not timeline.is_business_day(date(2026, 3, 8))
    assert timeline.is_business_day(date(2026, 3, 10))
    start = parse_instant("2026-03-06T15:00-05:00")
    assert timeline.add_business_days(start, 1) == parse_instant("2026-03-10T15:00-04:00")


def test_days_of_another_calendar_end_in_the_hours_of_this_one() -> None:
    start = parse_instant("2026-03-05T15:00-05:00")
    weekend = compile_timeline(Calendar("weekend", OFFICE.zone, (WeeklyWindow(5, 0, 5, 1440),)))

    assert office().add_business_days(start, 1, days=weekend) == parse_instant("2026-03-09T09:00-04:00")
    assert office().add_business_days(start, 1, days=weekend, rule="end-of-day") == parse_instant(
        "2026-03-09T17:00-04:00"
    )


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-03-05T09:00-05:00", 1, "2026-03-05T17:00-05:00"),
        ("2026-03-05T09:00-05:00", 2, "2026-03-06T17:00-05:00"),
        ("2026-03-05T15:00-05:00", 2, "2026-03-09T15:00-04:00"),
        ("2026-03-07T15:00-05:00", 1, "2026-03-09T17:00-04:00"),
        ("2026-03-09T15:00-04:00", -1, "2026-03-06T15:00-05:00"),
        ("2026-03-05T15:00-05:00", 0, "2026-03-05T15:00-05:00"),
    ],
)
def test_full_days_are_open_time(start: str, count: int, due: str) -> None:
    assert office().add_business_days(parse_instant(start), count, rule="full-days") == parse_instant(due)


def test_a_start_without_earlier_hours_cannot_go_back() -> None:
    from servanda.engine.calendars.model import Opening

    once = Opening(datetime.fromisoformat("2026-03-05T09:00"), datetime.fromisoformat("2026-03-05T17:00"))
    timeline = compile_timeline(Calendar("once", "UTC", openings=(once,)))
    start = parse_instant("2026-03-05T08:00Z")

    with pytest.raises(CalendarError):
        timeline.add_business_days(start, -1)
    assert timeline.add_business_days(start, 0, rule="end-of-day") == start + 9 * HOUR
