"""Everybody of the demonstration, and the way in as one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member, Person, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.web.account.links import let_in

_ORDER = (Role.AGENT, Role.MANAGER, Role.ACCOUNT_MANAGER, Role.ADMINISTRATOR)
_CLIENTS_SHOWN = 4
"""Of so many clients of a vendor, three people; of the others, one."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """One person whom a visitor may be."""

    user: int
    name: str
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Stagehouse:
    """One vendor with those whom a visitor may be there."""

    vendor: Vendor
    staff: tuple[Entrance, ...]
    clients: tuple[Entrance, ...]


@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    """Choose who to be."""
    _only_in_the_demonstration()
    vendors = Vendor.objects.order_by("pk")
    return render(request, "web/demo/cast.html", {"houses": [_house(vendor) for vendor in vendors]})


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the cast, in their language."""
    _only_in_the_demonstration()
    user = get_object_or_404(User, pk=_number(request.POST.get("user", "")), is_active=True)
    with override(user.language):
        return let_in(request, user, "demo", home_of(user))


def home_of(user: User) -> str:
    """Where somebody begins: staff at their queue, clients at their requests."""
    member = user.members.filter(active=True).select_related("vendor").first()
    if member is not None:
        return reverse("queue:queue", args=[member.vendor.slug])
    person = user.people.filter(active=True).select_related("organisation__vendor").first()
    return reverse("portal:requests", args=[person.organisation.vendor.slug]) if person else reverse("policies")


def _only_in_the_demonstration() -> None:
    if not settings.DEMO:
        raise Http404


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else 0


def _house(vendor: Vendor) -> Stagehouse:
    members = vendor.members.filter(active=True).select_related("user").order_by("pk")
    people = (
        Person.objects.filter(organisation__vendor=vendor, organisation__active=True, active=True, user__isnull=False)
        .select_related("organisation")
        .order_by("pk")
    )
    return Stagehouse(vendor, tuple(_staff(members)), tuple(_clients(people)))


def _staff(members: Iterable[Member]) -> Iterable[Entrance]:
    ranked = sorted(members, key=lambda member: _ORDER.index(Role(member.role)))
    for member in ranked:
        yield Entrance(member.user_id, member.user.name, str(Role(member.role).label))


def _clients(people: Iterable[Person]) -> Iterable[Entrance]:
    """Of some clients one of each kind: who administers, who sees everything, who asks; of the others who administers."""
    shown: dict[int, int] = {}
    for person in people:
        seen = shown.get(person.organisation_id, 0)
        whole = person.organisation_id in list(shown)[:_CLIENTS_SHOWN] or len(shown) < _CLIENTS_SHOWN
        if seen == (3 if whole else 1):
            continue
        shown[person.organisation_id] = seen + 1
        yield Entrance(person.user_id or 0, person.name, _role(person), person.organisation.name)


def _role(person: Person) -> str:
    if person.administrator:
        return gettext("administers the account")
    return gettext("sees all requests") if person.sees_all else gettext("requester")
