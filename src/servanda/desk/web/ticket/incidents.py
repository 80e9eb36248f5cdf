"""Side actions on a whole incident: answer all of its requests at once, and end it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.incident_answers import (
    Kept,
    answer_of_member,
    hold_answer,
    send_answer_now,
    take_back_answer,
)
from servanda.desk.tickets.actions.incidents import close_incident
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.models import Incident, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing
from servanda.desk.web.ticket.tongues import WORDS, TonguesForm

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

    def arrange(self, acting: Acting) -> None:
        """With the words that were taken back, or that could not leave."""
        super().arrange(acting)
        kept = answer_of_member(acting.ticket.incident, acting.member) if acting.ticket.incident else None
        if kept is not None:
            self.initial = {"kind": kept.name, **{WORDS + tongue: text for tongue, text in kept.words.items()}}


def _answer(acting: Acting, given: dict[str, Any]) -> str:
    incident, words = _incident(acting), given["words"]
    return _told(hold_answer(incident=incident, words=words, name=given["kind"], by=acting.member, at=acting.at))


def _told(kept: Kept) -> str:
    answered, number = kept.answered, len(kept.answered.messages)
    if kept.waits:
        said = ngettext(
            "Your answer to %(number)s request leaves in ten seconds. Until then you can take it back.",
            "Your answer to %(number)s requests leaves in ten seconds. Until then you can take it back.",
            number,
        )
    else:
        said = ngettext("%(number)s request was answered.", "%(number)s requests were answered.", number)
    told = said % {"number": number}
    if not answered.refused:
        return told
    left = ", ".join(ticket.reference for ticket, _why in answered.refused)
    return told + " " + gettext("Not answered, since their state does not allow it: %(left)s.") % {"left": left}


def _take_back(acting: Acting, given: dict[str, Any]) -> str:
    if take_back_answer(incident=_incident(acting), member=acting.member):
        return gettext("Your answer did not leave. You find it again under “Answer the whole incident”.")
    return gettext("It was too late: your answer has left.")


def _send_now(acting: Acting, given: dict[str, Any]) -> str:
    if send_answer_now(incident=_incident(acting), member=acting.member, at=acting.at):
        return gettext("Your answer has left.")
    return gettext("There is nothing that waits to leave.")


def _end(acting: Acting, given: dict[str, Any]) -> str:
    told = close_incident(incident=_incident(acting), by=acting.member, at=acting.at)
    said = ngettext("%(number)s mail says so.", "%(number)s mails say so.", len(told))
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
        name="undo-incident-answer",
        title=_("Take back the answer to the incident"),
        says=_("Nobody has got it yet. Its words stay for the next try."),
        permission=Permission.ANSWER,
        form=SideForm,
        act=_take_back,
        button=_("Take it back"),
        listed=False,
    ),
    Side(
        name="send-incident-answer",
        title=_("Send the answer to the incident now"),
        says=_("It leaves at once, to every open request of the incident."),
        permission=Permission.ANSWER,
        form=SideForm,
        act=_send_now,
        button=_("Send it now"),
        listed=False,
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
