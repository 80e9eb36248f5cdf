"""What a mean is taken over: ``calendar month`` or ``30 calendar days``, each perhaps ``per client``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.engine.text import Text

_SHAPE = re.compile(r"(?:calendar month|([1-9]\d{0,3}) calendar days?)( per client)?")


class PeriodError(ValueError):
    """What stands behind `over` is no period; `text` says so, `fix` what would be right."""

    def __init__(self, text: Text, fix: Text) -> None:
        super().__init__(text.en)
        self.text = text
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Period:
    """The requests that one mean is taken of: those opened in a calendar month, or in the last `days` dates.

    `days` is None for the calendar month. With `per_client` each client has a mean of its own.
    """

    days: int | None = None
    per_client: bool = False


def parse_period(text: str) -> Period:
    """Read what a promise says behind `over`; nothing said is the calendar month (I-B8). Raises PeriodError."""
    words = " ".join(text.split())
    found = _SHAPE.fullmatch(words or "calendar month")
    if found is None:
        raise PeriodError(
            Text(f"'{words}' is not a period.", f"« {words} » n’est pas une période."),
            Text(
                "Write 'calendar month' or '30 calendar days', and 'per client' behind it for a mean of each client.",
                "Écrivez « calendar month » ou « 30 calendar days », suivi de « per client » pour une moyenne par client.",
            ),
        )
    return Period(int(found[1]) if found[1] else None, found[2] is not None)


def write_period(period: Period) -> Text:
    """A period in words: ``calendar month``, ``30 jours civils, pour chaque client``."""
    en, fr = "calendar month", "mois civil"
    if period.days is not None:
        s = "" if period.days == 1 else "s"
        en, fr = f"{period.days} calendar day{s}", f"{period.days} jour{s} civil{s}"
    return Text(f"{en} for each client", f"{fr}, pour chaque client") if period.per_client else Text(en, fr)
