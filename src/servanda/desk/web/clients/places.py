"""Where a client runs the product."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from servanda.desk.organisations.actions.clients import keep_environments
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.web.clients.access import client_for
from servanda.desk.web.clients.forms import Environments
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame


@require_http_methods(["GET", "HEAD", "POST"])
def environments(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change all environments of a client at once; two empty rows take new ones."""
    asked = client_for(request, slug, pk, Permission.WRITE_CLIENTS)
    initial = list(asked.client.environments.values("pk", "name", "kind"))
    rows = Environments(request.POST or None, initial=initial)
    back, problems = reverse("clients:client", args=[slug, pk]), []
    if rows.is_bound and rows.is_valid():
        try:
            _keep(asked.client, rows)
        except SheetRefusedError as refused:
            problems = [text.of(language()) for texts in refused.problems.values() for text in texts]
        else:
            messages.success(request, gettext("The environments were kept."))
            return HttpResponseRedirect(back)
    shown = {
        "frame": desk_frame(asked.who, asked.member, "clients"),
        "client": asked.client,
        "rows": rows,
        "problems": problems,
        "back": back,
    }
    return render(request, "web/clients/environments.html", shown, status=422 if rows.is_bound else 200)


def _keep(client: Organisation, rows: Any) -> None:
    own = set(client.environments.values_list("pk", flat=True))
    known = [row for row in rows if row.cleaned_data and row.cleaned_data["pk"] in {None, *own}]
    keep_environments(
        client=client,
        places=[place for row in known if (place := row.place) is not None],
        removed=[row.cleaned_data["pk"] for row in known if row.cleaned_data["gone"] and row.cleaned_data["pk"]],
    )
