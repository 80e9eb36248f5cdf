"""A client's people: entered, changed, invited to sign in, and made one again where they stand here twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.agreements.queries import open_invitations
from servanda.desk.agreements.queries import people as people_of
from servanda.desk.clock import now
from servanda.desk.organisations.actions.invitations import (
    AlreadyHereError,
    Guest,
    Rights,
    SwitchedOffError,
    invite_person,
)
from servanda.desk.organisations.actions.person_sheets import add_person
from servanda.desk.organisations.actions.staff import LastAdministratorError
from servanda.desk.organisations.models import Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.people import merge_people
from servanda.desk.tickets.actions.sheets import change_known_person
from servanda.desk.web.account.invitations import invitation_link, withdrawn
from servanda.desk.web.clients.access import Asked, client_for
from servanda.desk.web.clients.client import Sheet
from servanda.desk.web.clients.forms import MergeForm, PersonForm, person_initial, show_refusal
from servanda.desk.web.frames import desk_frame


@dataclass(frozen=True, slots=True)
class Merging:
    """The page on which two become one."""

    person: Person
    form: MergeForm | None
    requests: int
    back: str


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Enter somebody of a client."""
    asked = client_for(request, slug, pk, Permission.WRITE_CLIENTS)
    at = now()
    initial = {"language": asked.client.language, "zone": asked.client.zone, "active": True}
    form = PersonForm(request.POST or None, initial=initial, at=at)
    if form.is_valid():
        try:
            person = add_person(client=asked.client, sheet=form.sheet(), at=at)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            return _back(request, asked, gettext("%(name)s was entered.") % {"name": person})
    return _form(request, asked, gettext("New person"), form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int, person: int) -> HttpResponse:
    """Change what is known of somebody, and what they may do."""
    asked, known = _person(request, slug, pk, person)
    form = PersonForm(request.POST or None, initial=person_initial(known), at=now())
    if form.is_valid() and _changed(known, form):
        return _back(request, asked, gettext("%(name)s was changed.") % {"name": known})
    return _form(request, asked, str(known), form)


def _changed(person: Person, form: PersonForm) -> bool:
    try:
        change_known_person(person=person, sheet=form.sheet())
    except SheetRefusedError as refused:
        show_refusal(form, refused)
    except LastAdministratorError:
        said = gettext("%(name)s is the last administrator. Make somebody else an administrator first.")
        form.add_error("administrator", said % {"name": person})
    return not form.errors


@require_POST
def invite(request: HttpRequest, slug: str, pk: int, person: int) -> HttpResponse:
    """Invite somebody to sign in, or send their invitation again."""
    asked, known = _person(request, slug, pk, person)
    rights = Rights(known.administrator, known.representative, known.sees_all)
    try:
        invite_person(
            organisation=asked.client,
            guest=Guest(known.email, known.name, known.language),
            rights=rights,
            link=invitation_link,
            by=asked.member.user,
            at=now(),
        )
    except SwitchedOffError:
        said = gettext("%(client)s is switched off, so nobody is invited. Switch it on first.")
        return _back(request, asked, said % {"client": asked.client})
    except AlreadyHereError:
        return _back(request, asked, gettext("%(name)s signs in already.") % {"name": known})
    return _back(request, asked, gettext("The invitation to %(email)s is on its way.") % {"email": known.email})


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int, person: int) -> HttpResponse:
    """Withdraw somebody's invitation."""
    asked, known = _person(request, slug, pk, person)
    invitation = get_object_or_404(open_invitations(asked.who, asked.member.vendor_id), person=known)
    return _back(request, asked, withdrawn(invitation))


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str, pk: int, person: int) -> HttpResponse:
    """Say that somebody is somebody else of the same client; what that means is shown before."""
    asked, known = _person(request, slug, pk, person)
    others = people_of(asked.who, asked.member.vendor_id, Permission.WRITE_CLIENTS)
    others = others.filter(organisation=asked.client, active=True).exclude(pk=known.pk)
    form = MergeForm(request.POST or None, people=others)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            moved = merge_people(person=known, into=into, at=now())
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            return _back(request, asked, _merged(known, into, moved))
    back = reverse("clients:client", args=[slug, pk])
    page = Merging(known, form if others.exists() else None, known.tickets.count(), back)
    shown = {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    return render(request, "web/clients/merge.html", shown, status=422 if form.is_bound else 200)


def _merged(person: Person, into: Person, moved: int) -> str:
    said = ngettext(
        "%(person)s is now %(into)s; %(count)d request moved.",
        "%(person)s is now %(into)s; %(count)d requests moved.",
        moved,
    )
    return said % {"person": person.email, "into": into, "count": moved}


def _person(request: HttpRequest, slug: str, pk: int, person: int) -> tuple[Asked, Person]:
    """Somebody of a client whom the staff may change; one who was merged is gone."""
    asked = client_for(request, slug, pk, Permission.WRITE_CLIENTS)
    found = people_of(asked.who, asked.member.vendor_id, Permission.WRITE_CLIENTS)
    return asked, get_object_or_404(found, pk=person, organisation=asked.client, merged_into=None)


def _form(request: HttpRequest, asked: Asked, title: str, form: PersonForm) -> HttpResponse:
    back = reverse("clients:client", args=[asked.client.vendor.slug, asked.client.pk])
    page = Sheet(title, form, back, about=asked.client.name)
    shown = {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    return render(request, "web/clients/sheet.html", shown, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, asked: Asked, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("clients:client", args=[asked.client.vendor.slug, asked.client.pk]) + "#people")
