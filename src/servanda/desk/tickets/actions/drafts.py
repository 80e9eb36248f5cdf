"""What a member is writing: kept as they type, kept back for ten seconds when they send it, sent exactly once.

A draft that leaves is deleted in the transaction that writes its message. Whoever deletes the row sends it; a second
worker, or a click on Undo, finds nothing left to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Q

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import MATRIX, Permission
from servanda.desk.sizes import LARGEST_TOGETHER
from servanda.desk.tickets.actions.refusals import BROKEN, TicketRefusedError, refuse
from servanda.desk.tickets.actions.solutions import propose_solution, resolve_ticket
from servanda.desk.tickets.actions.states import add_tags, assign, resume, wait_for
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.attachments import MOST, FileRefusedError, KeptFile, total_size
from servanda.desk.tickets.choices import PARTIES
from servanda.desk.tickets.models import Draft, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.placeholders import as_it_leaves
from servanda.engine.instants import SECOND
from servanda.engine.text import Text, spoken

log = logging.getLogger(__name__)
HELD = 10 * SECOND
"""How long a reply can be taken back."""
PUBLIC, UPDATE, PROPOSAL, INTERNAL, DATA = "public", "update", "proposal", "internal", "data"
TO_CLIENT = (PUBLIC, UPDATE, PROPOSAL)
"""Kinds of drafts that a client reads: they need the right to answer, and are kept back."""
KINDS = (*TO_CLIENT, INTERNAL, DATA)
STATES = ("", "open", *PARTIES, "resolved")
"""What becomes of the ticket when the draft leaves; empty: it stays as it is, a party: it waits for that party."""

_AS_WRITTEN = Text("as the message says", "comme le dit le message")
"""The reason of a wait that comes with words."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a member wrote: the words, what kind they are, and what happens when they leave.

    `state` is one of STATES; `tags` are added to those that the ticket has; `files` are added to those that the
    draft has.
    """

    kind: str = PUBLIC
    text: str = ""
    state: str = ""
    reason: str = ""
    assign: bool = False
    tags: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()
    began: int = 0
    """The last event that the member had seen."""
    dropped: tuple[str, ...] = field(default=())
    """Digests of files to be taken off again."""


def draft_of(ticket: Ticket, member: Member) -> Draft | None:
    """What a member is writing on a ticket."""
    return Draft.objects.filter(ticket=ticket, member=member).first()


def drafts_around(ticket: Ticket | None, member: Member) -> list[Draft]:
    """What a member is writing on a ticket, and what they wrote elsewhere that is about to leave, or could not."""
    shown = Q(send_at__isnull=False) | Q(then__has_key="refused")
    if ticket is not None:
        shown |= Q(ticket=ticket)
    found = list(Draft.objects.filter(shown, member=member).order_by("pk"))
    for draft in found:
        draft.member = member
        if ticket is not None and draft.ticket_id == ticket.pk:
            draft.ticket = ticket
    return found


def lock_writer(member: Member) -> None:
    """Hold what a member writes until the transaction ends, so that what they click twice comes one after the other."""
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)


@transaction.atomic
def keep_draft(*, ticket: Ticket, member: Member, written: Written, at: int) -> Draft:
    """Keep what somebody is writing. A draft that is about to leave stays as it is.

    Raises FileRefusedError for more files than a message may have, or larger ones.
    """
    lock_writer(member)
    draft = Draft.objects.select_for_update().filter(ticket=ticket, member=member).first()
    if draft is not None and draft.send_at is not None:
        return draft
    kept = files_of(draft) if draft else ()
    then = {
        "state": written.state if written.state in STATES else "",
        "reason": written.reason,
        "assign": written.assign,
        "tags": list(written.tags),
        "files": [_row(file) for file in _together(kept, written)],
        "began": written.began or (draft.then.get("began", 0) if draft else 0),
    }
    values = {"kind": written.kind if written.kind in KINDS else PUBLIC, "text": written.text, "then": then}
    return Draft.objects.update_or_create(ticket=ticket, member=member, defaults=values | {"updated_at": at})[0]


def _together(kept: Iterable[KeptFile], written: Written) -> list[KeptFile]:
    found = {file.digest: file for file in (*kept, *written.files) if file.digest not in written.dropped}
    if len(found) > MOST:
        raise FileRefusedError(list(found.values())[MOST].name, "many")
    if found and total_size(found.values()) > LARGEST_TOGETHER:
        raise FileRefusedError(list(found.values())[-1].name, "together")
    return list(found.values())


def _row(file: KeptFile) -> dict[str, Any]:
    return {"name": file.name, "kind": file.kind, "size": file.size, "digest": file.digest}


def files_of(draft: Draft) -> tuple[KeptFile, ...]:
    """The files that go with a draft."""
    return tuple(KeptFile(**row) for row in draft.then.get("files", ()))


def discard_draft(*, ticket: Ticket, member: Member) -> None:
    """Throw away what was being written; nothing where it has left already."""
    Draft.objects.filter(ticket=ticket, member=member, send_at__isnull=True).delete()


def hold_draft(*, draft: Draft, at: int) -> bool:
    """Send a draft: to a client it leaves ten seconds later, so that it can be taken back; a note leaves at once.

    It also leaves at once where a promise would be missed meanwhile. Whether it is kept back. Raises
    TicketRefusedError where there is nothing to send, or where the policy refuses what was written.
    """
    _check(draft)
    breach = draft.ticket.next_breach_at
    urgent = breach is not None and at <= breach < at + HELD
    if draft.kind in TO_CLIENT and says_something(draft) and not urgent:
        _rehearse(draft, at)
        Draft.objects.filter(pk=draft.pk, send_at__isnull=True).update(send_at=at + HELD)
        return True
    _leave(draft, at=at, send_at=None)
    return False


def _rehearse(draft: Draft, at: int) -> None:
    """Refuse now what would be refused in ten seconds: do it all, and undo it."""
    rehearsed = _with_people().get(pk=draft.pk)
    with transaction.atomic():
        _leave(rehearsed, at=at, send_at=None)
        transaction.set_rollback(True)


def take_back(*, ticket: Ticket, member: Member) -> bool:
    """Undo: whether the draft was still there to be taken back."""
    return bool(Draft.objects.filter(ticket=ticket, member=member, send_at__isnull=False).update(send_at=None))


def send_now(*, ticket: Ticket, member: Member, at: int) -> bool:
    """Send what is kept back without waiting; whether there was something."""
    draft = _with_people().filter(ticket=ticket, member=member, send_at__isnull=False).first()
    return draft is not None and _sent(draft, at=at)


def send_due_drafts(now: int) -> int:
    """Send every draft whose ten seconds are over; how many left. Any number of workers may call this at once."""
    due = _with_people().filter(send_at__lte=now).order_by("send_at")
    return sum(_sent(draft, at=now) for draft in due)


def _with_people() -> Any:
    return Draft.objects.select_related("ticket__vendor", "ticket__organisation", "ticket__requester", "member__user")


def _sent(draft: Draft, *, at: int) -> bool:
    """Send a kept draft if nobody else has; what cannot leave goes back to its author with the reason."""
    try:
        return _leave(draft, at=at, send_at=draft.send_at)
    except TicketRefusedError as refused:
        why = refused.text
    except OperationalError:
        raise  # the database is busy or gone: it leaves later
    except Exception:
        log.exception("Draft %s could not be sent; its author has it back.", draft.pk)
        why = BROKEN
    then = draft.then | {"refused": {"en": why.en, "fr": why.fr}}
    Draft.objects.filter(pk=draft.pk, send_at=draft.send_at).update(send_at=None, then=then)
    return False


@transaction.atomic
def _leave(draft: Draft, *, at: int, send_at: int | None) -> bool:
    """Delete the draft as it was seen, and do what it says; false where somebody else already has."""
    pk = draft.pk
    deleted, _ = Draft.objects.filter(pk=pk, send_at=send_at).delete()
    if not deleted:
        return False
    _check(draft)
    _say(draft, at)
    _then(draft, at)
    return True


def says_something(draft: Draft) -> bool:
    """Whether the draft has words or files."""
    return bool(draft.text.strip() or draft.then.get("files"))


def _check(draft: Draft) -> None:
    needed = Permission.ANSWER if draft.kind in TO_CLIENT else Permission.NOTE
    if not draft.member.active or needed not in MATRIX[draft.member.role]:
        raise refuse("Your role no longer allows this.", "Votre rôle ne le permet plus.")
    if draft.ticket.state == State.MERGED:
        raise refuse(
            "This request was merged into another one. Write there; your draft is kept here meanwhile.",
            "Cette demande a été fusionnée avec une autre. Écrivez là-bas ; votre brouillon reste ici entre-temps.",
        )
    if not says_something(draft) and (draft.kind in TO_CLIENT and draft.then.get("state") == "resolved"):
        raise refuse(
            "Say to the client what was done before the request is resolved.",
            "Dites au client ce qui a été fait avant de déclarer la demande résolue.",
        )
    if not says_something(draft) and not _has_steps(draft.then):
        raise refuse(
            "Nothing is written yet. Write something, then send it.", "Rien n’est écrit. Écrivez, puis envoyez."
        )


def _has_steps(then: Mapping[str, Any]) -> bool:
    return bool(then.get("state") or then.get("assign") or then.get("tags"))


def words_of(draft: Draft) -> Incoming:
    """The words of a draft as they leave: shortcuts replaced, placeholders filled."""
    return Incoming(text=as_it_leaves(draft.text.strip(), draft.ticket, draft.member), files=files_of(draft))


def _say(draft: Draft, at: int) -> None:
    if says_something(draft):
        _SAID[draft.kind](draft, words_of(draft), at)


def _answer(draft: Draft, words: Incoming, at: int) -> None:
    answers = resolve_ticket if draft.then.get("state") == "resolved" else reply
    answers(ticket=draft.ticket, words=words, by=draft.member, at=at)


def _update(draft: Draft, words: Incoming, at: int) -> None:
    reply(ticket=draft.ticket, words=words, by=draft.member, at=at, name="update")


def _propose(draft: Draft, words: Incoming, at: int) -> None:
    propose_solution(ticket=draft.ticket, words=words, by=draft.member, at=at)


def _note(draft: Draft, words: Incoming, at: int) -> None:
    add_note(ticket=draft.ticket, words=words, by=draft.member, at=at, data=draft.kind == DATA)


_SAID: Mapping[str, Callable[[Draft, Incoming, int], None]] = {
    PUBLIC: _answer,
    UPDATE: _update,
    PROPOSAL: _propose,
    INTERNAL: _note,
    DATA: _note,
}


def _then(draft: Draft, at: int) -> None:
    """What else happens once the words are said."""
    ticket, then, member = draft.ticket, draft.then, draft.member
    if then.get("assign"):
        assign(ticket=ticket, to=member, by=member, at=at)
    if then.get("tags"):
        add_tags(ticket=ticket, tags=then["tags"], by=member, at=at)
    state = str(then.get("state") or "")
    if state == "open" and ticket.state == State.WAITING:
        resume(ticket=ticket, by=member, at=at)
    elif state in PARTIES:
        reason = str(then.get("reason") or "") or _AS_WRITTEN.of(spoken(ticket.language))
        wait_for(ticket=ticket, party=state, reason=reason, by=member, at=at)
