"""One's own account: name, language, time zone, keys, and the lines under one's answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.accounts.actions import Profile, change_profile
from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.fields import LANGUAGES
from servanda.desk.organisations.actions.staff import change_signature
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.who import Who
from servanda.desk.web.access import who_asks
from servanda.desk.web.formats import offset, zone_place
from servanda.desk.web.pages.zones import OFFERED


class ProfileForm(forms.Form):
    """What somebody says of themselves."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=LANGUAGES,
        help_text=gettext_lazy("Of pages after signing in, and of the mail that you get."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    shortcuts = forms.BooleanField(
        label=gettext_lazy("Single keys act on the pages of the desk"),
        required=False,
        help_text=gettext_lazy("Switch it off where speech input or a screen reader needs those keys."),
    )

    def __init__(self, *args: Any, staff: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["zone"].choices = list(_zones(str(self.initial.get("zone", ""))))  # type: ignore[attr-defined]
        if not staff:
            del self.fields["shortcuts"]


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature form at one vendor."""

    member: Member
    form: forms.Form


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show and change the profile; signatures have their own forms below."""
    who, user = _signed_in(request)
    initial = {"name": user.name, "language": user.language, "zone": user.zone, "shortcuts": user.shortcuts}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial, staff=bool(who.members))
    if form.is_valid():
        change_profile(profile=_said(form, user), by=user)
        messages.success(request, gettext("Your account was changed."))
        with override(user.language):
            return HttpResponseRedirect(reverse("account"))
    page = {"form": form, "signatures": _signatures(who), "current": "account", "email": user.email}
    return render(request, "web/account/account.html", page, status=422 if form.is_bound else 200)


@require_POST
def signature(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the lines under one's answers at a vendor."""
    who, _user = _signed_in(request)
    member = get_object_or_404(
        Member.objects.filter(pk__in=[each.pk for each in who.members]).select_related("vendor"), vendor__slug=slug
    )
    form = _signature_form(member, request.POST)
    if form.is_valid():
        change_signature(member=member, lines=form.cleaned_data)
        messages.success(request, gettext("Your signature was kept."))
    return HttpResponseRedirect(reverse("account"))


def _signed_in(request: HttpRequest) -> tuple[Who, User]:
    who = who_asks(request)
    assert who.user is not None  # noqa: S101  (who_asks raised otherwise)
    return who, who.user


def _said(form: ProfileForm, user: User) -> Profile:
    said = form.cleaned_data
    return Profile(said["name"], said["language"], said["zone"], said.get("shortcuts", user.shortcuts))


def _signatures(who: Who) -> list[Signed]:
    return [Signed(member, _signature_form(member)) for member in who.members]


def _signature_form(member: Member, given: Any = None) -> forms.Form:
    form = forms.Form(given, prefix=f"s{member.pk}")
    for language, name in LANGUAGES:
        form.fields[language] = forms.CharField(
            label=name,
            required=False,
            max_length=600,
            initial=member.signature.get(language, ""),
            widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
        )
    return form


def _zones(chosen: str) -> Iterator[tuple[str, str]]:
    yield "", gettext("Like the support hours")
    at = now()
    for name in dict.fromkeys((*([chosen] if chosen else []), *OFFERED)):
        zone = ZoneInfo(name)
        yield name, f"{zone_place(zone)} ({offset(at, zone)})"
