"""One clock: when a promise falls due, given its start and its pauses, and how much of it is spent.

Prose and worked table: ``docs/algorithms/clocks.md``. All instants and lengths are integer microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import SECOND, local_instant, moment
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise, Span

Pause = tuple[int, int]


class Running(Protocol):
    """Time that can be spent: a calendar's open time, or the wall clock."""

    def elapsed(self, start: int, end: int) -> int: ...

    def due(self, start: int, work: int) -> int: ...

    def breach_after(self, start: int, work: int) -> int: ...

    def next_open(self, at: int) -> int: ...


class WallClock:
    """Time that never stops."""

    def elapsed(self, start: int, end: int) -> int:
        """The time from `start` to `end`."""
        return end - start

    def due(self, start: int, work: int) -> int:
        """`work` later."""
        return start + work

    def breach_after(self, start: int, work: int) -> int:
        """`work` later: no instant is closed."""
        return start + work

    def next_open(self, at: int) -> int:
        """Now."""
        return at


WALL = WallClock()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a promise is reached and until when it is kept.

    `started` is when the clock began to run (the next opening for a start outside hours), `due` the earliest instant
    at which the target is reached, `breach_after` the latest. `target_seconds` is None where the target is not a fixed
    number of seconds. `calendar` is the id of the calendar that it runs on, None for the wall clock.
    """

    started: int
    due: int
    breach_after: int
    target_seconds: int | None
    calendar: str | None
    strict: bool = False

    @property
    def kept_until(self) -> int:
        """The latest instant that is in time: a strict promise, of less than so long, is missed as it falls due."""
        return self.due - 1 if self.strict else self.breach_after

    def is_late(self, at: int) -> bool:
        """Whether something that happens at `at` comes too late."""
        return at > self.kept_until


@dataclass(frozen=True, slots=True)
class Hours:
    """Which time counts for one promise: the clock, the calendar that decides business dates, the policy's readings."""

    running: Running
    calendar: str | None
    days: Timeline | None = None
    zone: tzinfo | None = None
    rule: str = "same-time"


def spent(running: Running, start: int, end: int, pauses: Sequence[Pause] = ()) -> int:
    """The time spent from `start` to `end`, without the pauses, which are in order and disjoint."""
    if end <= start:
        return 0
    total = running.elapsed(start, end)
    for begins, ends in pauses:
        low, high = max(begins, start), min(ends, end)
        if low < high:
            total -= running.elapsed(low, high)
    return total


def due_after(running: Running, start: int, work: int, pauses: Sequence[Pause] = ()) -> int:
    """The earliest instant at which `work` has been spent."""
    for begins, ends in pauses:
        if ends <= start:
            continue
        begins = max(begins, start)
        reached = running.due(start, work)
        if reached < begins or (reached == begins and work > 0):
            return reached
        work -= running.elapsed(start, begins)
        start = ends
    return running.due(start, work)


def breach_after(running: Running, start: int, work: int, pauses: Sequence[Pause] = ()) -> int:
    """The latest instant at which no more than `work` has been spent."""
    for begins, ends in pauses:
        if ends <= start:
            continue
        begins = max(begins, start)
        latest = running.breach_after(start, work)
        if latest < begins:
            return latest
        work -= running.elapsed(start, begins)
        start = ends
    return running.breach_after(start, work)


def hours_of(policy: Policy, span: Span, *, plan: str, addons: tuple[str, ...], calendar: str | None = None) -> Hours:
    """Which time counts for a length under a plan; `calendar` is the target's own, where it has one.

    Business days ``of`` a calendar are counted on its dates, while starts and ends keep to the support hours (I-B3).
    """
    key = ("hours", span, plan, addons, calendar)
    return policy.kept(key, lambda: _hours_of(policy, span, plan, addons, calendar))


def _hours_of(policy: Policy, span: Span, plan: str, addons: tuple[str, ...], calendar: str | None) -> Hours:
    rule = policy.document.terms.business_days.replace(" ", "-")
    if span.measure in ("clock", "calendar"):
        return Hours(WALL, None, None, policy.zone, rule)
    support = calendar or policy.calendar_of(plan, addons)
    if span.calendar is None:
        return Hours(policy.timeline(support), support, None, policy.zone, rule)
    named = policy.timeline(span.calendar)
    if span.seconds is not None:
        return Hours(named, span.calendar, None, policy.zone, rule)
    return Hours(policy.timeline(support), support, named, policy.zone, rule)


