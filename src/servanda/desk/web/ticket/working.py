"""Side actions of every day: hand over, tag, follow, wait, go on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.queries import active_staff
from servanda.desk.tickets.actions.mentions import see_mentions
from servanda.desk.tickets.actions.states import absence_of, assign, follow, resume, tag, unfollow, wait_for
from servanda.desk.tickets.choices import PARTIES, clocks_stopped_by_waiting
from servanda.desk.tickets.models.tickets import State
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing, under_way
from servanda.publishing.scribe import Scribe


class Assign(SideForm):
    """Everybody at the vendor, or nobody."""

    def arrange(self, acting: Acting) -> None:
        """The active members; one's own name first."""
        staff = active_staff(acting.ticket.vendor_id)
        names = sorted(((each.pk, str(each)) for each in staff), key=lambda each: each[0] != acting.member.pk)
        self.fields["assignee"] = forms.ChoiceField(
            label=_("Who has it"),
            choices=[("", _("nobody yet")), *names],
            initial=acting.ticket.assignee_id or "",
            required=False,
        )


def _assign(acting: Acting, given: dict[str, Any]) -> str:
    to = Member.objects.filter(pk=given["assignee"] or 0, vendor_id=acting.ticket.vendor_id).first()
    assign(ticket=acting.ticket, to=to, by=acting.member, at=acting.at)
    if to is None:
        return gettext("Nobody has the request now.")
    away = absence_of(to, acting.policy, at=acting.at)
    if away is None:
        return gettext("%(name)s has the request now.") % {"name": to}
    return gettext("%(name)s has the request now, and is away until %(day)s.") % {
        "name": to,
        "day": long_date(away.last),
    }


class Tags(SideForm):
    """Tags with commas between."""

    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=800, help_text=_("With commas between, for example: cache, export.")
    )

    def arrange(self, acting: Acting) -> None:
        """As they stand."""
        self.fields["tags"].initial = ", ".join(acting.ticket.tags)


def _tag(acting: Acting, given: dict[str, Any]) -> str:
    tag(ticket=acting.ticket, tags=given["tags"].split(","), by=acting.member, at=acting.at)
    return gettext("The tags are set.")


class Wait(SideForm):
    """For whom, and why."""

    party = forms.ChoiceField(label=_("For whom"), choices=())
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def arrange(self, acting: Acting) -> None:
        """Each party with what waiting for it stops."""
        scribe = Scribe(acting.policy, language())
        stops = clocks_stopped_by_waiting(acting.policy, acting.ticket)
        field = self.fields["party"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(party, _party(scribe, party, stops[party])) for party in PARTIES]


def _party(scribe: Scribe, party: str, stopped: tuple[str, ...]) -> str:
    name = {
        "client": gettext("the client"),
        "third party": gettext("a third party"),
        "vendor": gettext("our own team"),
    }[party]
    if not stopped:
        return gettext("%(party)s (no clock stands still)") % {"party": name}
    clocks = scribe.listed(scribe.metric(metric) for metric in dict.fromkeys(stopped))
    return gettext("%(party)s (these clocks stand still: %(clocks)s)") % {"party": name, "clocks": clocks}


def _wait(acting: Acting, given: dict[str, Any]) -> str:
    wait_for(ticket=acting.ticket, party=given["party"], reason=given["reason"], by=acting.member, at=acting.at)
    return gettext("The request waits.")


def _resume(acting: Acting, given: dict[str, Any]) -> str:
    resume(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("Work goes on.")


def _follow(acting: Acting, given: dict[str, Any]) -> str:
    follow(ticket=acting.ticket, user=acting.member.user)
    return gettext("You follow the request.")


def _unfollow(acting: Acting, given: dict[str, Any]) -> str:
    unfollow(ticket=acting.ticket, user=acting.member.user)
    return gettext("You no longer follow the request.")


def _seen(acting: Acting, given: dict[str, Any]) -> str:
    see_mentions(ticket=acting.ticket, member=acting.member, at=acting.at)
    return gettext("It is noted that you have seen it.")


def _waiting(standing: Standing) -> bool:
    return standing.ticket.state == State.WAITING


WORKING = (
    Side(
        name="assign",
        title=_("Hand over"),
        says=_("Whoever has it answers the client next."),
        permission=Permission.ASSIGN,
        form=Assign,
        act=_assign,
        button=_("Hand over"),
        listed=False,
    ),
    Side(
        name="tags",
        title=_("Tags"),
        says=_("Words by which requests are found again. The client does not see them."),
        permission=Permission.NOTE,
        form=Tags,
        act=_tag,
        button=_("Set the tags"),
        listed=False,
        key="t",
    ),
    Side(
        name="wait",
        title=_("Wait"),
        says=_("Say for whom and why. Whether a clock stands still, the policy decides."),
        permission=Permission.ANSWER,
        form=Wait,
        act=_wait,
        button=_("Wait"),
        offered=under_way,
        first=True,
    ),
    Side(
        name="resume",
        title=_("Go on with the work"),
        says=_("The wait is over; clocks that stood still run again."),
        permission=Permission.ANSWER,
        form=SideForm,
        act=_resume,
        button=_("Go on"),
        offered=_waiting,
        first=True,
    ),
    Side(
        name="follow",
        title=_("Follow"),
        says=_("You are told of what happens to the request."),
        permission=Permission.READ_TICKETS,
        form=SideForm,
        act=_follow,
        button=_("Follow"),
        listed=False,
    ),
    Side(
        name="seen",
        title=_("I have seen it"),
        says=_("What names you on this request is no longer new to you."),
        permission=Permission.READ_TICKETS,
        form=SideForm,
        act=_seen,
        button=_("I have seen it"),
        listed=False,
    ),
    Side(
        name="unfollow",
        title=_("Follow no longer"),
        says=_("You are no longer told of what happens to the request."),
        permission=Permission.READ_TICKETS,
        form=SideForm,
        act=_unfollow,
        button=_("Follow no longer"),
        listed=False,
    ),
)
