"""The drawn timeline of one promise: what is open, what counts, what is paused, and when it is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from servanda.desk.web.formats import language, weekday_date, worked
from servanda.desk.web.pages.hours import calendar_stretches
from servanda.desk.web.pages.legend import legend
from servanda.desk.web.ribbon import Kind, Mark, Ribbon, Sign, Stretch
from servanda.desk.web.templatetags.ui import state_word
from servanda.engine.because import Because
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.instants import DAY, HOUR, SECOND, local_instant, moment
from servanda.engine.prose import write_moment
from servanda.engine.requests.answer import Answer, Verdict
from servanda.publishing.scribe import Scribe

Interval = tuple[int, int]
_COUNTED = {Kind.SPENT, Kind.AHEAD, Kind.LATE}
_LONGEST = 70 * DAY
"""A strip of more days than this says nothing; its promise is told in words alone."""


class Anchors:
    """Where on the page the fact stands that made a stretch of the ribbon so.

    `reasons` are the nodes of the because with the id that each has on the page.
    """

    def __init__(self, reasons: Iterable[tuple[str, Because]], verdict: Verdict) -> None:
        due = verdict.deadline.due if verdict.deadline else None
        self._reasons = [(name, node) for name, node in reasons if node.start is not None]
        clocks = (name for name, node in self._reasons if (node.start, node.end) == (verdict.started, due))
        self._clock = next(clocks, "")

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self._reasons)

    def linked(self, stretch: Stretch) -> Stretch:
        """The stretch with the address of its fact, where it has one."""
        name = self._clock if stretch.kind in _COUNTED else self._named(stretch)
        return replace(stretch, href=f"#{name}") if name else stretch

    def _named(self, stretch: Stretch) -> str:
        key = {Kind.HOLIDAY: "clock.closed", Kind.PAUSED: "clock.paused"}.get(stretch.kind)
        found = (name for name, node in self._reasons if node.key == key and _touches(node, stretch))
        return next(found, "")


def _touches(node: Because, stretch: Stretch) -> bool:
    starts_in_time = node.start is not None and node.start < stretch.end
    return starts_in_time and (node.end is None or node.end > stretch.start)


def verdict_ribbon(
    scribe: Scribe, answer: Answer, verdict: Verdict, name: str, reasons: Iterable[tuple[str, Because]] = ()
) -> Ribbon | None:
    """The ribbon of one clock; None where nothing is due or the strip would be too long to read."""
    deadline = verdict.deadline
    if deadline is None:
        return None
    opened, as_of = answer.history.case.request.opened, answer.history.as_of
    ended = verdict.stopped if verdict.stopped is not None else as_of
    zone = ZoneInfo(scribe.policy.calendars[verdict.calendar].zone) if verdict.calendar else scribe.policy.zone
    start, end = bounds(opened, max(deadline.due, ended, as_of), zone)
    if end - start > _LONGEST:
        return None
    running = _running(scribe, verdict, start, end, as_of)
    hours = tuple(_hours(scribe, verdict, start, end))
    stretches = (*hours, *_counted(verdict, running, ended), *_pauses(verdict, as_of))
    anchors = Anchors(reasons, verdict)
    linked = tuple(anchors.linked(stretch) for stretch in stretches) if anchors.known else stretches
    marks = tuple(_marks(answer, verdict, deadline.due))
    return Ribbon(
        id=name,
        start=start,
        end=end,
        zone=zone,
        twin=twin(verdict, hours, zone),
        stretches=linked,
        marks=marks,
        state=verdict.state,
        legend=legend(stretches),
    )


def bounds(first: int, last: int, zone: ZoneInfo) -> Interval:
    """From a little before `first` to a little after `last`: whole hours within a day, whole local days beyond."""
    if last - first < DAY:
        return (first - HOUR) // HOUR * HOUR, (last + 2 * HOUR) // HOUR * HOUR
    begins, ends = moment(first, zone).date(), moment(last, zone).date() + timedelta(days=1)
    return tuple(local_instant(datetime.combine(day, time()), zone) for day in (begins, ends))  # type: ignore[return-value]


def twin(verdict: Verdict, hours: Iterable[Stretch], zone: ZoneInfo) -> str:
    """The ribbon in words: ``running, 3 h 20 of 8 h used, due Thu 25 Jun 2026 17:00``."""
    parts = [state_word(verdict.state)]
    target = verdict.deadline.target_seconds if verdict.deadline else None
    spent = worked(verdict.spent or 0)
    if target is not None:
        parts.append(gettext("%(spent)s of %(target)s used") % {"spent": spent, "target": worked(target * SECOND)})
    else:
        parts.append(gettext("%(spent)s used") % {"spent": spent})
    waiting = next((pause for pause in verdict.pauses if pause.end is None), None)
    if waiting and verdict.stopped is None:
        parts.append(gettext("paused since %(when)s") % {"when": write_moment(waiting.start, language(), zone)})
    if verdict.deadline:
        parts.append(gettext("due %(when)s") % {"when": write_moment(verdict.deadline.due, language(), zone)})
    said = ", ".join(parts)
    return said[0].upper() + said[1:] + "." + _named(hours, zone)


def _named(hours: Iterable[Stretch], zone: ZoneInfo) -> str:
    """The holidays of the strip, each once with the date on which it first ends: an evening belongs to the day after."""
    names: dict[str, str] = {}
    for each in hours:
        if each.kind is Kind.HOLIDAY and each.label:
            names.setdefault(each.label, weekday_date(moment(each.end - 1, zone).date()))
    listed = ", ".join(f"{name} ({day})" for name, day in names.items())
    return " " + gettext("Closed for: %(holidays)s.") % {"holidays": listed} if names else ""


def _running(scribe: Scribe, verdict: Verdict, start: int, end: int, as_of: int) -> list[Interval]:
    """The time that this clock counts, pauses taken out; one that still lasts ends, as far as is known, at `as_of`."""
    whole = [(start, end)]
    if verdict.calendar:
        try:
            whole = scribe.policy.timeline(verdict.calendar).windows(start, end)
        except CalendarError:
            whole = []
    for pause in verdict.pauses:
        whole = list(without(whole, pause.start, as_of if pause.end is None else pause.end))
    return whole


def without(intervals: Iterable[Interval], low: int, high: int) -> Iterator[Interval]:
    """The intervals less [low, high)."""
    for start, end in intervals:
        if start < min(end, low):
            yield start, min(end, low)
        if max(start, high) < end:
            yield max(start, high), end


def within(intervals: Iterable[Interval], low: int, high: int) -> Iterator[Interval]:
    """The intervals cut to [low, high)."""
    for start, end in intervals:
        if max(start, low) < min(end, high):
            yield max(start, low), min(end, high)


def _hours(scribe: Scribe, verdict: Verdict, start: int, end: int) -> Iterator[Stretch]:
    if verdict.calendar is None:
        yield Stretch(start, end, Kind.OPEN, gettext("day and night"))
        return
    yield from calendar_stretches(scribe.policy.timeline(verdict.calendar), start, end)


def _counted(verdict: Verdict, running: list[Interval], ended: int) -> Iterator[Stretch]:
    deadline = verdict.deadline
    if deadline is None:
        return
    reached = min(ended, deadline.due)
    for start, end in within(running, verdict.started, reached):
        yield Stretch(start, end, Kind.SPENT, gettext("counted"))
    if verdict.late:
        for start, end in within(running, deadline.due, ended):
            yield Stretch(start, end, Kind.LATE, gettext("late"))
    if verdict.stopped is None:
        for start, end in within(running, max(ended, verdict.started), deadline.due):
            yield Stretch(start, end, Kind.AHEAD, gettext("left"))


def _pauses(verdict: Verdict, as_of: int) -> Iterator[Stretch]:
    for pause in verdict.pauses:
        yield Stretch(pause.start, as_of if pause.end is None else pause.end, Kind.PAUSED, pause.why)


def _marks(answer: Answer, verdict: Verdict, due: int) -> Iterator[Mark]:
    opened, as_of = answer.history.case.request.opened, answer.history.as_of
    yield Mark(opened, Sign.START)
    if as_of != opened and as_of != verdict.stopped:
        yield Mark(as_of, Sign.NOW)
    if verdict.stopped is not None:
        yield Mark(verdict.stopped, Sign.STOP)
    yield Mark(due, Sign.DUE, gettext("due"))
