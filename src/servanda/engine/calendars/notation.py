"""How people write weekly hours: ``mon-fri 09:00-17:00``, ``mon 05:00 to fri 16:00``, ``sat 13:30-24:00``, ``mon-fri``.

Days are mon, tue, wed, thu, fri, sat, sun; times are local, 24-hour, 00:00 to 24:00. ``fri 22:00-02:00`` passes
midnight; days alone are open all day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.calendars.model import WHOLE_DAY, WeeklyWindow
from servanda.engine.diagnostics import nearest
from servanda.engine.text import Text

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_LONG_NAMES = {
    name: short
    for short, names in zip(
        DAYS,
        (
            ("monday", "lundi", "lun"),
            ("tuesday", "mardi", "mar", "tues"),
            ("wednesday", "mercredi", "mer"),
            ("thursday", "jeudi", "jeu", "thurs"),
            ("friday", "vendredi", "ven"),
            ("saturday", "samedi", "sam"),
            ("sunday", "dimanche", "dim"),
        ),
        strict=True,
    )
    for name in names
}
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})$")
_NUMBER = re.compile(r"[0-9]{3,6}$")
_RANGE = re.compile(r"(\S+?)\s*[-\u2013]\s*(\S+)$")
_SPAN = re.compile(r"(\S+)\s+(\S+)\s+to\s+(\S+)\s+(\S+)$")


class NotationError(ValueError):
    """Hours that cannot be read; `message` says in both languages what would be right, `code` is the lint's."""

    def __init__(self, message: Text, code: str = "SV-S01") -> None:
        super().__init__(message.en)
        self.message = message
        self.code = code


def parse_time(text: str) -> int:
    """The minute of the day, 0 to 1440, of ``HH:MM``. Raises NotationError: SV-S02 for a bare number."""
    if _NUMBER.match(text.strip()):
        raise _retyped(text.strip())
    found = _TIME.match(text.strip())
    hours, minutes = (int(found[1]), int(found[2])) if found else (99, 99)
    minute = hours * 60 + minutes
    if minutes > 59 or minute > WHOLE_DAY:
        raise NotationError(
            Text(
                f"'{text}' is not a time of day; write 00:00 to 24:00, as in 09:00.",
                f"«\u202f{text}\u202f» n’est pas une heure\u202f; écrivez de 00:00 à 24:00, par exemple 09:00.",
            )
        )
    return minute


def _retyped(number: str) -> NotationError:
    """What some YAML libraries make of a time: 16:00 is sixty times sixteen to them, and 16:00:00 sixty times that."""
    minute = int(number) if int(number) <= WHOLE_DAY else int(number) // 60
    shown = f"{minute // 60:02d}:{minute % 60:02d}" if minute <= WHOLE_DAY else "09:00"
    return NotationError(
        Text(
            f"{number} is a number where a time of day is due: was {shown} read as a number? Write {shown}.",
            f"{number} est un nombre là où l’on attend une heure\u202f: {shown} a-t-il été lu comme un nombre\u202f? "
            f"Écrivez {shown}.",
        ),
        "SV-S02",
    )


def parse_hours(text: str) -> tuple[int, int]:
    """The minutes of ``09:00-17:00``; an end that is not after the start passes midnight. Raises NotationError."""
    found = _RANGE.match(text.strip())
    if found is None:
        raise _unreadable(text)
    start, end = parse_time(found[1]), parse_time(found[2])
    _refuse_late_start(start, text)
    return start, end


def parse_windows(text: str) -> tuple[WeeklyWindow, ...]:
    """The weekly windows of one line of hours. Raises NotationError."""
    line = " ".join(text.split())
    span = _SPAN.match(line.casefold())
    if span:
        return (_span(span, line),)
    days, _, hours = line.partition(" ")
    if hours and not hours[0].isdigit():
        raise _unreadable(line)
    start, end = parse_hours(hours) if hours else (0, WHOLE_DAY)
    over_midnight = end <= start
    return tuple(WeeklyWindow(day, start, (day + over_midnight) % 7, end) for day in _days(days))


def _span(found: re.Match[str], line: str) -> WeeklyWindow:
    first, last = _day(found[1]), _day(found[3])
    start, end = parse_time(found[2]), parse_time(found[4])
    _refuse_late_start(start, line)
    if first == last and end <= start:
        raise NotationError(
            Text(
                f"'{line}' ends before it starts. For all hours write always; else give the day on which it ends.",
                f"«\u202f{line}\u202f» finit avant de commencer. Pour toutes les heures, écrivez always\u202f; "
                "sinon, donnez le jour où cela finit.",
            )
        )
    return WeeklyWindow(first, start, last, end)


def _days(text: str) -> Iterator[int]:
    first, dash, last = text.replace("\u2013", "-").partition("-")
    start = _day(first)
    end = _day(last) if dash else start
    return ((start + number) % 7 for number in range((end - start) % 7 + 1))


def _day(word: str) -> int:
    name = word.casefold()
    if name in DAYS:
        return DAYS.index(name)
    meant = _LONG_NAMES.get(name.rstrip(".")) or nearest(name, DAYS)
    right = f"write {meant}" if meant else f"write one of {', '.join(DAYS)}"
    juste = f"écrivez {meant}" if meant else f"écrivez {', '.join(DAYS[:-1])} ou {DAYS[-1]}"
    raise NotationError(
        Text(
            f"'{word}' is not a day; {right}.",
            f"«\u202f{word}\u202f» n’est pas un jour\u202f; {juste}.",
        )
    )


def _refuse_late_start(minute: int, text: str) -> None:
    if minute == WHOLE_DAY:
        raise NotationError(
            Text(
                f"'{text}' starts at 24:00; write 00:00 of the next day.",
                f"«\u202f{text}\u202f» commence à 24:00\u202f; écrivez 00:00 du lendemain.",
            )
        )


def _unreadable(text: str) -> NotationError:
    return NotationError(
        Text(
            f"'{text}' is not hours; write mon-fri 09:00-17:00, or mon 05:00 to fri 16:00, or always.",
            f"«\u202f{text}\u202f» ne dit pas d’heures\u202f; écrivez mon-fri 09:00-17:00, "
            "ou mon 05:00 to fri 16:00, ou always.",
        )
    )


def write_window(window: WeeklyWindow) -> str:
    """A window in the notation that `parse_windows` reads."""
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (window.start_minute, window.end_minute))
    if window.length_in_days() == 0 or (window.length_in_days() == 1 and window.end_minute <= window.start_minute):
        return f"{DAYS[window.start_day]} {start}-{end}"
    return f"{DAYS[window.start_day]} {start} to {DAYS[window.end_day]} {end}"
