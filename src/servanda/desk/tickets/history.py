"""Rows → engine facts: the one place where a ticket becomes a case, and a case an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from servanda.desk.agreements.versions import kept_versions, policy_of
from servanda.desk.tickets.happenings import JUDGED, KIND_CORRECTED
from servanda.desk.tickets.models import Ticket
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import version_for
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import BoughtAddon, Case, Client, Request
from servanda.engine.requests.case import Event as Happened
from servanda.engine.requests.explain import judge, judge_clocks


class Recorded(Protocol):
    """An event as far as it is judged: a row, or what was read of one."""

    @property
    def at(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def details(self) -> Any: ...

    @property
    def member_id(self) -> int | None: ...


def answer_of(ticket: Ticket, events: Iterable[Recorded], *, as_of: int) -> Answer:
    """What was promised for a ticket and what became of it, as of an instant. `events` are all of the ticket.

    Raises CalendarError where a holiday table of its policy ends too early.
    """
    happened = list(events)
    return judge(_version(ticket, resolved_of(happened), as_of), case_of(ticket, happened), as_of)


def clocks_of(ticket: Ticket, events: Iterable[Recorded], *, as_of: int) -> Answer:
    """`answer_of` without whom the ticket calls and what people are told: what its caches need."""
    happened = list(events)
    return judge_clocks(_version(ticket, resolved_of(happened), as_of), case_of(ticket, happened), as_of)


def policy_for(ticket: Ticket, *, as_of: int) -> Policy:
    """The version that judges a ticket: its own, unless that hands open requests on and this one is still open."""
    return _version(ticket, ticket.resolved_at, as_of)


def _version(ticket: Ticket, resolved_at: int | None, as_of: int) -> Policy:
    policy = policy_of(ticket.policy_version_id)
    governance = policy.document.governance
    if governance is None or governance.transition != "move":
        return policy
    until = as_of if resolved_at is None else min(as_of, resolved_at)
    return version_for(list(kept_versions(policy.id).values()), opened=ticket.opened_at, as_of=until)


def resolved_of(events: Iterable[Recorded]) -> int | None:
    """The resolution that stands: the first one after the last reopening; None where there is none."""
    found: int | None = None
    for event in events:
        if event.name == "reopened":
            found = None
        elif event.name == "resolved" and found is None:
            found = event.at
    return found


def case_of(ticket: Ticket, events: Iterable[Recorded]) -> Case:
    """The ticket as the engine sees it."""
    happened = list(events)
    return Case(
        client=Client(ticket.plan, addons_of(ticket.addons), ticket.agreed_since, ticket.agreed_until),
        request=Request(
            opened=ticket.opened_at,
            kind=kind_of(ticket, happened),
            channel=ticket.channel or None,
            facts=ticket.facts,
            priority=ticket.choice or None,
            reason=ticket.choice_reason or None,
            administrator=ticket.administrator,
            session=ticket.session,
        ),
        events=tuple(happened_of(event) for event in happened if event.name in JUDGED),
    )


def kind_of(ticket: Ticket, events: Iterable[Recorded]) -> str:
    """What kind of request it is: as it was asked, or as it was corrected last."""
    corrected = [event.details["kind"] for event in events if event.name == KIND_CORRECTED]
    return str(corrected[-1]) if corrected else ticket.kind


def happened_of(event: Recorded) -> Happened:
    """One row as the engine's event."""
    details = event.details
    if not details:
        return Happened(event.at, event.name)
    return Happened(
        at=event.at,
        name=event.name,
        party=details.get("for"),
        facts=details.get("facts", {}),
        priority=details.get("priority"),
        reason=details.get("reason"),
        by=details.get("by"),
        duty=details.get("duty"),
        plan=details.get("plan"),
        addons=addons_of(details["addons"]) if "addons" in details else None,
        category=details.get("category"),
        due=details.get("due"),
        metric=details.get("metric"),
    )


def addons_of(bought: Mapping[str, Any]) -> tuple[BoughtAddon, ...]:
    """Add-ons as they are kept: id → instant from which it is held, null for always."""
    return tuple(BoughtAddon(name, since) for name, since in bought.items())
