"""The same deed on the rows that were ticked: what was done, what was refused and why, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.bulk import (
    MOST,
    Deed,
    Outcome,
    assigning,
    do_to_each,
    joining,
    noting,
    resolving,
    tagging,
    waiting,
)
from servanda.desk.tickets.lists import Filters
from servanda.desk.tickets.models import Incident, Ticket
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.queue.page import Desk
from servanda.desk.web.queue.rows import ticket_href
from servanda.desk.web.queue.views import desk_for

NEEDED = {
    "take": Permission.ASSIGN,
    "assign": Permission.ASSIGN,
    "tag": Permission.ARRANGE,
    "wait": Permission.ANSWER,
    "resolve": Permission.ANSWER,
    "note": Permission.NOTE,
    "incident": Permission.ARRANGE,
}
"""What each deed takes."""


class _MissingError(ValueError):
    """A field that the deed needs is empty; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the account."""

    outcome: Outcome
    href: str
    refusal: str = ""


@require_POST
def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """Do one thing to every ticket that was ticked and that may be seen."""
    name = request.POST.get("deed", "")
    desk = desk_for(request, slug, NEEDED.get(name, Permission.READ_TICKETS))
    filters = Filters.read(QueryDict(request.POST.get("query", "")[:1000]).dict())
    back = f"{reverse('queue:queue', args=[slug])}?{request.POST.get('query', '')[:1000]}"
    tickets = _chosen(desk, request.POST.getlist("ticket"), NEEDED.get(name, Permission.READ_TICKETS))
    try:
        if not tickets:
            raise _MissingError(gettext("No request was selected. Tick one or more, then choose what to do."))
        deed = _deed(desk, name, request.POST)
    except _MissingError as missing:
        messages.error(request, str(missing))
        return HttpResponseRedirect(back)
    outcomes = do_to_each(tickets=tickets, deed=deed, by=desk.member, at=desk.at)
    return _account(request, desk, outcomes, filters, back)


def _chosen(desk: Desk, numbers: list[str], permission: Permission) -> list[Ticket]:
    wanted = [int(each) for each in numbers[:MOST] if each.isdecimal() and len(each) < 10]
    found = desk_tickets(desk.who, permission).filter(vendor_id=desk.member.vendor_id, number__in=wanted)
    related = ("vendor", "organisation", "requester", "agreement", "assignee__user")
    return list(found.select_related(*related).order_by("number"))


def _deed(desk: Desk, name: str, form: QueryDict) -> Deed:
    if name == "take":
        return assigning(desk.member)
    if name == "assign":
        return assigning(_assignee(desk, form.get("assignee", "")))
    if name == "tag":
        return tagging(_given(form, "tag", gettext("Write the tag to add.")))
    if name == "wait":
        reason = _given(form, "words", gettext("Write what is waited for; the reason stays with each request."))
        return waiting(form.get("party", "client"), reason)
    if name == "incident":
        number = form.get("incident", "")
        incidents = Incident.objects.filter(vendor_id=desk.member.vendor_id, closed_at=None)
        return joining(get_object_or_404(incidents, pk=int(number) if number.isdecimal() and len(number) < 18 else 0))
    written = _given(form, "words", gettext("Write the words first; they go to every selected request."))
    if name not in ("resolve", "note"):
        raise _MissingError(gettext("Choose what to do with the selected requests."))
    return resolving(written) if name == "resolve" else noting(written)


def _assignee(desk: Desk, value: str) -> Member | None:
    if value == "nobody":
        return None
    chosen = next((each for each in desk.colleagues if str(each.pk) == value), None)
    if chosen is None:
        raise _MissingError(gettext("Choose to whom the selected requests go."))
    return chosen


def _given(form: QueryDict, name: str, missing: str) -> str:
    written = form.get(name, "").strip()
    if not written:
        raise _MissingError(missing)
    return written


def _line(outcome: Outcome, filters: Filters) -> Line:
    refusal = outcome.refusal.of(language()) if outcome.refusal else ""
    return Line(outcome, ticket_href(outcome.ticket, filters), refusal)


def _account(
    request: HttpRequest, desk: Desk, outcomes: tuple[Outcome, ...], filters: Filters, back: str
) -> HttpResponse:
    """Back to the list where all went well; else a page that says what became of each."""
    done = sum(each.refusal is None for each in outcomes)
    if done == len(outcomes):
        messages.success(request, gettext("Done for %(count)s of the selected requests.") % {"count": done})
        return HttpResponseRedirect(back)
    context = {
        "lines": [_line(each, filters) for each in outcomes],
        "done": done,
        "refused": len(outcomes) - done,
        "back": back,
        "frame": desk_frame(desk.who, desk.member, "queue"),
    }
    return render(request, "web/queue/outcomes.html", context)
