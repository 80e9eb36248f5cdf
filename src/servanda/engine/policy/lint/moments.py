"""Where the examples of findings stand in time: ordinary days, and the first moment at which two calendars differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from servanda.engine.calendars.intervals import subtract
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import DAY, HOUR, local_instant, moment
from servanda.engine.prose import NBSP, write_moment
from servanda.engine.text import Text


def at_local(day: date, zone: tzinfo, hour: int = 0, minute: int = 0) -> int:
    """The instant at which clocks in `zone` show a time of `day`."""
    return local_instant(datetime.combine(day, time(hour, minute)), zone)


def ordinary_monday(year: int) -> date:
    """A Monday in the middle of March: no holiday in most countries, and clocks have changed or not by then."""
    day = date(year, 3, 15)
    return day + timedelta(days=(0 - day.weekday()) % 7)


def ordinary_opening(timeline: Timeline, year: int) -> int:
    """When the calendar opens on an ordinary Monday, or next after it."""
    return timeline.next_open(at_local(ordinary_monday(year), timeline.zone))


def year_bounds(year: int, zone: tzinfo) -> tuple[int, int]:
    """The instants at which a year begins and ends in `zone`."""
    return at_local(date(year, 1, 1), zone), at_local(date(year + 1, 1, 1), zone)


def open_time(timeline: Timeline, start: int, end: int) -> tuple[list[int], list[int]]:
    """The open intervals in [start, end) as starts and ends."""
    windows = timeline.windows(start, end)
    return [low for low, _ in windows], [high for _, high in windows]


def differences(one: Timeline, other: Timeline, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of [start, end) in which `one` is open and `other` is closed."""
    left = subtract(open_time(one, start, end), open_time(other, start, end))
    return zip(*left, strict=True)


def first_difference(one: Timeline, other: Timeline, year: int) -> tuple[int, bool] | None:
    """A moment of the year at which exactly one of two calendars is open, and whether it is the first of them."""
    start, end = year_bounds(year, one.zone)
    mine = next(differences(one, other, start, end), None)
    theirs = next(differences(other, one, start, end), None)
    if mine is None and theirs is None:
        return None
    if theirs is None or (mine is not None and mine[0] <= theirs[0]):
        assert mine is not None  # noqa: S101 - one of the two is there
        return _within(mine), True
    return _within(theirs), False


def _within(stretch: tuple[int, int]) -> int:
    """A moment that is plainly inside a stretch: an hour after its start, or its middle."""
    start, end = stretch
    return start + HOUR if end - start > HOUR else start + (end - start) // 2


def day_name(day: date) -> Text:
    """``Mon 18 May 2026`` in both languages."""
    noon = (day - date(1970, 1, 1)).days * DAY
    utc = moment(0).tzinfo
    assert utc is not None  # noqa: S101 - `moment` gives aware datetimes
    return Text(
        write_moment(noon, "en", utc).rpartition(NBSP)[0],
        write_moment(noon, "fr", utc).rpartition(NBSP)[0],
    )


OPEN, CLOSED = Text("open", "ouvert"), Text("closed", "fermé")


def open_or_closed(is_open: bool) -> Text:
    """The word for it."""
    return OPEN if is_open else CLOSED
