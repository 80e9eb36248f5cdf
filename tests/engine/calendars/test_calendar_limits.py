"""Questions that have no answer say so, at once and in both languages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import pytest

from servanda.engine.calendars.errors import (
    CalendarError,
    EndBeforeStartError,
    HorizonError,
    NeverOpensError,
    TableEndsError,
)
from servanda.engine.calendars.model import (
    Calendar,
    DayClosure,
    Holiday,
    HolidayClosure,
    HolidayTable,
    Opening,
    SpanClosure,
    WeeklyWindow,
)
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import DAY, HOUR, MINUTE, SECOND, parse_instant
from servanda.engine.text import Text

wall = datetime.fromisoformat
WEEK = tuple(WeeklyWindow(day, 540, day, 1020) for day in range(5))
NOON = parse_instant("2026-02-06T12:00-05:00")
TABLE = HolidayTable(
    "town", date(2026, 1, 1), date(2026, 12, 31), (Holiday(date(2026, 2, 9), Text("Town Day", "Fête de la ville")),)
)


def timeline(**fields: object) -> Timeline:
    return compile_timeline(Calendar("office", "America/Toronto", **({"windows": WEEK} | fields)))  # type: ignore[arg-type]


def with_table(**fields: object) -> Timeline:
    closure = HolidayClosure(("town",), **fields)  # type: ignore[arg-type]
    return timeline(closures=(closure,), tables={"town": TABLE})


def test_an_end_before_its_start_is_an_error() -> None:
    with pytest.raises(EndBeforeStartError, match="2026-02-06T12:00:00-05:00") as caught:
        timeline().elapsed(NOON, NOON - 1)
    assert caught.value.message.fr.startswith("La fin, 2026-02-06T11:59:59")
    with pytest.raises(EndBeforeStartError):
        timeline().windows(NOON, NOON - DAY)


def test_a_column_names_the_row_whose_end_is_before_its_start() -> None:
    starts = np.array([NOON, NOON, NOON])

    with pytest.raises(EndBeforeStartError, match="Row 1"):
        timeline().elapsed_many(starts, starts + np.array([1, -1, 1]))


def test_columns_must_be_rows_of_whole_microseconds() -> None:
    with pytest.raises(TypeError, match="float64"):
        timeline().due_many(np.array([1.5]), np.array([1.5]))
    with pytest.raises(ValueError, match="2 and 1"):
        timeline().due_many(np.array([NOON, NOON]), np.array([1]))


def test_no_questions_have_no_answers() -> None:
    nothing = np.array([], dtype=np.int64)

    assert timeline().elapsed_many(nothing, nothing).tolist() == []
    assert timeline().due_many(nothing, nothing).tolist() == []


@pytest.mark.parametrize("closed", [(), (SpanClosure(wall("1980-01-01T00:00"), wall("2110-01-01T00:00")),)])
@pytest.mark.parametrize("ask", [lambda line: line.due(NOON, HOUR), lambda line: line.next_open(NOON)])
def test_a_calendar_that_never_opens_says_so(closed: tuple[SpanClosure, ...], ask: Callable[[Timeline], int]) -> None:
    line = timeline(closures=closed) if closed else timeline(windows=())
    began = time.process_time()

    with pytest.raises(NeverOpensError) as caught:
        ask(line)

    assert caught.value.message == Text("Calendar office never opens.", "Le calendrier office n’ouvre jamais.")
    assert time.process_time() - began < 2


def test_a_calendar_that_never_opens_has_no_open_time_and_no_edges() -> None:
    line = timeline(windows=())

    assert line.elapsed(NOON, NOON + 100 * DAY) == 0
    assert not line.is_open(NOON)
    assert line.opening_after(NOON) is None
    assert line.next_close(NOON) is None
    assert line.previous_open(NOON) is None
    with pytest.raises(NeverOpensError):
        line.due_many(np.array([NOON]), np.array([HOUR]))


def test_a_calendar_that_opened_once_does_not_open_again() -> None:
    line = timeline(windows=(), openings=(Opening(wall("2026-02-06T09:00"), wall("2026-02-06T13:00")),))

    assert line.due(NOON, HOUR) == NOON + HOUR
    assert line.opening_after(NOON) is None
    with pytest.raises(HorizonError):
        line.due(NOON, HOUR + 1)
    with pytest.raises(HorizonError):
        line.breach_after(NOON, HOUR)


def test_business_days_of_a_calendar_without_dates_are_an_error() -> None:
    with pytest.raises(CalendarError):
        timeline().add_business_days(NOON, 1, days=timeline(windows=()))
    with pytest.raises(NeverOpensError):
        timeline(windows=()).add_business_days(NOON, 1)


@pytest.mark.parametrize("at", ["1989-12-31T12:00Z", "2101-02-01T12:00Z"])
def test_years_outside_the_product_are_an_error(at: str) -> None:
    line, instant = timeline(), parse_instant(at)

    for ask in (line.is_open, line.next_open, lambda at: line.elapsed(at, at), lambda at: line.due(at, HOUR)):
        with pytest.raises(HorizonError, match="1990 to 2100"):
            ask(instant)


@pytest.mark.parametrize("work", [10**9 * HOUR, -(10**9) * HOUR])
def test_work_that_would_end_outside_those_years_is_an_error(work: int) -> None:
    with pytest.raises(HorizonError):
        timeline().due(NOON, work)
    with pytest.raises(HorizonError):
        timeline().due_many(np.array([NOON]), np.array([work]))


def test_the_first_and_the_last_instants_can_be_asked() -> None:
    line = timeline(always=True)

    assert line.elapsed(parse_instant("1990-01-01T00:00Z"), parse_instant("2101-01-01T00:00Z")) == 40542 * DAY


@pytest.mark.parametrize(
    "ask",
    [
        lambda line: line.due(parse_instant("2026-12-31T16:30-05:00"), HOUR),
        lambda line: line.elapsed(NOON, parse_instant("2027-01-04T12:00-05:00")),
        lambda line: line.is_open(parse_instant("2027-06-01T12:00-05:00")),
        lambda line: line.is_open(parse_instant("2025-06-01T12:00-05:00")),
        lambda line: line.due(parse_instant("2026-01-01T09:30-05:00"), -HOUR),
        lambda line: line.add_business_days(parse_instant("2026-12-30T12:00-05:00"), 2),
        lambda line: line.next_close(parse_instant("2026-12-31T18:00-05:00")),
        lambda line: line.due_many(np.array([NOON]), np.array([4000 * HOUR])),
    ],
)
def test_beyond_a_holiday_table_nothing_is_guessed(ask: Callable[[Timeline], object]) -> None:
    with pytest.raises(TableEndsError, match="servanda lock") as caught:
        ask(with_table())

    assert (caught.value.table, caught.value.covers_to) == ("town", date(2026, 12, 31))
    assert "town" in caught.value.message.fr


def test_a_holiday_table_is_good_to_its_last_minute() -> None:
    last = parse_instant("2027-01-01T00:00-05:00")

    assert with_table().elapsed(last - 8 * HOUR, last) == HOUR
    assert with_table().due(last - 8 * HOUR, HOUR) == last - 7 * HOUR
    with pytest.raises(TableEndsError):
        with_table().breach_after(last - 8 * HOUR, HOUR)


def test_a_closure_on_the_evening_before_ends_a_table_a_day_early() -> None:
    evening = with_table(start_minute=20 * 60, end_minute=5 * 60, evening_before=True)

    assert evening.elapsed(NOON, parse_instant("2026-12-31T20:00-05:00")) > 0
    with pytest.raises(TableEndsError):
        evening.elapsed(NOON, parse_instant("2026-12-31T20:01-05:00"))


def test_hours_of_a_holiday_leave_the_rest_of_the_unknown_day_known() -> None:
    daytime = with_table(start_minute=9 * 60, end_minute=17 * 60)

    assert not daytime.is_open(parse_instant("2027-01-01T08:00-05:00"))
    with pytest.raises(TableEndsError):
        daytime.is_open(parse_instant("2027-01-01T09:00-05:00"))


def test_a_table_that_is_not_there_is_an_error_and_not_a_calendar_without_holidays() -> None:
    with pytest.raises(CalendarError, match="town"):
        timeline(closures=(HolidayClosure(("town",)),))


def test_the_reason_of_closed_time_is_named() -> None:
    named = DayClosure(date(2026, 2, 9), 12 * 60, 14 * 60, name=Text("Inventory", "Inventaire"), clauses=("X1",))
    line = timeline(closures=(HolidayClosure(("town",), 9 * 60, 13 * 60), named), tables={"town": TABLE})
    start = parse_instant("2026-02-09T00:00-05:00")
    pieces = line.closed(start, start + DAY)

    assert [(piece.start, piece.end) for piece in pieces] == [
        (start + 9 * HOUR, start + 13 * HOUR),
        (start + 13 * HOUR, start + 14 * HOUR),
    ]
    assert [(piece.name.fr, piece.why, piece.table, piece.clauses) for piece in pieces] == [
        ("Fête de la ville", "holiday", "town", ()),
        ("Inventaire", "closure", "", ("X1",)),
    ]


def test_closures_in_time_that_is_closed_anyway_are_listed_but_take_nothing() -> None:
    line = timeline(closures=(DayClosure(date(2026, 2, 8)),))
    start = parse_instant("2026-02-08T00:00-05:00")

    assert line.closed(start, start + DAY) == []
    assert [(closed.start, closed.end) for closed in line.closures(start, start + MINUTE)] == [(start, start + DAY)]


def test_a_date_in_two_tables_is_closed_once_under_its_first_name() -> None:
    other = HolidayTable("land", TABLE.covers_from, TABLE.covers_to, (Holiday(date(2026, 2, 9), Text("Land Day")),))
    line = timeline(closures=(HolidayClosure(("town", "land")),), tables={"town": TABLE, "land": other})
    start = parse_instant("2026-02-09T00:00-05:00")

    assert [closed.name.en for closed in line.closures(start, start + SECOND)] == ["Town Day"]


def test_a_thousand_threads_of_questions_share_a_timeline() -> None:
    from concurrent.futures import ThreadPoolExecutor

    line, alone = timeline(), timeline()
    instants = [NOON + number * 37 * DAY for number in range(-200, 200)]
    expected = [alone.due(at, 40 * HOUR) for at in instants]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda at: line.due(at, 40 * HOUR), instants)) == expected
