"""The pages of an agreement: what it says, what it costs, how it came to be; entering and changing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.agreements.actions import enter_agreement
from servanda.desk.agreements.known import judged_by
from servanda.desk.agreements.models import Agreement, AgreementChange
from servanda.desk.agreements.queries import agreements, changes, versions_kept
from servanda.desk.agreements.terms import day_at, row_of, terms_of
from servanda.desk.agreements.versions import policy_of
from servanda.desk.clock import now
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.queries import active_staff
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.agreed import Changed, change_terms
from servanda.desk.web.clients.access import Asked, client_for
from servanda.desk.web.clients.forms import show_refusal
from servanda.desk.web.clients.quote import Quoted, quote_of
from servanda.desk.web.clients.terms_form import Offer, TermsForm, new_terms, terms_initial
from servanda.desk.web.clients.words import Difference, differences, plan_words
from servanda.desk.web.formats import period, time_tag
from servanda.desk.web.frames import desk_frame
from servanda.engine.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class Past:
    """One change of the agreement."""

    when: SafeString
    by: str
    entered: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement with its terms, its costs, its past."""

    title: str
    period: str
    client: Organisation
    back: str
    terms: tuple[Difference, ...]
    quote: Quoted | None
    past: tuple[Past, ...]
    change: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The form."""

    title: str
    client: Organisation
    form: TermsForm
    back: str


@require_safe
def agreement(request: HttpRequest, slug: str, pk: int, agreement: int) -> HttpResponse:
    """What was agreed with a client."""
    asked = client_for(request, slug, pk)
    found = _agreement(asked, agreement, Permission.READ_CLIENTS)
    policy = _policy(asked, now(), found)
    may = asked.may(Permission.WRITE_AGREEMENTS)
    page = AgreementPage(
        title=plan_words(found.plan, policy),
        period=period(found.since, found.until),
        client=asked.client,
        back=reverse("clients:client", args=[slug, pk]),
        terms=tuple(differences({}, row_of(terms_of(found)), policy)),
        quote=quote_of(found, policy),
        past=tuple(_past(each, policy) for each in changes(found)),
        change=reverse("clients:agreement_change", args=[slug, pk, found.pk]) if may else "",
    )
    return render(
        request, "web/clients/agreement.html", {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Enter an agreement with a client."""
    asked = client_for(request, slug, pk, Permission.WRITE_AGREEMENTS)
    at = now()
    offer = _offer(request, asked, at, None)
    usual = next(iter(offer.policy.document.prices.values()), None)
    last = asked.client.agreements.first()
    currency = last.currency if last else (usual.currency if usual and usual.currency else "")
    form = TermsForm(request.POST or None, offer=offer, initial=new_terms(day_at(offer.policy, at), currency))
    if form.is_valid():
        try:
            entered = enter_agreement(client=asked.client, terms=form.terms(), by=asked.member, at=at)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The agreement was entered."))
            return HttpResponseRedirect(_still_theirs(asked, reverse("clients:agreement", args=[slug, pk, entered.pk])))
    return _form(request, asked, gettext("New agreement"), form, reverse("clients:client", args=[slug, pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int, agreement: int) -> HttpResponse:
    """Change what was agreed; open requests are told where the policy says so."""
    asked = client_for(request, slug, pk, Permission.WRITE_AGREEMENTS)
    found = _agreement(asked, agreement, Permission.WRITE_AGREEMENTS)
    at = now()
    form = TermsForm(
        request.POST or None, offer=_offer(request, asked, at, found), initial=terms_initial(terms_of(found))
    )
    back = reverse("clients:agreement", args=[slug, pk, found.pk])
    if form.is_valid():
        try:
            changed = change_terms(agreement=found, terms=form.terms(), by=asked.member, at=at)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _said(changed))
            return HttpResponseRedirect(_still_theirs(asked, back))
    return _form(request, asked, gettext("Change the agreement"), form, back)


def _still_theirs(asked: Asked, back: str) -> str:
    """Where the change leads: account managers who gave a client away see it no longer."""
    mine = agreements(asked.who, asked.member.vendor_id).filter(organisation=asked.client)
    return back if mine.exists() else reverse("clients:clients", args=[asked.client.vendor.slug])


def _said(changed: Changed) -> str:
    if not changed.changed:
        return gettext("Nothing differed; nothing was changed.")
    if not changed.told:
        return gettext("The agreement was changed.")
    said = ngettext(
        "The agreement was changed, and %(count)d open request follows it.",
        "The agreement was changed, and %(count)d open requests follow it.",
        changed.told,
    )
    return said % {"count": changed.told}


def _agreement(asked: Asked, pk: int, permission: Permission) -> Agreement:
    found = agreements(asked.who, asked.member.vendor_id, permission)
    return get_object_or_404(found, pk=pk, organisation=asked.client)


def _policy(asked: Asked, at: int, found: Agreement | None) -> Policy:
    policy = judged_by(asked.client.vendor, at, found)
    if policy is None:
        raise Http404("no version of the policy is kept")
    return policy


def _offer(request: HttpRequest, asked: Asked, at: int, found: Agreement | None) -> Offer:
    """The version that the form speaks of: the one just chosen, else the agreement's own, else the one in force."""
    versions = tuple(versions_kept(asked.client.vendor.policy))
    chosen = request.POST.get("pinned", (found.pinned_id or "") if found else "")
    known = chosen in {each.pk for each in versions}
    policy = policy_of(chosen) if known else _policy(asked, at, None)
    members = active_staff(asked.member.vendor_id)
    return Offer(policy, versions, tuple(members))


def _past(each: AgreementChange, policy: Policy) -> Past:
    return Past(
        when=time_tag(each.at, policy.zone),
        by=str(each.by),
        entered=not each.before,
        differences=tuple(differences(each.before, each.after, policy)),
    )


def _form(request: HttpRequest, asked: Asked, title: str, form: TermsForm, back: str) -> HttpResponse:
    page = TermsPage(title, asked.client, form, back)
    shown = {"frame": desk_frame(asked.who, asked.member, "clients"), "page": page}
    return render(request, "web/clients/agreement_form.html", shown, status=422 if form.is_bound else 200)
