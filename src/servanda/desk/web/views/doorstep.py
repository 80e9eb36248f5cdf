"""The doorstep: which language, which theme, and what machines ask for first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from servanda.desk.web.context import THEME_COOKIE, THEMES

_YEAR = 365 * 24 * 3600


@require_safe
@vary_on_headers("Accept-Language")
def home(request: HttpRequest) -> HttpResponse:
    """The front page in the language that the browser asks for."""
    with override(get_language_from_request(request)):
        return HttpResponseRedirect(reverse("policies"))


@csrf_exempt  # A forged choice of colours harms nobody, and the switch must work without any cookie.
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's theme for a year and go back to the page."""
    theme, back = request.POST.get("theme", "auto"), request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    response.set_cookie(
        THEME_COOKIE,
        theme if theme in THEMES else "auto",
        max_age=_YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


@require_safe
@cache_control(max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Old browsers ask here."""
    return HttpResponsePermanentRedirect(static("web/img/favicon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Policies may be found; the endless space of calculator questions need not be."""
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /*/calculator/?"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what came cannot be read, and that nothing of it was kept."""
    return render(request, "web/unreadable.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and where the policies are."""
    return render(request, "web/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that their role does not reach this far, and who can change that."""
    return render(request, "web/forbidden.html", status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long, or came from elsewhere."""
    return render(request, "web/stale.html", status=403)


def too_often(request: HttpRequest, *, links: bool = False) -> HttpResponse:
    """Say that there were too many attempts; `links`: that those which were mailed still work."""
    return render(request, "web/too_often.html", {"links": links}, status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault."""
    return render(request, "web/failed.html", status=500)
