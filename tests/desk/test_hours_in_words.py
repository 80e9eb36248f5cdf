"""Calendars in words, and whether they are open."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from servanda.desk.shelf import Shelved
from servanda.desk.web.formats import length, relative
from servanda.desk.web.pages.hours import closed_dates, open_now, sentences
from servanda.engine.calendars.model import Calendar, DayClosure, HolidayClosure, HolidayTable, Opening, SpanClosure
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.instants import DAY, HOUR, MINUTE, parse_instant
from servanda.engine.text import Text

TORONTO = ZoneInfo("America/Toronto")
NB, NN = "\u00a0", "\u202f"


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall)


def windows(*written: str) -> Calendar:
    return Calendar("c", "America/Toronto", tuple(window for text in written for window in parse_windows(text)))


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        (
            ["mon-fri 09:00-17:00"],
            ["Monday to Friday, 09:00 to 17:00."],
            [f"Du lundi au vendredi, de 9{NB}h à 17{NB}h."],
        ),
        (
            ["mon 05:00 to fri 16:00"],
            ["From Monday 05:00 to Friday 16:00, without a break."],
            [f"Du lundi 5{NB}h au vendredi 16{NB}h, sans interruption."],
        ),
        (["mon-sun 09:00-17:00"], ["Every day, 09:00 to 17:00."], [f"Tous les jours, de 9{NB}h à 17{NB}h."]),
        (
            ["sat 10:00-12:30", "sat 13:30-24:00"],
            ["Saturday, 10:00 to 12:30.", "Saturday, 13:30 to 24:00."],
            [f"Samedi, de 10{NB}h à 12{NB}h{NB}30.", f"Samedi, de 13{NB}h{NB}30 à 24{NB}h."],
        ),
        (["mon-fri"], ["Monday to Friday, all day."], ["Du lundi au vendredi, toute la journée."]),
        (
            ["mon 09:00-17:00", "wed 09:00-17:00"],
            ["Monday, 09:00 to 17:00.", "Wednesday, 09:00 to 17:00."],
            [f"Lundi, de 9{NB}h à 17{NB}h.", f"Mercredi, de 9{NB}h à 17{NB}h."],
        ),
        (["fri 22:00-02:00"], ["Friday, 22:00 to 02:00."], [f"Vendredi, de 22{NB}h à 2{NB}h."]),
    ],
)
def test_weekly_windows_are_said_as_people_say_them(written: list[str], english: list[str], french: list[str]) -> None:
    calendar = windows(*written)
    with translation.override("en"):
        assert list(sentences(calendar)) == english
    with translation.override("fr"):
        assert list(sentences(calendar)) == french


def test_always_open_is_said_so(english) -> None:
    assert list(sentences(Calendar("c", "UTC", always=True))) == ["Every day, day and night."]


def test_every_kind_of_closure_has_its_sentence(english) -> None:
    table = HolidayTable("canada", date(2026, 1, 1), date(2026, 12, 31), (), country="CA")
    quebec = HolidayTable("quebec", date(2026, 1, 1), date(2026, 12, 31), (), country="CA", subdivision="QC")
    calendar = Calendar(
        "c",
        "America/Toronto",
        closures=(
            HolidayClosure(("canada", "quebec")),
            HolidayClosure(("canada",), 540, 1020),
            HolidayClosure(("canada",), 1200, 300, evening_before=True),
            DayClosure(date(2026, 12, 25), name=Text("Christmas", "Noël")),
            SpanClosure(at("2026-12-24T12:00"), at("2027-01-02T00:00")),
        ),
        openings=(Opening(at("2026-12-27T10:00"), at("2026-12-27T12:00")),),
        tables={"canada": table, "quebec": quebec},
    )

    assert list(sentences(calendar)) == [
        "Closed on holidays (Canada and Québec).",
        "Closed 09:00 to 17:00 on holidays (Canada).",
        "Closed from 20:00 on the evening before holidays (Canada) to 05:00 on the day.",
        "Closed on 25 December 2026 (Christmas).",
        "Closed from 24 December 2026, 12:00 to 2 January 2027, 00:00.",
        "Also open from 27 December 2026, 10:00 to 27 December 2026, 12:00.",
    ]


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
