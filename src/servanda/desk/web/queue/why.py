"""Why a request stands where it stands in the policy's own order (C8, K15)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.clock import now
from servanda.desk.tickets.history import answer_of
from servanda.desk.web.access import desk_ticket
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.pages.answer import links
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.requests.queue import queue_prose, why_here
from servanda.publishing.scribe import Scribe


@require_safe
def why(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The order that the policy states, and what this request has to show for each of its keys."""
    who, member, ticket = desk_ticket(request, slug, number)
    try:
        answer = answer_of(ticket, ticket.events.all(), as_of=max(now(), ticket.last_event_at))
    except CalendarError as error:
        raise Http404(str(error)) from error
    because, prose = why_here(answer.policy, answer), queue_prose(answer.policy, language())
    context = {
        "ticket": ticket,
        "order": prose.say(because),
        "clauses": links(Scribe(answer.policy, language()), because.clauses),
        "parts": [prose.say(each) for each in because.because],
        "frame": desk_frame(who, member, "queue"),
    }
    return render(request, "web/queue/why.html", context)
