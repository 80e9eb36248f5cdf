"""Who asks: the memberships and places of the person who is signed in, read once a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member, Person
from servanda.desk.organisations.permissions import MATRIX, OWN_CLIENTS_ONLY, Permission


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, or nobody in particular (`user` None). `at` is when they ask.

    `members` and `people` are the active ones; whose client is switched off is none of its people.
    """

    user: User | None = None
    members: tuple[Member, ...] = ()
    people: tuple[Person, ...] = ()
    at: int = 0

    def member_at(self, vendor_id: int) -> Member | None:
        """Their membership at a vendor."""
        return next((member for member in self.members if member.vendor_id == vendor_id), None)

    def may(self, permission: Permission, vendor_id: int) -> bool:
        """Whether their role at a vendor has a permission."""
        member = self.member_at(vendor_id)
        return member is not None and permission in MATRIX[member.role]

    def vendors_with(self, permission: Permission) -> tuple[int, ...]:
        """The vendors at which they have a permission for every client."""
        return tuple(m.vendor_id for m in self._with(permission) if m.role not in OWN_CLIENTS_ONLY)

    def members_for_own_clients(self, permission: Permission) -> tuple[Member, ...]:
        """Memberships that have a permission for the clients whose agreements name them."""
        return tuple(m for m in self._with(permission) if m.role in OWN_CLIENTS_ONLY)

    def _with(self, permission: Permission) -> Iterable[Member]:
        return (member for member in self.members if permission in MATRIX[member.role])


NOBODY = Who()


def who_is(user: User | None, *, at: int) -> Who:
    """Everything that a user is at an instant, at vendors and at clients; two queries."""
    if user is None or not user.is_active:
        return NOBODY
    members = tuple(Member.objects.filter(user=user, active=True).select_related("vendor"))
    people = Person.objects.filter(user=user, active=True, organisation__active=True)
    places = tuple(people.select_related("organisation__vendor"))
    found: tuple[Member | Person, ...] = (*members, *places)
    for each in found:
        each.user = user
    return Who(user, members, places, at)
