"""Side actions with other tickets: link, merge, split, incidents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.arranging import Split, link, merge, split, unlink
from servanda.desk.tickets.actions.incidents import clients_affected, join_incident, leave_incident, open_incident
from servanda.desk.tickets.models import Incident, Message, Ticket
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.tickets.references import number_in
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing, under_way

_OFFERED = 20
"""Requests of the same client that are offered by name."""


class Offering(forms.TextInput):
    """A field that offers what may be written into it, and takes what else is."""

    def __init__(self, offered: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.offered = offered

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field, and its list."""
        listed = f"{name}-offered"
        options = format_html_join("", '<option value="{}">{}</option>', self.offered)
        field = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options)


class OtherTicket(SideForm):
    """Another ticket of the vendor, by its number or reference."""

    number = forms.CharField(label=_("The other request"), max_length=20)

    def arrange(self, acting: Acting) -> None:
        """Offer what else the client has open, the latest first."""
        prefix = acting.ticket.vendor.prefix
        self.fields["number"].help_text = gettext("Its number, for example 1042 or %(prefix)s-1042.") % {
            "prefix": prefix
        }
        of_client = {"vendor_id": acting.ticket.vendor_id, "organisation_id": acting.ticket.organisation_id}
        others = desk_tickets(acting.who).filter(under_way=True, **of_client).exclude(pk=acting.ticket.pk)
        rows = others.order_by("-pk").values_list("number", "subject")[:_OFFERED]
        self.fields["number"].widget = Offering(tuple((f"{prefix}-{number}", subject) for number, subject in rows))

    def clean_number(self) -> Ticket:
        """The ticket itself, where the member may see it."""
        number = number_in(str(self.cleaned_data["number"]), self.acting.ticket.vendor)
        visible = desk_tickets(self.acting.who).select_related("vendor", "organisation", "requester", "agreement")
        found = visible.filter(vendor_id=self.acting.ticket.vendor_id, number=number).first()
        if found is None:
            raise ValidationError(
                gettext("There is no request %(number)s here. Look at its reference again."),
                params={"number": self.cleaned_data["number"]},
            )
        return found


def _link(acting: Acting, given: dict[str, Any]) -> str:
    link(ticket=acting.ticket, other=given["number"], by=acting.member, at=acting.at)
    return gettext("The two requests are linked.")


def _unlink(acting: Acting, given: dict[str, Any]) -> str:
    unlink(ticket=acting.ticket, other=given["number"], by=acting.member, at=acting.at)
    return gettext("The link is taken away.")


def _merge(acting: Acting, given: dict[str, Any]) -> str:
    into = merge(ticket=acting.ticket, into=given["number"], by=acting.member, at=acting.at)
    return gettext("The request goes on in %(reference)s.") % {"reference": into.reference}


class MessageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Messages by their authors and first words."""

    def label_from_instance(self, obj: Message) -> str:
        """``Bob: It began this morning``."""
        return f"{obj.event.person}: {obj.text[:80]}"


class SplitForm(SideForm):
    """The message that becomes a request, and its subject."""

    message = MessageChoice(label=_("Which message"), queryset=Message.objects.none())
    subject = forms.CharField(label=_("Subject"), max_length=200)

    def arrange(self, acting: Acting) -> None:
        """What the client wrote on this ticket."""
        field = self.fields["message"]
        if isinstance(field, forms.ModelChoiceField):
            written = Message.objects.filter(ticket=acting.ticket, kind="public", event__member=None)
            field.queryset = written.select_related("event__person")


def _split(acting: Acting, given: dict[str, Any]) -> str:
    made = split(
        ticket=acting.ticket,
        message=given["message"],
        new=Split(given["subject"]),
        by=acting.member,
        at=acting.at,
    )
    return gettext("%(reference)s is a request of its own now.") % {"reference": made.reference}


class JoinIncident(SideForm):
    """An incident that is open, or a new one."""

    incident = forms.ModelChoiceField(
        label=_("Incident"), queryset=Incident.objects.none(), required=False, empty_label=_("a new one")
    )
    title = forms.CharField(
        label=_("What happened"), max_length=200, required=False, help_text=_("For a new incident, in a few words.")
    )

    def arrange(self, acting: Acting) -> None:
        """The vendor's open incidents."""
        field = self.fields["incident"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Incident.objects.filter(vendor_id=acting.ticket.vendor_id, closed_at=None)


def _join(acting: Acting, given: dict[str, Any]) -> str:
    incident = given["incident"] or open_incident(vendor=acting.ticket.vendor, title=given["title"], at=acting.at)
    join_incident(ticket=acting.ticket, incident=incident, by=acting.member, at=acting.at)
    number = clients_affected(incident)
    return gettext("The request belongs to the incident; clients affected: %(number)s.") % {"number": number}


def _leave(acting: Acting, given: dict[str, Any]) -> str:
    leave_incident(ticket=acting.ticket, by=acting.member, at=acting.at)
    return gettext("The request belongs to no incident now.")


def _in_incident(standing: Standing) -> bool:
    return standing.ticket.incident_id is not None


def _in_none(standing: Standing) -> bool:
    return standing.active and standing.ticket.incident_id is None


ARRANGED = (
    Side(
        name="link",
        title=_("Link"),
        says=_("The two requests have to do with each other. The client does not see it."),
        permission=Permission.ARRANGE,
        form=OtherTicket,
        act=_link,
        button=_("Link them"),
        first=True,
    ),
    Side(
        name="unlink",
        title=_("Take a link away"),
        says=_("The two requests have nothing to do with each other after all."),
        permission=Permission.ARRANGE,
        form=OtherTicket,
        act=_unlink,
        button=_("Take the link away"),
        listed=False,
    ),
    Side(
        name="merge",
        title=_("Merge"),
        says=_("This request goes on in another of the same client. What is written here later arrives there."),
        permission=Permission.ARRANGE,
        form=OtherTicket,
        act=_merge,
        button=_("Merge it"),
        first=True,
        offered=under_way,
    ),
    Side(
        name="split",
        title=_("Split"),
        says=_("One message asks for something else. It becomes a request of its own, opened now."),
        permission=Permission.ARRANGE,
        form=SplitForm,
        act=_split,
        button=_("Make a request of it"),
        listed=False,
    ),
    Side(
        name="incident",
        title=_("Add to an incident"),
        says=_("One cause explains several requests. How many clients it affects is counted over them."),
        permission=Permission.ARRANGE,
        form=JoinIncident,
        act=_join,
        button=_("Add it"),
        first=True,
        offered=_in_none,
        key="i",
    ),
    Side(
        name="leave-incident",
        title=_("Take out of the incident"),
        says=_("The cause is another one. The clients affected are counted again."),
        permission=Permission.ARRANGE,
        form=SideForm,
        act=_leave,
        button=_("Take it out"),
        offered=_in_incident,
    ),
)
