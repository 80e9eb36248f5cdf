"""What is left of a promise, or by how much it is over: in lists, on boards and on the clocks of a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.desk.tickets.nearness import is_near
from servanda.desk.web.formats import worked
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import SECOND
from servanda.engine.requests.answer import EXCLUDED, EXCUSED, Answer, Verdict
from servanda.engine.requests.clock import Deadline


@dataclass(frozen=True, slots=True)
class Left:
    """A length with what the browser needs to count on, in seconds and epoch seconds."""

    length: str
    working: bool
    """Whether it is working time."""
    over: bool
    late: bool
    """Over, and a promise is broken by it: not so where it is best effort, a mean's indicator, or excused."""
    near: bool
    seconds: int
    asked: int
    runs_from: int | None
    """When its time runs next; None: it stands still."""
    runs_until: int | None


def left_of(answer: Answer, verdict: Verdict, now: int) -> Left | None:
    """What is left of a clock until it is late; None where it has stopped or nothing is due."""
    end = _end(verdict.deadline) if verdict.deadline else verdict.indicator
    if end is None or verdict.stopped is not None:
        return None
    timeline = answer.policy.timeline(verdict.calendar) if verdict.calendar else None
    over = verdict.deadline.is_late(now) if verdict.deadline else now > end
    first, last = sorted((now, end))
    span = timeline.elapsed(first, last) if timeline else last - first
    rests = any(pause.end is None for pause in verdict.pauses)
    begins, ends = (None, None) if rests else _running(timeline, max(now, verdict.started))
    return Left(
        length=worked(span),
        working=timeline is not None,
        over=over,
        late=over and _binds(verdict),
        near=not over and _binds(verdict) and is_near(span, verdict.spent or 0),
        seconds=span // SECOND,
        asked=now // SECOND,
        runs_from=begins,
        runs_until=ends,
    )


def _end(deadline: Deadline) -> int:
    return deadline.due if deadline.strict else deadline.breach_after


def _binds(verdict: Verdict) -> bool:
    """Whether a promise to this one request is broken once the clock is over (B13, Q8, K21)."""
    promised = verdict.deadline is not None and verdict.strength == "committed"
    return promised and verdict.state not in (EXCUSED, EXCLUDED)


def _running(timeline: Timeline | None, at: int) -> tuple[int | None, int | None]:
    """Between which epoch seconds the time of a clock runs next."""
    if timeline is None:
        return at // SECOND, None
    begins = timeline.next_open(at)
    ends = timeline.next_close(begins)
    return begins // SECOND, None if ends is None else ends // SECOND
