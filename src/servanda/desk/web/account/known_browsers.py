"""Browsers in which somebody has signed in before: their attempts are counted apart.

Whoever knows an address can send wrong passwords for it until attempts have to wait. That must not keep its owner out, so
a browser that has been let in once brings a signed cookie along and has attempts of its own.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_COOKIE, _SALT = "servanda_known", "known-browser"
_YEAR = 365 * 24 * 3600
_MOST = 8
"""So many accounts of one browser, the latest ones."""


def remember(request: HttpRequest, response: HttpResponse, user: int) -> None:
    """Note in the browser that a user was let in with it."""
    known = [each for each in _users(request) if each != user]
    response.set_cookie(
        _COOKIE,
        signing.dumps([*known, user][-_MOST:], salt=_SALT),
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def name_of(request: HttpRequest, user: int) -> str:
    """What tells a browser from others in which a user was let in before; empty for one in which they were not."""
    if user not in _users(request):
        return ""
    return hashlib.sha256(request.COOKIES[_COOKIE].encode()).hexdigest()


def _users(request: HttpRequest) -> list[int]:
    try:
        found = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_YEAR)
    except signing.BadSignature:
        return []
    return [each for each in found if isinstance(each, int)]
