"""A policy as a structured document in one language: what stands in it, apart from how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language
from servanda.publishing.anchors import anchored
from servanda.publishing.blocks import Block, Fact, Heading, Line, Page, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.sections.closing import assumptions, governance, statements
from servanda.publishing.sections.contacts import contacts
from servanda.publishing.sections.counting import counting
from servanda.publishing.sections.hours import hours
from servanda.publishing.sections.plans import plans
from servanda.publishing.sections.prices import prices
from servanda.publishing.sections.priorities import priorities
from servanda.publishing.sections.requests import requests
from servanda.publishing.sections.targets import targets
from servanda.publishing.sections.uptime import uptime

_SECTIONS: tuple[Callable[[Scribe], Section | None], ...] = (
    plans,
    hours,
    requests,
    priorities,
    targets,
    counting,
    contacts,
    uptime,
    prices,
    statements,
    assumptions,
    governance,
)


def page_of(policy: Policy, language: Language) -> Page:
    """The whole policy in one language. Sections that the policy does not have are left out."""
    scribe = Scribe(policy, language)
    document = policy.document
    sections = (make(scribe) for make in _SECTIONS)
    page = Page(
        language=language,
        source_language=document.languages.source,
        title=scribe.say(document.title),
        vendor=scribe.say(document.vendor.name),
        facts=tuple(_facts(scribe)),
        about=Line(scribe.say(document.about), margin=scribe.margin(document)),
        sections=tuple(_levelled(section) for section in sections if section is not None),
        contents=scribe.both("Contents", "Sommaire"),
        notice=scribe.both(
            "In the margin: the number of the clause that says it, and what was assumed where the source is silent.",
            "En marge : le numéro de la clause et ce qui a été supposé là où la source se tait.",
        ),
        footer=scribe.both(
            f"{policy.id}, version {policy.version}. Published from the policy file.",
            f"{policy.id}, version {policy.version}. Publié à partir du fichier de politique.",
        ),
    )
    return anchored(page)


def _levelled(section: Section) -> Section:
    """The section with its names one level under the heading that they stand under."""
    blocks: list[Block] = []
    under = False
    for block in section.blocks:
        under = under or isinstance(block, Heading)
        blocks.append(replace(block, level=4) if under and isinstance(block, Line) else block)
    return replace(section, blocks=tuple(blocks))


def _facts(scribe: Scribe) -> Iterator[Fact]:
    document = scribe.document
    effective = document.effective
    yield Fact("Version", scribe.policy.version)
    since = scribe.say(write_day(effective.from_)) if effective.from_ else scribe.both("not dated", "non datée")
    if effective.to:
        end = scribe.say(write_day(effective.to))
        since = scribe.both(f"{since}, until {end} (not included)", f"{since}, jusqu’au {end} (exclu)")
    yield Fact(scribe.both("In force since", "En vigueur depuis"), since)
    if document.vendor.site:
        yield Fact(scribe.both("Site", "Site"), document.vendor.site)
