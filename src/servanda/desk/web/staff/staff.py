"""A vendor's staff: who works here in which role, who is invited, who is away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.agreements.versions import policy_in_force
from servanda.desk.clock import now
from servanda.desk.organisations.actions.invitations import (
    AlreadyHereError,
    Guest,
    invite_member,
)
from servanda.desk.organisations.actions.second_steps import (
    NotTheirsAloneError,
    answers_for,
    has_second_step,
    take_colleagues_step_off,
)
from servanda.desk.organisations.actions.staff import LastAdministratorError, Post, change_member
from servanda.desk.organisations.models import Invitation, Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.queries import changeable_staff, staff_invitations
from servanda.desk.organisations.who import Who
from servanda.desk.web.access import vendor_for
from servanda.desk.web.account.invitations import invitation_link, sent_again, withdrawn
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.staff.calendars import calendar_choices
from servanda.desk.web.staff.forms import InviteForm, PostForm
from servanda.desk.web.staff.page import staff_page


@require_safe
def staff(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who works here, and who is away; every colleague may see it."""
    who, member = vendor_for(request, slug, Permission.READ_TICKETS)
    return draw(request, who, member)


def draw(request: HttpRequest, who: Who, member: Member, **forms: Any) -> HttpResponse:
    """The page, with the form that was not accepted where there is one."""
    page = staff_page(who, member, now(), **forms)
    shown = {"frame": desk_frame(who, member, "staff"), "page": page}
    return render(request, "web/staff/staff.html", shown, status=422 if forms else 200)


@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody to the staff."""
    who, member = vendor_for(request, slug, Permission.WRITE_STAFF)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return draw(request, who, member, invite=form)
    said = form.cleaned_data
    guest = Guest(said["email"], said["name"], said["language"])
    try:
        invite_member(
            vendor=member.vendor,
            guest=guest,
            role=said["role"],
            country=said["country"],
            link=invitation_link,
            by=member.user,
            at=now(),
        )
    except AlreadyHereError:
        form.add_error("email", gettext("%(email)s works here already.") % {"email": guest.email})
        return draw(request, who, member, invite=form)
    return _back(request, slug, gettext("The invitation to %(email)s is on its way.") % {"email": guest.email})


@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation once more, with a new link."""
    member, invitation = _invitation(request, slug, pk)
    return _back(request, slug, sent_again(invitation, member.user))


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    _member, invitation = _invitation(request, slug, pk)
    return _back(request, slug, withdrawn(invitation))


@dataclass(frozen=True, slots=True)
class Changed:
    """The page of one member's post."""

    member: Member
    form: PostForm
    back: str
    guarded: bool
    """Whether a second step guards their account."""
    lost: bool
    """Whether whoever asks may take it off."""


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what somebody is here."""
    who, own = vendor_for(request, slug, Permission.WRITE_STAFF)
    member = get_object_or_404(changeable_staff(who, own.vendor_id), pk=pk)
    form = _post_form(member, request.POST if request.method == "POST" else None)
    if form.is_valid() and _changed(member, form):
        return _back(request, slug, gettext("%(name)s was changed.") % {"name": member.user})
    guarded, lost = has_second_step(member.user), answers_for(who, member)
    page = Changed(member, form, reverse("staff:staff", args=[slug]), guarded, lost)
    shown = {"frame": desk_frame(who, own, "staff"), "page": page}
    return render(request, "web/staff/member.html", shown, status=422 if form.is_bound else 200)


@require_POST
def second_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the second step off a colleague's account who lost phone and codes."""
    who, own = vendor_for(request, slug, Permission.WRITE_STAFF)
    member = get_object_or_404(changeable_staff(who, own.vendor_id), pk=pk)
    try:
        taken = take_colleagues_step_off(member=member, by=who, at=now())
    except NotTheirsAloneError:
        raise PermissionDenied from None
    if not taken:
        return _back(request, slug, gettext("No second step guards the account of %(name)s.") % {"name": member.user})
    said = gettext("The second step was taken off. %(name)s was told, and is signed out everywhere.")
    return _back(request, slug, said % {"name": member.user})


def _changed(member: Member, form: PostForm) -> bool:
    try:
        change_member(member=member, post=Post(**form.cleaned_data))
    except LastAdministratorError:
        form.add_error(
            None,
            gettext("%(name)s is the last administrator. Make somebody else an administrator first.")
            % {"name": member.user},
        )
        return False
    return True


def _post_form(member: Member, given: Any) -> PostForm:
    initial = {
        "role": member.role,
        "country": member.country,
        "languages": member.languages,
        "calendar": member.calendar,
        "active": member.active,
    }
    return PostForm(given, initial=initial, calendars=calendar_choices(policy_in_force(member.vendor.policy, at=now())))


def _invitation(request: HttpRequest, slug: str, pk: int) -> tuple[Member, Invitation]:
    who, member = vendor_for(request, slug, Permission.WRITE_STAFF)
    return member, get_object_or_404(staff_invitations(who, member.vendor_id), pk=pk)


def _back(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("staff:staff", args=[slug]))
