"""The staff page, made ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.agreements.terms import day_at
from servanda.desk.agreements.versions import policy_in_force
from servanda.desk.fields import LANGUAGES
from servanda.desk.organisations.models import Absence, Invitation, Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.queries import (
    changeable_absences,
    colleagues,
    coming_absences,
    may_be_entered_for,
    staff_invitations,
)
from servanda.desk.organisations.who import Who
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.staff.calendars import calendar_choices
from servanda.desk.web.staff.forms import AbsenceForm, InviteForm, countries


@dataclass(frozen=True, slots=True)
class Row:
    """One member."""

    name: str
    email: str
    role: str
    country: str
    languages: str
    calendar: str
    active: bool
    away: str
    change: str


@dataclass(frozen=True, slots=True)
class Invited:
    """One open invitation."""

    pk: int
    email: str
    name: str
    role: str
    over: bool


@dataclass(frozen=True, slots=True)
class Away:
    """One absence."""

    pk: int
    name: str
    days: str
    reason: str
    now: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Everything on it; forms are None for those who may not send them."""

    slug: str
    rows: tuple[Row, ...]
    invited: tuple[Invited, ...]
    away: tuple[Away, ...]
    invite: InviteForm | None
    absence: AbsenceForm
    others: bool
    """Whether absences of others may be entered."""


def staff_page(
    who: Who, own: Member, at: int, *, invite: InviteForm | None = None, absence: AbsenceForm | None = None
) -> StaffPage:
    """The page for a member at an instant, with forms that were not accepted where there are some."""
    vendor, policy = own.vendor, policy_in_force(own.vendor.policy, at=at)
    today, calendars = day_at(policy, at), dict(calendar_choices(policy))
    absences = list(coming_absences(who, vendor.pk, today))
    may_change = who.may(Permission.WRITE_STAFF, vendor.pk)
    return StaffPage(
        slug=vendor.slug,
        rows=tuple(_rows(colleagues(who, vendor.pk), absences, calendars, today, may_change)),
        invited=tuple(_invited(each, at) for each in staff_invitations(who, vendor.pk)),
        away=tuple(_away(absences, set(changeable_absences(who, vendor.pk).values_list("pk", flat=True)), today)),
        invite=(invite or InviteForm(initial={"language": own.vendor.language})) if may_change else None,
        absence=absence or AbsenceForm(members=may_be_entered_for(who, vendor.pk), own=own),
        others=who.may(Permission.WRITE_ABSENCES, vendor.pk),
    )


def _rows(
    members: object, absences: list[Absence], calendars: dict[str, str], today: date, may_change: bool
) -> Iterator[Row]:
    named, spoken = dict(countries()), dict(LANGUAGES)
    away = {each.member_id: each for each in reversed(absences) if each.first <= today}
    for member in members:  # type: ignore[attr-defined]
        yield Row(
            name=str(member),
            email=member.user.email,
            role=member.get_role_display(),
            country=named.get(member.country, member.country),
            languages=", ".join(spoken.get(each, each) for each in member.languages),
            calendar=calendars.get(member.calendar, member.calendar),
            active=member.active,
            away=gettext("until %(day)s") % {"day": long_date(away[member.pk].last)} if member.pk in away else "",
            change=reverse("staff:member", args=[member.vendor.slug, member.pk]) if may_change else "",
        )


def _invited(invitation: Invitation, at: int) -> Invited:
    over = invitation.expires_at <= at
    return Invited(invitation.pk, invitation.email, invitation.name, invitation.get_role_display(), over)


def _away(absences: list[Absence], removable: set[int], today: date) -> Iterator[Away]:
    for each in absences:
        yield Away(
            pk=each.pk,
            name=str(each.member),
            days=_days(each),
            reason=each.reason,
            now=each.first <= today,
            removable=each.pk in removable,
        )


def _days(absence: Absence) -> str:
    if absence.first == absence.last:
        return long_date(absence.first)
    first, last = long_date(absence.first), long_date(absence.last)
    return f"{first} – {last}" if language() == "en" else f"du {first} au {last}"
