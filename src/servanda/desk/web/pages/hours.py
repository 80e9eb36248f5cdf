"""Calendars in words: when support is there, when it is not, and whether it is now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.translation import gettext

from servanda.desk.web.formats import joined, language, length, long_date, offset, weekday_date, zone_place
from servanda.desk.web.pages.blocks import HolidayLine, Hours, Margin
from servanda.desk.web.pages.legend import legend
from servanda.desk.web.pages.scribe import Scribe
from servanda.desk.web.pages.vocabulary import assumed_word
from servanda.desk.web.ribbon import Kind, Mark, Ribbon, Sign, Stretch
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import (
    WHOLE_DAY,
    Calendar,
    Closure,
    DayClosure,
    HolidayClosure,
    HolidayTable,
    SpanClosure,
    WeeklyWindow,
)
from servanda.engine.calendars.timeline import Closed, Timeline
from servanda.engine.instants import local_instant, moment
from servanda.engine.prose import write_list

_SUBDIVISIONS = {"CA-QC": "Québec"}


def calendar_hours(scribe: Scribe, key: str, now: int) -> Hours:
    """Everything that a reader wants to know of one calendar at `now` (microseconds)."""
    calendar, timeline = scribe.policy.calendars[key], scribe.policy.timeline(key)
    zone = ZoneInfo(calendar.zone)
    state, said = open_now(timeline, zone, now)
    year = moment(now, zone).year
    return Hours(
        id=f"calendar-{key}",
        name=scribe.calendar(key),
        sentences=tuple(sentences(calendar)),
        zone=gettext("%(place)s (%(offset)s now)") % {"place": zone_place(zone), "offset": offset(now, zone)},
        state=state,
        now=said,
        week=week_ribbon(key, timeline, zone, now),
        year=year,
        holidays=tuple(closed_dates(timeline, zone, year)),
        margin=Margin(
            scribe.clauses(calendar.clauses),
            tuple(assumed_word(word) for word in calendar.assumed),
            source=calendar.source,
        ),
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
    return f"{weekday_date(when.date())}, {clock(when.hour * 60 + when.minute)}, {zone_place(zone)}"


def clock(minute: int) -> str:
    """``09:00``, or ``9 h`` and ``16 h 30`` in French."""
    hours, minutes = divmod(minute, 60)
    if language() == "fr":
        return f"{hours}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")
    return f"{hours:02}:{minutes:02}"


def sentences(calendar: Calendar) -> Iterator[str]:
    """The opening hours and every kind of closure, a sentence each."""
    if calendar.always:
        yield gettext("Every day, day and night.")
    for window in grouped(calendar.windows):
        said = _window(*window)
        yield said[0].upper() + said[1:]
    for closure in calendar.closures:
        yield _closure(closure, calendar)
    for opening in calendar.openings:
        yield gettext("Also open %(period)s.") % {"period": _period(opening.start, opening.end)}


def grouped(windows: tuple[WeeklyWindow, ...]) -> list[tuple[WeeklyWindow, int]]:
    """Windows of the same hours on following days as one: the first of them and the last day."""
    found: list[tuple[WeeklyWindow, int]] = []
    for window in sorted(windows, key=lambda each: (each.start_minute, each.end_minute, each.start_day)):
        if found and _continues(*found[-1], window):
            found[-1] = (found[-1][0], window.start_day)
        else:
            found.append((window, window.start_day))
    return sorted(found, key=lambda pair: (pair[0].start_day, pair[0].start_minute))


def _continues(first: WeeklyWindow, last_day: int, window: WeeklyWindow) -> bool:
    same = (first.start_minute, first.end_minute) == (window.start_minute, window.end_minute)
    lengths = first.length_in_days(), window.length_in_days()
    return same and lengths[0] == lengths[1] <= 1 and window.start_day == last_day + 1


def _window(window: WeeklyWindow, last_day: int) -> str:
    if window.length_in_days() > 1:
        return gettext("From %(start)s to %(end)s, without a break.") % {
            "start": f"{day_name(window.start_day)} {clock(window.start_minute)}",
            "end": f"{day_name(window.end_day)} {clock(window.end_minute)}",
        }
    days = _days(window.start_day, last_day)
    if window.start_minute == 0 and window.end_minute == WHOLE_DAY:
        return gettext("%(days)s, all day.") % {"days": days}
    return gettext("%(days)s, %(from)s to %(to)s.") % {
        "days": days,
        "from": clock(window.start_minute),
        "to": clock(window.end_minute),
    }


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return gettext("Every day")
    if first == last:
        return day_name(first)
    return gettext("%(first)s to %(last)s") % {"first": day_name(first), "last": day_name(last)}


def day_name(day: int) -> str:
    """``Monday`` or ``lundi``."""
    return str(Locale(language()).days["format"]["wide"][day])


def _closure(closure: Closure, calendar: Calendar) -> str:
    if isinstance(closure, HolidayClosure):
        names = write_list((table_name(calendar.tables[table]) for table in closure.tables), language())
        return _hours_of(gettext("holidays (%(places)s)") % {"places": names}, closure)
    if isinstance(closure, DayClosure):
        named = closure.name.of(language())
        day = long_date(closure.day) + (f" ({named})" if named else "")
        return _hours_of(day, closure)
    if isinstance(closure, SpanClosure):
        return gettext("Closed %(period)s.") % {"period": _period(closure.start, closure.end)}
    raise TypeError(closure)


def _hours_of(days: str, closure: DayClosure | HolidayClosure) -> str:
    if (closure.start_minute, closure.end_minute) == (0, WHOLE_DAY):
        return gettext("Closed on %(days)s.") % {"days": days}
    values = {"days": days, "from": clock(closure.start_minute), "to": clock(closure.end_minute)}
    if closure.evening_before:
        return gettext("Closed from %(from)s on the evening before %(days)s to %(to)s on the day.") % values
    return gettext("Closed %(from)s to %(to)s on %(days)s.") % values


def _period(start: datetime, end: datetime) -> str:
    return gettext("from %(start)s to %(end)s") % {
        "start": f"{long_date(start.date())}, {clock(start.hour * 60 + start.minute)}",
        "end": f"{long_date(end.date())}, {clock(end.hour * 60 + end.minute)}",
    }


def table_name(table: HolidayTable) -> str:
    """The country or the province of a holiday table; its id where it states neither."""
    part = f"{table.country}-{table.subdivision}"
    if part in _SUBDIVISIONS:
        return _SUBDIVISIONS[part]
    territories = Locale(language()).territories
    return str(territories.get(table.country, table.id))


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
    return clock(when.hour * 60 + when.minute)


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
        return clock(WHOLE_DAY)
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


def runs_out(calendar: Calendar) -> date | None:
    """The last date that the holiday tables of a calendar know; None where it has none."""
    named = [table for closure in calendar.closures if isinstance(closure, HolidayClosure) for table in closure.tables]
    return min((calendar.tables[name].covers_to for name in named), default=None)
