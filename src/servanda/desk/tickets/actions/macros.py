"""Macros: several steps at once. Choosing one writes them into the draft, where they are shown before anything happens."""

from __future__ import annotations

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.drafts import INTERNAL, KINDS, PUBLIC, Written, keep_draft
from servanda.desk.tickets.models import Draft, Macro, Ticket
from servanda.desk.tickets.placeholders import as_it_leaves, in_language

_STATES = {"wait": "client", "waiting": "client", "resolve": "resolved"}
"""Other words for a state that a macro may use."""


def written_by(macro: Macro, ticket: Ticket, member: Member, *, before: str = "", began: int = 0) -> Written:
    """What a macro would write on a ticket: its text behind what stands there already, and its steps."""
    steps = macro.steps
    text = in_language(steps.get("text") or {}, ticket.language)
    filled = as_it_leaves(text, ticket, member)
    return Written(
        kind=kind_of_macro(macro),
        text="\n\n".join(part for part in (before.strip(), filled) if part),
        state=state_of_macro(macro),
        reason=str(steps.get("reason") or ""),
        assign=bool(steps.get("assign")),
        tags=tuple(str(tag) for tag in steps.get("tags") or ()),
        began=began,
    )


def kind_of_macro(macro: Macro) -> str:
    """The kind of message that a macro writes; without words it is a step of the desk alone."""
    if not any((macro.steps.get("text") or {}).values()):
        return INTERNAL
    kind = macro.steps.get("kind") or PUBLIC
    return kind if kind in KINDS else PUBLIC


def state_of_macro(macro: Macro) -> str:
    """What a macro makes of the ticket: one of the states of a draft."""
    state = str(macro.steps.get("state") or "")
    if state in ("waiting", "wait") and macro.steps.get("for"):
        return str(macro.steps["for"])
    return _STATES.get(state, state)


def choose_macro(*, macro: Macro, ticket: Ticket, member: Member, at: int, before: str = "", began: int = 0) -> Draft:
    """Put a macro into the member's draft; nothing has happened to the ticket yet."""
    written = written_by(macro, ticket, member, before=before, began=began)
    return keep_draft(ticket=ticket, member=member, written=written, at=at)
