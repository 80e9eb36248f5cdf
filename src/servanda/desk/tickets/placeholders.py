"""Texts to write with: placeholders such as `{client}` are filled, `::shortcut` brings a text module."""

from __future__ import annotations

import re
from collections.abc import Mapping

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.models import TextModule, Ticket
from servanda.desk.tickets.stationery import zone_of
from servanda.engine.prose import write_moment
from servanda.engine.text import Text, spoken

NAMES = ("client", "requester", "reference", "subject", "due", "agent", "vendor")
"""What may stand in braces."""
_NOTHING_DUE = Text("no due time", "aucune échéance")
_PLACEHOLDER = re.compile(r"\{(" + "|".join(NAMES) + r")\}")
_SHORTCUT = re.compile(r"(?<![\w:])::([\w-]+)")


def values_for(ticket: Ticket, member: Member) -> dict[str, str]:
    """What each placeholder stands for on a ticket; `due` is on the requester's clock, in the ticket's language."""
    return {
        "client": ticket.organisation.name,
        "requester": ticket.requester.name or ticket.requester.email,
        "reference": ticket.reference,
        "subject": ticket.subject,
        "due": _due(ticket),
        "agent": str(member),
        "vendor": ticket.vendor.name,
    }


def _due(ticket: Ticket) -> str:
    language = spoken(ticket.language)
    if ticket.next_due_at is None:
        return _NOTHING_DUE.of(language)
    return write_moment(ticket.next_due_at, language, zone_of(ticket, ticket.requester))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every known placeholder filled; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def expand(text: str, modules: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The text with its `::shortcuts` replaced by the modules of that name, and every placeholder filled."""
    return fill(_SHORTCUT.sub(lambda found: modules.get(found[1], found[0]), text), values)


def as_it_leaves(text: str, ticket: Ticket, member: Member) -> str:
    """What a member wrote, as it leaves on a ticket: shortcuts replaced in the ticket's language, placeholders filled."""
    if "::" not in text and "{" not in text:
        return text
    return expand(text, modules_of(ticket.vendor_id, ticket.language), values_for(ticket, member))


def modules_of(vendor_id: int, language: str) -> dict[str, str]:
    """Shortcut → text of a vendor's modules, in a language; in the other one where it lacks that."""
    return {
        module.shortcut: in_language(module.text, language) for module in TextModule.objects.filter(vendor_id=vendor_id)
    }


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in whichever there is; empty where there is none."""
    return texts.get(language) or next((text for text in texts.values() if text), "")
