"""The one form of every mail about a ticket: a greeting, what is to say, what is promised, a link, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from servanda.desk.agreements.versions import policy_of
from servanda.desk.organisations.models import Person, Vendor
from servanda.desk.tickets.models import Ticket
from servanda.engine.prose import write_moment
from servanda.engine.requests.reasons import level_name
from servanda.engine.requests.sayings import METRIC, STRENGTH
from servanda.engine.text import Language
from servanda.publishing.places import zone_place


@dataclass(frozen=True, slots=True)
class Page:
    """What one mail says, in one language. `words` are somebody's own, as text and as HTML that is safe."""

    language: Language
    sender: str
    greeting: str = ""
    opening: str = ""
    """A sentence ahead of the words."""
    words: str = ""
    words_html: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Label and value, a row each."""
    link: tuple[str, str] | None = None
    """What it is called, and where it leads."""
    signature: str = ""
    foot: str = ""

    def as_text(self) -> str:
        """The mail in plain text."""
        rows = "\n".join(self.row(label, value) for label, value in self.facts)
        link = f"{self.row(*self.link)}" if self.link else ""
        parts = (self.greeting, self.opening, self.words.strip(), *self.paragraphs, self.signature, rows, link)
        foot = f"\n-- \n{self.foot}\n" if self.foot else ""
        return "\n\n".join(part for part in parts if part) + "\n" + foot

    def row(self, label: str, value: str) -> str:
        """A label before its value, with the colon of the language."""
        return f"{label}\u00a0: {value}" if self.language == "fr" else f"{label}: {value}"

    def as_html(self) -> str:
        """The mail as HTML that every mail program draws: no picture, nothing loaded from anywhere."""
        return render_to_string("mail/letter.html", {"page": self, "words": self.shown_words})

    @property
    def shown_words(self) -> SafeString:
        """Somebody's own words as HTML."""
        return mark_safe(self.words_html or linebreaks(self.words, autoescape=True))  # noqa: S308  (made safe before)


def portal_address(ticket: Ticket, language: str, part: str = "") -> str:
    """Where the client finds the ticket."""
    return address_of("portal:request", ticket, language) + part


def desk_address(ticket: Ticket, language: str) -> str:
    """Where staff finds the ticket."""
    return address_of("ticket:ticket", ticket, language)


def portal_of(vendor: Vendor, language: str) -> str:
    """Where a vendor's clients see their requests."""
    return _address("portal:requests", [vendor.slug], language)


def address_of(name: str, ticket: Ticket, language: str) -> str:
    """A page about a ticket under the public address of the installation, in a language."""
    return _address(name, [ticket.vendor.slug, ticket.number], language)


def _address(name: str, given: list[object], language: str) -> str:
    with override(language):
        return f"{settings.ADDRESS}{reverse(name, args=given)}"


def zone_of(ticket: Ticket, person: Person) -> ZoneInfo:
    """The clock of somebody of the client: their own, else their organisation's, else the contract's."""
    named = person.zone or ticket.organisation.zone
    return ZoneInfo(named) if named else policy_of(ticket.policy_version_id).zone


def promised(ticket: Ticket, language: Language, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """What is promised for a ticket and still to come: the metric, and by when on the reader's clock."""
    found = []
    for clock in ticket.clocks.filter(state="running", due_at__isnull=False, stopped_at__isnull=True):
        when = f"{write_moment(clock.due_at, language, zone)} ({zone_place(str(zone), language)})"
        strength = STRENGTH[clock.strength].of(language) if clock.strength in STRENGTH else ""
        firm = clock.strength == "committed" and not clock.mean
        remark = gettext("aimed at") if clock.mean else strength
        found.append((METRIC[clock.metric].of(language), when if firm else f"{when}, {remark}"))
    return tuple(found)


def priority_name(ticket: Ticket, priority: str, language: Language) -> str:
    """What the policy calls a priority; empty where there is none."""
    return level_name(policy_of(ticket.policy_version_id), priority).of(language) if priority else ""
