"""A policy on the web: the published document, each calendar as it is now, and what the lint found."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.shelf import Shelved
from servanda.desk.web.formats import language
from servanda.desk.web.pages.blocks import Drawn, DrawnSection, drawn
from servanda.desk.web.pages.findings import Found, findings
from servanda.desk.web.pages.hours import open_hours
from servanda.engine.policy.policy import Policy
from servanda.publishing.blocks import Block, Hours, Line, Section
from servanda.publishing.pages import page_of
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """Everything that the page shows."""

    title: str
    vendor: str
    about: Line
    since: str
    source_language: str
    version: str
    calculator: str
    sections: tuple[DrawnSection, ...]
    findings: tuple[Found, ...]
    standing: int


def policy_page(shelved: Shelved, now: int) -> PolicyPage:
    """The page of one policy at `now` (microseconds)."""
    policy = shelved.policy
    page = page_of(policy, language())
    return PolicyPage(
        title=page.title,
        vendor=page.vendor,
        about=page.about,
        since=Scribe(policy, language()).since(),
        source_language=page.source_language,
        version=gettext("version %(version)s") % {"version": policy.version},
        calculator=reverse("calculator", args=[policy.id]),
        sections=tuple(_section(policy, section, now) for section in page.sections),
        findings=findings(shelved.findings),
        standing=sum(1 for finding in shelved.findings if finding.accepted is None),
    )


def _section(policy: Policy, section: Section, now: int) -> DrawnSection:
    return DrawnSection(section.id, section.title, tuple(_drawn(policy, block, now) for block in section.blocks))


def _drawn(policy: Policy, block: Block, now: int) -> Drawn:
    return drawn(open_hours(policy, block, now) if isinstance(block, Hours) else block)
