"""One client: what it is, who belongs to it, what it bought, what is open."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.clock import now
from servanda.desk.organisations.actions.clients import add_client
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.sheets import change_known_client
from servanda.desk.web.access import vendor_for
from servanda.desk.web.clients.access import client_for
from servanda.desk.web.clients.forms import ClientForm, client_initial, show_refusal
from servanda.desk.web.clients.page import client_page
from servanda.desk.web.frames import desk_frame


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form about a client or something of it: its title, what it is for, where it leads back to."""

    title: str
    form: object
    back: str
    about: str = ""
    button: str = ""


@require_safe
def client(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everything about one client."""
    asked = client_for(request, slug, pk)
    page = client_page(asked, now())
    return render(
        request, "web/clients/client.html", {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a new client; account managers, who see their own only, are given theirs by others."""
    who, member = vendor_for(request, slug, Permission.WRITE_CLIENTS)
    if member.vendor_id not in who.vendors_with(Permission.WRITE_CLIENTS):
        raise PermissionDenied
    at = now()
    form = ClientForm(request.POST or None, initial={"language": member.vendor.language}, at=at)
    if form.is_valid():
        try:
            entered = add_client(vendor=member.vendor, sheet=form.sheet(), at=at)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("%(client)s was entered. Now enter its agreement.") % {"client": entered})
            return HttpResponseRedirect(reverse("clients:agreement_new", args=[slug, entered.pk]))
    page = Sheet(gettext("New client"), form, reverse("clients:clients", args=[slug]))
    shown = {"frame": desk_frame(who, member, "clients"), "page": page}
    return render(request, "web/clients/sheet.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what is known of a client."""
    asked = client_for(request, slug, pk, Permission.WRITE_CLIENTS)
    form = ClientForm(request.POST or None, initial=client_initial(asked.client), at=now())
    back = reverse("clients:client", args=[slug, pk])
    if form.is_valid():
        try:
            change_known_client(client=asked.client, sheet=form.sheet(), named=asked.knows_others)
        except SheetRefusedError as refused:
            asked.client.refresh_from_db()
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("%(client)s was changed.") % {"client": asked.client})
            return HttpResponseRedirect(back)
    page = Sheet(asked.client.name, form, back)
    shown = {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    return render(request, "web/clients/sheet.html", shown, status=422 if form.is_bound else 200)
