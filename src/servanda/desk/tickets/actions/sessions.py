"""Sessions on a ticket: a chat or a call that runs, with the limit that the policy sets it (B20, B23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.happenings import SESSION_ENDED, SESSION_STARTED
from servanda.desk.tickets.history import addons_of, policy_for
from servanda.desk.tickets.models import Event, Ticket
from servanda.engine.entitlements.grants import has_channel
from servanda.engine.instants import MINUTE
from servanda.engine.policy.offer import Channel
from servanda.engine.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class Session:
    """A session that runs. From `limit_at` on the agent may end it; nothing is breached by it. None: no limit."""

    channel: str
    since: int
    limit_at: int | None


def running_sessions(ticket: Ticket, *, at: int) -> tuple[Session, ...]:
    """The sessions of a ticket that have not ended, the first one first."""
    return sessions_of(policy_for(ticket, as_of=at), ticket.events.filter(name__in=(SESSION_STARTED, SESSION_ENDED)))


def sessions_of(policy: Policy, events: Iterable[Event]) -> tuple[Session, ...]:
    """The sessions that have not ended, by the history of a ticket."""
    found: dict[str, int] = {}
    for event in events:
        if event.name == SESSION_STARTED:
            found[event.details["channel"]] = event.at
        elif event.name == SESSION_ENDED:
            found.pop(event.details["channel"], None)
    return tuple(Session(channel, since, _limit(policy, channel, since)) for channel, since in found.items())


def _limit(policy: Policy, channel: str, since: int) -> int | None:
    limit = policy.document.session_limit
    if limit is None or (limit.channels and channel not in limit.channels):
        return None
    return since + limit.minutes * MINUTE


def channels_for_session(ticket: Ticket, *, at: int) -> tuple[str, ...]:
    """The channels on which a session may begin now: those of the plan, and a meeting only during another session."""
    policy = policy_for(ticket, as_of=at)
    running = {session.channel for session in running_sessions(ticket, at=at)}
    channels = policy.document.channels.items()
    return tuple(
        name
        for name, channel in channels
        if name not in running
        and _has(policy, ticket, channel, at)
        and (not channel.within or running & set(channel.within))
    )


def _has(policy: Policy, ticket: Ticket, channel: Channel, at: int) -> bool:
    held = tuple(addon.id for addon in addons_of(ticket.addons) if addon.since is None or addon.since <= at)
    return has_channel(policy, ticket.plan, held, channel)


@transaction.atomic
def start_session(*, ticket: Ticket, channel: str, by: Member, at: int) -> Event:
    """Begin a session; a meeting is held only during a session on another channel (B20)."""
    lock_ticket(ticket)
    allowed = channels_for_session(ticket, at=at)
    if channel not in allowed:
        raise refuse(*_why_not(ticket, channel, at))
    return record_event(ticket=ticket, name=SESSION_STARTED, by=by, at=at, details={"channel": channel})


def _why_not(ticket: Ticket, channel: str, at: int) -> tuple[str, str]:
    if any(session.channel == channel for session in running_sessions(ticket, at=at)):
        return "This session runs already.", "Cette séance est déjà en cours."
    policy = policy_for(ticket, as_of=at)
    found = policy.document.channels.get(channel)
    if found is not None and found.within and _has(policy, ticket, found, at):
        english = " or ".join(_named(policy, name, "en") for name in found.within)
        french = " ou ".join(_named(policy, name, "fr") for name in found.within)
        return (
            f"This begins only during a session that runs: {english}. Start that first.",
            f"Ceci ne commence que pendant une séance en cours : {french}. Commencez par celle-là.",
        )
    return f"The plan has no channel “{channel}”.", f"Le forfait n’a pas de canal « {channel} »."


def _named(policy: Policy, channel: str, language: str) -> str:
    name = policy.document.channels[channel].name
    return (name.fr if language == "fr" else name.en) or channel


@transaction.atomic
def end_session(*, ticket: Ticket, by: Member, at: int, channel: str = "") -> tuple[Event, ...]:
    """End a session, or all that run; a meeting ends with the last session that carried it."""
    lock_ticket(ticket)
    running = [session.channel for session in running_sessions(ticket, at=at)]
    ending = [name for name in running if not channel or name == channel]
    if not ending:
        raise refuse("No session runs.", "Aucune séance n’est en cours.")
    channels = policy_for(ticket, as_of=at).document.channels
    left = set(running) - set(ending)
    ending += [
        name for name in running if name in left and channels[name].within and not left & set(channels[name].within)
    ]
    return tuple(
        record_event(ticket=ticket, name=SESSION_ENDED, by=by, at=at, details={"channel": name}) for name in ending
    )
