"""Adding a passkey or an app: whoever just used the new one need not show at once that it is them."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """The page on which a passkey is added."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey, and count its use as proof."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)
        return response


class AddApp(ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """The page on which an authenticator app is added."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the app, and count its first code as proof."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)
        return response
