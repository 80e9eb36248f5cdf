"""How findings are written: moments, lengths and lists in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from servanda.engine.prose import write_duration, write_list, write_moment
from servanda.engine.text import Text


def when(at: int, zone: tzinfo) -> Text:
    """An instant in both languages: ``Wed 11 Mar 2026 09:00``."""
    return Text(write_moment(at, "en", zone), write_moment(at, "fr", zone))


def length(microseconds: int) -> Text:
    """A length of clock time in both languages: ``88 h 30 min``."""
    return Text(write_duration(microseconds, "en"), write_duration(microseconds, "fr"))


def names(words: Iterable[str]) -> Text:
    """A list in both languages: ``a, b and c``."""
    listed = list(words)
    return Text(write_list(listed, "en"), write_list(listed, "fr"))


def fill(en: str, fr: str, **values: object) -> Text:
    """Two patterns filled with the same values, of which a `Text` gives each language its own half."""
    english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
    french = {key: value.fr if isinstance(value, Text) else value for key, value in values.items()}
    return Text(en.format(**english), fr.format(**french))
