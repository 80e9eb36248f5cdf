"""Which stretch of time a month of an agreement is (``UPTIME``: Definition 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from servanda.engine.instants import SECOND, local_instant
from servanda.engine.prose import write_moment
from servanda.engine.text import Text
from servanda.engine.uptime.model import Agreement
from servanda.engine.uptime.wording import month_name

_SHAPE = re.compile(r"(\d{4})-(\d{2})$")


class UptimeError(ValueError):
    """A question about a month that has no answer; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class MonthError(UptimeError):
    """What was written is not a month."""


class OutsideAgreementError(UptimeError):
    """The agreement was not in force at any time of the month."""


class MonthNotBegunError(UptimeError):
    """At the instant of the question the month had not begun."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, in no zone yet."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2026-02``. Raises MonthError."""
        found = _SHAPE.match(text.strip())
        if found is None or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2200:
            raise MonthError(
                Text(
                    f"'{text}' is not a month; write the year and the month, such as 2026-02.",
                    f"« {text} » n’est pas un mois ; écrivez l’année et le mois, par exemple 2026-02.",
                )
            )
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def days(self) -> int:
        """How many days the calendar gives it."""
        return monthrange(self.year, self.month)[1]

    @property
    def name(self) -> Text:
        """``February 2026``, ``février 2026``."""
        return month_name(self.year, self.month)

    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def start(self, zone: tzinfo) -> int:
        """The instant at which its first day begins in `zone`, in microseconds."""
        return local_instant(datetime(self.year, self.month, 1), zone)  # noqa: DTZ001 - a wall time, read in `zone`


@dataclass(frozen=True, slots=True)
class Window:
    """The month [start, end) of an agreement, in whole seconds since 1970, and what cut it."""

    month: Month
    start: int
    end: int
    closes: int
    """Where the window ends once the month is over."""
    whole_seconds: int
    """The length of the calendar month before anything cut it."""
    cut_by_since: bool = False
    cut_by_until: bool = False
    provisional: bool = False
    """The question was asked before the month was over."""


def month_window(month: Month, agreement: Agreement, zone: tzinfo, as_of: int | None = None) -> Window:
    """The part of `month` that counts, cut to the agreement's validity and to `as_of` (microseconds).

    Raises OutsideAgreementError where nothing of the month is left, MonthNotBegunError where nothing has passed yet.
    """
    first, last = month.start(zone) // SECOND, month.next().start(zone) // SECOND
    since, until = _bound(agreement.since, zone, first), _bound(agreement.until, zone, last)
    start, end = max(first, since), min(last, until)
    if start >= end:
        raise _outside(month, agreement, zone)
    now = end if as_of is None else as_of // SECOND
    if now <= start:
        raise _not_begun(month, start, zone)
    return Window(
        month=month,
        start=start,
        end=min(end, now),
        closes=end,
        whole_seconds=last - first,
        cut_by_since=since > first,
        cut_by_until=until < last,
        provisional=now < end,
    )


def bound_instant(bound: date | int, zone: tzinfo) -> int:
    """The instant of an agreement's bound in microseconds: a date is its midnight in `zone`."""
    if isinstance(bound, int):
        return bound
    return local_instant(datetime(bound.year, bound.month, bound.day), zone)  # noqa: DTZ001 - read in `zone`


def _bound(bound: date | int | None, zone: tzinfo, otherwise: int) -> int:
    return otherwise if bound is None else bound_instant(bound, zone) // SECOND


def _outside(month: Month, agreement: Agreement, zone: tzinfo) -> OutsideAgreementError:
    since = None if agreement.since is None else bound_instant(agreement.since, zone)
    until = None if agreement.until is None else bound_instant(agreement.until, zone)
    said_en, said_fr = [], []
    if since is not None:
        said_en.append(f"begins {write_moment(since, 'en', zone)}")
        said_fr.append(f"commence le {write_moment(since, 'fr', zone)}")
    if until is not None:
        said_en.append(f"ends {write_moment(until, 'en', zone)}")
        said_fr.append(f"finit le {write_moment(until, 'fr', zone)}")
    return OutsideAgreementError(
        Text(
            f"The agreement {' and '.join(said_en)}: it is not in force in {month.name.en}.",
            f"L’accord {' et '.join(said_fr)} : il n’est pas en vigueur en {month.name.fr}.",
        )
    )


def _not_begun(month: Month, start: int, zone: tzinfo) -> MonthNotBegunError:
    begins = start * SECOND
    return MonthNotBegunError(
        Text(
            f"At that instant {month.name.en} has not begun: it begins {write_moment(begins, 'en', zone)}.",
            f"À cet instant, {month.name.fr} n’a pas commencé : ce mois commence le "
            f"{write_moment(begins, 'fr', zone)}.",
        )
    )
