"""Which staff, people and invitations somebody may see or change."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from servanda.desk.alphabet import ByName
from servanda.desk.organisations.models import Absence, Invitation, Member, Organisation, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who


def colleagues(who: Who, vendor_id: int) -> QuerySet[Member]:
    """A vendor's staff, for its staff; nobody for others."""
    if who.member_at(vendor_id) is None:
        return Member.objects.none()
    return (
        Member.objects.filter(vendor_id=vendor_id)
        .select_related("user", "vendor")
        .order_by("-active", ByName("user__name"))
    )


def staff_of(vendor_id: int) -> QuerySet[Member]:
    """Everybody who works or worked at a vendor, by name; for those who were found to be of its staff."""
    return Member.objects.filter(vendor_id=vendor_id).select_related("user").order_by(ByName("user__name"))


def active_staff(vendor_id: int) -> QuerySet[Member]:
    """Those of them who work there now."""
    return staff_of(vendor_id).filter(active=True)


def changeable_staff(who: Who, vendor_id: int) -> QuerySet[Member]:
    """Whose post somebody may change."""
    return colleagues(who, vendor_id) if who.may(Permission.WRITE_STAFF, vendor_id) else Member.objects.none()


def staff_invitations(who: Who, vendor_id: int) -> QuerySet[Invitation]:
    """Open invitations to a vendor's staff, for those who may invite; those that are too old among them."""
    if not who.may(Permission.WRITE_STAFF, vendor_id):
        return Invitation.objects.none()
    return _open().filter(vendor_id=vendor_id, person=None)


def coming_absences(who: Who, vendor_id: int, day: date) -> QuerySet[Absence]:
    """Who of a vendor's staff is away on a day or later, for its staff."""
    if who.member_at(vendor_id) is None:
        return Absence.objects.none()
    absences = Absence.objects.filter(member__vendor_id=vendor_id, member__active=True, last__gte=day)
    return absences.select_related("member__user").order_by("first", ByName("member__user__name"))


def changeable_absences(who: Who, vendor_id: int) -> QuerySet[Absence]:
    """Absences that somebody may take back: their own, or everybody's with the permission."""
    return Absence.objects.filter(member__in=may_be_entered_for(who, vendor_id))


def may_be_entered_for(who: Who, vendor_id: int) -> QuerySet[Member]:
    """For whom somebody may enter absences: themselves, or everybody with the permission."""
    active = colleagues(who, vendor_id).filter(active=True)
    if who.may(Permission.WRITE_ABSENCES, vendor_id):
        return active
    own = who.member_at(vendor_id)
    return active.filter(pk=own.pk) if own else active.none()


def administered(who: Who, vendor_id: int) -> QuerySet[Organisation]:
    """The clients of a vendor whose account somebody administers (B9)."""
    mine = [each.organisation_id for each in who.people if each.administrator]
    return Organisation.objects.filter(pk__in=mine, vendor_id=vendor_id)


def own_people(who: Who, vendor_id: int) -> QuerySet[Person]:
    """The people of those clients."""
    people = Person.objects.filter(organisation__in=administered(who, vendor_id), merged_into=None)
    return people.select_related("organisation", "user").order_by(
        ByName("organisation__name"), "-active", ByName("name")
    )


def own_invitations(who: Who, vendor_id: int) -> QuerySet[Invitation]:
    """Open invitations of people of those clients."""
    return _open().filter(person__organisation__in=administered(who, vendor_id))


def _open() -> QuerySet[Invitation]:
    still = Q(accepted_at=None, revoked_at=None)
    return Invitation.objects.filter(still).select_related("vendor", "person__organisation", "invited_by")


def away_on(vendor_id: int, day: date) -> dict[int, date]:
    """The members of a vendor who are away on a day, by id, with the last day of it."""
    absences = Absence.objects.filter(member__vendor_id=vendor_id, first__lte=day, last__gte=day)
    found: dict[int, date] = {}
    for member, last in absences.values_list("member_id", "last"):
        found[member] = max(last, found.get(member, last))
    return found
