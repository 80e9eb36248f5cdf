"""A policy as a document: one model, two languages, on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.shelf import Shelved
from servanda.desk.web.pages import classification, closing, offer, promises, uptime
from servanda.desk.web.pages.blocks import Block, Heading, Line, Margin, Section
from servanda.desk.web.pages.closing import Found
from servanda.desk.web.pages.hours import calendar_hours
from servanda.desk.web.pages.scribe import Scribe


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """Everything that the page shows."""

    id: str
    title: str
    vendor: str
    about: str
    margin: Margin
    since: str
    source_language: str
    version: str
    calculator: str
    sections: tuple[Section, ...]
    findings: tuple[Found, ...]
    standing: int


def policy_page(shelved: Shelved, now: int) -> PolicyPage:
    """The page of one policy at `now` (microseconds)."""
    scribe = Scribe(shelved.policy)
    document = scribe.document
    return PolicyPage(
        id=document.policy,
        title=scribe.say(document.title),
        vendor=scribe.say(document.vendor.name),
        about=scribe.say(document.about),
        margin=scribe.margin(document),
        since=closing.since(scribe),
        source_language=document.languages.source,
        version=gettext("version %(version)s") % {"version": document.version},
        calculator=reverse("calculator", args=[document.policy]),
        sections=_sections(scribe, now),
        findings=closing.findings(shelved.findings),
        standing=sum(1 for finding in shelved.findings if finding.accepted is None),
    )


def _sections(scribe: Scribe, now: int) -> tuple[Section, ...]:
    found = (
        offer.plans(scribe),
        _hours(scribe, now),
        offer.requests(scribe),
        classification.classification(scribe),
        promises.targets(scribe),
        promises.counting(scribe),
        promises.ladders(scribe),
        uptime.uptime(scribe),
        offer.prices(scribe),
        closing.statements(scribe),
        closing.assumptions(scribe),
        closing.governance(scribe),
    )
    return tuple(_levelled(section) for section in found if section and section.blocks)


def _levelled(section: Section) -> Section:
    """The section with its names one level under the heading that they stand under."""
    blocks: list[Block] = []
    under = False
    for block in section.blocks:
        under = under or isinstance(block, Heading)
        blocks.append(replace(block, level=4) if under and isinstance(block, Line) else block)
    return replace(section, blocks=tuple(blocks))


def _hours(scribe: Scribe, now: int) -> Section:
    cards = tuple(calendar_hours(scribe, key, now) for key in scribe.policy.calendars)
    return Section("hours", gettext("Support hours"), cards)
