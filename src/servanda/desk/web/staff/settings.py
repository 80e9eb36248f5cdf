"""A vendor's settings: what it is called, where it is reached, which of the policy's channels portal and mail are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings as environment
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.queries import versions_kept
from servanda.desk.agreements.versions import policy_in_force, policy_of
from servanda.desk.channels.queries import troubled
from servanda.desk.clock import now
from servanda.desk.fields import LANGUAGES
from servanda.desk.mail_hosts import MailHost
from servanda.desk.organisations.actions.vendors import VendorSheet, change_vendor, numbers_stand, wrong_with
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.web.access import vendor_for
from servanda.desk.web.clients.forms import show_refusal
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.mail.words import trouble_words
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe


class VendorForm(forms.Form):
    """What may be changed."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    address = forms.EmailField(
        label=gettext_lazy("Mail address"),
        max_length=254,
        help_text=gettext_lazy("Clients write to it, and answers come from it."),
    )
    prefix = forms.CharField(  # type: ignore[assignment]  # a field, not the prefix of all fields
        label=gettext_lazy("Before the numbers of tickets"),
        max_length=8,
        help_text=gettext_lazy("Two to eight capital letters or digits. It stays as soon as there is a ticket."),
    )
    portal_channel = forms.ChoiceField(
        label=gettext_lazy("What the portal is in the policy"),
        required=False,
        help_text=gettext_lazy(
            "Requests through the portal count as this channel: plans without it are refused there."
        ),
    )
    mail_channel = forms.ChoiceField(label=gettext_lazy("What mail is in the policy"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=LANGUAGES,
        help_text=gettext_lazy("In which new clients are written to."),
    )

    def __init__(self, given: Any, *, vendor: Vendor, policy: Policy | None) -> None:
        initial = {name: getattr(vendor, name) for name in VendorSheet.__dataclass_fields__}
        super().__init__(given, initial=initial)
        self._vendor = vendor
        for name in ("portal_channel", "mail_channel"):
            self.fields[name].choices = list(_channels(policy, initial[name]))  # type: ignore[attr-defined]
        if numbers_stand(vendor):
            self.fields["prefix"].disabled = True
            self.fields["prefix"].help_text = gettext("Clients know their requests by it, so it stays.")

    def clean(self) -> dict[str, Any]:
        """Where something is wrong already, all else that is wrong is told with it, and not only afterwards."""
        said = super().clean() or {}
        words = {name: said.get(name, getattr(self._vendor, name)) for name in ("address", "prefix")}
        for name, text in wrong_with(self._vendor, **words) if self.errors else ():
            if text is not None:
                self.add_error(name, text.of(language()))
        return said

    def sheet(self) -> VendorSheet:
        """What was entered, once it is valid."""
        return VendorSheet(**self.cleaned_data)


def _channels(policy: Policy | None, chosen: str) -> Iterator[tuple[str, str]]:
    """The policy's channels on which requests are opened, and the one that was chosen before."""
    yield "", gettext("none of its channels")
    known = policy.document.channels if policy else {}
    for key, channel in known.items():
        if channel.opens_requests and policy:
            yield key, Scribe(policy, language()).name_of(known, key)
    if chosen and chosen not in known:
        yield chosen, gettext("%(channel)s (not in the policy)") % {"channel": chosen}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the policy that is kept."""

    name: str
    since: str
    kept: str
    pinned: int
    current: bool


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox that is fetched; never its password."""

    address: str
    folder: str
    whose: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The page."""

    form: VendorForm
    policy: str
    policy_href: str
    versions: tuple[Version, ...]
    mailboxes: tuple[Mailbox, ...]
    relay: str
    listening: str


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change a vendor's settings."""
    who, member = vendor_for(request, slug, Permission.WRITE_VENDOR)
    policy = policy_in_force(member.vendor.policy, at=now())
    form = VendorForm(request.POST or None, vendor=member.vendor, policy=policy)
    if form.is_valid():
        try:
            change_vendor(vendor=member.vendor, sheet=form.sheet())
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The settings were kept."))
            return HttpResponseRedirect(reverse("staff:settings", args=[slug]))
    shown = {"frame": desk_frame(who, member, "settings"), "page": _page(member, form, policy)}
    return render(request, "web/staff/settings.html", shown, status=422 if form.is_bound else 200)


def _page(member: Member, form: VendorForm, policy: Policy | None) -> SettingsPage:
    vendor = member.vendor
    relay, listening = environment.RELAY, environment.LISTENING
    return SettingsPage(
        form=form,
        policy=policy.document.title.of(language()) if policy else vendor.policy,
        policy_href=reverse("policy", args=[vendor.policy]),
        versions=tuple(_versions(vendor, policy)),
        mailboxes=tuple(_mailboxes(vendor, environment.MAILBOXES)),
        relay=f"{relay.host}:{relay.port}" if relay else "",
        listening=f"{listening[0]}:{listening[1]}" if listening else "",
    )


def _versions(vendor: Vendor, current: Policy | None) -> Iterator[Version]:
    pins = Agreement.objects.filter(organisation__vendor=vendor, pinned__isnull=False).values("pinned_id")
    pinned = {each["pinned_id"]: each["count"] for each in pins.annotate(count=Count("pk"))}
    zone: ZoneInfo | Any = current.zone if current else UTC
    for row in versions_kept(vendor.policy):
        policy = policy_of(row.pk)
        yield Version(
            name=row.version,
            since=Scribe(policy, language()).since(),
            kept=long_date(moment(row.kept_at, zone).date()),
            pinned=pinned.get(row.pk, 0),
            current=policy is current,
        )


def _mailboxes(vendor: Vendor, known: Iterable[MailHost]) -> Iterator[Mailbox]:
    troubles = {each.place: trouble_words(each) for each in troubled(vendor, at=now())}
    for each in known:
        if each.vendor in ("", vendor.slug):
            whose = vendor.name if each.vendor else gettext("all vendors, by the address written to")
            yield Mailbox(each.address, each.folder, whose, troubles.get(each.place, ""))
