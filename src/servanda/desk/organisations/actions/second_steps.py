"""Somebody lost their phone and their recovery codes: the second step is taken off their account by who answers for it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from servanda.desk.accounts.letters import send_lost_step
from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who


class NotTheirsAloneError(Exception):
    """The account is also one of another house, which has its own say about how it is guarded."""


def has_second_step(user: User) -> bool:
    """Whether an app, a passkey or a recovery code guards an account."""
    return bool(Authenticator.objects.filter(user=user).exists())


def answers_for(who: Who, member: Member) -> bool:
    """Whether somebody may take the second step off a colleague's account: where it is of no other house, and not their own."""
    elsewhere = member.user.members.filter(active=True).exclude(vendor_id=member.vendor_id)
    client = member.user.people.filter(active=True).exclude(organisation__vendor_id=member.vendor_id)
    own = who.user is not None and who.user.pk == member.user_id
    return (
        who.may(Permission.WRITE_STAFF, member.vendor_id) and not own and not elsewhere.exists() and not client.exists()
    )


@transaction.atomic
def take_second_step_off(*, user: User, by: str, at: int) -> bool:
    """Take app, passkeys and recovery codes off an account, sign it out everywhere, and tell its owner; `by` names who did it.

    False where there was no second step, and so nothing to do.
    """
    if not Authenticator.objects.filter(user=user).delete()[0]:
        return False
    for session in UserSession.objects.filter(user=user):
        session.end()
    send_lost_step(user=user, by=by, at=at)
    return True


def take_colleagues_step_off(*, member: Member, by: Who, at: int) -> bool:
    """The same for a colleague. Raises NotTheirsAloneError for those for whom `by` does not answer alone."""
    if not answers_for(by, member):
        raise NotTheirsAloneError
    return take_second_step_off(user=member.user, by=str(by.user), at=at)
