"""Questions about a calendar that have no answer, each with a sentence fit for the person who asked."""

from __future__ import annotations

from datetime import date

from servanda.engine.text import Text


class CalendarError(ValueError):
    """A question that this calendar cannot answer; `message` says why in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class EndBeforeStartError(CalendarError):
    """The end of the asked interval is before its start."""


class HorizonError(CalendarError):
    """The question or its answer lies outside the years that calendars are kept for."""


class NeverOpensError(CalendarError):
    """The calendar has no open time at all."""


class TableEndsError(HorizonError):
    """The answer depends on dates for which a holiday table says nothing.

    `table` names it; `covers_from` and `covers_to` are the first and the last date that it knows.
    """

    def __init__(self, message: Text, table: str, covers_from: date, covers_to: date) -> None:
        super().__init__(message)
        self.table = table
        self.covers_from = covers_from
        self.covers_to = covers_to
