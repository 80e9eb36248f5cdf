"""What is read out of the wording that a policy keeps from its source: lengths, their units, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Unit

_UNITS: dict[str, Unit] = {"mi": "minute", "h": "hour", "d": "day", "j": "day"}
_LENGTH = re.compile(
    r"(?<![\d.:,])(?P<number>\d+)\s*(?P<unit>hours?|heures?|hrs?|h|minutes?|mins?|days?|d|jours?|j)\b"
    r"(?P<mark>\s*(?:\(?24\s*[x×/]\s*7\)?|ouvr\w+|of (?:business|support)\b|d’horloge|civils?))?",
    re.IGNORECASE,
)
_MARKED_AFTER_NUMBER = re.compile(
    r"\d+\s+(?:business|working|clock|calendar|support)\s+(?:hours?|minutes?|days?)", re.IGNORECASE
)
_TWO_UNITS = re.compile(
    r"(?P<hours>\d+)\s*(?:hours?|heures?|hrs?|h)\s*\((?P<days>\d+)\s*(?:business |working )?(?:days?|jours?)[^)]*\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length as the source writes it; `marked` tells whether the source says which time counts."""

    words: str
    number: int
    unit: Unit
    marked: bool


@dataclass(frozen=True, slots=True)
class TwoUnits:
    """``72 hours (3 business days)``."""

    words: str
    hours: int
    days: int


def lengths(source: str) -> Iterator[Length]:
    """Every length in a wording, those in two units left out."""
    rest = _TWO_UNITS.sub(" ", source)
    for found in _MARKED_AFTER_NUMBER.finditer(rest):
        unit: Unit = "day" if "day" in found[0].lower() else "hour" if "hour" in found[0].lower() else "minute"
        yield Length(found[0], int(found[0].split()[0]), unit, True)
    for found in _LENGTH.finditer(_MARKED_AFTER_NUMBER.sub(" ", rest)):
        letters = found["unit"].lower()
        unit = _UNITS["mi" if letters.startswith("mi") else letters[0]]
        yield Length(found[0].strip(), int(found["number"]), unit, bool(found["mark"]))


def two_units(source: str) -> Iterator[TwoUnits]:
    """Every length that a wording gives in two units."""
    for found in _TWO_UNITS.finditer(source):
        yield TwoUnits(found[0], int(found["hours"]), int(found["days"]))


def table_lengths(policy: Policy, sources: dict[str, str]) -> list[tuple[TargetRule, Length]]:
    """The lengths in the wordings kept at single promises of the table, in the order of the document."""
    return [
        (rule, length)
        for rule in policy.targets
        if rule.id.startswith("targets/table/") and rule.promise.kind == "within"
        for length in lengths(sources.get(rule.id, ""))
    ]


def is_mixed(found: list[tuple[TargetRule, Length]]) -> bool:
    """Whether some lengths of a table say which time counts and others do not."""
    return len({length.marked for _, length in found}) > 1
