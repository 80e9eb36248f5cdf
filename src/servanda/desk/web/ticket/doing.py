"""Side actions on a ticket: the form that asks, and the post that does it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from servanda.desk.clock import now as clock_now
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.history import policy_for
from servanda.desk.web.access import desk_ticket
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.ticket.side import Acting, Side, SideForm
from servanda.desk.web.ticket.sides import SIDES


@require_http_methods(["GET", "HEAD", "POST"])
def side(request: HttpRequest, vendor: str, number: int, side: str) -> HttpResponse:
    """One side action. Raises Http404 for one that nobody knows, PermissionDenied without the right to it."""
    chosen = SIDES.get(side)
    if chosen is None:
        raise Http404(side)
    who, member, ticket = desk_ticket(request, vendor, number, chosen.permission)
    at = clock_now()
    acting = Acting(who, member, ticket, policy_for(ticket, as_of=at), at)
    form = chosen.form(acting, request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if request.method == "POST" and "preview" not in request.POST and form.is_valid() and _done(request, chosen, form):
        return HttpResponseRedirect(reverse("ticket:ticket", args=[ticket.vendor.slug, ticket.number]))
    context = {"frame": desk_frame(who, member, "queue"), "ticket": ticket, "side": chosen, "form": form}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "web/ticket/side.html", context, status=status)


def _done(request: HttpRequest, chosen: Side, form: SideForm) -> bool:
    """Do it; what the policy refuses is told at the form."""
    try:
        said = chosen.act(form.acting, form.wanted())
    except TicketRefusedError as refused:
        form.add_error(None, refused.text.of(language()))
        return False
    messages.info(request, said or gettext("Done."))
    return True
