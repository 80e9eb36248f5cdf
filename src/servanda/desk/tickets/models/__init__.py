"""Rows of tickets: what was asked, everything that happened since, and what agents keep beside it."""

from __future__ import annotations

from servanda.desk.tickets.models.desk import Draft, IncidentAnswer, Macro, Presence, TextModule, View
from servanda.desk.tickets.models.messages import Attachment, Mention, Message
from servanda.desk.tickets.models.passages import Passage
from servanda.desk.tickets.models.tickets import Clock, Event, Follower, Incident, Link, Ticket

__all__ = [
    "Attachment",
    "Clock",
    "Draft",
    "Event",
    "Follower",
    "Incident",
    "IncidentAnswer",
    "Link",
    "Macro",
    "Mention",
    "Message",
    "Passage",
    "Presence",
    "TextModule",
    "Ticket",
    "View",
]
