"""The hours of a calendar in words: ``Monday to Friday, 09:00 to 17:00``, ``du lundi au vendredi, de 9 h à 17 h``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from servanda.engine.calendars.model import WHOLE_DAY, Calendar, WeeklyWindow
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
    """The weekly hours of a calendar in one sentence."""
    sentences = write_windows(calendar)
    return Text("; ".join(item.en for item in sentences), " ; ".join(item.fr for item in sentences))


def write_windows(calendar: Calendar) -> tuple[Text, ...]:
    """The weekly hours of a calendar, those of the same hours on following days as one."""
    if calendar.always:
        return (ALWAYS,)
    return tuple(_window(first, last) for first, last in grouped(calendar.windows))


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
