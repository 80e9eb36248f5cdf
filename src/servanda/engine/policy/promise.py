"""Promises as people write them: ``1 business hour``, ``2 business days of days``, ``mean under 15 business minutes``.

The notation is ``[at most|under] <number> <clock|business|support|calendar> <minutes|hours|days|months>``, perhaps with
``of <calendar>`` behind it;
there are no abbreviations and no default unit, because a bare ``2d`` is where disputes begin (``POLICY_FORMAT``: Units).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.engine.policy.periods import PeriodError, parse_period, write_period
from servanda.engine.text import Text

Measure = Literal["clock", "business", "support", "calendar"]
Unit = Literal["second", "minute", "hour", "day", "month"]
Kind = Literal["within", "mean", "by end of day", "agreed per case", "none"]
Day = Literal["next support day", "following calendar day"]

SECONDS: dict[str, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}

_LENGTHS = {**SECONDS, "month": 30 * 86400}
_YEARS = 10
_LONGEST = _YEARS * 365 * 86400
_DIGITS = 12
"""A length beyond ten years is a slip of the pen; computed with, it would leave every calendar."""
_SPAN = re.compile(r"(\d+) (clock|business|support|calendar) (second|minute|hour|day|month)s?(?: of ([\w.-]+))?")
_BARE = re.compile(
    r"(\d+)\s*(d|h|hr|hrs|hour|hours|day|days|min|mins|m|minute|minutes|j|jours?|heures?|months?|mois)\b", re.I
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LIMIT = re.compile(r"(at most|up to|within|no more than|under|below|less than) ")
_STRICT = {"under", "below", "less than"}
_FULL = {"d": "day", "j": "day", "h": "hour", "m": "minute"}


class PromiseError(ValueError):
    """A promise that cannot be read; `code` is the lint code of the defect, `text` the message."""

    def __init__(self, code: str, text: Text, fix: Text = Text()) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: how many of which unit, measured how, on which calendar (None: the plan's own)."""

    number: int
    measure: Measure
    unit: Unit
    calendar: str | None = None

    @property
    def seconds(self) -> int | None:
        """The length in seconds, or None where it is not a fixed number of seconds."""
        if self.unit == "month" or (self.unit == "day" and self.measure != "clock"):
            return None
        return self.number * SECONDS[self.unit]

    @property
    def whole_days(self) -> bool:
        """Whether it counts dates: business, support or calendar days and months."""
        return self.seconds is None

    def __str__(self) -> str:
        name = f"{self.number} {self.measure} {self.unit}{'' if self.number == 1 else 's'}"
        return f"{name} of {self.calendar}" if self.calendar else name


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for one metric: the earliest of `spans`, a mean, the end of a day, or nothing."""

    kind: Kind
    spans: tuple[Span, ...] = ()
    strict: bool = False
    day: Day | None = None
    over: str = ""

    def __str__(self) -> str:
        if self.kind in ("none", "agreed per case"):
            return self.kind
        if self.kind == "by end of day":
            return f"by end of {self.day}"
        spans = ", ".join(str(span) for span in self.spans)
        words = ["mean" if self.kind == "mean" else "", "under" if self.strict else ""]
        words += ["earliest of" if len(self.spans) > 1 else "", spans, f"over {self.over}" if self.over else ""]
        return " ".join(word for word in words if word)


def parse_span(text: str) -> Span:
    """Read one length. Raises PromiseError: SV-U01 for a bare unit, SV-S02 for a bare number, else SV-S01."""
    found = _SPAN.fullmatch(" ".join(text.split()))
    if found is None:
        raise _unreadable(text)
    number, measure, unit, calendar = found.groups()
    if measure == "calendar" and unit not in ("day", "month"):
        raise PromiseError(
            "SV-U01",
            Text(f"'{text}': calendar {unit}s do not exist.", f"« {text} » : il n’existe pas de « calendar {unit} »."),
            Text(
                f"Write {number} clock {unit}s or {number} business {unit}s.",
                f"Écrivez {number} clock {unit}s ou {number} business {unit}s.",
            ),
        )
    if len(number) > _DIGITS or int(number) * _LENGTHS[unit] > _LONGEST:
        raise PromiseError(
            "SV-S01",
            Text(
                f"'{_shortened(text)}' is longer than {_YEARS} years.",
                f"« {_shortened(text)} » dépasse {_YEARS} ans.",
            ),
            Text(
                "Write what is meant, for example '10 business days'.",
                "Écrivez la durée voulue, par exemple « 10 business days ».",
            ),
        )
    return Span(int(number), measure, unit, calendar)  # type: ignore[arg-type]


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _unreadable(text: str) -> PromiseError:
    bare = _BARE.fullmatch(text.strip())
    if bare:
        number, letter = bare[1], bare[2].lower()
        unit = _FULL.get(letter[0], "hour") if not letter.startswith("mo") else "month"
        one = {"day": "business day", "hour": "business hour"}.get(unit, f"business {unit}")
        other = {"day": f"{int(number) * 24} clock hours", "hour": f"{number} clock hours"}.get(
            unit, f"{number} clock {unit}s"
        )
        s = "" if number == "1" else "s"
        return PromiseError(
            "SV-U01",
            Text(f"{text}: {number} {one}{s}, or {other}?", f"{text} : {number} {one}{s} ou {other} ?"),
            Text(f"Write '{number} {one}{s}' or '{other}'.", f"Écrivez « {number} {one}{s} » ou « {other} »."),
        )
    if _NUMBER.fullmatch(text.strip()):
        return _number(text.strip())
    return PromiseError(
        "SV-S01",
        Text(f"'{text}' is not a length of time.", f"« {text} » n’est pas une durée."),
        Text(
            "Write, for example, '8 business hours', '30 clock minutes' or '2 business days of office'.",
            "Écrivez par exemple « 8 business hours », « 30 clock minutes » ou « 2 business days of office ».",
        ),
    )


def _number(text: str) -> PromiseError:
    """A number alone: the unit was forgotten, or a YAML library made it of ``16:00`` or ``010``."""
    return PromiseError(
        "SV-S02",
        Text(
            f"{text} is a number where a length of time is due; its unit is missing, or 16:00 was read as 960.",
            f"{text} est un nombre là où l’on attend une durée ; il manque l’unité, ou 16:00 a été lu comme 960.",
        ),
        Text(
            f"Write '{text} business hours', or what was meant.",
            f"Écrivez « {text} business hours », ou ce qui convient.",
        ),
    )


def parse_promise(text: str) -> Promise:
    """Read one promise. Raises PromiseError with what would be right."""
    words = " ".join(text.split())
    if words in ("none", "agreed per case"):
        return Promise(words)  # type: ignore[arg-type]
    if words.startswith("by end of "):
        return _by_end_of(words)
    kind: Kind = "within"
    if words.startswith("mean "):
        kind, words = "mean", words.removeprefix("mean ")
    words, _, over = words.partition(" over ")
    _check_period(over)
    strict = False
    if limit := _LIMIT.match(words):
        strict, words = limit[1] in _STRICT, words[limit.end() :]
    parts = words.removeprefix("earliest of ").split(", ") if words.startswith("earliest of ") else [words]
    return Promise(kind, tuple(parse_span(part) for part in parts), strict, None, over)


def _check_period(over: str) -> None:
    try:
        parse_period(over)
    except PeriodError as error:
        raise PromiseError("SV-S01", error.text, error.fix) from error


def _by_end_of(words: str) -> Promise:
    day = words.removeprefix("by end of ")
    if day == "next support day" or day == "following calendar day":
        return Promise("by end of day", day=day)  # type: ignore[arg-type]
    raise PromiseError(
        "SV-S01",
        Text(f"'{words}': which day is that?", f"« {words} » : de quel jour s’agit-il ?"),
        Text(
            "Write 'by end of next support day' or 'by end of following calendar day'.",
            "Écrivez « by end of next support day » ou « by end of following calendar day ».",
        ),
    )


_UNITS_FR: dict[str, tuple[str, str]] = {
    "second": ("seconde", "secondes"),
    "minute": ("minute", "minutes"),
    "hour": ("heure", "heures"),
    "day": ("jour", "jours"),
    "month": ("mois", "mois"),
}
_FEMININE = {"second", "minute", "hour"}


def write_span(span: Span, business: str = "ouvrable", names: Mapping[str, Text] | None = None) -> Text:
    """A length in words; `business` is the policy's French adjective: ouvrable (Québec) or ouvré (France).

    `names` are what people call the calendars; one that has no name is called by its id.
    """
    of_en = of_fr = ""
    if span.calendar:
        name = (names or {}).get(span.calendar) or Text(span.calendar, span.calendar)
        of_en, of_fr = f" (calendar: {name.en})", f" (calendrier : {name.fr})"
    plain = Span(span.number, span.measure, span.unit)
    unit = _UNITS_FR[span.unit][span.number > 1]
    ending = ("e" if span.unit in _FEMININE and business.endswith("é") else "") + ("s" if span.number > 1 else "")
    adjective = {
        "business": business + ending,
        "support": "de soutien",
        "clock": "d’horloge" if span.unit != "day" else "de 24 heures",
        "calendar": "civil" + ("s" if span.number > 1 else ""),
    }[span.measure]
    return Text(f"{plain}{of_en}", f"{span.number} {unit} {adjective}{of_fr}")


def write_promise(promise: Promise, business: str = "ouvrable", names: Mapping[str, Text] | None = None) -> Text:
    """A promise in words, in both languages; see `write_span`."""
    if promise.kind == "none":
        return Text("no commitment", "sans engagement")
    if promise.kind == "agreed per case":
        return Text("agreed case by case", "convenu au cas par cas")
    if promise.kind == "by end of day":
        following = promise.day == "following calendar day"
        return Text(
            f"by the end of the {promise.day}",
            "avant la fin du jour civil suivant" if following else "avant la fin du prochain jour de soutien",
        )
    spans = [write_span(span, business, names) for span in promise.spans]
    en, fr = ", ".join(span.en for span in spans), ", ".join(span.fr for span in spans)
    if len(spans) > 1:
        en, fr = f"the earliest of {en}", f"le plus tôt de : {fr}"
    if promise.strict:
        en, fr = f"under {en}", f"moins de {fr}"
    if promise.kind == "mean":
        en, fr = f"{en} on average", f"{fr} en moyenne"
        if promise.over:
            period = write_period(parse_period(promise.over))
            en, fr = f"{en} over a {period.en}", f"{fr} par {period.fr}"
    return Text(en, fr)
