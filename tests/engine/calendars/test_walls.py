"""Wall times become the instants that `zoneinfo` finds, in every zone of the tz database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from calendar_oracles import micro, utc
from calendar_strategies import CHANGES

from servanda.engine.calendars.walls import WallClock, date_of, instant_of, midnight_of, wall_of
from servanda.engine.calendars.zones import is_zone, meant_zone
from servanda.engine.instants import DAY, HOUR, MINUTE

ZONES = sorted(zone for zone in available_timezones() if zone != "localtime")


def naive(wall: int) -> datetime:
    return datetime.fromisoformat("1970-01-01") + timedelta(microseconds=wall)


@pytest.mark.parametrize("part", range(8))
def test_every_zone_agrees_with_zoneinfo_in_some_year(part: int) -> None:
    for number, zone in enumerate(ZONES[part::8]):
        low = midnight_of(date(1990 + (37 * number + part) % 110, 1, 1))
        clock = WallClock(zone, low, low + 400 * DAY)
        walls = [low + (7919 * number + 48_611 * step) % (400 * 1440) * MINUTE for step in range(12)]

        assert [clock.instant(wall) for wall in walls] == [micro(utc(naive(wall), zone)) for wall in walls], zone


@pytest.mark.parametrize("zone", sorted(CHANGES))
def test_every_quarter_of_an_hour_around_a_change_agrees_with_zoneinfo(zone: str) -> None:
    for day in CHANGES[zone]:
        low, high = midnight_of(day) - 2 * DAY, midnight_of(day) + 3 * DAY
        walls = range(low, high, 15 * MINUTE)
        expected = [micro(utc(naive(wall), zone)) for wall in walls]

        assert WallClock(zone, low, high).instants(walls) == expected
        assert [instant_of(zone, wall) for wall in walls] == expected


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("America/Toronto", "2026-03-08T02:30", "2026-03-08T07:30"),  # the gap moves it to 03:30
        ("America/Toronto", "2026-03-08T03:00", "2026-03-08T07:00"),
        ("America/Toronto", "2026-11-01T01:30", "2026-11-01T05:30"),  # the first of two
        ("America/Toronto", "2026-11-01T02:00", "2026-11-01T07:00"),
        ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00"),  # the date begins at 01:00
        ("Africa/Cairo", "2023-04-28T00:30", "2023-04-27T22:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # a gap of half an hour
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00"),  # a date that never was
        ("Asia/Kathmandu", "2026-06-01T05:45", "2026-06-01T00:00"),
    ],
)
def test_edges_of_the_clocks_are_read_as_documented(zone: str, wall: str, expected: str) -> None:
    at = instant_of(zone, wall_of(datetime.fromisoformat(wall)))

    assert at == micro(datetime.fromisoformat(expected).replace(tzinfo=UTC))


def test_a_wall_time_has_its_date() -> None:
    assert midnight_of(date(1970, 1, 2)) == DAY
    assert date_of(midnight_of(date(2026, 2, 28)) + 23 * HOUR) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("word", "zone"),
    [
        ("Eastern", "America/Toronto"),
        ("EDT", "America/Toronto"),
        ("Montréal", "America/Toronto"),
        ("toronto", "America/Toronto"),
        ("Pariss", "Europe/Paris"),
        ("america/toronto", "America/Toronto"),
        ("Kiev ", "Europe/Kiev"),
        ("Wonderland of Nowhere", None),
    ],
)
def test_a_word_that_is_no_zone_leads_to_the_one_that_was_meant(word: str, zone: str | None) -> None:
    assert not is_zone(word)
    assert meant_zone(word) == zone


@pytest.mark.parametrize("word", ["", ".", "..", "/etc/localtime", "America", "America/../UTC", "\x00", "a" * 300])
def test_what_is_no_zone_is_never_looked_up_as_a_file(word: str) -> None:
    assert not is_zone(word)
