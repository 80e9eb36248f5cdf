"""What lists need to know of a ticket without reading its history: computed from it, written beside it.

Everything here depends on facts alone, never on when somebody looks: a clock that runs stays `running` with the
instant at which it would be breached, and the page that shows it compares that with the present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from servanda.desk.tickets import happenings as names
from servanda.desk.tickets.history import Recorded, clocks_of, kind_of
from servanda.desk.tickets.models import Clock, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE, NEVER, State
from servanda.desk.tickets.nearness import near_from
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.requests.answer import BREACHED, EXCUSED, RUNNING, Answer, Verdict
from servanda.engine.requests.queue import next_due, order_key

CACHED = (
    "state",
    "waiting_for",
    "assignee_id",
    "priority",
    "undecided",
    "current_kind",
    "order_key",
    "next_metric",
    "next_due_at",
    "next_breach_at",
    "risk_at",
    "sort_at",
    "under_way",
    "breached",
    "client_spoke_last",
    "answered",
    "needs_data",
    "incident_id",
    "merged_into_id",
    "resolved_at",
    "closed_at",
    "last_event_at",
    "satisfaction",
    "tags",
    "tagged",
    "correction",
    "correction_day",
)
"""The columns of a ticket that are caches."""
_OFFSET, _WIDTH = 10**17, 18
_ANSWERS = frozenset({"response", "update", "solution-proposed", "resolved"})
_UNDER_WAY = {"working": State.OPEN, "waiting": State.WAITING, "solution-proposed": State.PROPOSED}
_RETURNS = frozenset({"reopened", "solution-rejected", "solution-accepted"})


Turn = tuple[str, int]
"""What names a clock of a ticket: its metric, and which time it runs."""
CLOCK = (
    "position",
    "metric",
    "cycle",
    "rule",
    "mean",
    "strength",
    "state",
    "late",
    "started_at",
    "due_at",
    "breach_at",
    "excused_at",
    "stopped_at",
    "spent",
)
"""The columns of a clock, in the order of `Caches.rows`."""


@dataclass(frozen=True, slots=True)
class Caches:
    """The cached columns of a ticket, and the rows of its clocks."""

    ticket_id: int
    columns: dict[str, Any]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks, ready to be written."""
        return tuple(Clock(ticket_id=self.ticket_id, **dict(zip(CLOCK, row, strict=True))) for row in self.rows)


def caches_of(ticket: Ticket, events: Sequence[Recorded]) -> Caches:
    """Compute the caches of a ticket from all of its events, in order."""
    columns = _standing(ticket, events)
    try:
        answer = clocks_of(ticket, events, as_of=columns["last_event_at"])
    except CalendarError:
        # The page says that a holiday table ends; the ticket keeps its place by age.
        return Caches(ticket.pk, _listed(columns | _unjudged(ticket)), ())
    if columns["state"] == State.MERGED:
        # What still ran ends with the ticket; the clocks of the one in which it goes on count.
        answer = replace(answer, verdicts=tuple(each for each in answer.verdicts if each.stopped is not None))
    pardoned = _pardoned(ticket, events, answer)
    rows = tuple(_clock(number, verdict, pardoned) for number, verdict in enumerate(answer.verdicts))
    return Caches(ticket.pk, _listed(columns | _judged(answer, pardoned)), rows)


def _pardoned(ticket: Ticket, events: Sequence[Recorded], answer: Answer) -> frozenset[Turn]:
    """The clocks that run and can no more be breached: once late, they are excused by a duty that the client missed (K21).

    Whether they will be is judged as of just after their last instant, by what has happened until now.
    """
    if all(event.name != "duty-missed" for event in events):
        return frozenset()
    running = [verdict for verdict in answer.verdicts if _promises(verdict)]
    return frozenset(_turn(verdict) for verdict in running if _excused_once_late(ticket, events, verdict))


def _excused_once_late(ticket: Ticket, events: Sequence[Recorded], verdict: Verdict) -> bool:
    if verdict.state != RUNNING or verdict.deadline is None:
        return verdict.state == EXCUSED
    try:
        later = clocks_of(ticket, events, as_of=verdict.deadline.kept_until + 1)
    except CalendarError:
        return False
    return any(each.state == EXCUSED and _turn(each) == _turn(verdict) for each in later.verdicts)


def _turn(verdict: Verdict) -> Turn:
    return verdict.selected.metric, verdict.cycle


def _listed(columns: dict[str, Any]) -> dict[str, Any]:
    """Add where lists put the ticket: by the next breach, else by what is due while nobody is waited for."""
    due = columns["next_due_at"] if columns["state"] == State.OPEN else None
    following = next((at for at in (columns["next_breach_at"], due) if at is not None), NEVER)
    return columns | {"sort_at": following, "under_way": columns["state"] in ACTIVE}


def _standing(ticket: Ticket, events: Iterable[Recorded]) -> dict[str, Any]:
    """The columns that need no policy."""
    events = list(events)
    found: dict[str, Any] = {
        "state": State.OPEN,
        "waiting_for": "",
        "assignee_id": None,
        "client_spoke_last": True,
        "answered": False,
        "needs_data": ticket.facts.get("needs_client_data") == "yes",
        "incident_id": None,
        "merged_into_id": None,
        "resolved_at": None,
        "closed_at": None,
        "satisfaction": None,
        "tags": [],
        "tagged": False,
        "correction": "",
        "correction_day": None,
        "current_kind": kind_of(ticket, events),
        "last_event_at": events[-1].at if events else ticket.opened_at,
    }
    for event in events:
        _stand(found, event)
    return found


