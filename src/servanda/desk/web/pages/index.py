"""The front page: who promises what, and are they there now?"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from servanda.desk.shelf import Refused, Shelf, Shelved
from servanda.desk.web.formats import language
from servanda.desk.web.pages.hours import open_now
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class HoursNow:
    """One calendar as it stands now."""

    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """One policy in the list."""

    title: str
    vendor: str
    about: str
    since: str
    plans: str
    hours: tuple[HoursNow, ...]
    findings: str
    href: str
    calculator: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no policy, with every problem on a line."""

    file: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything that the page shows."""

    vendors: tuple[Vendor, ...]
    unreadable: tuple[Unreadable, ...]


def index_page(shelf: Shelf, now: int) -> IndexPage:
    """The list at `now` (microseconds)."""
    vendors = tuple(_vendor(shelved, now) for shelved in shelf.policies.values())
    return IndexPage(vendors, tuple(_unreadable(refused) for refused in shelf.refused))


def _vendor(shelved: Shelved, now: int) -> Vendor:
    scribe = Scribe(shelved.policy, language())
    document = scribe.document
    return Vendor(
        title=scribe.say(document.title),
        vendor=scribe.say(document.vendor.name),
        about=scribe.say(document.about),
        since=scribe.since(),
        plans=_plans(scribe),
        hours=tuple(_hours(scribe, now)),
        findings=_findings(shelved),
        href=reverse("policy", args=[document.policy]),
        calculator=reverse("calculator", args=[document.policy]),
    )


def _plans(scribe: Scribe) -> str:
    plans = scribe.plans(scribe.document.plans)
    if not scribe.document.addons:
        return plans
    options = scribe.plans(scribe.document.addons)
    return gettext("%(plans)s; options: %(options)s") % {"plans": plans, "options": options}


def _hours(scribe: Scribe, now: int) -> list[HoursNow]:
    document = scribe.document
    used = [scribe.policy.calendar_of(key) for key, plan in document.plans.items() if plan.support]
    used += [addon.calendar for addon in document.addons.values() if addon.calendar]
    found = []
    for key in dict.fromkeys(used):
        zone = ZoneInfo(scribe.policy.calendars[key].zone)
        state, said = open_now(scribe.policy.timeline(key), zone, now)
        found.append(HoursNow(scribe.calendar(key), state, said))
    return [HoursNow("", found[0].state, found[0].said)] if len(found) == 1 else found


def _findings(shelved: Shelved) -> str:
    standing = sum(1 for finding in shelved.findings if finding.accepted is None)
    if not standing:
        return ""
    return ngettext("%(count)s finding", "%(count)s findings", standing) % {"count": standing}


def _unreadable(refused: Refused) -> Unreadable:
    problems = (
        f"{finding.place.line}:{finding.place.column} {finding.code} {finding.message.of(language())}"
        for finding in refused.findings
    )
    return Unreadable(refused.file, tuple(problems))
