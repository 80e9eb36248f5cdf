"""Side actions that judge: a duty missing or met, an exclusion, another due time, a date agreed, specialists engaged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.duties import duties_now, mark_duty_met, mark_duty_missed
from servanda.desk.tickets.actions.states import (
    agree_date,
    clocks_to_override,
    engage,
    exclude,
    exclusions_of,
    override_due,
)
from servanda.desk.web.formats import language, zone_place
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing
from servanda.engine.instants import local_instant
from servanda.publishing.scribe import Scribe


class DutyForm(SideForm):
    """A duty of the client."""

    missing = False
    duty = forms.ChoiceField(label=_("What the client must do"), choices=())

    def arrange(self, acting: Acting) -> None:
        """The duties that bind this ticket, or those that are missing."""
        scribe = Scribe(acting.policy, language())
        field = self.fields["duty"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (each.id, scribe.name_of(acting.policy.document.duties, each.id))
                for each in duties_now(acting.ticket, at=acting.at)
                if each.missing == self.missing and (each.binds or each.missing)
            ]


class MetForm(DutyForm):
    """A duty that was missing."""

    missing = True


def _missed(acting: Acting, given: dict[str, Any]) -> str:
    mark_duty_missed(ticket=acting.ticket, duty=given["duty"], by=acting.member, at=acting.at)
    return gettext("It is noted as missing, from now.")


def _met(acting: Acting, given: dict[str, Any]) -> str:
    mark_duty_met(ticket=acting.ticket, duty=given["duty"], by=acting.member, at=acting.at)
    return gettext("It is noted as there again, from now.")


class Exclude(SideForm):
    """A cause that the policy names, and the evidence in words."""

    category = forms.ChoiceField(label=_("Cause"), choices=())
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def arrange(self, acting: Acting) -> None:
        """The causes of the policy."""
        scribe = Scribe(acting.policy, language())
        causes = acting.policy.document.exclusions
        field = self.fields["category"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(name, scribe.name_of(causes, name)) for name in exclusions_of(acting.policy)]


def _exclude(acting: Acting, given: dict[str, Any]) -> str:
    exclude(ticket=acting.ticket, category=given["category"], reason=given["reason"], by=acting.member, at=acting.at)
    return gettext("The request is taken out of what is promised.")


class Due(SideForm):
    """A local time on the contract's clock."""

    due = forms.DateTimeField(
        label=_("When"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def arrange(self, acting: Acting) -> None:
        """On the clock of the contract."""
        place = zone_place(acting.policy.zone)
        self.fields["due"].help_text = gettext("On the clock of the contract, %(place)s.") % {"place": place}

    def wanted(self) -> dict[str, Any]:
        """The due time as an instant."""
        wall: datetime = self.cleaned_data["due"].replace(tzinfo=None)
        return self.cleaned_data | {"due": local_instant(wall, self.acting.policy.zone)}


class Override(Due):
    """Which clock, besides."""

    metric = forms.ChoiceField(label=_("Which clock"), choices=())
    field_order = ("metric", "due", "reason")

    def arrange(self, acting: Acting) -> None:
        """The clocks that run."""
        super().arrange(acting)
        scribe = Scribe(acting.policy, language())
        field = self.fields["metric"]
        if isinstance(field, forms.ChoiceField):
            running = clocks_to_override(acting.ticket, at=acting.at)
            field.choices = [(metric, scribe.metric(metric)) for metric in running]


def _override(acting: Acting, given: dict[str, Any]) -> str:
    override_due(
        ticket=acting.ticket,
        metric=given["metric"],
        due=given["due"],
        reason=given["reason"],
        by=acting.member,
        at=acting.at,
    )
    return gettext("Another due time is set.")


def _agree(acting: Acting, given: dict[str, Any]) -> str:
    agree_date(ticket=acting.ticket, due=given["due"], reason=given["reason"], by=acting.member, at=acting.at)
    return gettext("The agreed date is noted.")


def _engage(acting: Acting, given: dict[str, Any]) -> str:
    engage(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("It is noted that the specialists are at work.")


def _duties(standing: Standing) -> bool:
    """Whether the policy asks something of the client at this priority."""
    return standing.active and any(
        duty.of == "client" and (not duty.priorities or standing.ticket.priority in duty.priorities)
        for duty in standing.policy.document.duties.values()
    )


def _missing(standing: Standing) -> bool:
    return standing.last("duty-missed", "duty-met") == "duty-missed" or _several_missed(standing)


def _several_missed(standing: Standing) -> bool:
    names = [event.name for event in standing.events]
    return names.count("duty-missed") > names.count("duty-met")


def _engages(standing: Standing) -> bool:
    return any(each.selected.metric == "engagement" and each.stopped is None for each in standing.verdicts)


def _excludes(standing: Standing) -> bool:
    return standing.active and bool(exclusions_of(standing.policy)) and bool(standing.verdicts)


def _runs(standing: Standing) -> bool:
    return any(each.stopped is None and each.deadline is not None for each in standing.verdicts)


def _to_agree(standing: Standing) -> bool:
    return any(each.stopped is None and each.selected.promise.kind == "agreed per case" for each in standing.verdicts)


JUDGED = (
    Side(
        name="duty-missed",
        title=_("The client’s part is missing"),
        says=_("What the policy asks of the client is not there. What follows from it, the policy says."),
        permission=Permission.CLASSIFY,
        form=DutyForm,
        act=_missed,
        button=_("Note it as missing"),
        offered=_duties,
    ),
    Side(
        name="duty-met",
        title=_("The client’s part is there again"),
        says=_("What was missing is there again."),
        permission=Permission.CLASSIFY,
        form=MetForm,
        act=_met,
        button=_("Note it as there"),
        offered=_missing,
    ),
    Side(
        name="engage",
        title=_("Specialists are at work"),
        says=_("Confirm that those whom the policy engages have taken the request up."),
        permission=Permission.CLASSIFY,
        form=SideForm,
        act=_engage,
        button=_("Confirm it"),
        offered=_engages,
        first=True,
    ),
    Side(
        name="exclude",
        title=_("Take out of what is promised"),
        says=_("For a cause that the policy names. The request counts no longer; the client reads why."),
        permission=Permission.JUDGE,
        form=Exclude,
        act=_exclude,
        button=_("Take it out"),
        offered=_excludes,
    ),
    Side(
        name="override",
        title=_("Set another due time"),
        says=_("As where general terms prevail over the policy. The due time that it replaces stays told."),
        permission=Permission.JUDGE,
        form=Override,
        act=_override,
        button=_("Set it"),
        offered=_runs,
    ),
    Side(
        name="agree-date",
        title=_("Note an agreed date"),
        says=_("Where the policy leaves the due time to be agreed case by case."),
        permission=Permission.JUDGE,
        form=Due,
        act=_agree,
        button=_("Note the date"),
        offered=_to_agree,
        first=True,
    ),
)
