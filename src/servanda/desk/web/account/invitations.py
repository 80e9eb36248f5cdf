"""Accepting an invitation; sending one again, or withdrawing it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.organisations.actions.invitations import (
    InvitationOverError,
    accept_invitation,
    invitation_at,
    resend_invitation,
    revoke_invitation,
)
from servanda.desk.organisations.actions.places import user_at
from servanda.desk.organisations.letters import invitation_says
from servanda.desk.organisations.models import Invitation
from servanda.desk.organisations.who import who_is
from servanda.desk.web.account.forms import WelcomeForm
from servanda.desk.web.account.home import home_of
from servanda.desk.web.account.links import let_in


def invitation_link(language: str, secret: str) -> str:
    """The address of an invitation, for its letter: in the language of who is invited, where people reach the desk."""
    with override(language):
        return settings.ADDRESS + reverse("invitation", args=[secret])


def sent_again(invitation: Invitation, by: User) -> str:
    """Send an invitation that somebody may send once more, with a new link; what to tell them."""
    try:
        resend_invitation(invitation=invitation, link=invitation_link, by=by, at=now())
    except InvitationOverError:
        return gettext("The invitation was accepted meanwhile.")
    return gettext("The invitation was sent again; the old link no longer works.")


def withdrawn(invitation: Invitation) -> str:
    """Withdraw an invitation that somebody may withdraw; what to tell them."""
    try:
        revoke_invitation(invitation=invitation, at=now())
    except InvitationOverError:
        return gettext("The invitation was accepted meanwhile.")
    return gettext("The invitation was withdrawn.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who invites to what. Who has an account signs in first, since invitations are passed on; others begin one."""
    try:
        invitation = invitation_at(secret, now())
        form = _form(request, invitation)
        if request.method != "POST" or _somebody_else(request, invitation) or (form and not form.is_valid()):
            return _page(request, invitation, form)
        said = form.cleaned_data if form else {"name": "", "password": ""}
        user = accept_invitation(invitation=invitation, name=said["name"], password=said["password"], at=now())
    except InvitationOverError:
        return render(request, "web/account/invitation_over.html", status=410)
    return let_in(request, user, "invitation") if form else HttpResponseRedirect(home_of(who_is(user, at=now())))


def _somebody_else(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether the invited person has an account, and is not the one who is signed in."""
    invited = user_at(invitation.email)
    return invited is not None and request.user != invited


def _form(request: HttpRequest, invitation: Invitation) -> WelcomeForm | None:
    if user_at(invitation.email) is not None:
        return None
    given = request.POST if request.method == "POST" else None
    return WelcomeForm(given, initial={"name": invitation.name}, needs_password=invitation.person is None)


def _page(request: HttpRequest, invitation: Invitation, form: WelcomeForm | None) -> HttpResponse:
    page = {
        "says": invitation_says(invitation),
        "email": invitation.email,
        "form": form,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "somebody_else": _somebody_else(request, invitation),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "web/account/invitation.html", page, status=status)
