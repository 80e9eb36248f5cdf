"""The hours of a calendar in words: ``Monday to Friday, 09:00 to 17:00``, ``du lundi au vendredi, de 9 h à 17 h``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from servanda.engine.calendars.model import (
    WHOLE_DAY,
    Calendar,
    Closure,
    DayClosure,
    HolidayClosure,
    SpanClosure,
    WeeklyWindow,
)
from servanda.engine.prose import NBSP
from servanda.engine.text import Text
from servanda.engine.uptime.wording import month_name

_DAYS = (
    Text("Monday", "lundi"),
    Text("Tuesday", "mardi"),
    Text("Wednesday", "mercredi"),
    Text("Thursday", "jeudi"),
    Text("Friday", "vendredi"),
    Text("Saturday", "samedi"),
    Text("Sunday", "dimanche"),
)
ALWAYS = Text("day and night, every day", "jour et nuit, tous les jours")


def write_clock(minute: int) -> Text:
    """A minute of a local day: ``09:00``, ``9 h``; 1440 is ``24:00``, ``24 h``."""
    hours, minutes = divmod(minute, 60)
    french = f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02}" if minutes else "")
    return Text(f"{hours:02}:{minutes:02}", french)


def write_day(day: date) -> Text:
    """``1 March 2026``, ``1er mars 2026``."""
    name = month_name(day.year, day.month)
    return Text(f"{day.day}{NBSP}{name.en}", f"{'1er' if day.day == 1 else day.day}{NBSP}{name.fr}")


def write_hours(calendar: Calendar) -> Text:
    """The weekly hours of a calendar."""
    if calendar.always:
        return ALWAYS
    sentences = [_window(first, last) for first, last in grouped(calendar.windows)]
    return Text("; ".join(item.en for item in sentences), " ; ".join(item.fr for item in sentences))


def write_closures(calendar: Calendar) -> tuple[Text, ...]:
    """When a calendar is closed although its week says open, and when it is open although it says closed."""
    closed = [_closure(closure) for closure in calendar.closures]
    opened = [_stretch(opening.start, opening.end, opening.name) for opening in calendar.openings]
    also = [Text(f"also open: {item.en}", f"ouvert aussi : {item.fr}") for item in opened]
    return (*closed, *also)


def grouped(windows: tuple[WeeklyWindow, ...]) -> Iterator[tuple[WeeklyWindow, int]]:
    """Windows of the same hours on following days as one: the first of them and the last day."""
    runs: list[tuple[WeeklyWindow, int]] = []
    for window in sorted(windows, key=lambda each: (each.start_minute, each.end_minute, each.start_day)):
        first, last = runs[-1] if runs else (window, -1)
        if runs and _same_hours(first, window) and window.start_day == last + 1:
            runs[-1] = (first, window.start_day)
        else:
            runs.append((window, window.start_day))
    return iter(sorted(runs, key=lambda run: (run[0].start_day, run[0].start_minute)))


def _same_hours(one: WeeklyWindow, other: WeeklyWindow) -> bool:
    same = (one.start_minute, one.end_minute) == (other.start_minute, other.end_minute)
    return same and one.length_in_days() == other.length_in_days() <= 1


def _window(window: WeeklyWindow, last: int) -> Text:
    start, end = write_clock(window.start_minute), write_clock(window.end_minute)
    if window.length_in_days() > 1:
        opens, closes = _DAYS[window.start_day], _DAYS[window.end_day]
        return Text(
            f"without a break from {opens.en} {start.en} to {closes.en} {end.en}",
            f"sans interruption du {opens.fr} à {start.fr} au {closes.fr} à {end.fr}",
        )
    days = _days(window.start_day, last)
    if (window.start_minute, window.end_minute) == (0, WHOLE_DAY):
        return Text(f"{days.en}, all day", f"{days.fr}, toute la journée")
    return Text(f"{days.en}, {start.en} to {end.en}", f"{days.fr}, de {start.fr} à {end.fr}")


def _days(first: int, last: int) -> Text:
    if (first, last) == (0, 6):
        return Text("every day", "tous les jours")
    opens, closes = _DAYS[first], _DAYS[last]
    if first == last:
        return Text(opens.en, f"le {opens.fr}")
    return Text(f"{opens.en} to {closes.en}", f"du {opens.fr} au {closes.fr}")


def _closure(closure: Closure) -> Text:
    if isinstance(closure, SpanClosure):
        return _in_zone(_stretch(closure.start, closure.end, closure.name), closure.zone)
    hours = _closed_hours(closure)
    if isinstance(closure, HolidayClosure):
        names = " + ".join(closure.tables)
        said = Text(f"holidays ({names}){hours.en}", f"jours fériés ({names}){hours.fr}")
        return _in_zone(said, closure.zone)
    day = write_day(closure.day)
    named = Text(f" ({closure.name.en})", f" ({closure.name.fr})") if closure.name else Text()
    return _in_zone(Text(f"{day.en}{named.en}{hours.en}", f"le {day.fr}{named.fr}{hours.fr}"), closure.zone)


def _closed_hours(closure: DayClosure | HolidayClosure) -> Text:
    if (closure.start_minute, closure.end_minute) == (0, WHOLE_DAY):
        return Text()
    start, end = write_clock(closure.start_minute), write_clock(closure.end_minute)
    if closure.evening_before:
        return Text(
            f", from {start.en} the evening before to {end.en}", f", de {start.fr} la veille au soir à {end.fr}"
        )
    return Text(f", {start.en} to {end.en}", f", de {start.fr} à {end.fr}")


def _stretch(start: datetime, end: datetime, name: Text) -> Text:
    days = write_day(start.date()), write_day(end.date())
    clocks = (write_clock(start.hour * 60 + start.minute), write_clock(end.hour * 60 + end.minute))
    named = Text(f" ({name.en})", f" ({name.fr})") if name else Text()
    return Text(
        f"{days[0].en} {clocks[0].en} to {days[1].en} {clocks[1].en}{named.en}",
        f"du {days[0].fr} à {clocks[0].fr} au {days[1].fr} à {clocks[1].fr}{named.fr}",
    )


def _in_zone(said: Text, zone: str | None) -> Text:
    return Text(f"{said.en}, by the clocks of {zone}", f"{said.fr}, à l’heure de {zone}") if zone else said
