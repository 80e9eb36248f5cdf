"""The ways to reach a vendor that a client's plan has, each with its address and when somebody is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.web.facts import Held
from servanda.desk.web.formats import language
from servanda.desk.web.pages.hours import open_now
from servanda.desk.web.portal.standing import Standing
from servanda.engine.entitlements.grants import channels_of
from servanda.engine.policy.offer import Channel
from servanda.publishing.scribe import Scribe

_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{5,}")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Way:
    """One channel of the plan: `href` is empty where its address is no link; `opens` whether requests start there."""

    key: str
    name: str
    address: str
    href: str
    says: str
    opens: bool
    state: str = ""
    hours: str = ""
    """Whether somebody is there now, where its hours are not those of the plan."""
    calendar: str = ""


def ways(standing: Standing, *, opening: bool | None = None) -> tuple[Way, ...]:
    """The channels of the plan, in the order of the policy; with `opening` only those that open requests, or do not."""
    held, channels = standing.held, standing.policy.document.channels
    names = channels_of(held.policy, held.plan, held.addons)
    found = (_way(standing, held, name, channels[name]) for name in names)
    return tuple(way for way in found if opening is None or way.opens == opening)


def _way(standing: Standing, held: Held, key: str, channel: Channel) -> Way:
    scribe = Scribe(held.policy, language())
    state, hours, usual = "", "", held.policy.calendar_of(held.plan, held.addons)
    if channel.opens_requests and channel.calendar not in (None, usual):
        state, hours = open_now(held.policy.timeline(str(channel.calendar)), standing.zone, standing.at)
    address, href = _address(standing, key, channel)
    return Way(
        key=key,
        name=scribe.name_of(scribe.document.channels, key),
        address=address,
        href=href,
        says=" ".join(_says(scribe, channel)),
        opens=channel.opens_requests,
        state=state,
        hours=hours,
        calendar=scribe.calendar(channel.calendar or usual) if channel.opens_requests else "",
    )


def _address(standing: Standing, key: str, channel: Channel) -> tuple[str, str]:
    """Where a channel is reached, and the link there: mail at the address that this desk reads, the portal here."""
    vendor = standing.vendor
    if key == vendor.mail_channel:
        return vendor.address, link_of(vendor.address)
    if key == vendor.portal_channel:
        return gettext("here, with a new request"), reverse("portal:new", args=[vendor.slug])
    return channel.address, link_of(channel.address)


def _says(scribe: Scribe, channel: Channel) -> list[str]:
    said = [scribe.say(channel.text)] if channel.text else []
    if channel.within:
        others = scribe.either(scribe.name_of(scribe.document.channels, each) for each in channel.within)
        said.append(gettext("Only during a session (%(channels)s).") % {"channels": others})
    return said


def link_of(address: str) -> str:
    """Where an address leads: a mail, a call, a site; empty where it is none of these."""
    if "@" in address:
        return f"mailto:{address}"
    if _PHONE.fullmatch(address):
        return "tel:" + re.sub(r"[^+0-9]", "", address)
    return f"https://{address}" if _SITE.fullmatch(address.casefold()) else ""
