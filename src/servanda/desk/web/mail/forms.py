"""What an agent decides about a held mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from servanda.desk.channels.actions.deciding import REASONS
from servanda.desk.channels.models import Arrival
from servanda.desk.organisations.models import Organisation, Vendor
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.references import number_in
from servanda.desk.web.mail.words import reason_words


class AcceptForm(forms.Form):
    """Whose mail it is, and which request it joins."""

    prefix = "accept"

    client = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Client"), empty_label=gettext_lazy("Choose a client")
    )
    name = forms.CharField(max_length=120, label=gettext_lazy("Name of the sender"))
    ticket = forms.CharField(
        required=False,
        max_length=20,
        label=gettext_lazy("Request that it joins"),
        help_text=gettext_lazy("Leave it empty to open a new one."),
    )

    def __init__(self, *given: Any, arrival: Arrival, vendor: Vendor, **named: Any) -> None:
        super().__init__(*given, **named)
        self._vendor = vendor
        joins = arrival.ticket
        clients = Organisation.objects.filter(vendor=vendor)
        self.fields["client"].queryset = clients  # type: ignore[attr-defined]  # a choice of rows has one
        self.fields["client"].initial = joins.organisation_id if joins else None
        self.fields["name"].initial = arrival.sender_name or arrival.sender.partition("@")[0]
        self.fields["ticket"].initial = joins.reference if joins else ""

    def clean_ticket(self) -> Ticket | None:
        """The request that was named by its reference or its number."""
        written = str(self.cleaned_data["ticket"]).strip()
        if not written:
            return None
        number = number_in(written, self._vendor)
        found = Ticket.objects.filter(vendor=self._vendor, number=number).select_related("vendor").first()
        if not found:
            said = gettext("There is no request %(written)s. Write it as %(example)s.")
            raise ValidationError(said % {"written": written, "example": f"{self._vendor.prefix}-12"})
        return found


class DiscardForm(forms.Form):
    """Why a mail needs no answer."""

    prefix = "discard"

    reason = forms.ChoiceField(label=gettext_lazy("Why"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(reason, reason_words(reason)) for reason in REASONS]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]  # a choice has them
