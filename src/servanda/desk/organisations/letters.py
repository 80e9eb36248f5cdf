"""Mail about joining a vendor's staff or a client's people."""

from __future__ import annotations

from django.utils.translation import gettext, override

from servanda.desk.organisations.models import Invitation
from servanda.desk.outbox.actions import Letter, post_letter


def send_invitation(*, invitation: Invitation, address: str, at: int) -> None:
    """The letter with the link under which an invitation is accepted."""
    with override(invitation.language):
        parts = (
            gettext("Hello %(name)s,") % {"name": invitation.name} if invitation.name else gettext("Hello,"),
            invitation_says(invitation),
            gettext("Accept under this link; it works for seven days:"),
            address,
            gettext("If you do not know what this is about, you need not do anything."),
        )
        subject = gettext("%(vendor)s: an invitation") % {"vendor": invitation.vendor.name}
    letter = Letter(
        kind="invitation",
        recipient=invitation.email,
        language=invitation.language,
        subject=subject,
        text="\n\n".join(parts) + "\n",
    )
    domain = invitation.vendor.address.partition("@")[2]
    post_letter(letter=letter, vendor_id=invitation.vendor_id, at=at, domain=domain)


def invitation_says(invitation: Invitation) -> str:
    """Who invites to what, in the language that is in force."""
    words = {"by": str(invitation.invited_by), "vendor": invitation.vendor.name}
    if invitation.person is None:
        role = {"role": invitation.get_role_display()}
        return gettext("%(by)s invites you to the support desk of %(vendor)s. Your role there: %(role)s.") % (
            words | role
        )
    client = {"client": invitation.person.organisation.name}
    return gettext(
        "%(by)s invites you to the support portal of %(vendor)s, where you follow the requests of %(client)s."
    ) % (words | client)
