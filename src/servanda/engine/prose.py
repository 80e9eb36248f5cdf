"""Sentences for people: the catalogue of sayings of every room, and how values are written in each language.

A saying is a `Text` with fields in braces. A field may name how its value is written: ``{due@instant}``,
``{spent@duration}``, ``{who@text}``, ``{days@number}``, ``{names@list}``; without a form it is written as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, tzinfo
from typing import Any

from servanda.engine.because import Because
from servanda.engine.instants import HOUR, MINUTE, SECOND, moment
from servanda.engine.text import Language, Text

NBSP = "\u00a0"

_FIELD = re.compile(r"\{(\w+)(?:@(\w+))?\}")
_DAYS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
}
_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
}


class Prose:
    """Writes the because of a verdict in one language, with times in one zone."""

    def __init__(self, sayings: Mapping[str, Text], language: Language, zone: tzinfo = UTC) -> None:
        self.sayings = sayings
        self.language = language
        self.zone = zone

    def say(self, because: Because) -> str:
        """The sentence of one node. Raises KeyError for a key that no catalogue has."""
        return self.fill(self.sayings[because.key], because.values)

    def fill(self, saying: Text, values: Mapping[str, Any]) -> str:
        """`saying` in this language with its fields filled."""
        return _FIELD.sub(lambda found: self.write(values[found[1]], found[2]), saying.of(self.language))

    def write(self, value: Any, form: str | None = None) -> str:
        """One value as people read it."""
        if isinstance(value, Text):
            return value.of(self.language)
        if isinstance(value, date):
            return write_date(value, self.language)
        if form == "instant":
            return write_moment(value, self.language, self.zone)
        if form == "duration":
            return write_duration(value, self.language)
        if form == "list":
            return write_list((self.write(item) for item in value), self.language)
        if form == "number":
            return write_number(value, self.language)
        return str(value)


def write_moment(at: int, language: Language, zone: tzinfo) -> str:
    """``Thu 25 Jun 2026 17:00`` or ``jeu. 25 juin 2026 17:00``, in `zone`; seconds where there are some."""
    when = moment(at, zone)
    clock = when.strftime("%H:%M:%S" if when.second else "%H:%M")
    return f"{_DAYS[language][when.weekday()]}{NBSP}{write_date(when, language)}{NBSP}{clock}"


def write_date(day: date, language: Language) -> str:
    """``25 Jun 2026`` or ``25 juin 2026``."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}{NBSP}{_MONTHS[language][day.month - 1]}{NBSP}{day.year}"


def write_duration(length: int, language: Language) -> str:
    """``3 h 20 min``: the same in both languages, to the second; never rounded up."""
    sign, length = ("\u2212", -length) if length < 0 else ("", length)
    hours, rest = divmod(length, HOUR)
    minutes, seconds = rest // MINUTE, rest % MINUTE // SECOND
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    shown = [f"{number}{NBSP}{unit}" for number, unit in parts if number] or [f"0{NBSP}min"]
    return sign + NBSP.join(shown)


def write_list(items: Iterable[str], language: Language) -> str:
    """``a, b and c`` or ``a, b et c``."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + (" et " if language == "fr" else " and ") + names[-1]


def write_number(value: Any, language: Language) -> str:
    """A number with the decimal mark of the language, its digits untouched."""
    return str(value).replace(".", ",") if language == "fr" else str(value)
