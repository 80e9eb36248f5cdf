"""Times, lengths and amounts as readers of each language write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.dates import format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop, pgettext

from servanda.engine.instants import DAY, HOUR, MINUTE, moment, write_instant
from servanda.engine.prose import write_moment
from servanda.engine.text import Language, spoken
from servanda.publishing import places

SIZES = (gettext_noop("%s KB"), gettext_noop("%s MB"), gettext_noop("%s GB"))
"""Django's own words for sizes, which readers of French here know as ko, Mo and Go."""
NBSP = "\u00a0"
THIN = "\u202f"


def language() -> Language:
    """The language of the page."""
    return spoken(get_language())


def zone_place(zone: tzinfo) -> str:
    """The city that a reader knows the zone by: ``Toronto``, ``Jakarta``; ``UTC`` for itself."""
    return places.zone_place(str(zone), language())


def offset(at: int, zone: tzinfo) -> str:
    """``UTC−5`` or ``UTC+5:30``, as it is at that instant."""
    delta = moment(at, zone).utcoffset()
    minutes = int(delta.total_seconds()) // 60 if delta else 0
    sign = "\u2212" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def time_tag(at: int, zone: tzinfo) -> SafeString:
    """The instant in `zone` to the minute, with the exact machine-readable value beside it."""
    shown = write_moment(at // MINUTE * MINUTE, language(), zone)
    return format_html('<time datetime="{}">{}</time>', write_instant(at, zone), shown)


def length(span: int) -> str:
    """A length for people: ``45 min``, ``2 h 10``, ``3 d 4 h`` (``3 j 4 h``); at most two units, rounded down."""
    days, rest = divmod(abs(span), DAY)
    hours, minutes = rest // HOUR, rest % HOUR // MINUTE
    if days:
        day = pgettext("one-letter unit of days", "d")
        return f"{days}{NBSP}{day}" + (f"{NBSP}{hours}{NBSP}h" if hours else "")
    if hours:
        return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02}" if minutes else "")
    return f"{minutes}{NBSP}min"


def worked(span: int) -> str:
    """Working time: ``45 min``, ``2 h 10``, ``32 h``. Never in days, since a working day is no number of hours."""
    hours, rest = divmod(abs(span), HOUR)
    minutes = rest // MINUTE
    if not hours:
        return f"{minutes}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02}" if minutes else "")


def relative(at: int, now: int) -> str:
    """``in 2 h 10`` or ``2 h 10 ago``; ``now`` within the minute."""
    if abs(at - now) < MINUTE:
        return gettext("now")
    said = gettext("in %(length)s") if at > now else gettext("%(length)s ago")
    return said % {"length": length(at - now)}


def joined(parts: Iterable[str]) -> str:
    """Parts one behind the other, with the semicolon of the language."""
    return (f"{THIN}; " if language() == "fr" else "; ").join(parts)


def long_date(day: date) -> str:
    """``8 December 2023`` or ``8 décembre 2023``; the first of a month is ``1er`` in French."""
    shown = str(format_date(day, "d MMMM yyyy", locale=language()))
    return f"1er{shown[1:]}" if language() == "fr" and day.day == 1 else shown


def period(since: date, until: date | None) -> str:
    """The days of [since, until): the first and the last one, or that no last one is set."""
    if until is None:
        return gettext("since %(since)s, without an end") % {"since": long_date(since)}
    days = {"since": long_date(since), "until": long_date(until - timedelta(days=1))}
    return gettext("from %(since)s to %(until)s") % days


def weekday_date(day: date) -> str:
    """``Fri 3 April`` or ``ven. 3 avril``."""
    shown = str(format_date(day, "EEE d MMMM", locale=language()))
    return shown.replace(" 1 ", " 1er ") if language() == "fr" and day.day == 1 else shown


@lru_cache(maxsize=4096)
def short_day(day: date, written: Language, *, year: bool) -> str:
    """``Fri 3 Apr``, or ``3 Apr 2026`` with the year and without the weekday; lists show the same few days."""
    return str(format_date(day, "d MMM yyyy" if year else "EEE d MMM", locale=written))


def local_field(at: int, zone: tzinfo) -> str:
    """The value of a ``datetime-local`` field."""
    when: datetime = moment(at, zone)
    return when.strftime("%Y-%m-%dT%H:%M")
