"""Changing a vendor's staff and when they are away. Nobody is deleted: events name their authors for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from servanda.desk.organisations.models import Absence, Member
from servanda.desk.organisations.permissions import Role


class LastAdministratorError(Exception):
    """Nobody would be left who may change staff or people."""


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is at a vendor, and where and when they work."""

    role: str
    country: str
    languages: Sequence[str]
    calendar: str
    active: bool


@transaction.atomic
def change_member(*, member: Member, post: Post) -> None:
    """Change somebody's post. Raises LastAdministratorError where the vendor would lose its last administrator."""
    administrators = Member.objects.select_for_update().filter(
        vendor_id=member.vendor_id, role=Role.ADMINISTRATOR, active=True
    )
    left = {each.pk for each in administrators} - {member.pk}
    stays = post.active and post.role == Role.ADMINISTRATOR
    if not stays and not left:
        raise LastAdministratorError
    member.role, member.country, member.calendar = post.role, post.country, post.calendar
    member.languages, member.active = list(post.languages), post.active
    member.save(update_fields=["role", "country", "calendar", "languages", "active"])


def change_signature(*, member: Member, lines: dict[str, str]) -> None:
    """What stands under somebody's answers, by language; an empty text ends it."""
    member.signature = {language: text for language, text in lines.items() if text}
    member.save(update_fields=["signature"])


def add_absence(*, member: Member, first: date, last: date, reason: str = "") -> Absence:
    """Enter whole days, both included, on which a member is away. Raises ValueError where they end before they begin."""
    if last < first:
        raise ValueError(f"An absence ends on {last}, before it begins on {first}.")
    return Absence.objects.create(member=member, first=first, last=last, reason=reason)


def remove_absence(*, absence: Absence) -> None:
    """Take an absence back."""
    absence.delete()
