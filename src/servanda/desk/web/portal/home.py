"""The doorstep of the portal: to the only vendor, or the choice between several."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from servanda.desk.alphabet import name_key
from servanda.desk.web.access import who_asks


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead a client's person to their requests, in their own language."""
    who = who_asks(request)
    vendors = sorted({person.organisation.vendor for person in who.people}, key=name_key)
    if not vendors:
        raise Http404
    if len(vendors) > 1:
        return render(request, "web/portal/choose.html", {"vendors": vendors})
    with override(who.user.language if who.user else None):
        return HttpResponseRedirect(reverse("portal:requests", args=[vendors[0].slug]))
