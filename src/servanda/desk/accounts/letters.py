"""Mail about signing in, in the language of whoever gets it."""

from __future__ import annotations

from django.utils.translation import gettext, override

from servanda.desk.accounts.models import User
from servanda.desk.outbox.actions import Letter, post_letter

KIND = "sign-in"


def send_link(*, email: str, language: str, address: str, at: int) -> None:
    """The link that signs somebody in once."""
    with override(language):
        parts = (
            gettext("Hello,"),
            gettext("This link signs you in. It works once, for 15 minutes:"),
            address,
            gettext("If you did not ask for it, you need not do anything: nobody gets in without this link."),
        )
        _post(email, language, gettext("Your link to sign in"), parts, at)


def send_password_link(*, user: User, address: str, at: int) -> None:
    """The link under which a new password is chosen."""
    with override(user.language):
        parts = (
            gettext("Hello %(name)s,") % {"name": user.name},
            gettext("Choose a new password under this link:"),
            address,
            gettext("If you did not ask for it, you need not do anything: your password stays as it is."),
        )
        _post(user.email, user.language, gettext("Choose a new password"), parts, at)


def send_notice(*, user: User, change: str, browser: str, place: str, at: int) -> None:
    """What changed about the way in, so that nobody else does it unseen. `change` names it, see `_changes`."""
    with override(user.language):
        parts = (
            gettext("Hello %(name)s,") % {"name": user.name},
            _changes().get(change, gettext("The way in which you sign in was changed.")),
            gettext("It was done with %(browser)s from the address %(place)s.") % {"browser": browser, "place": place},
            gettext("If it was not you, choose a new password at once and tell the people who run this desk."),
        )
        _post(user.email, user.language, gettext("Your sign-in was changed"), parts, at)


def send_lost_step(*, user: User, by: str, at: int) -> None:
    """The second step was taken off an account whose owner lost it. `by` names who did that; empty: who runs the machine."""
    with override(user.language):
        did = (
            gettext("%(by)s took the second step off your account: app, passkeys and recovery codes.") % {"by": by}
            if by
            else gettext("Whoever runs this desk took the second step off your account: app, passkeys, recovery codes.")
        )
        parts = (
            gettext("Hello %(name)s,") % {"name": user.name},
            did,
            gettext("You were signed out everywhere. Sign in again, then add a new second step in your account."),
            gettext("If you did not ask for it, choose a new password at once and tell the people who run this desk."),
        )
        _post(user.email, user.language, gettext("The second step of your account"), parts, at)


def _changes() -> dict[str, str]:
    return {
        "password_changed": gettext("Your password was changed."),
        "password_reset": gettext("Your password was set anew through a link by mail."),
        "password_set": gettext("You now have a password."),
        "totp_activated": gettext("An authenticator app now guards your account."),
        "totp_deactivated": gettext("The authenticator app no longer guards your account."),
        "webauthn_added": gettext("A passkey was added."),
        "webauthn_removed": gettext("A passkey was removed."),
        "recovery_codes_generated": gettext("New recovery codes were made; the old ones no longer work."),
    }


def _post(recipient: str, language: str, subject: str, parts: tuple[str, ...], at: int) -> None:
    text = "\n\n".join(parts) + "\n"
    letter = Letter(kind=KIND, recipient=recipient, language=language, subject=subject, text=text)
    post_letter(letter=letter, vendor_id=None, at=at)
