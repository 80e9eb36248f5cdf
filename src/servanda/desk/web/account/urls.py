"""Addresses: signing in, and what belongs to one's own account.

Of allauth only what this desk uses is named here: nobody signs up, changes an address or connects providers.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from django.urls import path, re_path

from servanda.desk.web.account import adding, invitations, links, own, security, sessions

urlpatterns = [
    path("", own.account, name="account"),
    path("signature/<slug:slug>/", own.signature, name="signature"),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("link/", links.ask, name="mail_link"),
    path("link/sent/", links.sent, name="mail_link_sent"),
    path("link/<str:secret>/", links.enter, name="mail_link_enter"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/chosen/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("ways/", security.ways, name="mfa_index"),
    path("ways/keys/", security.ways, name="mfa_list_webauthn"),
    path("ways/second/", factors.authenticate, name="mfa_authenticate"),
    path("ways/again/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("ways/app/", adding.AddApp.as_view(), name="mfa_activate_totp"),
    path("ways/app/end/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ways/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ways/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ways/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("ways/keys/add/", adding.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("ways/keys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("ways/keys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("ways/keys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("ways/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sessions/others/end/", sessions.end_others, name="end_other_sessions"),
    path("sessions/<int:pk>/end/", sessions.end, name="end_session"),
    path("provider/cancelled/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/failed/", providers.login_error, name="socialaccount_login_error"),
]
