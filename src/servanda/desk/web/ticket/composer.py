"""The composer: what a member is writing, what will happen when it leaves, and what helps them to write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions import drafts
from servanda.desk.tickets.actions.drafts import Written, says_something, words_of
from servanda.desk.tickets.actions.incident_answers import answers_of_member
from servanda.desk.tickets.actions.macros import kind_of_macro, state_of_macro
from servanda.desk.tickets.attachments import FileRefusedError, KeptFile, keep_files
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Draft, IncidentAnswer, Macro, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.placeholders import fill, in_language, values_for
from servanda.desk.tickets.queries import sees_records
from servanda.desk.tickets.writings import macros, text_modules
from servanda.desk.web.formats import language
from servanda.desk.web.pages.choices import Option
from servanda.desk.web.ticket.thread import Entry
from servanda.engine.instants import SECOND


@dataclass(frozen=True, slots=True)
class Held:
    """A reply that leaves soon."""

    number: int
    reference: str
    seconds: int
    html: SafeString
    recipient: str
    refused: str = ""
    """Why it did not leave."""

    @property
    def delay(self) -> int:
        """In how many seconds the page asks again whether it has left."""
        return self.seconds + 1


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything that the composer shows."""

    kinds: tuple[Option, ...]
    text: str
    states: tuple[Option, ...]
    reason: str
    assign: bool
    tags: str
    files: tuple[KeptFile, ...]
    modules: tuple[Option, ...]
    macros: tuple[Option, ...]
    steps: tuple[str, ...]
    seen: int
    kept: bool
    preview: SafeString | None
    refused: str
    news: tuple[Entry, ...]
    held: Held | None
    merged: bool


def composer_of(
    who: Who,
    member: Member,
    ticket: Ticket,
    thread: Iterable[Entry],
    *,
    draft: Draft | None,
    now: int,
    kind: str = "",
    preview: bool = False,
) -> Composer:
    """The composer for a member, with the draft that they left."""
    then: Mapping[str, Any] = draft.then if draft else {}
    entries = [entry for entry in thread if entry.event]
    allowed = kinds_for(who, ticket)
    chosen = next((each for each in (kind, draft.kind if draft else "") if each in allowed), allowed[0])
    return Composer(
        kinds=tuple(_kind(each, each == chosen) for each in allowed),
        text=draft.text if draft else "",
        states=_states(ticket, str(then.get("state", ""))) if who.may(Permission.ANSWER, ticket.vendor_id) else (),
        reason=str(then.get("reason", "")),
        assign=bool(then.get("assign")),
        tags=", ".join(then.get("tags", ())),
        files=drafts.files_of(draft) if draft else (),
        modules=_modules(who, ticket, member),
        macros=_macros(who, ticket),
        steps=steps_of(draft) if draft else (),
        seen=max((entry.event for entry in entries), default=0),
        kept=draft is not None and says_something(draft),
        preview=previewed(draft) if draft and preview else None,
        refused=refusal_of(draft) if draft else "",
        news=_news(draft, member, entries),
        held=held_of(draft, now=now) if draft else None,
        merged=ticket.state == State.MERGED,
    )


def kinds_for(who: Who, ticket: Ticket) -> tuple[str, ...]:
    """The kinds of message that somebody may write on a ticket; the first is offered first."""
    answers = drafts.TO_CLIENT if who.may(Permission.ANSWER, ticket.vendor_id) else ()
    data = (drafts.DATA,) if sees_records(who, ticket) and ticket.agreement.data_countries else ()
    return (*answers, drafts.INTERNAL, *data)


def may_write(who: Who, ticket: Ticket, written: Written) -> bool:
    """Whether somebody may write what they wrote, with what it makes of the ticket."""
    vendor = ticket.vendor_id
    return (
        written.kind in kinds_for(who, ticket)
        and (not written.state or who.may(Permission.ANSWER, vendor))
        and (not written.assign or who.may(Permission.ASSIGN, vendor))
    )


