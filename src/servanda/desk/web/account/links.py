"""Signing in by a link that comes by mail. Opening it uses nothing up: mail scanners open links too, people press buttons."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.organisations.actions.mail_links import LinkSpentError, ask_for_link, link_lives, use_link
from servanda.desk.web.account.forms import LinkForm
from servanda.desk.web.views.doorstep import too_often

LIMITS = {"mail_link": "20/m/ip,3/15m/key"}
"""How often links are sent: to one address, and asked for from one place."""


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "web/account/link_ask.html", {"form": form, "next": safe_next(request)}, status=status)
    email = form.cleaned_data["email"].casefold()
    if not ratelimit.consume(request, app="servanda", action="mail_link", config=LIMITS, key=email):
        return too_often(request, links=True)
    ask_for_link(email=email, link=lambda language, secret: _address(request, language, secret), at=now())
    return HttpResponseRedirect(reverse("mail_link_sent"))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return render(request, "web/account/link_sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the button, then sign in: by way of the second factor where there is one."""
    if request.method != "POST":
        lives = link_lives(secret, now())
        return render(request, "web/account/link_enter.html", {"lives": lives}, status=200 if lives else 410)
    try:
        user = use_link(secret=secret, at=now())
    except LinkSpentError:
        return render(request, "web/account/link_enter.html", {"lives": False}, status=410)
    return let_in(request, user, "mail_link", safe_next(request))


def let_in(request: HttpRequest, user: User, method: str, onward: str = "") -> HttpResponse:
    """Sign somebody in who proved to read their mail; whoever was signed in before is signed out."""
    if request.user.is_authenticated and request.user.pk != user.pk:
        get_adapter(request).logout(request)
    record_authentication(request, user, method)
    response: HttpResponse = perform_login(request, user, redirect_url=onward or None, email=user.email)
    return response


def safe_next(request: HttpRequest) -> str:
    """Where somebody wanted to go, if that is a page of ours."""
    onward = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if ours else ""


def _address(request: HttpRequest, language: str, secret: str) -> str:
    """Where people reach the desk, never what the request calls it: whoever asks writes that, not whoever gets the mail."""
    with override(language):
        address = settings.ADDRESS + reverse("mail_link_enter", args=[secret])
    onward = safe_next(request)
    return f"{address}?{urlencode({'next': onward})}" if onward else address
