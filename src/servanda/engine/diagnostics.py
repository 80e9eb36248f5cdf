"""Findings: what is wrong or worth knowing in a file, where it stands, and what would be right.

A stage of the engine never raises at the first fault; it returns what it could read together with all findings.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.engine.text import Text


class Severity(StrEnum):
    """E blocks publishing, W needs a fix or an `accept` entry, I is shown."""

    ERROR = "E"
    WARNING = "W"
    INFO = "I"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, a line and a column, both counted from 1."""

    file: str = ""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody's decision to live with a finding until a date."""

    until: date
    why: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: stable code, severity, place, what is written, the harm it does, the cure."""

    code: str
    severity: Severity
    place: Place
    message: Text
    clause: str | None = None
    wording: str = ""
    example: Text = Text()
    fix: Text = Text()
    at: str = ""
    """The path in the document (``targets/P3/BASIC/resolution``): what `accept` entries name."""
    accepted: Acceptance | None = None

    @property
    def blocks(self) -> bool:
        """Whether this finding alone makes a policy unfit to publish."""
        return self.severity is Severity.ERROR and self.accepted is None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` was most likely meant to be, if there is one."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
