"""What signing in does our way: nobody signs up, mail leaves through the outbox, and everybody lands where they belong."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, override
from requests import ConnectionError, Timeout

from servanda.desk.accounts.letters import send_notice, send_password_link
from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.organisations.actions.places import is_shut_out, join_people, user_at
from servanda.desk.organisations.who import who_is
from servanda.desk.web.account.asking_provider import ProviderSession, no_answer
from servanda.desk.web.account.browsers import browser_name
from servanda.desk.web.account.home import home_of
from servanda.desk.web.account.known_browsers import name_of, remember


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-in by address and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed. Ask the people who run this desk."),
        "email_password_mismatch": gettext_lazy(
            "No account has this e-mail address with this password. Check both, or have a link sent to you."
        ),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("This code is not right, or it is too old. Enter the one that is shown now."),
        "invalid_password_reset": gettext_lazy("This link is too old, or it was used."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes, or have a link sent to you."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: staff and clients are invited."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of whoever signed in, in their language."""
        user: User = request.user  # type: ignore[assignment]
        with override(user.language):
            return home_of(who_is(user, at=now()))

    def pre_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse | None:
        """Let nobody in whose client is switched off, whichever way they come."""
        if is_shut_out(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **given)  # type: ignore[no-any-return]

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Back to the door."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page from which the password was changed."""
        return reverse("mfa_index")

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Make theirs what was entered under their address, then go where they belong."""
        join_people(user=user)
        response: HttpResponse = super().post_login(request, user, **given)
        remember(request, response, user.pk)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What wrong passwords are counted by: the account; in a browser that was let in before, that browser of it."""
        user = user_at(str(credentials.get("email", "")))
        browser = name_of(request, user.pk) if user else ""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{browser}"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, in our words; what goes without saying is not said."""
        said = message or _said().get((message_template or "").rpartition("/")[2])
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link goes into the outbox; it leads to where people reach the desk, whatever the request calls it."""
        path = urlsplit(context["password_reset_url"]).path
        send_password_link(user=user, address=f"{settings.ADDRESS}{path}", at=now())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that the way in was changed."""
        with override(user.language):
            browser = browser_name(self.get_http_user_agent(self.request))
        change = template_prefix.rpartition("/")[2]
        send_notice(user=user, change=change, browser=browser, place=self.get_client_ip(self.request), at=now())


def _said() -> dict[str, str]:
    return {
        "logged_out.txt": gettext("You are signed out."),
        "password_changed.txt": gettext("Your password was changed."),
        "password_set.txt": gettext("You now have a password."),
        "totp_activated.txt": gettext("The app was added."),
        "totp_deactivated.txt": gettext("The app was removed."),
        "webauthn_added.txt": gettext("The passkey was added."),
        "webauthn_removed.txt": gettext("The passkey was removed."),
        "recovery_codes_generated.txt": gettext("New codes were made."),
    }


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-in through the organisation's own OpenID Connect provider."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """The provider that the environment names; none is kept in the database."""
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for found in apps.values() for app in found]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up this way either."""
        return False

    def get_requests_session(self) -> ProviderSession:
        """How the provider is asked."""
        return ProviderSession()

    def on_authentication_error(self, request: HttpRequest, provider: Any, exception: Any = None, **_more: Any) -> None:
        """Tell a provider that does not answer from one that refuses."""
        if isinstance(exception, ConnectionError | Timeout):
            raise ImmediateHttpResponse(no_answer(request))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who has a user with an address that the provider has verified; tell others whom to ask.

        Raises PermissionDenied where the provider signed nothing, or where what it signed is about somebody else.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account"))
        said = sociallogin.account.extra_data
        if said.get("id_token", {}).get("sub") != said.get("userinfo", {}).get("sub"):
            raise PermissionDenied
        addresses = [each.email for each in sociallogin.email_addresses if str(each.verified).casefold() == "true"]
        user = next((found for found in map(user_at, addresses) if found and found.is_active), None)
        if user is None:
            raise ImmediateHttpResponse(render(request, "web/account/unknown.html", status=403))
        sociallogin.user = user


class GuardAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Second factors and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

    def get_totp_issuer(self) -> str:
        """The name under which an authenticator app shows the account."""
        return "Servanda"

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """A name for a new passkey, until somebody finds a better one."""
        count = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return gettext("Passkey %(number)s") % {"number": count + 1}
