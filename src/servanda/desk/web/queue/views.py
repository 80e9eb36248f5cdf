"""The pages of the queue: the list, its kept views, its bulk deeds, and the stream that keeps it fresh."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.clock import now
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions.drafts import drafts_around
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.actions.views import create_view, delete_view, raise_view, rename_view, share_view
from servanda.desk.tickets.lists import Filters
from servanda.desk.tickets.models import Incident
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.web.access import vendor_for, who_asks
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.live import stream_of
from servanda.desk.web.queue.page import Desk, kept_views, queue_page
from servanda.desk.web.ticket.composer import left_behind


def desk_for(request: HttpRequest, slug: str, permission: Permission = Permission.READ_TICKETS) -> Desk:
    """Who looks at a vendor's tickets now. Raises as `vendor_for` does."""
    who, member = vendor_for(request, slug, permission)
    return Desk(who, member, now())


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the only vendor's queue, or the choice among several."""
    who = who_asks(request)
    if len(who.members) == 1:
        return HttpResponseRedirect(reverse("queue:queue", args=[who.members[0].vendor.slug]))
    return render(request, "web/queue/home.html", {"members": who.members, "people": who.people})


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """The list that the address asks for."""
    desk = desk_for(request, slug)
    filters = Filters.read(request.GET.dict())
    kept = request.GET.get("kept", "")
    current = int(kept) if kept.isdecimal() and len(kept) < 18 else 0
    page = queue_page(desk, filters, after=request.GET.get("after", ""), current=current)
    context = {
        "page": page,
        "frame": desk_frame(desk.who, desk.member, "queue"),
        "vendor": desk.member.vendor,
        "may": permissions(desk),
        "incidents": _incidents(desk),
        "elsewhere": left_behind(drafts_around(None, desk.member), None, now=desk.at),
        "begins": partial(_begins, desk),
        "shortcuts": desk.who.user is not None and desk.who.user.shortcuts,
    }
    return render(request, "web/queue/queue.html", context)


def _begins(desk: Desk) -> bool:
    """Whether the vendor has no client yet and whoever looks can do something about it; asked where the list is empty."""
    return desk.may(Permission.WRITE_VENDOR) and not desk.member.vendor.organisations.exists()


def _incidents(desk: Desk) -> tuple[Incident, ...]:
    return desk.incidents if desk.may(Permission.ARRANGE) else ()


def permissions(desk: Desk) -> dict[str, bool]:
    """What the templates ask about the role."""
    return {
        "assign": desk.may(Permission.ASSIGN),
        "arrange": desk.may(Permission.ARRANGE),
        "answer": desk.may(Permission.ANSWER),
        "note": desk.may(Permission.NOTE),
        "open": desk.may(Permission.OPEN_TICKETS),
        "share": desk.may(Permission.WRITE_TEXTS),
    }


@require_safe
def live(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Says that something has happened, as it happens."""
    desk = desk_for(request, slug)
    everything = desk.member.vendor_id in desk.who.vendors_with(Permission.READ_TICKETS)
    return stream_of(desk.member.vendor_id, None if everything else partial(known_of, desk.who, desk.member.vendor_id))


def known_of(who: Who, vendor_id: int, numbers: list[int]) -> list[int]:
    """Those of some numbers at a vendor that are of tickets which somebody of its staff may know of."""
    found = desk_tickets(who).filter(vendor_id=vendor_id, number__in=numbers)
    return sorted(found.order_by().values_list("number", flat=True))


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the list under a name."""
    desk = desk_for(request, slug)
    filters = Filters.read(QueryDict(request.POST.get("query", "")[:1000]).dict())
    shared = request.POST.get("shared") == "yes" and desk.may(Permission.WRITE_TEXTS)
    try:
        view = create_view(member=desk.member, name=request.POST.get("name", ""), filters=filters, shared=shared)
    except TicketRefusedError as refused:
        messages.error(request, refused.text.of(language()))
        return _to_queue(desk, filters)
    messages.success(request, gettext("The view “%(name)s” is kept.") % {"name": view.name[language()]})
    return _to_queue(desk, filters, kept=view.pk)


@require_POST
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Rename, share, move up or delete a kept view: one's own, or a shared one with the permission for it."""
    desk = desk_for(request, slug)
    usable = kept_views(desk)
    if not desk.may(Permission.WRITE_TEXTS):
        usable = usable.filter(owner=desk.member)
    view = get_object_or_404(usable, pk=number)
    filters, deed = Filters.read(view.filters), request.POST.get("deed", "")
    if deed == "delete":
        delete_view(view=view)
        messages.success(request, gettext("The view is gone; its requests stay where they are."))
        return _to_queue(desk, Filters())
    if deed == "share" and desk.may(Permission.WRITE_TEXTS):
        share_view(view=view, member=None if view.owner_id else desk.member)
    elif deed == "up":
        raise_view(view=view)
    elif deed == "rename":
        try:
            rename_view(view=view, name=request.POST.get("name", ""), language=language())
        except TicketRefusedError as refused:
            messages.error(request, refused.text.of(language()))
    return _to_queue(desk, filters, kept=view.pk)


def _to_queue(desk: Desk, filters: Filters, **more: object) -> HttpResponse:
    page = reverse("queue:queue", args=[desk.member.vendor.slug])
    return HttpResponseRedirect(f"{page}?{urlencode(filters.kept | more)}")
