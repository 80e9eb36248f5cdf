"""The ribbon: where everything lies on it, what is told apart, and that it needs neither colour nor style attributes."""

from __future__ import annotations

import re
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.desk.web.pages.specimens import specimens
from servanda.desk.web.pages.timeline import bounds, within, without
from servanda.desk.web.ribbon import Kind, Mark, Ribbon, Sign, Stretch, day_starts, row, wide
from servanda.engine.instants import DAY, HOUR, parse_instant

TORONTO = ZoneInfo("America/Toronto")
START = parse_instant("2026-02-06T00:00", TORONTO)

pytestmark = pytest.mark.usefixtures("english")


def strip(*stretches: Stretch, marks: tuple[Mark, ...] = ()) -> Ribbon:
    return Ribbon("r", START, START + 4 * DAY, TORONTO, "twin", stretches, marks)


@pytest.mark.parametrize(
    ("hours", "shown"), [(0, "0.00%"), (24, "25.00%"), (96, "100.00%"), (-5, "0.00%"), (200, "100.00%"), (1, "1.04%")]
)
def test_an_instant_lies_at_its_share_of_the_strip_and_never_off_it(hours: int, shown: str) -> None:
    assert strip().percent(START + hours * HOUR) == shown


def test_what_lies_outside_is_not_drawn_and_what_is_tiny_does_not_vanish() -> None:
    before = Stretch(START - DAY, START, Kind.OPEN)
    instant = Stretch(START + DAY, START + DAY + 1, Kind.OUTAGE)

    assert strip(before, instant).inside() == (instant,)
    assert strip().width(instant) == "0.10%"


def test_every_kind_is_told_apart_without_colour() -> None:
    """Open, spent and left differ by height and outline; holidays, pauses, lateness, maintenance carry patterns."""
    drawn = wide(strip(*(Stretch(START, START + DAY, kind) for kind in Kind)))

    for kind in (Kind.HOLIDAY, Kind.PAUSED, Kind.LATE, Kind.MAINTENANCE, Kind.UNKNOWN):
        assert f'fill="url(#r-{kind})"' in drawn
        assert f'<pattern id="r-{kind}"' in drawn
    assert len(set(re.findall(r"<pattern [^>]*>.*?(<path[^>]*>)", drawn))) == 5


def test_each_sign_has_a_head_of_its_own_shape() -> None:
    heads = {sign: wide(strip(marks=(Mark(START, sign),))).partition("ribbon-mark--")[2] for sign in Sign}

    assert "<path" in heads[Sign.DUE]
    assert "<rect" in heads[Sign.STOP]
    assert 'r="3.5"' in heads[Sign.NOW]
    assert 'r="2.5"' in heads[Sign.START]


def test_the_twin_names_the_drawing_and_the_row_says_it_aloud() -> None:
    assert 'role="img" aria-labelledby="r-twin"' in wide(strip())
    assert 'aria-label="twin"' in row(strip())
    assert 'width="120" height="12"' in row(strip())


def test_names_are_escaped() -> None:
    drawn = wide(strip(Stretch(START, START + DAY, Kind.HOLIDAY, "<b>O'Day</b>", "#x")))

    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn


def test_holidays_side_by_side_are_named_on_two_lines_and_a_third_only_in_words() -> None:
    days = [
        Stretch(START + day * DAY, START + (day + 1) * DAY, Kind.HOLIDAY, "A holiday with a long name " * 3)
        for day in range(3)
    ]
    heights = re.findall(r'class="ribbon-name" x="[^"]*" y="(\d+)"', wide(strip(*days)))

    assert heights == ["72", "84"]


def test_no_ribbon_of_the_gallery_needs_a_style_attribute_or_script() -> None:
    for _name, ribbon in specimens().ribbons:
        for drawn in (wide(ribbon), row(ribbon)):
            assert not re.search(r"style=|<script|<style|\son\w+=", drawn)


@given(
    zone=st.sampled_from(
        ["America/Toronto", "Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu"]
    ),
    start=st.integers(parse_instant("2020-01-01T00:00Z"), parse_instant("2030-01-01T00:00Z")),
    days=st.integers(0, 40),
)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_a_tick_stands_at_every_local_date_once(zone: str, start: int, days: int) -> None:
    found = day_starts(start, start + days * DAY, ZoneInfo(zone))

    assert all(start <= at < start + days * DAY for at in found)
    assert all(0 < later - earlier <= 25 * HOUR for earlier, later in pairwise(found))
    assert abs(len(found) - days) <= 1


@given(
    pieces=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 20)), max_size=6),
    low=st.integers(-10, 130),
    size=st.integers(0, 60),
)
@settings(derandomize=True, max_examples=200)
def test_within_and_without_share_out_an_interval(pieces: list[tuple[int, int]], low: int, size: int) -> None:
    """What is inside a hole and what is outside it add up to the whole."""
    intervals = [(start, start + length) for start, length in pieces]
    inside = sum(end - start for start, end in within(intervals, low, low + size))
    outside = sum(end - start for start, end in without(intervals, low, low + size))

    assert inside + outside == sum(length for _start, length in pieces)


@given(first=st.integers(START, START + 400 * DAY), length=st.integers(0, 60 * DAY))
@settings(derandomize=True, max_examples=100)
def test_a_strip_holds_what_it_is_drawn_for(first: int, length: int) -> None:
    start, end = bounds(first, first + length, TORONTO)

    assert start <= first
    assert end > first + length
    assert end - start <= length + 2 * DAY + 2 * HOUR
