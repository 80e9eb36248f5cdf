"""Who a mail address belongs to, and what becomes theirs when they prove that they read it."""

from __future__ import annotations

from django.db.models import Q

from servanda.desk.accounts.actions import Profile, create_user
from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Person


def user_at(email: str) -> User | None:
    """Who signs in with this address."""
    user: User | None = User.objects.filter(email__iexact=email).first()
    return user


def language_at(email: str) -> str | None:
    """The language of somebody who may sign in with this address; None where nobody may."""
    user = user_at(email)
    if user is not None:
        return str(user.language) if user.is_active and not is_shut_out(user) else None
    person = _person_at(email)
    return str(person.language) if person else None


def user_who_reads(*, email: str, at: int) -> User | None:
    """The user of an address whose owner is here; made now where a client's person comes for the first time."""
    user = user_at(email)
    person = _person_at(email)
    if user is None and person is not None:
        profile = Profile(name=person.name, language=person.language, zone=person.zone)
        user = create_user(email=email, profile=profile, at=at)
    if user is None or not user.is_active or is_shut_out(user):
        return None
    join_people(user=user)
    return user


def join_people(*, user: User) -> None:
    """Make theirs what was entered under their address before they could sign in."""
    Person.objects.filter(email__iexact=user.email, user=None).update(user=user)


def _person_at(email: str) -> Person | None:
    people = Person.objects.filter(email__iexact=email, active=True, organisation__active=True)
    return people.order_by("pk").first()


def is_shut_out(user: User) -> bool:
    """Whether somebody may not sign in since every client of theirs is switched off, and they work for no vendor."""
    places = Person.objects.filter(Q(user=user) | Q(user=None, email__iexact=user.email), active=True)
    standing = set(places.values_list("organisation__active", flat=True))
    return standing == {False} and not user.members.filter(active=True).exists()
