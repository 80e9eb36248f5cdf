"""When somebody is away: everybody says it of themselves, those with the permission of others too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from servanda.desk.organisations.actions.staff import add_absence, remove_absence
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.queries import changeable_absences, may_be_entered_for
from servanda.desk.web.access import vendor_for
from servanda.desk.web.staff.forms import AbsenceForm
from servanda.desk.web.staff.staff import draw


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter an absence."""
    who, own = vendor_for(request, slug, Permission.READ_TICKETS)
    form = AbsenceForm(request.POST, members=may_be_entered_for(who, own.vendor_id), own=own)
    if not form.is_valid():
        return draw(request, who, own, absence=form)
    add_absence(**form.cleaned_data)
    return _back(request, slug, gettext("The absence was entered."))


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an absence back."""
    who, own = vendor_for(request, slug, Permission.READ_TICKETS)
    remove_absence(absence=get_object_or_404(changeable_absences(who, own.vendor_id), pk=pk))
    return _back(request, slug, gettext("The absence was taken back."))


def _back(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("staff:staff", args=[slug]) + "#absences")
