"""A policy as a structured document in one language: what stands in it, apart from how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text
from servanda.publishing.blocks import Entry, Margin, Page, Paragraph, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.sections.availability import uptime
from servanda.publishing.sections.closing import access, assumptions, governance, statements
from servanda.publishing.sections.hours import hours
from servanda.publishing.sections.offer import channels, kinds, plans, prices
from servanda.publishing.sections.priority import priority
from servanda.publishing.sections.promises import conduct, ladders, targets

_LANGUAGES = {"en": Text("English", "anglais"), "fr": Text("French", "français")}
_SECTIONS: tuple[Callable[[Scribe], Section | None], ...] = (
    plans,
    hours,
    channels,
    kinds,
    priority,
    targets,
    conduct,
    ladders,
    uptime,
    prices,
    access,
    governance,
    statements,
    assumptions,
)


def page_of(policy: Policy, language: Language) -> Page:
    """The whole policy in one language. Sections that the policy does not have are left out."""
    scribe = Scribe(policy, language)
    document = policy.document
    sections = (make(scribe) for make in _SECTIONS)
    return Page(
        language=language,
        title=scribe.say(document.title),
        vendor=scribe.say(document.vendor.name),
        facts=tuple(_facts(scribe)),
        about=_about(scribe),
        sections=tuple(section for section in sections if section is not None),
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


def _about(scribe: Scribe) -> tuple[Paragraph, ...]:
    document = scribe.document
    margin = scribe.margin(document)
    return (Paragraph(scribe.say(document.about), margin),) if document.about or margin else ()


def _facts(scribe: Scribe) -> Iterator[Entry]:
    document = scribe.document
    effective, languages = document.effective, document.languages
    yield Entry(scribe.both("Version", "Version"), scribe.policy.version)
    since = scribe.say(write_day(effective.from_)) if effective.from_ else scribe.both("not dated", "non datée")
    until = scribe.say(write_day(effective.to)) if effective.to else ""
    if until:
        since = scribe.both(f"{since}, until {until} (not included)", f"{since}, jusqu’au {until} (exclu)")
    yield Entry(scribe.both("In force since", "En vigueur depuis"), since, scribe.margin(effective))
    source = scribe.say(_LANGUAGES[languages.source])
    yield Entry(scribe.both("Language of the source", "Langue de la source"), source, _bare(scribe.margin(languages)))
    if document.vendor.site:
        yield Entry(scribe.both("Site", "Site"), document.vendor.site, scribe.margin(document.vendor))


def _bare(margin: Margin) -> Margin:
    return Margin(margin.clauses)
