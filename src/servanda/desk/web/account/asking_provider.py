"""Questions to the OpenID Connect provider: one that is slow or silent keeps nobody else's page from being made.

A thread that makes pages waits a few seconds for a whole conversation, whatever the provider does meanwhile: the sockets
are read by threads of their own. Where it was too slow once, it is left alone for a moment and people are told at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.socialaccount.providers.openid_connect import views
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import ConnectionError, RequestException, Response, Session, Timeout

from servanda.desk.clock import now
from servanda.engine.instants import SECOND

PATIENCE = 4 * SECOND
"""For everything that is asked of the provider while one page is made."""
_REST = 15
"""Seconds for which a provider that was too slow is not asked again by this process."""
_KNOWN = 600
"""Seconds for which its description is kept, so that the button asks it nothing."""
_SOCKET = 3
"""Seconds for which a socket may be silent."""
_DESCRIPTION = "/.well-known/openid-configuration"
_askers = ThreadPoolExecutor(4, "provider")


class ProviderSession(Session):
    """Asks a provider, within what is left of the patience. Raises requests.Timeout."""

    def __init__(self) -> None:
        super().__init__()
        self.max_redirects = 3

    def request(self, method: str, url: str | bytes, **given: Any) -> Response:  # type: ignore[override]
        """Ask, or take the description that is known."""
        address = str(url)
        near = caches["near"]
        known: Response | None = near.get(address)
        if known is not None:
            return known
        silent = f"provider-silent-{urlsplit(address).netloc}"
        if near.get(silent):
            raise Timeout(address)
        job = _askers.submit(super().request, str(method), address, **{**given, "timeout": _SOCKET})
        try:
            answer = job.result(timeout=_left() / SECOND)
        except (TooLateError, Timeout):
            job.cancel()
            near.set(silent, True, _REST)
            raise Timeout(address) from None
        if address.endswith(_DESCRIPTION) and answer.ok:
            near.set(address, answer, _KNOWN)
        return answer


def _left() -> int:
    """What is left of the patience for the page that is being made."""
    request = context.request
    until: int = vars(request).setdefault("provider_until", now() + PATIENCE)
    return max(until - now(), 0)


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    return _asked(views.login, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider."""
    return _asked(views.callback, request, provider_id)


def no_answer(request: HttpRequest) -> HttpResponse:
    """Say that the provider does not answer, and what does."""
    answer = render(request, "socialaccount/no_answer.html", status=503)
    answer.headers["Retry-After"] = str(_REST)
    return answer


def _asked(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except (ConnectionError, Timeout):
        return no_answer(request)
    except (RequestException, KeyError, TypeError, ValueError):
        # What the provider says of itself or of somebody lacks something, or is nothing that anybody could read.
        return render(request, "socialaccount/authentication_error.html", status=502)
