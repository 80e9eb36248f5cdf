"""Reading single fields of a calendar or a holiday table; each returns None for what is wrong, and notes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from servanda.engine.calendars.notation import NotationError, parse_time
from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import LANGUAGES, Text

T = TypeVar("T")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$", re.ASCII)
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:[0-5]\d)?$", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class Notes:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def find(self, node: Node | Place, at: str, text: Text, *, fix: Text = Text(), code: str = "SV-S01") -> None:
        """Note one problem of severity E at a node; `at` is its path in the document."""
        place = node if isinstance(node, Place) else node.place
        wording = node.value if isinstance(node, Scalar) else ""
        self.findings.append(Finding(code, Severity.ERROR, place, text, wording=wording, fix=fix, at=at))

    def table(self, node: Node, at: str, known: Iterable[str]) -> Table | None:
        """A mapping with no other keys than the known ones."""
        known = tuple(known)
        if not isinstance(node, Table):
            self._expected(node, at, f"a mapping with the keys {', '.join(known)}", f"les clés {', '.join(known)}")
            return None
        for key in node.pairs:
            if key not in known:
                self._unknown(node.key_places.get(key, node.place), at, key, known)
        return node

    def _unknown(self, place: Place, at: str, key: str, known: tuple[str, ...]) -> None:
        close = nearest(key, known)
        if close:
            fix = Text(f"Did you mean {close}?", f"Vouliez-vous dire {close}\u202f?")
        else:
            fix = Text(f"Known here: {', '.join(known)}.", f"Clés connues ici\u202f: {', '.join(known)}.")
        text = Text(f"Unknown key {key}. {fix.en}", f"Clé inconnue\u202f: {key}. {fix.fr}")
        self.find(place, f"{at}/{key}", text, fix=fix)

    def word(self, node: Node, at: str) -> str | None:
        """A piece of text."""
        if isinstance(node, Scalar) and node.value.strip():
            return node.value.strip()
        self._expected(node, at, "a word", "un mot")
        return None

    def words(self, node: Node, at: str) -> tuple[str, ...]:
        """One word or a list of them."""
        found = (self.word(item, at) for item in listed(node))
        return tuple(word for word in found if word is not None)

    def one_of(self, node: Node, at: str, choices: tuple[str, ...]) -> str | None:
        """One of a few words."""
        word = self.word(node, at)
        if word is None or word in choices:
            return word
        listed, close = ", ".join(choices), nearest(word, choices)
        hint = Text(f" Did you mean {close}?", f" Vouliez-vous dire {close}\u202f?") if close else Text()
        self.find(
            node,
            at,
            Text(
                f"'{word}' is not one of {listed}.{hint.en}",
                f"«\u202f{word}\u202f» ne figure pas parmi {listed}.{hint.fr}",
            ),
        )
        return None

    def name(self, node: Node, at: str) -> Text:
        """One word for both languages, or ``{en: …, fr: …}``."""
        if isinstance(node, Scalar):
            return Text(node.value, node.value)
        table = self.table(node, at, LANGUAGES)
        if table is None:
            return Text()
        said = {key: self.word(value, f"{at}/{key}") or "" for key, value in table.pairs.items() if key in LANGUAGES}
        return Text(**said)

    def day(self, node: Node, at: str) -> date | None:
        """A date, ``2026-12-25``."""
        return self.parsed(node, at, parse_date)

    def minute(self, node: Node, at: str) -> int | None:
        """A time of day as a minute, 0 to 1440."""
        return self.parsed(node, at, parse_time)

    def local(self, node: Node, at: str) -> datetime | None:
        """A local date and time, ``2026-12-24T12:00``, seconds if need be; naive, since its zone stands elsewhere."""
        return self.parsed(node, at, _parse_local)

    def clauses(self, table: Table, at: str) -> tuple[str, ...]:
        """The clause numbers that stand under `clause` or `clauses`."""
        found = (self.words(table.pairs[key], f"{at}/{key}") for key in ("clause", "clauses") if key in table.pairs)
        return tuple(word for words in found for word in words)

    def parsed(self, node: Node, at: str, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of a word; its NotationError is noted."""
        word = self.word(node, at)
        if word is None:
            return None
        try:
            return parse(word)
        except NotationError as error:
            self.find(node, at, error.message, code=error.code)
            return None

    def _expected(self, node: Node, at: str, en: str, fr: str) -> None:
        self.find(node, at, Text(f"Here stands {en}.", f"On attend ici {fr}."))


def listed(node: Node | None) -> list[Node]:
    """The items of a list; one thing alone is a list of one."""
    if node is None:
        return []
    return node.items if isinstance(node, Items) else [node]


def parse_date(text: str) -> date:
    """A date, ``2026-12-25``. Raises NotationError."""
    try:
        day = date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise NotationError(
            Text(
                f"'{text}' is not a date; write 2026-12-25.",
                f"«\u202f{text}\u202f» n’est pas une date\u202f; écrivez 2026-12-25.",
            )
        )
    return day


def _parse_local(text: str) -> datetime:
    day, _, clock = text.replace(" ", "T", 1).partition("T")
    if not _LOCAL.match(text):
        raise NotationError(
            Text(
                f"'{text}' is not a local date and time; write {_suggested(day)}T00:00, without an offset.",
                f"«\u202f{text}\u202f» n’est pas une date avec heure locale\u202f; écrivez {_suggested(day)}T00:00, "
                "sans décalage.",
            )
        )
    length = timedelta(minutes=parse_time(clock[:5]), seconds=int(clock[6:] or 0))
    return datetime.combine(parse_date(day), datetime.min.time()) + length


def _suggested(day: str) -> str:
    return day if _DATE.match(day) else "2026-12-24"
