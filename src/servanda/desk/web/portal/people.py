"""The client's own people (B9): its administrators say who signs in, who administers, who represents it (A40)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.fields import LANGUAGES
from servanda.desk.organisations.actions.invitations import (
    AlreadyHereError,
    Guest,
    Rights,
    invite_person,
)
from servanda.desk.organisations.actions.people import change_person
from servanda.desk.organisations.actions.staff import LastAdministratorError
from servanda.desk.organisations.models import Invitation, Organisation, Person, Vendor
from servanda.desk.organisations.queries import administered, own_invitations, own_people
from servanda.desk.organisations.who import Who
from servanda.desk.web.access import portal_vendor
from servanda.desk.web.account.invitations import invitation_link, sent_again, withdrawn
from servanda.desk.web.frames import Frame, portal_frame


class RightsForm(forms.Form):
    """What somebody may do beside asking for help."""

    administrator = forms.BooleanField(
        label=gettext_lazy("Administrator"),
        required=False,
        help_text=gettext_lazy("Invites people, and asks where only administrators may ask."),
    )
    representative = forms.BooleanField(
        label=gettext_lazy("Representative"),
        required=False,
        help_text=gettext_lazy("Named to the vendor as somebody who is at hand while a request is worked on."),
    )
    sees_all = forms.BooleanField(
        label=gettext_lazy("Sees everybody’s requests"),
        required=False,
        help_text=gettext_lazy("Administrators see them anyway."),
    )


class PersonForm(RightsForm):
    """The same for somebody who is here already."""

    active = forms.BooleanField(
        label=gettext_lazy("May sign in"),
        required=False,
        help_text=gettext_lazy("Without this they no longer see anything; what they wrote stays."),
    )


class GuestForm(RightsForm):
    """Somebody new."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    field_order = ("organisation", "email", "name", "language")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0].pk


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list."""

    pk: int
    name: str
    email: str
    organisation: str
    marks: str


@dataclass(frozen=True, slots=True)
class Administration:
    """Who asks, for which vendor and which clients."""

    who: Who
    vendor: Vendor
    organisations: QuerySet[Organisation]

    @property
    def user(self) -> User:
        """The administrator."""
        assert self.who.user is not None  # noqa: S101  (portal_vendor raised otherwise)
        return self.who.user

    @property
    def frame(self) -> Frame:
        """The portal's navigation."""
        return portal_frame(self.who, self.vendor, "people")


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The client's people, those who are invited, and the form to invite another."""
    return _page(request, _administration(request, slug))


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody of one's own organisation; whoever only comes back to the address finds the list."""
    mine = _administration(request, slug)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:people", args=[slug]))
    form = GuestForm(request.POST, organisations=mine.organisations)
    if not form.is_valid():
        return _page(request, mine, form)
    said = form.cleaned_data
    try:
        invite_person(
            organisation=said["organisation"],
            guest=Guest(said["email"], said["name"], said["language"]),
            rights=_rights(said),
            link=invitation_link,
            by=mine.user,
            at=now(),
        )
    except AlreadyHereError:
        form.add_error("email", gettext("%(email)s signs in here already.") % {"email": said["email"]})
        return _page(request, mine, form)
    return _back(request, slug, gettext("The invitation to %(email)s is on its way.") % {"email": said["email"]})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what one of one's own people may do."""
    mine = _administration(request, slug)
    person = get_object_or_404(own_people(mine.who, mine.vendor.pk), pk=pk)
    form = _person_form(person, request.POST if request.method == "POST" else None)
    if form.is_valid() and _changed(person, form):
        return _back(request, slug, gettext("%(name)s was changed.") % {"name": person})
    page = {"frame": mine.frame, "person": person, "form": form, "slug": slug}
    return render(request, "web/portal/person.html", page, status=422 if form.is_bound else 200)


@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation once more, with a new link."""
    mine = _administration(request, slug)
    return _back(request, slug, sent_again(_invitation(mine, pk), mine.user))


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    mine = _administration(request, slug)
    return _back(request, slug, withdrawn(_invitation(mine, pk)))


def _administration(request: HttpRequest, slug: str) -> Administration:
    who, vendor = portal_vendor(request, slug)
    organisations = administered(who, vendor.pk)
    if not organisations:
        raise PermissionDenied
    return Administration(who, vendor, organisations)


def _page(request: HttpRequest, mine: Administration, form: GuestForm | None = None) -> HttpResponse:
    if form is not None and (wrong := [name for name in form.errors if name in form.fields]):
        form.fields[wrong[0]].widget.attrs["autofocus"] = True  # it stands far below the list
    page = {
        "frame": mine.frame,
        "slug": mine.vendor.slug,
        "people": [_row(each) for each in own_people(mine.who, mine.vendor.pk)],
        "invited": [(each, each.expires_at <= now()) for each in own_invitations(mine.who, mine.vendor.pk)],
        "several": len(mine.organisations) > 1,
        "form": form or GuestForm(organisations=mine.organisations, initial={"language": mine.user.language}),
    }
    return render(request, "web/portal/people.html", page, status=422 if form else 200)


def _row(person: Person) -> Row:
    marks = ", ".join(_marks(person)) or gettext("asks for help")
    return Row(person.pk, str(person), person.email, person.organisation.name, marks)


def _marks(person: Person) -> Iterator[str]:
    if not person.active:
        yield gettext("may no longer sign in")
        return
    if person.administrator:
        yield gettext("administrator")
    if person.representative:
        yield gettext("representative")
    if person.sees_all and not person.administrator:
        yield gettext("sees everybody’s requests")
    if not person.user_id:
        yield gettext("has not signed in yet")


def _person_form(person: Person, given: Any) -> PersonForm:
    initial = {name: getattr(person, name) for name in ("administrator", "representative", "sees_all", "active")}
    return PersonForm(given, initial=initial)


def _changed(person: Person, form: PersonForm) -> bool:
    try:
        change_person(person=person, rights=_rights(form.cleaned_data), active=form.cleaned_data["active"])
    except LastAdministratorError:
        form.add_error(
            None,
            gettext("%(name)s is the last administrator. Make somebody else an administrator first.")
            % {"name": person},
        )
        return False
    return True


def _rights(said: dict[str, Any]) -> Rights:
    return Rights(said["administrator"], said["representative"], said["sees_all"])


def _invitation(mine: Administration, pk: int) -> Invitation:
    return get_object_or_404(own_invitations(mine.who, mine.vendor.pk), pk=pk)


def _back(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("portal:people", args=[slug]))
