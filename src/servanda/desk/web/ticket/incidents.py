"""Side actions on a whole incident: answer all of its requests at once, and end it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.incidents import Answered, close_incident, reply_to_incident
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.models import Incident, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing
from servanda.desk.web.ticket.tongues import TonguesForm

_KINDS = (
    ("response", _("an answer")),
    ("update", _("where things stand")),
    ("resolved", _("the solution: each request is resolved")),
)


class AnswerIncident(TonguesForm):
    """One text for each language in which the clients of the incident are answered."""

    kind = forms.ChoiceField(label=_("What it is"), choices=_KINDS)

    def concerned(self, acting: Acting) -> Iterable[Ticket]:
        """The open requests of the incident."""
        incident = acting.ticket.incident
        return incident.tickets.filter(state__in=ACTIVE) if incident else ()


def _answer(acting: Acting, given: dict[str, Any]) -> str:
    incident, name = _incident(acting), given["kind"]
    return _told(reply_to_incident(incident=incident, words=given["words"], name=name, by=acting.member, at=acting.at))


def _told(answered: Answered) -> str:
    number = len(answered.messages)
    said = ngettext("%(number)s request was answered.", "%(number)s requests were answered.", number)
    told = said % {"number": number}
    if not answered.refused:
        return told
    left = ", ".join(ticket.reference for ticket, _why in answered.refused)
    return told + " " + gettext("Not answered, since their state does not allow it: %(left)s.") % {"left": left}


def _end(acting: Acting, given: dict[str, Any]) -> str:
    told = close_incident(incident=_incident(acting), by=acting.member, at=acting.at)
    said = ngettext("%(number)s request was told of it.", "%(number)s requests were told of it.", len(told))
    return gettext("The incident is over.") + " " + said % {"number": len(told)}


def _incident(acting: Acting) -> Incident:
    if acting.ticket.incident is None:
        raise refuse("This request belongs to no incident.", "Cette demande n’appartient à aucun incident.")
    return acting.ticket.incident


def _under_way(standing: Standing) -> bool:
    incident = standing.ticket.incident
    return incident is not None and incident.closed_at is None


INCIDENTS = (
    Side(
        name="answer-incident",
        title=_("Answer the whole incident"),
        says=_("Every open request of the incident gets the answer, in the language of its client."),
        permission=Permission.ANSWER,
        form=AnswerIncident,
        act=_answer,
        button=_("Send to all"),
        offered=_under_way,
    ),
    Side(
        name="end-incident",
        title=_("End the incident"),
        says=_(
            "The cause is gone. The requests stay with the incident; no other joins it. Whoever asked is told so by mail, "
            "unless their request is closed."
        ),
        permission=Permission.ARRANGE,
        form=SideForm,
        act=_end,
        button=_("End it"),
        offered=_under_way,
    ),
)
