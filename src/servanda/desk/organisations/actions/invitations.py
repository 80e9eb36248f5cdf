"""Inviting staff and clients' people; an invitation lives for seven days and can be sent again or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from servanda.desk.accounts.actions import Profile, create_user
from servanda.desk.accounts.models import User
from servanda.desk.accounts.tokens import digest_of, new_token
from servanda.desk.organisations.actions.places import join_people, user_at
from servanda.desk.organisations.letters import send_invitation
from servanda.desk.organisations.models import Invitation, Member, Organisation, Person, Vendor
from servanda.engine.instants import DAY

LIFETIME = 7 * DAY
Link = Callable[[str, str], str]
"""Language and secret → the address of the page on which an invitation is accepted."""


class AlreadyHereError(Exception):
    """Whoever is invited is already there, and active."""


class SwitchedOffError(Exception):
    """The client is switched off: nobody of it may sign in, and so nobody is invited."""


class InvitationOverError(Exception):
    """The invitation was accepted or withdrawn, is too old, or never existed; or its client is switched off."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited, and in which language they are spoken to."""

    email: str
    name: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a client's person may do beside asking: administer (B9), represent (A40), see everybody's requests."""

    administrator: bool = False
    representative: bool = False
    sees_all: bool = False


@transaction.atomic
def invite_member(
    *, vendor: Vendor, guest: Guest, role: str, country: str, link: Link, by: User, at: int
) -> Invitation:
    """Invite somebody to a vendor's staff; an open invitation of the same address is replaced.

    Raises AlreadyHereError.
    """
    if Member.objects.filter(vendor=vendor, user__email__iexact=guest.email, active=True).exists():
        raise AlreadyHereError
    open_invitations = Invitation.objects.filter(vendor=vendor, person=None, email__iexact=guest.email)
    _withdraw(open_invitations, at)
    return _invite(guest, link, at, vendor=vendor, role=role, country=country, invited_by=by)


@transaction.atomic
def invite_person(
    *, organisation: Organisation, guest: Guest, rights: Rights, link: Link, by: User, at: int
) -> Invitation:
    """Invite somebody of a client to sign in, whether they wrote by mail before or are new.

    Raises AlreadyHereError where they sign in already, SwitchedOffError where nobody of the client may.
    """
    if not organisation.active:
        raise SwitchedOffError
    person = organisation.people.select_related("merged_into").filter(email__iexact=guest.email).first()
    if person is not None:
        person = person.merged_into or person
    if person is None:
        person = Person(organisation=organisation, email=guest.email.casefold(), zone=organisation.zone, created_at=at)
    elif person.user_id and person.active:
        raise AlreadyHereError
    person.name, person.language, person.active = guest.name or person.name, guest.language, True
    person.administrator, person.representative = rights.administrator, rights.representative
    person.sees_all, person.merged_into = rights.sees_all, None
    person.save()
    _withdraw(person.invitations.all(), at)
    return _invite(guest, link, at, vendor=organisation.vendor, person=person, invited_by=by)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, link: Link, by: User, at: int) -> None:
    """Send an invitation again, with a new link for another seven days; the old link ends.

    Raises InvitationOverError where it was accepted or withdrawn.
    """
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationOverError
    token = new_token()
    invitation.digest, invitation.expires_at, invitation.invited_by = token.digest, at + LIFETIME, by
    invitation.save(update_fields=["digest", "expires_at", "invited_by"])
    send_invitation(invitation=invitation, address=link(invitation.language, token.secret), at=at)


def revoke_invitation(*, invitation: Invitation, at: int) -> None:
    """Withdraw an invitation. Raises InvitationOverError where it was accepted meanwhile."""
    if not _withdraw(Invitation.objects.filter(pk=invitation.pk), at):
        raise InvitationOverError


def invitation_at(secret: str, at: int) -> Invitation:
    """The open invitation of a link. Raises InvitationOverError."""
    found = (
        Invitation.objects.filter(digest=digest_of(secret), accepted_at=None, revoked_at=None, expires_at__gt=at)
        .exclude(person__organisation__active=False)
        .select_related("vendor", "person__organisation", "invited_by")
        .first()
    )
    if found is None:
        raise InvitationOverError
    return found


@transaction.atomic
def accept_invitation(*, invitation: Invitation, name: str, password: str, at: int) -> User:
    """Let somebody in: who signs in already keeps name and password, others choose them now.

    Raises InvitationOverError where another click was faster or their account was closed.
    """
    claimed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(accepted_at=at)
    user = user_at(invitation.email)
    if user is None:
        profile = Profile(name=name or invitation.name, language=invitation.language)
        user = create_user(email=invitation.email, profile=profile, password=password, at=at)
    if not claimed or not user.is_active:
        raise InvitationOverError
    if invitation.person is None:
        _join_staff(invitation, user, at)
    else:
        Person.objects.filter(pk=invitation.person.pk).update(user=user, active=True)
    join_people(user=user)
    return user


def _join_staff(invitation: Invitation, user: User, at: int) -> None:
    Member.objects.update_or_create(
        vendor=invitation.vendor,
        user=user,
        defaults={"role": invitation.role, "country": invitation.country, "active": True},
        create_defaults={
            "role": invitation.role,
            "country": invitation.country,
            "languages": [invitation.language],
            "since": at,
        },
    )


def _invite(guest: Guest, link: Link, at: int, **where: object) -> Invitation:
    token = new_token()
    invitation = Invitation.objects.create(
        email=guest.email.casefold(),
        name=guest.name,
        language=guest.language,
        digest=token.digest,
        created_at=at,
        expires_at=at + LIFETIME,
        **where,
    )
    send_invitation(invitation=invitation, address=link(guest.language, token.secret), at=at)
    return invitation


def _withdraw(invitations: QuerySet[Invitation], at: int) -> int:
    return invitations.filter(accepted_at=None, revoked_at=None).update(revoked_at=at)