def _stand(found: dict[str, Any], event: Recorded) -> None:
    details = event.details
    _stand_state(found, event)
    if event.name in _ANSWERS:
        found |= {"answered": True, "client_spoke_last": False}
    elif event.name in ("client-message", "solution-rejected", "reopened") and event.member_id is None:
        found["client_spoke_last"] = True
    elif event.name == names.ASSIGNED:
        found["assignee_id"] = details.get("assignee")
    elif event.name in (names.DATA_NEEDED, names.DATA_NOT_NEEDED):
        found["needs_data"] = event.name == names.DATA_NEEDED
    elif event.name in (names.INCIDENT_JOINED, names.INCIDENT_LEFT):
        found["incident_id"] = details.get("incident") if event.name == names.INCIDENT_JOINED else None
    elif event.name == names.SATISFACTION:
        found["satisfaction"] = details.get("score")
    elif event.name == names.TAGGED:
        found |= {"tags": (tags := details.get("tags", [])), "tagged": bool(tags)}
    elif event.name in (names.CORRECTION_PLANNED, names.CORRECTION_RELEASED):
        found |= _correction(details if event.name == names.CORRECTION_PLANNED else {})


def _correction(planned: Mapping[str, Any]) -> dict[str, Any]:
    day = planned.get("day")
    return {"correction": planned.get("release", ""), "correction_day": date.fromisoformat(day) if day else None}


def _stand_state(found: dict[str, Any], event: Recorded) -> None:
    name = event.name
    if name in _UNDER_WAY:
        found |= {"state": _UNDER_WAY[name], "waiting_for": event.details.get("for", "") if name == "waiting" else ""}
    elif name in _RETURNS:
        found |= {"state": State.OPEN, "waiting_for": "", "resolved_at": None, "closed_at": None}
    elif name == "client-message" and found["waiting_for"] == "client":
        found |= {"state": State.OPEN, "waiting_for": ""}
    elif name == "resolved" and found["resolved_at"] is None:
        found |= {"state": State.RESOLVED, "waiting_for": "", "resolved_at": event.at}
    elif name == names.CLOSED:
        found |= {"state": State.CLOSED, "waiting_for": "", "closed_at": event.at}
    elif name == names.MERGED:
        found |= {"state": State.MERGED, "merged_into_id": event.details.get("ticket"), "closed_at": event.at}


def _unjudged(ticket: Ticket) -> dict[str, Any]:
    return {
        "priority": "",
        "undecided": False,
        "order_key": sortable(((1, 0), (0, ticket.opened_at))),
        "next_metric": "",
        "next_due_at": None,
        "next_breach_at": None,
        "risk_at": None,
        "breached": False,
    }


def _judged(answer: Answer, pardoned: frozenset[Turn]) -> dict[str, Any]:
    running = [verdict for verdict in answer.verdicts if _promises(verdict)]
    first = min(running, key=_ends, default=None)
    following = min((verdict for verdict in running if _turn(verdict) not in pardoned), key=_ends, default=None)
    indicators = [each.indicator for each in answer.verdicts if each.indicator is not None and each.stopped is None]
    due = next_due(answer)
    return {
        "priority": answer.classified.priority or "",
        "undecided": not answer.classified.decided,
        "order_key": sortable(order_key(answer.policy, answer)),
        "next_metric": first.selected.metric if first else "",
        "next_due_at": min(indicators, default=None) if due is None else due,
        "next_breach_at": following.deadline.kept_until if following and following.deadline else None,
        "risk_at": near_from(answer.policy, following) if following else None,
        "breached": any(verdict.state == BREACHED for verdict in answer.verdicts),
    }


def _ends(verdict: Verdict) -> int:
    return verdict.deadline.kept_until if verdict.deadline else 0


def _promises(verdict: Verdict) -> bool:
    """Whether a clock runs that promises something by an instant."""
    return (
        verdict.stopped is None
        and verdict.deadline is not None
        and verdict.strength == "committed"
        and verdict.state in (RUNNING, BREACHED, EXCUSED)
    )


def sortable(key: Iterable[tuple[int, int]]) -> str:
    """A key of the queue as text that sorts in the same order on every database."""
    return "".join(f"{first}{second + _OFFSET:0{_WIDTH}d}" for first, second in key)


def _clock(position: int, verdict: Verdict, pardoned: frozenset[Turn]) -> tuple[Any, ...]:
    deadline, selected = verdict.deadline, verdict.selected
    until = deadline.kept_until if deadline else None
    excused = verdict.state == RUNNING and _turn(verdict) in pardoned
    return (
        position,
        selected.metric,
        verdict.cycle,
        selected.rule.id if selected.rule else "",
        selected.promise.kind == "mean",
        verdict.strength,
        verdict.state,
        verdict.late,
        verdict.started,
        deadline.due if deadline else verdict.indicator,
        None if excused else until,
        until if excused else None,
        verdict.stopped,
        verdict.spent,
    )