def may_use(who: Who, ticket: Ticket, macro: Macro) -> bool:
    """Whether somebody may do everything that a macro does."""
    written = Written(kind_of_macro(macro), state=state_of_macro(macro), assign=bool(macro.steps.get("assign")))
    return may_write(who, ticket, written)


def _kind(kind: str, chosen: bool) -> Option:
    name, says, key = {
        drafts.PUBLIC: (pgettext("composer", "Reply"), gettext("The client reads it."), "r"),
        drafts.UPDATE: (pgettext("composer", "Update"), gettext("The client reads how far it is."), "u"),
        drafts.PROPOSAL: (
            pgettext("composer", "Proposal"),
            gettext("The client reads it, and accepts the solution or does not."),
            "",
        ),
        drafts.INTERNAL: (pgettext("composer", "Note"), gettext("Only the staff reads it. It stops no clock."), "c"),
        drafts.DATA: (
            pgettext("composer", "Data note"),
            gettext("Only staff in the countries that the client allows reads it."),
            "",
        ),
    }[kind]
    return Option(kind, name, says, chosen, key)


def _states(ticket: Ticket, chosen: str) -> tuple[Option, ...]:
    names = {
        "": pgettext("send and", "leave it as it is"),
        "open": pgettext("send and", "keep it open"),
        "client": pgettext("send and", "wait for the client"),
        "third party": pgettext("send and", "wait for a third party"),
        "vendor": pgettext("send and", "wait for our own team"),
        "resolved": pgettext("send and", "resolve"),
    }
    left_out = {"open"} if ticket.state == State.OPEN else set()
    return tuple(Option(key, name, chosen=key == chosen) for key, name in names.items() if key not in left_out)


def _modules(who: Who, ticket: Ticket, member: Member) -> tuple[Option, ...]:
    values = values_for(ticket, member)
    return tuple(
        Option(
            module.shortcut,
            in_language(module.name, language()) or module.shortcut,
            fill(in_language(module.text, ticket.language), values),
        )
        for module in text_modules(who, ticket.vendor_id)
    )


def _macros(who: Who, ticket: Ticket) -> tuple[Option, ...]:
    return tuple(
        Option(str(macro.pk), in_language(macro.name, language()))
        for macro in macros(who, ticket.vendor_id)
        if may_use(who, ticket, macro)
    )


def steps_of(draft: Draft) -> tuple[str, ...]:
    """What will happen when the draft leaves, in words."""
    then, found = draft.then, []
    if says_something(draft):
        found.append(_goes_to(draft))
    if then.get("assign") and draft.ticket.assignee_id != draft.member_id:
        found.append(gettext("The request is yours."))
    if tags := [tag for tag in then.get("tags", ()) if tag not in draft.ticket.tags]:
        found.append(gettext("Tags are added: %(tags)s.") % {"tags": ", ".join(tags)})
    if state := then.get("state"):
        found.append(
            {
                "open": gettext("The request stays open."),
                "client": gettext("The request then waits for the client."),
                "third party": gettext("The request then waits for a third party."),
                "vendor": gettext("The request then waits for our own team."),
                "resolved": gettext("The request is resolved."),
            }[state]
        )
    return tuple(found)


def _goes_to(draft: Draft) -> str:
    words = {"address": draft.ticket.requester.email}
    if draft.kind == drafts.PROPOSAL:
        return gettext("A mail goes to %(address)s; the client accepts the solution or does not.") % words
    if draft.kind in drafts.TO_CLIENT:
        return gettext("A mail goes to %(address)s.") % words
    return gettext("A note is added, for the staff only.")


def previewed(draft: Draft) -> SafeString:
    """The draft as it will be read."""
    return mark_safe(html_of(words_of(draft).text))  # noqa: S308  (made safe)


