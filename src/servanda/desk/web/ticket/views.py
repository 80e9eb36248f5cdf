"""Pages of one ticket for staff: the ticket itself, why its clocks stand as they do, a note that not everybody may read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from servanda.desk.clock import now as clock_now
from servanda.desk.tickets.history import answer_of, policy_for
from servanda.desk.tickets.queries import reads, thread_messages
from servanda.desk.web.access import desk_ticket, reader_zone
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.pages.answer import answer_view
from servanda.desk.web.queue.position import position_of
from servanda.desk.web.ticket.clocks import clocks_of
from servanda.desk.web.ticket.page import events_of, ticket_page
from servanda.desk.web.ticket.thread import thread_of
from servanda.engine.calendars.errors import CalendarError
from servanda.publishing.scribe import Scribe


@require_safe
def ticket(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """What was promised, what is left, what does the client need?"""
    who, member, found = desk_ticket(request, vendor, number)
    now = clock_now()
    page = ticket_page(
        who,
        member,
        found,
        position_of(request, who, member, found, now=now),
        now=now,
        kind=request.GET.get("kind", ""),
        preview="preview" in request.GET,
        whole="whole" in request.GET,
    )
    context = {"frame": desk_frame(who, member, "queue"), "ticket": found, "page": page}
    return render(request, "web/ticket/ticket.html", context)


@require_safe
def clocks(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """The clocks alone, as they stand now: a part of the page."""
    _, member, found = desk_ticket(request, vendor, number)
    now = clock_now()
    zone = reader_zone(member, policy_for(found, as_of=now))
    shown = clocks_of(found, events_of(found), zone, now=now)
    return render(request, "web/ticket/clocks.html", {"ticket": found, "clocks": shown})


@require_safe
def why(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """Everything that the policy says of the ticket: each ribbon, each reason, who is called when."""
    who, member, found = desk_ticket(request, vendor, number)
    now = clock_now()
    try:
        answer = answer_of(found, events_of(found), as_of=max(now, found.last_event_at))
    except CalendarError as error:
        context = {"frame": desk_frame(who, member, "queue"), "ticket": found, "trouble": error.message.of(language())}
        return render(request, "web/ticket/why.html", context)
    view = answer_view(Scribe(answer.policy, language()), answer, reader_zone(member, answer.policy))
    context = {"frame": desk_frame(who, member, "queue"), "ticket": found, "answer": view}
    return render(
        request, "web/ticket/why_part.html" if request.headers.get("HX-Request") else "web/ticket/why.html", context
    )


@require_safe
def ribbons(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """The wide ribbon of each clock: a part of the page."""
    _, member, found = desk_ticket(request, vendor, number)
    now = clock_now()
    shown = clocks_of(found, events_of(found), reader_zone(member, policy_for(found, as_of=now)), now=now)
    return render(request, "web/ticket/ribbons.html", {"clocks": shown})


@require_safe
def note(request: HttpRequest, vendor: str, number: int, message: int) -> HttpResponse:
    """One message by its own address. Raises PermissionDenied for a data note outside the countries (B22)."""
    who, member, found = desk_ticket(request, vendor, number)
    written = get_object_or_404(
        thread_messages(found).select_related("event__member__user", "event__person"),
        pk=message,
    )
    if not reads(who, written):
        raise PermissionDenied
    policy = policy_for(found, as_of=clock_now())
    entries = thread_of(who, found, [], [written], policy, reader_zone(member, policy))
    context = {"frame": desk_frame(who, member, "queue"), "ticket": found, "entry": entries[0]}
    return render(request, "web/ticket/note.html", context)
