"""The shape of a side action: who may, when it makes sense, what its form asks, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Event, Ticket
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Verdict


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who is about to do something to a ticket."""

    who: Who
    member: Member
    ticket: Ticket
    policy: Policy
    at: int


class SideForm(forms.Form):
    """A form that knows the ticket; `acting` is there when its fields are made."""

    previews = False
    """Whether it can show what would come of it before it is done."""

    def __init__(self, acting: Acting, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.acting = acting
        self.arrange(acting)

    def arrange(self, acting: Acting) -> None:
        """Fit the choices to the ticket."""

    def wanted(self) -> dict[str, Any]:
        """What the action is given."""
        return self.cleaned_data

    def effect(self) -> SafeString | str:
        """What would come of it, where that can be told before it is done."""
        return ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as it stands: what decides which actions make sense on it."""

    ticket: Ticket
    policy: Policy
    events: tuple[Event, ...]
    verdicts: tuple[Verdict, ...] = ()

    @property
    def active(self) -> bool:
        """Whether somebody still has to do something."""
        return self.ticket.active

    def last(self, *names: str) -> str:
        """The name of the last event among some; empty where none of them happened."""
        return next((event.name for event in reversed(self.events) if event.name in names), "")


def always(standing: Standing) -> bool:
    """Offered on every ticket."""
    return True


def under_way(standing: Standing) -> bool:
    """Offered while somebody still has to do something."""
    return standing.active


def ended(standing: Standing) -> bool:
    """Offered once the ticket is resolved or closed."""
    return standing.ticket.state in ("resolved", "closed")


@dataclass(frozen=True, slots=True)
class Side:
    """One side action."""

    name: str
    title: str | Promise
    says: str | Promise
    permission: Permission
    form: type[SideForm]
    act: Callable[[Acting, dict[str, Any]], str | None]
    """Does it, and says what was done; nothing: that it is done. Raises TicketRefusedError."""
    button: str | Promise
    offered: Callable[[Standing], bool] = always
    first: bool = False
    """Whether it stands in the open; the others are folded."""
    key: str = ""
    listed: bool = True
