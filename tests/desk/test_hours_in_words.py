"""Whether calendars are open, for how long, and when they are closed."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from servanda.desk.shelf import Shelved
from servanda.desk.web.formats import length, relative
from servanda.desk.web.pages.hours import closed_dates, open_now
from servanda.engine.calendars.model import Calendar, HolidayClosure, HolidayTable
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.instants import DAY, HOUR, MINUTE, parse_instant

TORONTO = ZoneInfo("America/Toronto")
NB, NN = "\u00a0", "\u202f"


def windows(*written: str) -> Calendar:
    return Calendar("c", "America/Toronto", tuple(window for text in written for window in parse_windows(text)))


@pytest.mark.parametrize(
    ("at", "state", "said"),
    [
        ("2026-02-06T15:00-05:00", "open", f"Open now, closes in 2{NB}h (Fri 6 February, 17:00, Toronto)"),
        (
            "2026-02-06T17:00-05:00",
            "closed",
            f"Closed now, opens in 2{NB}d{NB}16{NB}h (Mon 9 February, 09:00, Toronto)",
        ),
    ],
)
def test_a_calendar_says_whether_it_is_open_and_for_how_long(english, at: str, state: str, said: str) -> None:
    timeline = compile_timeline(windows("mon-fri 09:00-17:00"))

    assert open_now(timeline, TORONTO, parse_instant(at)) == (state, said)


def test_a_calendar_that_never_closes_says_so(english) -> None:
    timeline = compile_timeline(Calendar("c", "UTC", always=True))

    assert open_now(timeline, ZoneInfo("UTC"), parse_instant("2026-02-06T15:00Z")) == ("open", "Open now, and always")


def test_a_calendar_whose_table_ends_says_what_it_does_not_know(french) -> None:
    table = HolidayTable("canada", date(2026, 1, 1), date(2026, 12, 31), (), country="CA")
    calendar = Calendar(
        "c",
        "UTC",
        parse_windows("mon-fri 09:00-17:00"),
        closures=(HolidayClosure(("canada",)),),
        tables={"canada": table},
    )
    state, said = open_now(compile_timeline(calendar), ZoneInfo("UTC"), parse_instant("2030-01-01T00:00Z"))

    assert state == "unknown"
    assert "canada" in said


def test_the_closed_dates_of_a_year_are_named_in_the_reader_s_language(kiwi: Shelved, french) -> None:
    days = list(closed_dates(kiwi.policy.timeline("office"), TORONTO, 2026))

    assert len(days) == 8
    assert [day.name for day in days if day.date == "mer. 24 juin"] == ["Fête nationale du Québec"]
    assert all(day.hours == "" for day in days)


@pytest.mark.parametrize(
    ("span", "english", "french"),
    [
        (0, f"0{NB}min", f"0{NB}min"),
        (59 * MINUTE + 59_000_000, f"59{NB}min", f"59{NB}min"),
        (2 * HOUR + 10 * MINUTE, f"2{NB}h{NB}10", f"2{NB}h{NB}10"),
        (2 * HOUR, f"2{NB}h", f"2{NB}h"),
        (3 * DAY + 4 * HOUR + 59 * MINUTE, f"3{NB}d{NB}4{NB}h", f"3{NB}j{NB}4{NB}h"),
        (3 * DAY, f"3{NB}d", f"3{NB}j"),
    ],
)
def test_a_length_has_at_most_two_units_and_is_never_rounded_up(span: int, english: str, french: str) -> None:
    with translation.override("en"):
        assert length(span) == english
    with translation.override("fr"):
        assert length(span) == french


def test_times_are_told_from_now(english) -> None:
    assert relative(HOUR, 0) == f"in 1{NB}h"
    assert relative(0, HOUR) == f"1{NB}h ago"
    assert relative(30_000_000, 0) == "now"
