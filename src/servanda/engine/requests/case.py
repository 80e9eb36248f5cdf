"""The facts of one request: the client's agreement, what was asked and when, and what has happened since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CYCLES = ("next-response", "update")
"""Metrics whose clocks start again: at a client's message, after an update."""


@dataclass(frozen=True, slots=True)
class BoughtAddon:
    """An add-on of an agreement; `since` is the instant (microseconds) from which it is held, None: always."""

    id: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """The agreement. `since` and `until` bound it, half-open, in microseconds."""

    plan: str
    addons: tuple[BoughtAddon, ...] = ()
    since: int | None = None
    until: int | None = None

    def addons_at(self, at: int) -> tuple[str, ...]:
        """The add-ons held at an instant."""
        return tuple(addon.id for addon in self.addons if addon.since is None or addon.since <= at)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `facts` are the answers that classification asks for; missing ones are the policy's mildest."""

    opened: int
    kind: str
    channel: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    priority: str | None = None
    """The agent's choice, where the policy leaves one."""
    reason: str | None = None
    administrator: bool | None = None
    """Whether the requester administers the client's account; None where nobody knows."""
    session: bool = False
    """Whether the request arises in a running session on another channel."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at an instant; which other fields count depends on `name`."""

    at: int
    name: str
    party: str | None = None
    """`waiting`: for whom."""
    facts: Mapping[str, str] = field(default_factory=dict)
    priority: str | None = None
    reason: str | None = None
    by: str | None = None
    duty: str | None = None
    plan: str | None = None
    addons: tuple[BoughtAddon, ...] | None = None
    category: str | None = None
    due: int | None = None
    metric: str | None = None
    """`due-date-overridden`: of which clock; None: the resolution."""


@dataclass(frozen=True, slots=True)
class Case:
    """One request with its history; `events` are in the order in which they happened."""

    client: Client
    request: Request
    events: tuple[Event, ...] = ()
