"""Calendars as they are now: whether support is there, its next seven days, the closed dates of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from servanda.desk.web.formats import joined, language, length, offset, weekday_date, zone_place
from servanda.desk.web.pages.blocks import HolidayLine, OpenHours
from servanda.desk.web.pages.legend import legend
from servanda.desk.web.ribbon import Kind, Mark, Ribbon, Sign, Stretch
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import WHOLE_DAY
from servanda.engine.calendars.timeline import Closed, Timeline
from servanda.engine.instants import local_instant, moment
from servanda.engine.policy.hours_text import write_clock
from servanda.engine.policy.policy import Policy
from servanda.publishing.blocks import Hours


def open_hours(policy: Policy, hours: Hours, now: int) -> OpenHours:
    """A calendar of the document as it is at `now` (microseconds)."""
    timeline = policy.timeline(hours.calendar)
    zone = ZoneInfo(hours.zone)
    state, said = open_now(timeline, zone, now)
    year = moment(now, zone).year
    return OpenHours(
        hours=hours,
        zone=gettext("%(place)s (%(offset)s now)") % {"place": zone_place(zone), "offset": offset(now, zone)},
        state=state,
        now=said,
        week=week_ribbon(hours.calendar, timeline, zone, now),
        year=year,
        holidays=tuple(closed_dates(timeline, zone, year)),
    )


def open_now(timeline: Timeline, zone: tzinfo, now: int) -> tuple[str, str]:
    """The state at `now` and a sentence: ``Open now, closes in 2 h (Fri 17:00)``."""
    try:
        if timeline.is_open(now):
            closes = timeline.next_close(now)
            return "open", _closes(closes, zone, now)
        opens = timeline.next_open(now)
    except CalendarError as error:
        return "unknown", error.message.of(language())
    values = {"length": length(opens - now), "when": _when(opens, zone)}
    return "closed", gettext("Closed now, opens in %(length)s (%(when)s)") % values


def _closes(closes: int | None, zone: tzinfo, now: int) -> str:
    if closes is None:
        return gettext("Open now, and always")
    return gettext("Open now, closes in %(length)s (%(when)s)") % {
        "length": length(closes - now),
        "when": _when(closes, zone),
    }


def _when(at: int, zone: tzinfo) -> str:
    when = moment(at, zone)
    return f"{weekday_date(when.date())}, {_minute(when)}, {zone_place(zone)}"


def closed_dates(timeline: Timeline, zone: tzinfo, year: int) -> Iterator[HolidayLine]:
    """The closures of one local year, in order, each with its hours where it is not a whole day."""
    start, end = (local_instant(datetime(each, 1, 1), zone) for each in (year, year + 1))  # noqa: DTZ001  (wall time)
    try:
        closures = timeline.closures(start, end)
    except CalendarError:
        return
    for closed in closures:
        yield _closed_line(closed, zone)


def _closed_line(closed: Closed, zone: tzinfo) -> HolidayLine:
    begins, ends = moment(closed.start, zone), moment(closed.end, zone)
    whole = begins.time() == time() == ends.time()
    hours = "" if whole else f"{_minute(begins)} – {_minute(ends)}"
    return HolidayLine(weekday_date(begins.date()), closed.name.of(language()), hours)


def _minute(when: datetime) -> str:
    return write_clock(when.hour * 60 + when.minute).of(language())


def week_ribbon(key: str, timeline: Timeline, zone: tzinfo, now: int) -> Ribbon:
    """The seven days from today, with the present on them."""
    today = moment(now, zone).date()
    start, end = (local_instant(datetime.combine(each, time()), zone) for each in (today, today + timedelta(days=7)))
    stretches = tuple(calendar_stretches(timeline, start, end))
    marks = (Mark(now, Sign.NOW, gettext("now")),)
    twin = _week_in_words(stretches, zone)
    return Ribbon(f"week-{key}", start, end, zone, twin, stretches, marks, legend=legend(stretches))


def _week_in_words(stretches: tuple[Stretch, ...], zone: tzinfo) -> str:
    windows = [each for each in stretches if each.kind is Kind.OPEN]
    if not windows:
        return gettext("Closed for the next seven days.")
    said = [
        f"{weekday_date(moment(each.start, zone).date())}, {_minute(moment(each.start, zone))}"
        f" – {_until(moment(each.start, zone), moment(each.end, zone))}"
        for each in windows
    ]
    return gettext("The next seven days, open: %(windows)s.") % {"windows": joined(said)}


def _until(begins: datetime, ends: datetime) -> str:
    if ends.date() == begins.date():
        return _minute(ends)
    if ends.time() == time() and ends.date() == begins.date() + timedelta(days=1):
        return write_clock(WHOLE_DAY).of(language())
    return f"{weekday_date(ends.date())}, {_minute(ends)}"


def calendar_stretches(timeline: Timeline, start: int, end: int) -> Iterator[Stretch]:
    """Open bands and named closures between two instants; nothing where the calendar cannot answer."""
    try:
        windows, closures = timeline.windows(start, end), timeline.closures(start, end)
    except CalendarError:
        return
    for opens, closes in windows:
        yield Stretch(opens, closes, Kind.OPEN)
    for closed in closures:
        yield Stretch(closed.start, closed.end, Kind.HOLIDAY, closed.name.of(language()))
