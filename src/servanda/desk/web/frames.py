"""The frames around pages: where somebody is, and where else their role lets them go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.alphabet import name_key
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a frame's navigation."""

    key: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The navigation of one vendor for one person."""

    vendor: Vendor
    places: tuple[Place, ...]
    others: tuple[Place, ...] = ()
    """The same person's other vendors."""


def desk_frame(who: Who, member: Member, current: str) -> Frame:
    """The desk's navigation: only what the role may open."""
    vendor = member.vendor
    places = tuple(_places(_desk_places(), who, vendor, current))
    others = tuple(
        Place(each.vendor.slug, each.vendor.name, reverse("queue:queue", args=[each.vendor.slug]), each.pk == member.pk)
        for each in (who.members if len(who.members) > 1 else ())
    )
    return Frame(vendor, places, others)


def _desk_places() -> tuple[tuple[str, str, str, Permission], ...]:
    return (
        ("queue", gettext("Queue"), "queue:queue", Permission.READ_TICKETS),
        ("board", gettext("Board"), "board:board", Permission.SEE_BOARD),
        ("clients", gettext("Clients"), "clients:clients", Permission.READ_CLIENTS),
        ("arrivals", gettext("Held mail"), "mail:arrivals", Permission.READ_ARRIVALS),
        ("deliveries", gettext("Sent mail"), "mail:deliveries", Permission.READ_DELIVERIES),
        ("staff", gettext("Staff"), "staff:staff", Permission.WRITE_ABSENCES),
        ("texts", gettext("Texts and macros"), "staff:texts", Permission.NOTE),
        ("settings", gettext("Settings"), "staff:settings", Permission.WRITE_VENDOR),
    )


def _places(
    known: tuple[tuple[str, str, str, Permission], ...], who: Who, vendor: Vendor, current: str
) -> Iterator[Place]:
    for key, name, address, permission in known:
        if who.may(permission, vendor.pk):
            yield _place(vendor, current, key, name, address)


def _place(vendor: Vendor, current: str, key: str, name: str, address: str) -> Place:
    return Place(key, name, reverse(address, args=[vendor.slug]), key == current)


def portal_frame(who: Who, vendor: Vendor, current: str) -> Frame:
    """The portal's navigation."""
    known = (
        ("requests", gettext("Requests"), "portal:requests"),
        ("new", gettext("New request"), "portal:new"),
        ("hours", gettext("Support hours"), "portal:hours"),
        ("agreement", gettext("Agreement"), "portal:agreement"),
        ("people", gettext("People"), "portal:people"),
    )
    administers = any(p.administrator for p in who.people if p.organisation.vendor_id == vendor.pk)
    places = tuple(_place(vendor, current, *each) for each in known if each[0] != "people" or administers)
    vendors = {person.organisation.vendor for person in who.people}
    others = tuple(
        Place(each.slug, each.name, reverse("portal:requests", args=[each.slug]), each == vendor)
        for each in sorted(vendors, key=name_key)
    )
    return Frame(vendor, places, others if len(others) > 1 else ())
