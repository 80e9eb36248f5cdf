"""Side actions towards the end: acceptance noted for a client, closing, reopening."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.solutions import accept_solution, close_ticket, reject_solution, reopen_ticket
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.models.tickets import State
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing, ended


class Words(SideForm):
    """A few words, which may be left out."""

    words = forms.CharField(
        label=_("What was said"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class NeededWords(SideForm):
    """A few words that must be there."""

    words = forms.CharField(label=_("In your words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def _proposed(standing: Standing) -> bool:
    return standing.ticket.state == State.PROPOSED


def _resolved(standing: Standing) -> bool:
    return standing.ticket.state == State.RESOLVED


def _accept(acting: Acting, given: dict[str, Any]) -> str:
    accept_solution(ticket=acting.ticket, by=acting.member, at=acting.at, words=Incoming(given["words"]))
    return gettext("The acceptance is noted; work may go on.")


def _reject(acting: Acting, given: dict[str, Any]) -> str:
    reject_solution(ticket=acting.ticket, by=acting.member, at=acting.at, words=Incoming(given["words"]))
    return gettext("It is noted that the solution was not accepted.")


def _close(acting: Acting, given: dict[str, Any]) -> str:
    close_ticket(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("The request is closed.")


def _reopen(acting: Acting, given: dict[str, Any]) -> str:
    reopen_ticket(ticket=acting.ticket, words=Incoming(given["words"]), by=acting.member, at=acting.at)
    return gettext("The request is open again.")


ENDS = (
    Side(
        name="accept",
        title=_("Note that the client accepts"),
        says=_("The client told you that they accept the solution. What they accept is what you proposed last."),
        permission=Permission.ANSWER,
        form=Words,
        act=_accept,
        button=_("Note the acceptance"),
        offered=_proposed,
        first=True,
    ),
    Side(
        name="reject",
        title=_("Note that the client does not accept"),
        says=_("Say what the client misses, so that the next proposal fits."),
        permission=Permission.ANSWER,
        form=NeededWords,
        act=_reject,
        button=_("Note the refusal"),
        offered=_proposed,
        first=True,
    ),
    Side(
        name="close",
        title=_("Close for good"),
        says=_("Nothing more is expected. If the client writes again, the request opens again."),
        permission=Permission.ANSWER,
        form=SideForm,
        act=_close,
        button=_("Close the request"),
        offered=_resolved,
        first=True,
    ),
    Side(
        name="reopen",
        title=_("Open again"),
        says=_("Say what is left to do. The clocks go on as the policy says."),
        permission=Permission.ANSWER,
        form=NeededWords,
        act=_reopen,
        button=_("Open the request again"),
        offered=ended,
        first=True,
    ),
)
