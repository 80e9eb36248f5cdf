"""Every clock of a ticket as its page shows it: the state, what is left in working time, when it is due, and why it rests."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.web.formats import language, time_tag, worked
from servanda.desk.web.pages.answer import Promised, promises_view
from servanda.desk.web.pages.timeline import verdict_ribbon
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import MINUTE, SECOND
from servanda.engine.requests.answer import Answer, Verdict
from servanda.engine.requests.history import Stretch
from servanda.publishing.scribe import Scribe

WARNED = 4
"""A clock is near its end when less than a quarter of its target is left,"""
NEAR = 30 * MINUTE
"""or less than this."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a target, or how far it is over. Seconds and epoch seconds are for the clock in the browser."""

    said: SafeString
    over: bool
    near: bool
    seconds: int
    asked_at: int
    runs_from: int | None
    """When its time begins to run, on the asked instant's side; empty: it stands still."""
    runs_until: int | None


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One clock."""

    number: int
    promised: Promised
    left: Left | None
    rests: str
    """Why it is paused, and since when."""
    excused: str
    row: Ribbon | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """All of them, or why they cannot be told."""

    cards: tuple[ClockCard, ...] = ()
    answer: Answer | None = None
    trouble: str = ""
    notices: tuple[str, ...] = ()


def clocks_of(ticket: Ticket, events: list[Event], zone: ZoneInfo, *, now: int) -> Clocks:
    """Every clock of a ticket at `now`, for a reader whose clock is `zone`."""
    try:
        answer = answer_of(ticket, events, as_of=max(now, ticket.last_event_at))
        scribe = Scribe(answer.policy, language())
        pairs = zip(promises_view(scribe, answer, zone), answer.verdicts, strict=True)
        cards = tuple(
            ClockCard(
                number=number,
                promised=promised,
                left=_left(answer, verdict, now),
                rests=_rests(scribe, verdict, zone),
                excused=_excused(scribe, verdict),
                row=verdict_ribbon(scribe, answer, verdict, f"c{number}"),
            )
            for number, (promised, verdict) in enumerate(pairs, 1)
        )
    except CalendarError as error:
        return Clocks(trouble=error.message.of(language()))
    return Clocks(cards, answer, notices=tuple(text.of(language()) for text, _ in answer.notices))


def _left(answer: Answer, verdict: Verdict, now: int) -> Left | None:
    deadline = verdict.deadline
    if deadline is None or verdict.stopped is not None:
        return None
    timeline = answer.policy.timeline(deadline.calendar) if deadline.calendar else None
    over = verdict.late or now > deadline.breach_after
    first, last = sorted((now, deadline.due))
    span = timeline.elapsed(first, last) if timeline else last - first
    runs_from, runs_until = (None, None) if _resting(verdict) else _running(timeline, max(now, verdict.started))
    return Left(
        said=_left_words(span, working=timeline is not None, over=over),
        over=over,
        near=not over and (span < NEAR or span * WARNED < span + (verdict.spent or 0)),
        seconds=span // SECOND,
        asked_at=now // SECOND,
        runs_from=runs_from,
        runs_until=runs_until,
    )


def _left_words(span: int, *, working: bool, over: bool) -> SafeString:
    if over:
        words = gettext("over by %(length)s of working time") if working else gettext("over by %(length)s")
    else:
        words = gettext("%(length)s of working time left") if working else gettext("%(length)s left")
    before, _, behind = words.partition("%(length)s")
    return format_html("{}<span data-length>{}</span>{}", before, worked(span), behind)


def _resting(verdict: Verdict) -> bool:
    return any(pause.end is None for pause in verdict.pauses)


def _running(timeline: Timeline | None, at: int) -> tuple[int | None, int | None]:
    """Between which epoch seconds the time of a clock runs next."""
    if timeline is None:
        return at // SECOND, None
    begins = timeline.next_open(at)
    ends = timeline.next_close(begins)
    return begins // SECOND, None if ends is None else ends // SECOND


def _rests(scribe: Scribe, verdict: Verdict, zone: ZoneInfo) -> str:
    pause = next((pause for pause in verdict.pauses if pause.end is None), None)
    if pause is None or verdict.stopped is not None:
        return ""
    return gettext("Stands still since %(when)s: %(why)s.") % {
        "when": time_tag(pause.start, zone),
        "why": pause_words(scribe, pause),
    }


def pause_words(scribe: Scribe, pause: Stretch) -> str:
    """Why a clock stands still."""
    if pause.subject:
        return gettext("missing: %(duty)s") % {"duty": scribe.name_of(scribe.document.duties, pause.subject)}
    return {
        "waiting for client": gettext("waiting for the client"),
        "waiting for third party": gettext("waiting for a third party"),
        "waiting for vendor": gettext("waiting for our own team"),
    }.get(pause.why, pause.why)


def _excused(scribe: Scribe, verdict: Verdict) -> str:
    if verdict.excuse is None:
        return ""
    duty = scribe.name_of(scribe.document.duties, verdict.excuse.subject)
    return gettext("Late, and excused: the client’s part was missing (%(duty)s).") % {"duty": duty}
