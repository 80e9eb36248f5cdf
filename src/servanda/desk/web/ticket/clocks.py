"""Every clock of a ticket as its page shows it: the state, what is left in working time, when it is due, and why it rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.web.formats import language, time_tag
from servanda.desk.web.left import Left, left_of
from servanda.desk.web.pages.answer import Promised, promises_view
from servanda.desk.web.pages.timeline import verdict_ribbon
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.requests.answer import NONE, Answer, Verdict
from servanda.engine.requests.history import Stretch
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One clock."""

    number: int
    promised: Promised
    left: Left | None
    says: SafeString | str
    """What is left, in words."""
    rests: SafeString | str
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


def clocks_of(ticket: Ticket, events: Sequence[Event], zone: ZoneInfo, *, now: int) -> Clocks:
    """Every clock of a ticket at `now`, for a reader whose clock is `zone`."""
    try:
        answer = answer_of(ticket, events, as_of=max(now, ticket.last_event_at))
        scribe = Scribe(answer.policy, language())
        pairs = zip(promises_view(scribe, answer, zone), answer.verdicts, strict=True)
        cards = tuple(_card(scribe, answer, pair, number, zone, now) for number, pair in enumerate(pairs, 1))
    except CalendarError as error:
        return Clocks(trouble=error.message.of(language()))
    return Clocks(cards, answer, notices=tuple(text.of(language()) for text, _ in answer.notices))


def _card(
    scribe: Scribe, answer: Answer, pair: tuple[Promised, Verdict], number: int, zone: ZoneInfo, now: int
) -> ClockCard:
    promised, verdict = pair
    left = left_of(answer, verdict, now) if verdict.deadline else None
    return ClockCard(
        number=number,
        promised=promised,
        left=left,
        says=_left_words(left) if left else "",
        rests=_rests(scribe, verdict, zone),
        excused=_excused(scribe, verdict),
        row=verdict_ribbon(scribe, answer, verdict, f"c{number}"),
    )


def _left_words(left: Left) -> SafeString:
    if left.over and not left.late:
        working = gettext("past its time by %(length)s of working time")
        words = working if left.working else gettext("past its time by %(length)s")
    elif left.over:
        words = gettext("over by %(length)s of working time") if left.working else gettext("over by %(length)s")
    else:
        words = gettext("%(length)s of working time left") if left.working else gettext("%(length)s left")
    before, _, behind = words.partition("%(length)s")
    return format_html("{}<span data-length>{}</span>{}", before, left.length, behind)


def _rests(scribe: Scribe, verdict: Verdict, zone: ZoneInfo) -> SafeString | str:
    pause = next((pause for pause in verdict.pauses if pause.end is None), None)
    if pause is None or verdict.stopped is not None or verdict.state == NONE:
        return ""
    words = gettext("Stands still since %(when)s: %(why)s.") % {"when": "{}", "why": "{}"}
    return format_html(words, time_tag(pause.start, zone), pause_words(scribe, pause))


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
