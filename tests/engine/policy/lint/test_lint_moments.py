"""Where the examples of findings stand in time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import instant
from servanda.engine.policy.lint.moments import day_name, first_difference, ordinary_monday


def hours(text: str) -> Timeline:
    return compile_timeline(Calendar(text, "Etc/UTC", parse_windows(text)))


def test_the_first_difference_is_an_hour_into_it_and_says_who_is_open() -> None:
    early, late = hours("mon-fri 08:00-16:00"), hours("mon-fri 12:00-20:00")
    noon = instant(datetime(2026, 1, 1, 9, tzinfo=UTC))

    assert first_difference(early, late, 2026) == (noon, True)
    assert first_difference(late, early, 2026) == (noon, False)


def test_a_short_difference_is_told_by_its_middle() -> None:
    at = instant(datetime(2026, 1, 1, 8, 15, tzinfo=UTC))

    assert first_difference(hours("mon-fri 08:00-17:00"), hours("mon-fri 08:30-17:00"), 2026) == (at, True)


def test_equal_calendars_do_not_differ() -> None:
    assert first_difference(hours("mon-fri 08:00-16:00"), hours("mon-fri 08:00-16:00"), 2026) is None


def test_the_ordinary_monday_is_a_monday_in_the_middle_of_march() -> None:
    days = [ordinary_monday(year) for year in range(2018, 2041)]

    assert {day.weekday() for day in days} == {0}
    assert {day.month for day in days} == {3}


def test_a_day_is_written_in_both_languages() -> None:
    name = day_name(date(2026, 7, 1))

    assert name.en == "Wed\u00a01\u00a0Jul\u00a02026"
    assert name.fr == "mer.\u00a01er\u00a0juill.\u00a02026"
