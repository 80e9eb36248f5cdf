"""Side actions that note what happens around a ticket: a call, a session, who is asking, their data, a correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.contacting import channels_for_contact, note_contact
from servanda.desk.tickets.actions.corrections import (
    plan_correction,
    release_correction,
    release_corrections,
    waiting_for_release,
)
from servanda.desk.tickets.actions.identity import confirm_identity
from servanda.desk.tickets.actions.records import need_no_records, need_records
from servanda.desk.tickets.actions.sessions import channels_for_session, end_session, sessions_of, start_session
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.happenings import (
    CORRECTION_PLANNED,
    CORRECTION_RELEASED,
    IDENTITY_CHECKED,
)
from servanda.desk.tickets.models import Ticket
from servanda.desk.web.formats import language
from servanda.desk.web.ticket.context import identity_words
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing, under_way
from servanda.desk.web.ticket.tongues import TonguesForm
from servanda.publishing.scribe import Scribe


def _named_channels(acting: Acting, channels: tuple[str, ...]) -> list[tuple[str, str]]:
    scribe = Scribe(acting.policy, language())
    return [(name, scribe.name_of(acting.policy.document.channels, name)) for name in channels]


class Contact(SideForm):
    """On which channel, and what was said."""

    channel = forms.ChoiceField(label=_("How"), choices=())
    words = forms.CharField(
        label=_("What was said"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The client reads it too."),
    )

    def arrange(self, acting: Acting) -> None:
        """The channels of the plan."""
        field = self.fields["channel"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _named_channels(acting, channels_for_contact(acting.ticket, at=acting.at))


def _contact(acting: Acting, given: dict[str, Any]) -> str:
    note_contact(
        ticket=acting.ticket,
        channel=given["channel"],
        words=Incoming(given["words"], channel=given["channel"]),
        by=acting.member,
        at=acting.at,
    )
    return gettext("The conversation is noted. It counts as an answer, from now.")


class Session(SideForm):
    """On which channel."""

    channel = forms.ChoiceField(label=_("How"), choices=())

    def arrange(self, acting: Acting) -> None:
        """The channels on which a session may begin now."""
        field = self.fields["channel"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _named_channels(acting, channels_for_session(acting.ticket, at=acting.at))
            field.initial = acting.ticket.channel


def _start(acting: Acting, given: dict[str, Any]) -> str:
    start_session(ticket=acting.ticket, channel=given["channel"], by=acting.member, at=acting.at)
    return gettext("The session runs.")


def _end(acting: Acting, given: dict[str, Any]) -> str:
    end_session(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("The session is over.")


class Identity(SideForm):
    """How it was made sure."""

    how = forms.CharField(
        label=_("How you made sure"), max_length=200, help_text=_("For example: called back at the number on file.")
    )

    def arrange(self, acting: Acting) -> None:
        """What the kind of request asks for."""
        check = acting.policy.document.kinds[acting.ticket.current_kind or acting.ticket.kind].identity
        if check != "none":
            self.fields["how"].help_text = identity_words(check)


def _confirm(acting: Acting, given: dict[str, Any]) -> str:
    confirm_identity(ticket=acting.ticket, how=given["how"], by=acting.member, at=acting.at)
    return gettext("It is noted who is asking.")


def _help_with(acting: Acting, given: dict[str, Any]) -> str:
    need_records(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("It is noted that help needs access to the client’s data.")


def _help_without(acting: Acting, given: dict[str, Any]) -> str:
    need_no_records(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("It is noted that help needs no access to the client’s data.")


class Correction(SideForm):
    """A release, and its day where it is known."""

    release = forms.CharField(label=_("Release"), max_length=60)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


def _plan(acting: Acting, given: dict[str, Any]) -> str:
    plan_correction(ticket=acting.ticket, release=given["release"], day=given["day"], by=acting.member, at=acting.at)
    return gettext("The correction is planned for %(release)s.") % {"release": given["release"]}


class Release(TonguesForm):
    """What the release brings, in the words of whoever noted it, and what else is out with it."""

    needed = False
    others = forms.BooleanField(
        label=_("Note it for every other request too whose correction was planned for this release"), required=False
    )

    def concerned(self, acting: Acting) -> Iterable[Ticket]:
        """Every request that waits for the release."""
        return waiting_for_release(acting.ticket.vendor, acting.ticket.correction)


def _release(acting: Acting, given: dict[str, Any]) -> str:
    ticket, by, at, words = acting.ticket, acting.member, acting.at, given["words"]
    if given["others"] and ticket.correction:
        release_corrections(vendor=ticket.vendor, release=ticket.correction, words=words, by=by, at=at)
    else:
        release_correction(ticket=ticket, words=words, by=by, at=at)
    return gettext("The correction is out, and whoever asked is told.")


def _not_merged(standing: Standing) -> bool:
    return standing.ticket.state != "merged"


def _planned(standing: Standing) -> bool:
    return standing.last(CORRECTION_PLANNED, CORRECTION_RELEASED) == CORRECTION_PLANNED


def _in_session(standing: Standing) -> bool:
    return bool(sessions_of(standing.policy, standing.events))


def _unconfirmed(standing: Standing) -> bool:
    kind = standing.policy.document.kinds[standing.ticket.current_kind or standing.ticket.kind]
    return standing.active and kind.identity != "none" and not standing.last(IDENTITY_CHECKED)


def _limits_access(standing: Standing) -> bool:
    access = standing.policy.document.access
    return standing.active and access is not None and access.data_by_country is not None


def _with_records(standing: Standing) -> bool:
    return standing.ticket.needs_data and _limits_access(standing)


def _without_records(standing: Standing) -> bool:
    return not standing.ticket.needs_data and _limits_access(standing)


NOTED = (
    Side(
        name="contact",
        title=_("Note a conversation"),
        says=_("You spoke with the client just now. Only the present counts; there is no past time to give."),
        permission=Permission.ANSWER,
        form=Contact,
        act=_contact,
        button=_("Note it"),
        first=True,
        offered=under_way,
    ),
    Side(
        name="session",
        title=_("Begin a session"),
        says=_("A chat or a call that runs, with its time shown beside the thread."),
        permission=Permission.ANSWER,
        form=Session,
        act=_start,
        button=_("Begin"),
        offered=under_way,
    ),
    Side(
        name="end-session",
        title=_("End the session"),
        says=_("Every session that runs on this request ends."),
        permission=Permission.ANSWER,
        form=SideForm,
        act=_end,
        button=_("End it"),
        offered=_in_session,
        first=True,
    ),
    Side(
        name="identity",
        title=_("Confirm who is asking"),
        says=_("Say how you made sure; it stays with the request."),
        permission=Permission.ANSWER,
        form=Identity,
        act=_confirm,
        button=_("Confirm"),
        offered=_unconfirmed,
        first=True,
    ),
    Side(
        name="needs-data",
        title=_("Help needs their data"),
        says=_("Where the client limits who may see its data, it is told that help may take longer."),
        permission=Permission.CLASSIFY,
        form=SideForm,
        act=_help_with,
        button=_("Note it"),
        offered=_without_records,
    ),
    Side(
        name="needs-no-data",
        title=_("Help needs none of their data"),
        says=_("The request can be solved without looking at the client’s data."),
        permission=Permission.CLASSIFY,
        form=SideForm,
        act=_help_without,
        button=_("Note it"),
        offered=_with_records,
    ),
    Side(
        name="correction",
        title=_("Plan a correction"),
        says=_("The request may be resolved before; the correction stays open until its release is out."),
        permission=Permission.CLASSIFY,
        form=Correction,
        act=_plan,
        button=_("Plan it"),
        offered=_not_merged,
    ),
    Side(
        name="released",
        title=_("The correction is out"),
        says=_(
            "The release with the correction is with the clients. Whoever asked is told by mail; what you write stands in it."
        ),
        permission=Permission.CLASSIFY,
        form=Release,
        act=_release,
        button=_("Note it"),
        offered=_planned,
    ),
)
