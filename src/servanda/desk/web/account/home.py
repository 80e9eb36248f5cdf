"""Where somebody belongs: the desk, a portal, or the policies that everybody may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.organisations.who import Who


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the person's menu."""

    name: str
    href: str


def home_of(who: Who) -> str:
    """The page that somebody sees first after signing in, in the language that is in force."""
    ways = ways_of(who)
    return ways[0].href if ways else reverse("policies")


def ways_of(who: Who) -> tuple[Way, ...]:
    """The desk, the portal, or both: staff first, each with the vendor that comes first."""
    found = []
    if who.members:
        found.append(Way(gettext("Desk"), reverse("queue:queue", args=[who.members[0].vendor.slug])))
    if who.people:
        found.append(Way(gettext("Portal"), reverse("portal:requests", args=[who.people[0].organisation.vendor.slug])))
    return tuple(found)


def menu_of(who: Who) -> tuple[Way, ...]:
    """Where the person's menu leads; staff also say there when they are away."""
    ways = ways_of(who)
    if who.members:
        ways += (Way(gettext("Staff and absences"), reverse("staff:staff", args=[who.members[0].vendor.slug])),)
    return ways
