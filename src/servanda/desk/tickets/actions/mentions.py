"""Colleagues named in a note with `@`: they are told, and see it among what waits for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction

from servanda.desk.alphabet import fold
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.queries import active_staff
from servanda.desk.tickets.letters import send_mention
from servanda.desk.tickets.models import Mention, Message, Ticket
from servanda.desk.tickets.queries import member_sees, thread_of


def mentioned(text: str, members: Iterable[Member]) -> tuple[Member, ...]:
    """The members whom a text names: `@Ada Agent`, `@ada.agent` as in their address, or `@ada` where only one is.

    Case and accents do not matter: `@elise` is Élise. `members` come with their users.
    """
    everybody = list(members)
    firsts = [_folded(member).partition(" ")[0] for member in everybody]
    folded = fold(text)
    found = [
        member
        for member, first in zip(everybody, firsts, strict=True)
        if any(_named(folded, name) for name in _names(member, first if firsts.count(first) == 1 else ""))
    ]
    return tuple(found)


def _names(member: Member, first: str) -> tuple[str, ...]:
    local = fold(member.user.email.partition("@")[0])
    return tuple(name for name in (_folded(member), local, first) if name)


def _folded(member: Member) -> str:
    return " ".join(fold(str(member.user.name)).split())


def _named(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.])@{re.escape(name)}(?![\w-]|\.\w)", text) is not None


@transaction.atomic
def note_mentions(*, message: Message, at: int) -> tuple[Mention, ...]:
    """Tell those whom a note names and who may read it, its author aside: account managers of the client alone, and a note on
    the client's records only those who may see them (B22)."""
    ticket = message.ticket
    members = active_staff(ticket.vendor_id).select_related("vendor")
    told = [member for member in mentioned(message.text, members) if _may_read(member, message, at)]
    found = tuple(Mention.objects.create(message=message, member=member) for member in told)
    for mention in found:
        send_mention(message=message, member=mention.member, at=at)
    return found


def _may_read(member: Member, message: Message, at: int) -> bool:
    if member.pk == message.event.member_id or not member_sees(member, message.ticket, at=at):
        return False
    countries = message.ticket.agreement.data_countries
    return message.kind != Message.Kind.DATA or not countries or member.country in countries


def see_mentions(*, ticket: Ticket, member: Member, at: int) -> int:
    """Somebody has the ticket before them: what named them there, or on those merged into it, is seen. How many there were."""
    waiting = Mention.objects.filter(member=member, seen_at=None)
    if not waiting.exists():
        return 0
    return waiting.filter(message__ticket__in=thread_of(ticket)).update(seen_at=at)
