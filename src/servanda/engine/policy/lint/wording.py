"""How findings are written: French typography, and moments and lengths in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo

from servanda.engine.diagnostics import Finding
from servanda.engine.prose import NBSP, write_duration, write_list, write_moment
from servanda.engine.text import THIN, Text

_BEFORE = re.compile(rf"[ {NBSP}{THIN}]+([:;!?%»])")
_AFTER = re.compile(rf"«[ {NBSP}]+")


def typeset(text: str) -> str:
    """French text with narrow no-break spaces before high punctuation and inside guillemets."""
    return _AFTER.sub(f"«{THIN}", _BEFORE.sub(rf"{THIN}\1", text))


def typeset_finding(finding: Finding) -> Finding:
    """A finding whose French is well typeset."""
    return replace(
        finding, message=_typeset(finding.message), example=_typeset(finding.example), fix=_typeset(finding.fix)
    )


def _typeset(text: Text) -> Text:
    return Text(text.en, typeset(text.fr))


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
