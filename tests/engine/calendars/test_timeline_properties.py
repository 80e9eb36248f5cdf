"""What holds for every calendar in every zone, also over changes of clocks, checked against slow oracles."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from calendar_oracles import Edges, Minutes, aware, micro
from calendar_strategies import calendars
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import Calendar, WeeklyWindow
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import DAY, HOUR, MINUTE, SECOND

T = TypeVar("T")
offsets = st.integers(-9 * DAY, 9 * DAY)
works = st.integers(1, 100 * HOUR)
common = settings(derandomize=True, deadline=None, max_examples=60)
slow = settings(derandomize=True, deadline=None, max_examples=20)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def around(day: date, days: int) -> tuple[datetime, datetime]:
    return midnight(day) - timedelta(days=days), midnight(day) + timedelta(days=days)


def minutes_of(day: date, offset: int) -> datetime:
    return midnight(day) + timedelta(minutes=offset // MINUTE)


@common
@given(calendars(), offsets, offsets)
def test_elapsed_time_is_what_walking_every_edge_finds(drawn: tuple[Calendar, date], first: int, second: int) -> None:
    calendar, day = drawn
    start, end = sorted([micro(midnight(day)) + first, micro(midnight(day)) + second])
    edges = Edges(calendar, *around(day, 12))
    timeline = compile_timeline(calendar)

    assert timeline.elapsed(start, end) == edges.elapsed(aware(start), aware(end))
    assert timeline.windows(start, end) == edges.windows(aware(start), aware(end))


@common
@given(calendars(), offsets, works)
def test_due_and_breach_are_what_walking_every_edge_finds(drawn: tuple[Calendar, date], offset: int, work: int) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    edges = Edges(calendar, *around(day, 60))
    due, late = edges.due(aware(start), work), edges.breach_after(aware(start), work)
    assume(due is not None and late is not None)
    timeline = compile_timeline(calendar)

    assert timeline.due(start, work) == due
    assert timeline.breach_after(start, work) == late


@slow
@given(calendars(), offsets, st.integers(0, 1500), st.integers(1, 3000))
def test_the_minute_counter_agrees(drawn: tuple[Calendar, date], offset: int, length: int, work: int) -> None:
    calendar, day = drawn
    start = minutes_of(day, offset)
    end = start + timedelta(minutes=length)
    counter = Minutes(calendar, *around(day, 20))
    timeline = compile_timeline(calendar)

    assert timeline.elapsed(micro(start), micro(end)) == counter.elapsed(start, end) * MINUTE
    assert timeline.is_open(micro(start)) == (start in counter.open)
    for expected, found in (
        (counter.due(start, work), timeline.due),
        (counter.breach_after(start, work), timeline.breach_after),
    ):
        if expected is not None:
            assert found(micro(start), work * MINUTE) == micro(expected)
    back = counter.back(start, work)
    if back is not None:
        assert timeline.due(micro(start), -work * MINUTE) == micro(back)


def answered(timeline: Timeline, start: int, work: int) -> int:
    return known(lambda: timeline.due(start, work))


def known(ask: Callable[[], T]) -> T:
    """The answer, where this calendar has one within what its table covers."""
    try:
        return ask()
    except CalendarError:
        assume(False)
        raise


@common
@given(calendars(), offsets, works)
def test_so_much_open_time_has_elapsed_when_it_is_due(drawn: tuple[Calendar, date], offset: int, work: int) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    timeline = compile_timeline(calendar)
    due = answered(timeline, start, work)

    assert timeline.elapsed(start, due) == work
    assert timeline.elapsed(start, due - 1) == work - 1


@common
@given(calendars(), offsets, works)
def test_all_time_between_due_and_breach_is_closed(drawn: tuple[Calendar, date], offset: int, work: int) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    timeline = compile_timeline(calendar)
    due = answered(timeline, start, work)
    late = timeline.breach_after(start, work)

    assert late >= due
    assert timeline.elapsed(due, late) == 0
    assert timeline.windows(due, late) == []
    assert timeline.elapsed(start, late + 1) == work + 1


@common
@given(calendars(), st.lists(offsets, min_size=3, max_size=3))
def test_elapsed_time_adds_up(drawn: tuple[Calendar, date], three: list[int]) -> None:
    calendar, day = drawn
    first, second, third = sorted(micro(midnight(day)) + offset for offset in three)
    timeline = compile_timeline(calendar)

    assert timeline.elapsed(first, third) == timeline.elapsed(first, second) + timeline.elapsed(second, third)
    assert 0 <= timeline.elapsed(first, third) <= third - first


@common
@given(calendars(), offsets, works)
def test_counting_back_from_an_instant_leads_to_it_again(drawn: tuple[Calendar, date], offset: int, work: int) -> None:
    calendar, day = drawn
    end = micro(midnight(day)) + offset
    timeline = compile_timeline(calendar)
    start = answered(timeline, end, -work)

    assert timeline.elapsed(start, end) == work
    assert timeline.elapsed(start + 1, end) == work - 1


@common
@given(calendars(), offsets)
def test_no_work_is_due_at_once_or_at_the_next_opening(drawn: tuple[Calendar, date], offset: int) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    timeline = compile_timeline(calendar)
    due = answered(timeline, start, 0)

    assert timeline.is_open(due)
    assert timeline.elapsed(start, due) == 0
    assert (due == start) == timeline.is_open(start)
    assert due == timeline.next_open(start)


@common
@given(calendars(), st.lists(st.tuples(offsets, st.integers(-50 * HOUR, 50 * HOUR)), min_size=1, max_size=60))
def test_columns_answer_what_single_questions_answer(drawn: tuple[Calendar, date], rows: list[tuple[int, int]]) -> None:
    calendar, day = drawn
    timeline = compile_timeline(calendar)
    answered(timeline, micro(midnight(day)) - 9 * DAY, -50 * HOUR)
    answered(timeline, micro(midnight(day)) + 9 * DAY, 50 * HOUR)
    starts = np.array([micro(midnight(day)) + start for start, _ in rows])
    works = np.array([work for _, work in rows])
    ends = starts + np.abs(works)
    pairs = list(zip(starts.tolist(), works.tolist(), strict=True))
    fresh = compile_timeline(calendar)

    assert fresh.due_many(starts, works).tolist() == [timeline.due(start, work) for start, work in pairs]
    assert fresh.breach_after_many(starts, works).tolist() == [timeline.breach_after(*pair) for pair in pairs]
    assert fresh.elapsed_many(starts, ends).tolist() == [
        timeline.elapsed(start, start + abs(work)) for start, work in pairs
    ]


@common
@given(calendars(), offsets, st.lists(offsets, max_size=4))
def test_what_was_asked_before_changes_no_answer(drawn: tuple[Calendar, date], offset: int, others: list[int]) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    asked, fresh = compile_timeline(calendar), compile_timeline(calendar)
    for other in others:
        asked.is_open(micro(midnight(day)) + 40 * other)

    assert asked.elapsed(start, start + 30 * DAY) == fresh.elapsed(start, start + 30 * DAY)
    assert asked.windows(start, start + 3 * DAY) == fresh.windows(start, start + 3 * DAY)


@common
@given(calendars(), offsets, st.integers(0, 6 * DAY))
def test_open_time_and_what_closures_took_make_up_the_week(
    drawn: tuple[Calendar, date], offset: int, length: int
) -> None:
    calendar, day = drawn
    start = micro(midnight(day)) + offset
    bare = Calendar(calendar.id, calendar.zone, calendar.windows, calendar.always, (), calendar.openings)
    pieces = compile_timeline(calendar).closed(start, start + length)
    taken = sum(piece.end - piece.start for piece in pieces)

    assert all(first.end <= second.start for first, second in itertools.pairwise(pieces))
    assert compile_timeline(calendar).elapsed(start, start + length) + taken == compile_timeline(bare).elapsed(
        start, start + length
    )


@common
@given(calendars(), offsets, works)
def test_open_around_the_clock_is_the_clock_on_the_wall(drawn: tuple[Calendar, date], offset: int, work: int) -> None:
    day, start = drawn[1], micro(midnight(drawn[1])) + offset
    timeline = compile_timeline(Calendar("always", drawn[0].zone, always=True))

    assert timeline.due(start, work) == timeline.breach_after(start, work) == start + work
    assert timeline.elapsed(start, start + work) == work
    assert timeline.next_close(start) is None
    assert timeline.previous_open(start) is None
    assert timeline.is_business_day(day) is ((drawn[0].zone, day) not in SKIPPED)


SKIPPED = [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kiritimati", date(1994, 12, 31))]


@common
@given(
    st.sampled_from(["America/Toronto", "Europe/Paris", "Asia/Kathmandu", "Australia/Sydney"]),
    st.integers(0, 1439),
    st.integers(1, 1440),
    st.integers(0, 20 * 24 * 60),
)
def test_far_from_changes_of_clocks_the_wall_decides(zone: str, first: int, last: int, offset: int) -> None:
    assume(first < last)
    calendar = Calendar("wall", zone, tuple(WeeklyWindow(day, first, day, last) for day in range(5)))
    at = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=offset)
    wall = at.astimezone(ZoneInfo(zone))
    expected = wall.weekday() < 5 and first <= wall.hour * 60 + wall.minute < last

    assert compile_timeline(calendar).is_open(micro(at)) is expected


@common
@given(calendars(), offsets)
def test_edges_follow_each_other(drawn: tuple[Calendar, date], offset: int) -> None:
    calendar, day = drawn
    at = micro(midnight(day)) + offset
    timeline = compile_timeline(calendar)
    closing = known(lambda: timeline.next_close(at))
    assume(closing is not None and closing < at + 30 * DAY)

    assert closing is not None
    assert timeline.is_open(closing - 1)
    assert not timeline.is_open(closing)
    assert timeline.previous_close(closing) == closing
    if not timeline.is_open(at):
        opening = timeline.next_open(at)
        assert timeline.opening_after(at) == opening
        assert timeline.previous_open(opening) == opening
        assert timeline.previous_open(opening + SECOND) == opening
