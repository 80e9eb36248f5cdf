"""Every request knows who asks: `request.who`, read when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.organisations.who import Who, who_is
from servanda.desk.web.access import SignInNeededError, sign_in_first


class WhoAsks:
    """Puts `who` on each request, and shows the sign-in page to nobody in particular."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.who = cast(Who, SimpleLazyObject(lambda: who_is(_user(request), at=now())))  # type: ignore[attr-defined]
        return self._answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer SignInNeededError; leave the rest to Django."""
        return sign_in_first(request) if isinstance(exception, SignInNeededError) else None


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) and request.user.is_authenticated else None
