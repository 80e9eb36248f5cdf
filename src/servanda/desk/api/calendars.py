"""Questions to one calendar of a policy, as `servanda hours` answers them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Query, Router

from servanda.desk.api.shapes import DaysOut, DueOut, ErrorsOut, ListOut, OpenOut, SecondsOut
from servanda.desk.clock import now
from servanda.desk.questions import Problem, QuestionRefusedError
from servanda.desk.shelved import timeline_or_404
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import SECOND, local_instant, parse_instant, write_instant
from servanda.engine.text import Text

router = Router(tags=["calendars"])
_ERRORS = {404: ErrorsOut, 422: ErrorsOut, 429: ErrorsOut}
_BASE = "/policies/{policy_id}/calendars/{name}"
_LONGEST_WORK = 100 * 366 * 24 * 3600
_MOST_DATES = 1100


@router.get(f"{_BASE}/open", response={200: OpenOut, **_ERRORS}, summary="Open or closed")
def is_open(request: HttpRequest, policy_id: str, name: str, at: str = "") -> dict[str, Any]:
    """Whether the calendar is open at `at` (without it: now), and when that changes."""
    timeline = timeline_or_404(policy_id, name)
    instant = _instant(at, "at") if at else now()
    return {
        "open": timeline.is_open(instant),
        "next_open": _write(timeline, timeline.opening_after(instant)),
        "next_close": _write(timeline, timeline.next_close(instant)),
    }


@router.get(f"{_BASE}/deadline", response={200: DueOut, **_ERRORS}, summary="When so much open time has passed")
def deadline(
    request: HttpRequest,
    policy_id: str,
    name: str,
    start: Annotated[str, Query(alias="from")],
    work: Annotated[int, Query(ge=-_LONGEST_WORK, le=_LONGEST_WORK)],
) -> dict[str, Any]:
    """`work` seconds after `from`; negative work counts backwards."""
    timeline = timeline_or_404(policy_id, name)
    begins, length = _instant(start, "from"), work * SECOND
    due = timeline.due(begins, length)
    latest = timeline.breach_after(begins, length)
    return {"due": _write(timeline, due), "breach_after": _write(timeline, latest)}


@router.get(f"{_BASE}/elapsed", response={200: SecondsOut, **_ERRORS}, summary="Open time between two instants")
def elapsed(
    request: HttpRequest,
    policy_id: str,
    name: str,
    start: Annotated[str, Query(alias="from")],
    to: str,
) -> dict[str, Any]:
    """Whole seconds of open time from `from` to `to`."""
    timeline = timeline_or_404(policy_id, name)
    return {"seconds": timeline.elapsed(_instant(start, "from"), _instant(to, "to")) // SECOND}


@router.get(f"{_BASE}/days", response={200: DaysOut, **_ERRORS}, summary="When so many business days have passed")
def business_days(
    request: HttpRequest,
    policy_id: str,
    name: str,
    start: Annotated[str, Query(alias="from")],
    days: Annotated[int, Query(ge=-10_000, le=10_000)],
) -> dict[str, Any]:
    """The same local time on the n-th business date."""
    timeline = timeline_or_404(policy_id, name)
    return {"due": _write(timeline, timeline.add_business_days(_instant(start, "from"), days))}


@router.get(f"{_BASE}/list", response={200: ListOut, **_ERRORS}, by_alias=True, summary="Windows and closures")
def windows(
    request: HttpRequest,
    policy_id: str,
    name: str,
    start: Annotated[date, Query(alias="from")],
    to: date,
) -> dict[str, Any]:
    """The open windows of the dates from `from` up to, and without, `to`, and what closures took away."""
    timeline = timeline_or_404(policy_id, name)
    if (to - start).days > _MOST_DATES:
        said = Text(f"At most {_MOST_DATES} dates at a time.", f"Au plus {_MOST_DATES} dates à la fois.")
        raise QuestionRefusedError((Problem("to", said),))
    zone = ZoneInfo(timeline.calendar.zone)
    low, high = (local_instant(datetime.combine(day, time()), zone) for day in (start, to))
    return {
        "windows": [_span(timeline, opens, closes) for opens, closes in timeline.windows(low, high)],
        "closed": [
            {
                **_span(timeline, closed.start, closed.end),
                "name": {"en": closed.name.of("en"), "fr": closed.name.of("fr")},
                "why": closed.why,
                "table": closed.table or None,
            }
            for closed in timeline.closed(low, high)
        ],
    }


def _instant(written: str, path: str) -> int:
    try:
        return parse_instant(written.strip().replace(" ", "+") if "T" in written else written)
    except (ValueError, OverflowError):
        said = Text(
            f"'{written[:60]}' is not an instant such as 2026-02-06T16:30-05:00.",
            f"« {written[:60]} » n’est pas un instant tel que 2026-02-06T16:30-05:00.",
        )
        raise QuestionRefusedError((Problem(path, said),)) from None


def _write(timeline: Timeline, at: int | None) -> str | None:
    return None if at is None else write_instant(at, ZoneInfo(timeline.calendar.zone))


def _span(timeline: Timeline, start: int, end: int) -> dict[str, str | None]:
    return {"from": _write(timeline, start), "to": _write(timeline, end)}
