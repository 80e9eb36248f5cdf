"""Rows of a list: each ticket with its next promise, judged now by the engine as its own page does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from servanda.desk.agreements.versions import policy_of
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.lists import Filters
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.web.formats import language, short_day
from servanda.desk.web.left import Left, left_of
from servanda.desk.web.pages.timeline import verdict_ribbon
from servanda.desk.web.queue.words import standing
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.instants import DAY, moment, write_instant
from servanda.engine.requests.answer import BREACHED, PAUSED, RUNNING, Answer, Verdict
from servanda.engine.text import spoken
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise of a ticket that ends next, or the last one that ended."""

    metric: str
    state: str
    left: Left | None
    due: SafeString | str
    ribbon: Ribbon | None


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket in a list."""

    ticket: Ticket
    href: str
    plan: str
    priority: str
    standing: str
    promised: Promised | None = None
    trouble: str = ""


class _Happened(NamedTuple):
    """An event as far as it is judged; making whole rows of dozens of histories takes longer than judging them."""

    at: int
    name: str
    details: Any
    member_id: int | None


def rows_of(tickets: Sequence[Ticket], filters: Filters, zone: ZoneInfo | None, *, now: int) -> tuple[Row, ...]:
    """Rows for a reader whose clock is `zone` (None: the policy's); one question for all events."""
    events: dict[int, list[_Happened]] = {each.pk: [] for each in tickets}
    told = Event.objects.filter(ticket__in=list(events)).order_by("pk")
    for ticket_id, *happened in told.values_list("ticket_id", *_Happened._fields):
        events[ticket_id].append(_Happened(*happened))
    behind = _remembered(filters)
    pages = {slug: ticket_pages(slug) for slug in {each.vendor.slug for each in tickets}}
    return tuple(
        _row(each, events[each.pk], f"{pages[each.vendor.slug]}{each.number}/?{behind}", zone, now) for each in tickets
    )


def plain_rows(tickets: Sequence[Ticket], filters: Filters) -> tuple[Row, ...]:
    """Rows without what is promised, for lists that do not show it: nothing is judged for them."""
    return tuple(_plain(each, ticket_href(each, filters)) for each in tickets)


def ticket_href(ticket: Ticket, filters: Filters) -> str:
    """The address of a ticket that remembers the list from which it is opened."""
    return f"{ticket_pages(ticket.vendor.slug)}{ticket.number}/?{_remembered(filters)}"


def _remembered(filters: Filters) -> str:
    return urlencode({"list": urlencode(filters.kept)})


def ticket_pages(slug: str) -> str:
    """What the addresses of a vendor's tickets begin with: a number and a slash follow."""
    return reverse("ticket:ticket", args=[slug, 0]).removesuffix("0/")


def _row(ticket: Ticket, events: Sequence[_Happened], href: str, zone: ZoneInfo | None, now: int) -> Row:
    promised, trouble = None, ""
    try:
        answer = answer_of(ticket, events, as_of=max(now, ticket.last_event_at))
        promised = _promised(answer, ticket, zone or answer.policy.zone, now)
    except CalendarError as error:
        trouble = str(error)
    return replace(_plain(ticket, href), promised=promised, trouble=trouble)


def _plain(ticket: Ticket, href: str) -> Row:
    written = language()
    return Row(
        ticket=ticket,
        href=href,
        plan=_plan(ticket.policy_version_id, written, ticket.plan),
        priority=_level(ticket.policy_version_id, written, ticket.priority) if ticket.priority else "",
        standing=standing(ticket),
    )


@cache
def scribe_of(digest: str, written: str) -> Scribe:
    """The writer of a kept version of a policy in a language."""
    return Scribe(policy_of(digest), spoken(written))


@lru_cache(maxsize=1024)
def _plan(digest: str, written: str, plan: str) -> str:
    return scribe_of(digest, written).plan(plan)


@lru_cache(maxsize=1024)
def _level(digest: str, written: str, level: str) -> str:
    return scribe_of(digest, written).level(level)


def next_verdict(answer: Answer) -> Verdict | None:
    """The clock that ends next; where none runs, one that rests, else the last that was broken or has ended."""
    live = [each for each in answer.verdicts if each.stopped is None and (each.deadline or each.indicator)]
    running = [each for each in live if each.state != PAUSED]
    if chosen := running or live:
        return min(chosen, key=_ends)
    ended = [each for each in answer.verdicts if each.stopped is not None and each.selected.rule]
    broken = [each for each in ended if each.state == BREACHED]
    return next(iter([*broken, *ended[::-1]]), None)


def _ends(verdict: Verdict) -> int:
    return verdict.deadline.kept_until if verdict.deadline else verdict.indicator or 0


def _promised(answer: Answer, ticket: Ticket, zone: ZoneInfo, now: int) -> Promised | None:
    verdict = next_verdict(answer)
    if verdict is None:
        return None
    scribe = scribe_of(ticket.policy_version_id, language())
    due = verdict.stopped or (verdict.deadline.due if verdict.deadline else verdict.indicator)
    effort = verdict.strength == "best effort" and verdict.state in (RUNNING, "none")
    return Promised(
        metric=scribe.metric(verdict.selected.metric),
        state="best-effort" if effort else verdict.state,
        left=left_of(answer, verdict, now),
        due=short_time(due, zone, now) if due else "",
        ribbon=verdict_ribbon(scribe, answer, verdict, f"t{ticket.number}"),
    )


def short_time(at: int, zone: ZoneInfo, now: int) -> SafeString:
    """``16:30`` today, ``Fri 6 Feb 16:30`` within half a year, else with the year; on the clock of `zone`."""
    shown = escape(short_words(at, zone, now))
    return mark_safe(f'<time datetime="{write_instant(at, zone)}">{shown}</time>')  # noqa: S308  (escaped; lists show many)


def short_words(at: int, zone: ZoneInfo, now: int) -> str:
    """The same without its mark-up, for sentences."""
    when, today = moment(at, zone), moment(now, zone)
    shown = when.strftime("%H:%M")
    if when.date() == today.date():
        return shown
    return f"{short_day(when.date(), language(), year=abs(at - now) >= 180 * DAY)} {shown}"
