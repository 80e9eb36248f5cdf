"""What each role may do: one matrix, read by every page and by the test that walks all of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy


class Role(models.TextChoices):
    """What somebody is at a vendor."""

    ADMINISTRATOR = "administrator", gettext_lazy("administrator")
    MANAGER = "manager", gettext_lazy("support manager")
    AGENT = "agent", gettext_lazy("agent")
    ACCOUNT_MANAGER = "account manager", gettext_lazy("account manager")


class Permission(StrEnum):
    """Something that a role may do at its vendor. Account managers have theirs for their own clients only."""

    READ_TICKETS = "read tickets"
    NOTE = "write internal notes"
    ANSWER = "answer clients"
    CLASSIFY = "reclassify requests"
    ASSIGN = "assign tickets"
    ARRANGE = "link, merge and split tickets"
    OPEN_TICKETS = "open tickets for clients"
    JUDGE = "set due dates, exclude requests"
    READ_ARRIVALS = "decide on held mail"
    SEE_BOARD = "see the board"
    READ_CLIENTS = "read clients and agreements"
    WRITE_CLIENTS = "change clients and their people"
    WRITE_AGREEMENTS = "change agreements"
    SWITCH_CLIENTS = "switch clients off and on"
    WRITE_STAFF = "invite staff and change roles"
    WRITE_ABSENCES = "enter absences of others"
    WRITE_TEXTS = "change shared views, macros and text modules"
    WRITE_VENDOR = "change the vendor's settings"
    READ_DELIVERIES = "see and resend mail that left"


_AGENT = frozenset(
    {
        Permission.READ_TICKETS,
        Permission.NOTE,
        Permission.ANSWER,
        Permission.CLASSIFY,
        Permission.ASSIGN,
        Permission.ARRANGE,
        Permission.OPEN_TICKETS,
        Permission.READ_ARRIVALS,
        Permission.READ_CLIENTS,
    }
)
_LEAD = _AGENT | {
    Permission.JUDGE,
    Permission.SEE_BOARD,
    Permission.WRITE_CLIENTS,
    Permission.WRITE_AGREEMENTS,
    Permission.SWITCH_CLIENTS,
    Permission.WRITE_ABSENCES,
    Permission.WRITE_TEXTS,
    Permission.READ_DELIVERIES,
}

MATRIX: Mapping[str, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.MANAGER: _LEAD,
    Role.AGENT: _AGENT,
    Role.ACCOUNT_MANAGER: frozenset(
        {
            Permission.READ_TICKETS,
            Permission.NOTE,
            Permission.OPEN_TICKETS,
            Permission.READ_CLIENTS,
            Permission.WRITE_CLIENTS,
            Permission.WRITE_AGREEMENTS,
        }
    ),
}
OWN_CLIENTS_ONLY = frozenset({Role.ACCOUNT_MANAGER})
"""Roles that see the clients whose agreements name them, and no others."""
