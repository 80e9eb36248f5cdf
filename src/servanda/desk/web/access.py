"""Who may open a page: sign in first, then the vendor, then the permission, then the object itself."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from servanda.desk.agreements.versions import policy_in_force
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import client_tickets, desk_tickets
from servanda.engine.policy.policy import Policy


@dataclass(frozen=True)
class AtVendor:
    """Somebody of the staff at one vendor."""

    who: Who
    member: Member

    def may(self, permission: Permission) -> bool:
        """Whether their role has a permission there."""
        return self.who.may(permission, self.member.vendor_id)


class SignInNeededError(Exception):
    """Nobody is signed in; the middleware of `web.who` answers with the sign-in page and comes back afterwards."""


def who_asks(request: HttpRequest) -> Who:
    """Who is signed in. Raises SignInNeededError where nobody is."""
    who: Who = request.who  # type: ignore[attr-defined]  # set by the middleware
    if who.user is None:
        raise SignInNeededError
    return who


def vendor_for(request: HttpRequest, slug: str, permission: Permission) -> tuple[Who, Member]:
    """Who asks, and their membership at the vendor.

    Raises SignInNeededError; Http404 for those who have nothing to do with the vendor; PermissionDenied for its staff
    without the permission.
    """
    who = who_asks(request)
    member = next((each for each in who.members if each.vendor.slug == slug), None)
    if member is None:
        raise Http404(slug)
    if not who.may(permission, member.vendor_id):
        raise PermissionDenied
    return who, member


def reader_zone(member: Member, policy: Policy | None) -> ZoneInfo:
    """The clock of whoever reads: their own, else the contract's, else UTC."""
    if member.user.zone:
        return ZoneInfo(member.user.zone)
    return policy.zone if policy else ZoneInfo("UTC")


def vendor_zone(member: Member, at: int) -> ZoneInfo:
    """The clock of whoever reads about no request in particular: by the policy in force."""
    return reader_zone(member, None if member.user.zone else policy_in_force(member.vendor.policy, at=at))


def desk_ticket(
    request: HttpRequest, slug: str, number: int, permission: Permission = Permission.READ_TICKETS
) -> tuple[Who, Member, Ticket]:
    """A ticket for staff, with everything that its page needs beside it. Raises as `vendor_for` does."""
    who, member = vendor_for(request, slug, permission)
    tickets = desk_tickets(who, permission).select_related(
        "organisation", "requester", "agreement", "incident", "environment"
    )
    found = get_object_or_404(tickets, vendor_id=member.vendor_id, number=number)
    found.vendor = member.vendor
    return who, member, found


def portal_ticket(request: HttpRequest, slug: str, number: int) -> tuple[Who, Ticket]:
    """A ticket for its client. Raises SignInNeededError, or Http404 where it is not theirs to see."""
    who = who_asks(request)
    tickets = client_tickets(who).select_related("vendor", "organisation", "requester", "agreement", "assignee__user")
    return who, get_object_or_404(tickets, vendor__slug=slug, number=number)


def portal_vendor(request: HttpRequest, slug: str) -> tuple[Who, Vendor]:
    """The vendor of a client's portal. Raises SignInNeededError, or Http404 for those who are not its client."""
    who = who_asks(request)
    person = next((each for each in who.people if each.organisation.vendor.slug == slug), None)
    if person is None:
        raise Http404(slug)
    return who, person.organisation.vendor


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back to where they wanted to go; a part of a page asks for the whole page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