def _news(draft: Draft | None, member: Member, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What others have written since the member began to write."""
    began = draft.then.get("began", 0) if draft and says_something(draft) else 0
    return tuple(entry for entry in entries if began and entry.event > began and entry.author != str(member))


def held_of(draft: Draft, *, now: int) -> Held | None:
    """The reply that is kept back, with the seconds until it leaves."""
    if draft.send_at is None:
        return None
    seconds = max(0, -(-(draft.send_at - now) // SECOND))
    ticket = draft.ticket
    return Held(ticket.number, ticket.reference, seconds, previewed(draft), ticket.requester.email)


def left_behind(written: Iterable[Draft], ticket: Ticket | None, *, now: int) -> tuple[Held, ...]:
    """Replies on other tickets that can still be taken back, and those that could not leave."""
    held = (_left(draft, now) for draft in written if ticket is None or draft.ticket_id != ticket.pk)
    return tuple(each for each in held if each is not None)


def _left(draft: Draft, now: int) -> Held | None:
    if not (refused := refusal_of(draft)):
        return held_of(draft, now=now)
    return Held(draft.ticket.number, draft.ticket.reference, 0, previewed(draft), draft.ticket.requester.email, refused)


def refusal_of(draft: Draft) -> str:
    """Why a draft could not leave, in the reader's language; empty where nothing was refused."""
    return str(draft.then.get("refused", {}).get(language(), ""))


@dataclass(frozen=True, slots=True)
class HeldForIncident:
    """An answer to a whole incident: it leaves soon, or could not leave. `number` is one of its requests."""

    number: int
    title: str
    seconds: int
    waits: bool
    refused: str


def held_for_incidents(member: Member, *, now: int) -> tuple[HeldForIncident, ...]:
    """A member's answers to incidents that can still be taken back, and those that could not leave."""
    found = (each for each in answers_of_member(member) if each.send_at is not None or each.refused)
    return tuple(_held_for_incident(each, now) for each in found)


def _held_for_incident(kept: IncidentAnswer, now: int) -> HeldForIncident:
    left = 0 if kept.send_at is None else max(0, -(-(kept.send_at - now) // SECOND))
    number = kept.incident.tickets.order_by("pk").values_list("number", flat=True).first()
    refused = str(kept.refused.get(language(), ""))
    return HeldForIncident(number or 0, kept.incident.title, left, kept.send_at is not None, refused)


def written_of(request: HttpRequest) -> tuple[Written, tuple[str, ...]]:
    """What the form says; beside it the files that were refused, each with the reason."""
    post = request.POST
    files, refused = keep_files(request.FILES.getlist("files"))
    written = Written(
        kind=post.get("kind", drafts.PUBLIC),
        text=post.get("text", ""),
        state=post.get("state", ""),
        reason=post.get("reason", "").strip()[:200],
        assign="assign" in post,
        tags=tuple(tags_of(post.get("tags", ""))),
        files=files,
        began=int(began) if (began := post.get("began", "")).isdecimal() and len(began) < 18 else 0,
        dropped=tuple(post.getlist("drop")),
    )
    return written, tuple(file_refused(error) for error in refused)


def tags_of(text: str) -> list[str]:
    """Tags as people write them, with commas between; each once, in lower case, at most 40 characters."""
    return list(dict.fromkeys(tag.strip().casefold()[:40] for tag in text.split(",") if tag.strip()))


def file_refused(error: FileRefusedError) -> str:
    """Why a file is not taken, and what to do."""
    words = {
        "empty": gettext("%(name)s is empty. Attach it again once it has content."),
        "large": gettext("%(name)s is larger than 25 MB. Make it smaller, or share it some other way."),
        "kind": gettext("%(name)s is a program. Programs are not taken; put it into an archive if it is needed."),
        "many": gettext("%(name)s is one too many: a message has at most 20 files."),
        "together": gettext("With %(name)s the files are too large together. Send it in a message of its own."),
    }
    return words[error.why] % {"name": error.name}
