"""The sentences of a policy in both languages, and the numbers that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from servanda.engine.policy.policy import Policy
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import LANGUAGES, Language, Text

Unit = Literal["", "hour", "day", "minute", "month", "week", "%"]


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number in a sentence, with its unit where one stands beside it."""

    value: Decimal
    unit: Unit = ""


def sentences(policy: Policy) -> Iterator[tuple[str, Text]]:
    """Path and words of everything in the document that is written by language."""
    return _sentences(policy.tree, "")


def _sentences(node: Node, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(node, Table):
        said = {key: value.value for key, value in node.pairs.items() if isinstance(value, Scalar)}
        if said and set(node.pairs) <= set(LANGUAGES) and len(said) == len(node.pairs):
            yield path, Text(**said)
            return
        for key, value in node.pairs.items():
            yield from _sentences(value, f"{path}/{key}" if path else key)
    elif isinstance(node, Items):
        for number, item in enumerate(node.items, 1):
            yield from _sentences(item, f"{path}/{number}")


_NUMBER = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?)"
    r"(?:\s*(?P<unit>%|(?:(?:business|clock|support|calendar|working|full|whole)\s+)?"
    r"(?:hours?|heures?|hrs?|h|days?|jours?|d|j|minutes?|min|months?|mois|weeks?|semaines?)(?![\w])))?"
)
_UNITS: dict[str, Unit] = {"h": "hour", "d": "day", "j": "day", "w": "week", "s": "week", "%": "%"}
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_HEURE = re.compile(r"(?<!\d)(\d{1,2}) ?h ?(\d{2})(?!\d)")
_THOUSANDS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<=\d),(?=\d{3}(?!\d))"),
    "fr": re.compile(r"(?<=\d) (?=\d{3}(?!\d))"),
}
_WORDS: dict[int, tuple[str, ...]] = {
    0: ("zero", "zéro", "no", "aucun", "aucune"),
    1: ("one", "first", "un", "une", "premier", "première", "a", "an", "single", "seul", "seule", "1er", "1re"),
    2: ("two", "second", "twice", "deux", "deuxième", "both", "double"),
    3: ("three", "third", "trois", "troisième"),
    4: ("four", "quatre"),
    5: ("five", "cinq"),
    6: ("six", "half-yearly"),
    7: ("seven", "sept"),
    8: ("eight", "huit"),
    9: ("nine", "neuf"),
    10: ("ten", "dix"),
    11: ("eleven", "onze"),
    12: ("twelve", "twelfth", "douze", "douzième", "noon", "midi"),
    24: ("midnight", "minuit", "around the clock", "jour et nuit"),
}


def quantities(sentence: str, language: Language) -> tuple[Quantity, ...]:
    """Every number that is written in figures, in order; ``17:00`` and ``17 h`` are both 17 hours."""
    plain = sentence.replace("\u202f", " ").replace("\u00a0", " ")
    plain = _THOUSANDS[language].sub("", plain)
    if language == "fr":
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    plain = _HEURE.sub(_hour, _CLOCK.sub(_hour, plain))
    return tuple(_quantity(found) for found in _NUMBER.finditer(plain))


def _hour(found: re.Match[str]) -> str:
    minutes = int(found[2])
    return f"{int(found[1])} h" + (f" {minutes} min" if minutes else "")


def _quantity(found: re.Match[str]) -> Quantity:
    unit = (found["unit"] or "").split()
    if not unit:
        return Quantity(Decimal(found["number"]))
    word = unit[-1].casefold()
    if word.startswith("mi"):
        return Quantity(Decimal(found["number"]), "minute")
    return Quantity(Decimal(found["number"]), "month" if word.startswith("mo") else _UNITS[word[0]])


def disagreement(text: Text) -> tuple[Quantity | None, Quantity | None] | None:
    """The first number on which the two languages part: one that the other lacks, or has with another unit."""
    english, french = quantities(text.en, "en"), quantities(text.fr, "fr")
    for one in english:
        same = [other for other in french if other.value == one.value]
        if not same and not _spelled(one.value, text.fr):
            return one, next((other for other in french if all(other.value != each.value for each in english)), None)
        if same and one.unit and all(other.unit and other.unit != one.unit for other in same):
            return one, same[0]
    for other in french:
        if all(one.value != other.value for one in english) and not _spelled(other.value, text.en):
            return None, other
    return None


def _spelled(value: Decimal, sentence: str) -> bool:
    """Whether a sentence says a number in words."""
    words = _WORDS.get(int(value), ()) if value == int(value) else ()
    said = sentence.casefold()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words)
