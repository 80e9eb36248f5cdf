"""Mail that left, or waits to: where it stands, how often it was tried, what the other server said."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.clock import now
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.outbox.actions import resend_delivery
from servanda.desk.outbox.models import Delivery
from servanda.desk.outbox.queries import FAILED, SENT, WAITING, in_state, state_of, vendor_deliveries
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.web.access import vendor_for, vendor_zone
from servanda.desk.web.formats import zone_place
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.mail.listing import list_page, wanted
from servanda.desk.web.mail.words import kind_words, state_word

_TONES = {WAITING: "running", SENT: "met", FAILED: "breached"}


@dataclass(frozen=True, slots=True)
class Posted:
    """One mail, ready to be drawn."""

    delivery: Delivery
    state: str
    word: str
    kind: str


@require_safe
def deliveries(request: HttpRequest, slug: str) -> HttpResponse:
    """What left, newest first; what could not be delivered stands behind its own tab."""
    who, member = vendor_for(request, slug, Permission.READ_DELIVERIES)
    every = vendor_deliveries(member.vendor_id)
    parts = (
        ("all", pgettext("mails", "All"), every.count()),
        (WAITING, pgettext("mails", "Waiting"), in_state(every, WAITING).count()),
        (FAILED, pgettext("mails", "Not delivered"), in_state(every, FAILED).count()),
    )
    asked = wanted(request.GET, parts, "all")
    rows = in_state(every, asked.tab).select_related("ticket__vendor")
    for word in asked.words.split()[:5]:
        rows = rows.filter(Q(recipient__icontains=word) | Q(subject__icontains=word))
    page = list_page(asked, rows, _posted, zone=vendor_zone(member, now()))
    return render(request, "web/mail/deliveries.html", {"frame": desk_frame(who, member, "deliveries"), "page": page})


def _posted(delivery: Delivery) -> Posted:
    state = state_of(delivery)
    return Posted(delivery, _TONES[state], state_word(state), kind_words(delivery.kind))


@require_safe
def delivery(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One mail. What it says is shown only where it is about a ticket that the reader may see: others hold links that sign in."""
    who, member = vendor_for(request, slug, Permission.READ_DELIVERIES)
    asked = get_object_or_404(vendor_deliveries(member.vendor_id).select_related("ticket__vendor"), pk=pk)
    zone = vendor_zone(member, now())
    context = {
        "frame": desk_frame(who, member, "deliveries"),
        "posted": _posted(asked),
        "text": asked.text if _readable(who, asked) else "",
        "zone": zone,
        "place": zone_place(zone),
    }
    return render(request, "web/mail/delivery.html", context)


def _readable(who: Who, asked: Delivery) -> bool:
    return asked.ticket_id is not None and desk_tickets(who).filter(pk=asked.ticket_id).exists()


@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Try a mail again at once."""
    _who, member = vendor_for(request, slug, Permission.READ_DELIVERIES)
    asked = get_object_or_404(vendor_deliveries(member.vendor_id), pk=pk)
    resend_delivery(delivery=asked, at=now())
    messages.success(request, gettext("The mail leaves again now."))
    return redirect("mail:delivery", slug, pk)
