"""A client is switched off as a whole, or on again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from servanda.desk.clock import now
from servanda.desk.organisations.actions.switching import switch_client
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.web.clients.access import client_for
from servanda.desk.web.clients.forms import show_refusal
from servanda.desk.web.formats import time_tag
from servanda.desk.web.frames import desk_frame


@dataclass(frozen=True, slots=True)
class Switched:
    """One time that a client was switched off or on."""

    says: str
    at: SafeString
    reason: str


@dataclass(frozen=True, slots=True)
class SwitchPage:
    """The page that asks, with what was done before."""

    client: Organisation
    form: forms.Form
    back: str


class SwitchForm(forms.Form):
    """Why; it may be left out where a client is switched on."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Say why the client is switched off; colleagues read it on its page.")
        },
    )

    def __init__(self, client: Organisation, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = client.active


def switched(client: Organisation, zone: ZoneInfo) -> Iterator[Switched]:
    """Each time that a client was switched off or on, the latest first."""
    for change in client.changes.select_related("by__user").order_by("-pk"):
        said = (
            gettext("%(who)s switched the client on.") if change.active else gettext("%(who)s switched the client off.")
        )
        yield Switched(said % {"who": change.by}, time_tag(change.at, zone), change.reason)


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what it means, ask why, and do it; the form carries what is wanted, so that a second click turns nothing back."""
    asked = client_for(request, slug, pk, Permission.SWITCH_CLIENTS)
    client, back = asked.client, reverse("clients:client", args=[slug, pk])
    form = SwitchForm(client, request.POST or None)
    if form.is_valid():
        active, reason = request.POST.get("to") == "on", form.cleaned_data["reason"]
        try:
            switch_client(client=client, active=active, reason=reason, by=asked.member, at=now())
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            said = gettext("%(client)s is switched on.") if active else gettext("%(client)s is switched off.")
            messages.success(request, said % {"client": client})
            return HttpResponseRedirect(back)
    shown = {"frame": desk_frame(asked.who, asked.member, "clients"), "page": SwitchPage(client, form, back)}
    return render(request, "web/clients/switch.html", shown, status=422 if form.is_bound else 200)
