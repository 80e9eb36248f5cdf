"""Weekly hours as people write them."""

from __future__ import annotations

import pytest
from calendar_strategies import windows
from hypothesis import assume, given, settings

from servanda.engine.calendars.model import WeeklyWindow
from servanda.engine.calendars.notation import NotationError, parse_time, parse_windows, write_window


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon 09:00-17:00", [(0, 540, 0, 1020)]),
        ("sat 13:30-24:00", [(5, 810, 5, 1440)]),
        ("sat", [(5, 0, 5, 1440)]),
        ("sat-sun", [(5, 0, 5, 1440), (6, 0, 6, 1440)]),
        ("sun-mon 10:00-12:00", [(6, 600, 6, 720), (0, 600, 0, 720)]),
        ("mon 05:00 to fri 16:00", [(0, 300, 4, 960)]),
        ("fri 18:00 to mon 06:00", [(4, 1080, 0, 360)]),
        ("fri 22:00-02:00", [(4, 1320, 5, 120)]),
        ("sun 22:00-02:00", [(6, 1320, 0, 120)]),
        ("mon 00:00-00:00", [(0, 0, 1, 0)]),
        ("mon 09:00 to mon 17:00", [(0, 540, 0, 1020)]),
        ("  Mon   9:00 – 17:00 ", [(0, 540, 0, 1020)]),
        ("mon–tue", [(0, 0, 0, 1440), (1, 0, 1, 1440)]),
    ],
)
def test_hours_are_read_as_written(text: str, expected: list[tuple[int, int, int, int]]) -> None:
    assert parse_windows(text) == tuple(WeeklyWindow(*window) for window in expected)


def test_a_range_of_days_has_its_hours_on_each_of_them() -> None:
    assert parse_windows("mon-fri 09:00-17:00") == tuple(WeeklyWindow(day, 540, day, 1020) for day in range(5))


@pytest.mark.parametrize(
    ("text", "right", "juste"),
    [
        ("monday 09:00-17:00", "write mon", "écrivez mon"),
        ("lundi 09:00-17:00", "write mon", "écrivez mon"),
        ("mno-fri 09:00-17:00", "write mon", "écrivez mon"),
        ("xyz", "one of mon, tue", "mon, tue"),
        ("mon 9-17", "as in 09:00", "par exemple 09:00"),
        ("mon 09:00", "mon-fri 09:00-17:00", "mon-fri 09:00-17:00"),
        ("mon 25:00-26:00", "00:00 to 24:00", "de 00:00 à 24:00"),
        ("mon 09:60-17:00", "00:00 to 24:00", "de 00:00 à 24:00"),
        ("mon 24:00-02:00", "00:00 of the next day", "00:00 du lendemain"),
        ("mon 24:00 to tue 05:00", "00:00 of the next day", "00:00 du lendemain"),
        ("mon 05:00 to mon 05:00", "write always", "écrivez always"),
        ("mon 09:00-12:00 13:00-17:00", "mon-fri 09:00-17:00", "mon-fri 09:00-17:00"),
        ("mon nine to five", "mon-fri 09:00-17:00", "mon-fri 09:00-17:00"),
        ("24/7", "mon, tue", "mon, tue"),
        ("", "one of mon", "mon, tue"),
        ("- 09:00-17:00", "one of mon", "mon, tue"),
        ("mon 09:00-17:00-18:00", "00:00 to 24:00", "de 00:00 à 24:00"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_would_be_right(text: str, right: str, juste: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_windows(text)

    assert right in caught.value.message.en
    assert juste in caught.value.message.fr


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("09:05", 545), ("9:05", 545), ("24:00", 1440)])
def test_times_are_minutes_of_the_day(text: str, minute: int) -> None:
    assert parse_time(text) == minute


@pytest.mark.parametrize("text", ["", "9", "900", "24:01", "09:5", "09:00:00", "-1:00", "٠٩:٠٠"])
def test_other_times_are_refused(text: str) -> None:
    with pytest.raises(NotationError):
        parse_time(text)


@settings(derandomize=True, max_examples=200)
@given(windows())
def test_a_window_that_is_written_reads_back(window: WeeklyWindow) -> None:
    assume(window.length_in_days() < 6)
    lasting = WeeklyWindow(
        window.start_day, window.start_minute, (window.start_day + window.length_in_days()) % 7, window.end_minute
    )

    assert parse_windows(write_window(window)) == (lasting,)