def span_deadline(span: Span, hours: Hours, start: int, pauses: Sequence[Pause] = ()) -> Deadline:
    """When one length has passed since `start`."""
    running = hours.running
    started = running.next_open(start)
    if span.seconds is not None:
        work = span.seconds * SECOND
        due, latest = due_after(running, start, work, pauses), breach_after(running, start, work, pauses)
        return Deadline(started, due, latest, span.seconds, hours.calendar)
    due = _date_due(span, hours, start)
    latest = running.breach_after(due, 0)
    work = running.elapsed(start, due)
    if _pauses_between(pauses, start, due):
        latest = breach_after(running, start, work, pauses)
        at_opening = running.due(start, work) < due
        due = latest if at_opening else due_after(running, start, work, pauses)
    return Deadline(started, due, latest, None, hours.calendar)


def _pauses_between(pauses: Sequence[Pause], start: int, end: int) -> bool:
    return any(begins < end and ends > start for begins, ends in pauses)


def _date_due(span: Span, hours: Hours, start: int) -> int:
    if isinstance(hours.running, Timeline) and span.unit == "day":
        days = hours.days or hours.running
        return hours.running.add_business_days(start, span.number, days=days, rule=hours.rule)  # type: ignore[arg-type]
    zone = hours.zone
    assert zone is not None  # noqa: S101 - `hours_of` sets it
    start = hours.running.next_open(start)
    wall = moment(start, zone).replace(tzinfo=None)
    later = wall + timedelta(days=span.number) if span.unit == "day" else _months_later(wall, span.number)
    return hours.running.next_open(local_instant(later, zone))


def _months_later(wall: datetime, months: int) -> datetime:
    """The same day of the month, or the last one where the month is shorter."""
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    for day in range(wall.day, 27, -1):
        try:
            return wall.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return wall.replace(year=year, month=month + 1)


def end_of_day(promise: Promise, hours: Hours, start: int) -> Deadline:
    """``by end of next support day``: the last closing on the date of the next opening; a request before opening
    counts for the same date (I-Q3). ``by end of following calendar day``: midnight after the next date."""
    zone = hours.zone
    assert zone is not None  # noqa: S101 - `hours_of` sets it
    if promise.day == "following calendar day" or not isinstance(hours.running, Timeline):
        midnight = _midnight(start, zone, days=2)
        return Deadline(start, midnight, midnight, None, None)
    timeline = hours.running
    started = timeline.next_open(start)
    closing = timeline.windows(started, _midnight(started, timeline.zone, days=1))[-1][1]
    return Deadline(started, closing, timeline.breach_after(closing, 0), None, hours.calendar)


def _midnight(at: int, zone: tzinfo, days: int) -> int:
    day = moment(at, zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    return local_instant(day + timedelta(days=days), zone)


def promise_deadline(
    policy: Policy,
    promise: Promise,
    *,
    plan: str,
    addons: tuple[str, ...],
    start: int,
    calendar: str | None = None,
    pauses: Sequence[Pause] = (),
) -> Deadline | None:
    """When a promise falls due, the earliest of its lengths; None for a promise without an instant."""
    if promise.kind == "by end of day":
        hours = hours_of(policy, Span(1, "support", "day"), plan=plan, addons=addons, calendar=calendar)
        return _with_pauses(end_of_day(promise, hours, start), hours, start, pauses)
    if promise.kind != "within":
        return None
    deadlines = [
        span_deadline(span, hours_of(policy, span, plan=plan, addons=addons, calendar=calendar), start, pauses)
        for span in promise.spans
    ]
    first = min(deadlines, key=lambda deadline: (deadline.due, deadline.breach_after))
    latest = first.due if policy.document.terms.late == "clock time" else first.breach_after
    return Deadline(first.started, first.due, latest, first.target_seconds, first.calendar, promise.strict)


def _with_pauses(deadline: Deadline, hours: Hours, start: int, pauses: Sequence[Pause]) -> Deadline:
    if not _pauses_between(pauses, start, deadline.due):
        return deadline
    work = hours.running.elapsed(start, deadline.due)
    due, latest = (reach(hours.running, start, work, pauses) for reach in (due_after, breach_after))
    return Deadline(deadline.started, due, latest, None, deadline.calendar)


def deadline(
    policy: Policy, rule: TargetRule, *, plan: str, addons: tuple[str, ...] = (), opened: int
) -> Deadline | None:
    """When a rule's promise falls due for a request opened at `opened` (microseconds) and never paused."""
    return promise_deadline(policy, rule.promise, plan=plan, addons=addons, start=opened, calendar=rule.calendar)
