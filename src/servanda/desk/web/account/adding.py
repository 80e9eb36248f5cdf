"""Adding a passkey or an app: whoever just used the new one need not show at once that it is them."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse


class _Proven:
    """Counts the first use of what was added as proof."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and remember that whoever asks has just shown who they are."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view beside it
        record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)  # type: ignore[attr-defined]
        return response


class AddPasskey(_Proven, AddWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """The page on which a passkey is added."""


class AddApp(_Proven, ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """The page on which an authenticator app is added."""
