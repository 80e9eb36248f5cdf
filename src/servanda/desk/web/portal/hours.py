"""When support is there: now, this week, on the next holidays, and by each channel; on the client's clock too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.web.formats import language, long_date, offset, zone_place
from servanda.desk.web.pages.hours import open_now, week_ribbon
from servanda.desk.web.portal.standing import Standing, standing_at
from servanda.desk.web.portal.ways import Way, ways
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.timeline import Closed
from servanda.engine.instants import DAY, moment
from servanda.engine.policy.hours_text import write_clock
from servanda.publishing.sections.hours import sentences

_AHEAD = 365 * DAY


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday ahead, with each time that it closes support: the day, and the hours where it is not a whole day."""

    name: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch of the coming week on both clocks."""

    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class HoursPage:
    """Everything that the page shows."""

    name: str
    sentences: tuple[str, ...]
    zone: str
    your_zone: str
    state: str
    said: str
    week: Ribbon
    openings: tuple[Opening, ...]
    closed: tuple[Holiday, ...]
    unknown: str
    """From when on closures are not known yet."""
    ways: tuple[Way, ...]
    special: str


@require_safe
def hours(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the hours of the client's plan."""
    standing = standing_at(request, slug)
    page = hours_page(standing) if standing.agreed else None
    return render(
        request, "web/portal/hours.html", {"frame": standing.frame("hours"), "page": page, "standing": standing}
    )


def hours_page(standing: Standing) -> HoursPage:
    """The hours of the plan and its add-ons, as they are now."""
    held = standing.held
    key = held.policy.calendar_of(held.plan, held.addons)
    timeline, calendar = held.policy.timeline(key), held.policy.calendars[key]
    zone = ZoneInfo(calendar.zone)
    state, said = open_now(timeline, standing.zone, standing.at)
    closed, unknown = _closures(standing, key, zone)
    differs = offset(standing.at, standing.zone) != offset(standing.at, zone)
    return HoursPage(
        name=standing.scribe.calendar(key),
        sentences=(*((standing.scribe.say(calendar.text),) if calendar.text else ()), *sentences(calendar, language())),
        zone=_zone(zone, standing.at),
        your_zone=_zone(standing.zone, standing.at) if differs else "",
        state=state,
        said=said,
        week=week_ribbon(key, timeline, standing.zone, standing.at),
        openings=tuple(_openings(standing, key, zone)) if differs else (),
        closed=closed,
        unknown=unknown,
        ways=ways(standing, opening=True),
        special=standing.agreed.agreement.outside_hours_contact if standing.agreed else "",
    )


def _zone(zone: ZoneInfo, now: int) -> str:
    return gettext("%(place)s (%(offset)s now)") % {"place": zone_place(zone), "offset": offset(now, zone)}


def _openings(standing: Standing, key: str, zone: ZoneInfo) -> Iterator[Opening]:
    """The openings of the next seven days, on both clocks."""
    try:
        windows = standing.policy.timeline(key).windows(standing.at, standing.at + 7 * DAY)
    except CalendarError:
        return
    for start, end in windows:
        yield Opening(_span(start, end, zone), _span(start, end, standing.zone))


def _span(start: int, end: int, zone: ZoneInfo) -> str:
    begins, ends = moment(start, zone), moment(end, zone)
    until = _clock(ends.hour, ends.minute)
    if ends.date() > begins.date() and (ends.hour, ends.minute) != (0, 0):
        until = f"{_day(ends)}, {until}"
    return f"{_day(begins)}, {_clock(begins.hour, begins.minute)} – {until}"


def _day(at: datetime) -> str:
    return f"{_weekday(at.weekday())} {long_date(at.date())}"


def _clock(hour: int, minute: int) -> str:
    return write_clock(hour * 60 + minute).of(language())


def _weekday(number: int) -> str:
    return (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )[number]


def _closures(standing: Standing, key: str, zone: ZoneInfo) -> tuple[tuple[Holiday, ...], str]:
    """The closures of the next twelve months; where the calendar ends earlier, those that it knows, and what it says."""
    timeline, unknown = standing.policy.timeline(key), ""
    until = standing.at + _AHEAD
    while until > standing.at:
        try:
            found = timeline.closures(standing.at, until)
        except CalendarError as error:
            unknown, until = error.message.of(language()), until - 30 * DAY
            continue
        return tuple(_holidays(found, zone)), unknown
    return (), unknown


def _holidays(closures: Iterable[Closed], zone: ZoneInfo) -> Iterator[Holiday]:
    """Closures that follow each other under one name, as where each country closes its own hours, belong together."""
    for name, run in groupby(closures, key=lambda closed: closed.name.of(language())):
        yield Holiday(name, tuple(_closed(each, zone) for each in run))


def _closed(closed: Closed, zone: ZoneInfo) -> str:
    begins, ends = moment(closed.start, zone), moment(closed.end, zone)
    if (begins.hour, begins.minute, ends.hour, ends.minute) == (0, 0, 0, 0):
        return _day(begins)
    return _span(closed.start, closed.end, zone)
