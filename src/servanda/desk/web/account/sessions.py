"""Where somebody is signed in: which browser, since when, from where; each can be ended."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.web.access import who_asks
from servanda.desk.web.account.browsers import browser_name
from servanda.desk.web.account.clock import told, zone_of


@dataclass(frozen=True, slots=True)
class Session:
    """One row."""

    pk: int
    browser: str
    place: str
    since: str
    current: bool


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, this one first, then the latest."""
    who = who_asks(request)
    zone = zone_of(who)
    kept = UserSession.objects.purge_and_list(who.user)
    rows = sorted((_row(each, zone) for each in kept), key=lambda row: (not row.current, -row.pk))
    page = {"sessions": rows, "others": sum(not row.current for row in rows), "current": "usersessions_list"}
    return render(request, "web/account/sessions.html", page)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own."""
    who = who_asks(request)
    session = get_object_or_404(UserSession, pk=pk, user=who.user)
    session.end()
    messages.success(request, gettext("The session was ended."))
    return HttpResponseRedirect(reverse("usersessions_list"))


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    who = who_asks(request)
    for session in UserSession.objects.filter(user=who.user).exclude(session_key=request.session.session_key):
        session.end()
    messages.success(request, gettext("All other sessions were ended."))
    return HttpResponseRedirect(reverse("usersessions_list"))


def _row(session: UserSession, zone: ZoneInfo) -> Session:
    since = told(session.created_at, zone)
    return Session(session.pk, browser_name(session.user_agent), session.ip, since, session.is_current())
