"""The ways in which somebody signs in: password, passkeys, an authenticator app with its recovery codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.web.access import who_asks
from servanda.desk.web.account.clock import told, zone_of


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of the list."""

    name: str
    alone: bool
    """Whether it signs in by itself, without the password."""
    added: str
    used: str
    change: str
    remove: str


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """Everything that lets somebody in, and what to do with it."""
    who = who_asks(request)
    found = list(Authenticator.objects.filter(user=who.user).order_by("pk"))
    zone = zone_of(who)

    def when(at: datetime | None) -> str:
        return told(at, zone) if at else gettext("never")

    page = {
        "password": who.user is not None and who.user.has_usable_password(),
        "passkeys": [_passkey(each, when(each.created_at), when(each.last_used_at)) for each in _of(found, "webauthn")],
        "app": _of(found, "totp"),
        "codes": _codes(found),
        "current": "mfa_index",
    }
    return render(request, "web/account/security.html", page)


def _of(found: list[Authenticator], kind: str) -> list[Authenticator]:
    return [each for each in found if each.type == kind]


def _passkey(key: Authenticator, added: str, used: str) -> Passkey:
    wrapped = key.wrap()
    return Passkey(
        name=wrapped.name,
        alone=bool(wrapped.is_passwordless),
        added=added,
        used=used,
        change=reverse("mfa_edit_webauthn", args=[key.pk]),
        remove=reverse("mfa_remove_webauthn", args=[key.pk]),
    )


def _codes(found: list[Authenticator]) -> int | None:
    """How many recovery codes are left; None where there never were any."""
    kept = _of(found, "recovery_codes")
    return len(kept[0].wrap().get_unused_codes()) if kept else None
