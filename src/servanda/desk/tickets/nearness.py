"""When a promise is at risk: little working time is left until it is late, whoever asks, a list, a board or a page."""

from __future__ import annotations

from servanda.engine.instants import MINUTE, SECOND
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Verdict

CLOSE = 30 * MINUTE
"""So little left is near the end of any target,"""
SHARE = 4
"""and so is less than this part of the target: a quarter."""


def is_near(left: int, spent: int) -> bool:
    """Whether a clock that is not over is near its end; microseconds left and spent, on the clock of the promise."""
    return left <= max(CLOSE, (left + spent) // SHARE)


def near_from(policy: Policy, verdict: Verdict) -> int | None:
    """From which instant on a clock is near its end; None where it has no deadline."""
    deadline = verdict.deadline
    if deadline is None:
        return None
    began, breach = min(verdict.started, deadline.kept_until), deadline.kept_until
    line = policy.timeline(verdict.calendar) if verdict.calendar else None
    whole = line.elapsed(began, breach) if line else breach - began
    target = whole if deadline.target_seconds is None else deadline.target_seconds * SECOND
    before = max(0, whole - max(CLOSE, target // SHARE))
    return line.due(began, before) if line else began + before
