"""The form of an agreement: what the policy sells, in its own words, and everything wrong beside its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy

from servanda.desk.agreements.models import Agreement, PolicyVersion
from servanda.desk.agreements.terms import ADDON, Terms
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Role
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.staff.forms import countries
from servanda.desk.web.ticket.context import phase_word
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe

SINCE = "since."
"""The first day of an add-on is named by it and the add-on: ``since.24x7``."""
_KEEPERS = (Role.ACCOUNT_MANAGER, Role.MANAGER, Role.ADMINISTRATOR)


class AmountField(forms.DecimalField):
    """An amount as people write it: ``48 000,00`` and ``48,000.00`` are the same."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs promise an int
        """The amount without what groups its digits."""
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f$€£]", "", value)
            if re.search(r",\d{1,2}$", value):
                value = value.replace(".", "").replace(",", ".")
            value = value.replace(",", "")
        found: Decimal | None = super().to_python(value)
        return found


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One plan of the policy."""

    value: str
    name: str
    says: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AddonRow:
    """One add-on of the policy with its two fields."""

    name: str
    says: str
    bought: BoundField
    since: BoundField


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form is about: the policy that judges, the versions that are kept, who may look after the client."""

    policy: Policy
    versions: tuple[PolicyVersion, ...]
    members: tuple[Member, ...]


class TermsForm(forms.Form):
    """The terms of an agreement."""

    pinned = forms.ChoiceField(label=gettext_lazy("Version of the policy"), required=False)
    since = DayField(label=gettext_lazy("Begins"))
    until = DayField(
        label=gettext_lazy("Ends before"),
        required=False,
        help_text=gettext_lazy("The first day that is not covered any more. Empty: until it is ended."),
    )
    fee = AmountField(label=gettext_lazy("Fee a year"), required=False, max_digits=14, decimal_places=2)
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=3,
        help_text=gettext_lazy("Three letters, such as CAD."),
    )
    account_manager = forms.ChoiceField(label=gettext_lazy("Account manager"), required=False)
    phase = forms.ChoiceField(label=gettext_lazy("Phase"))
    countries = forms.CharField(
        label=gettext_lazy("Countries that may see its data"),
        required=False,
        help_text=gettext_lazy("Names or codes, with commas: Canada, FR. Empty: no limit."),
    )
    outside_hours_contact = forms.CharField(
        label=gettext_lazy("Who may help outside hours"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("A name and how to reach them. Calling them starts no clock."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, given: Any, *, offer: Offer, initial: Mapping[str, Any]) -> None:
        super().__init__(given, initial=dict(initial))
        self.offer = offer
        self.fields["pinned"].choices = list(_versions(offer.versions))  # type: ignore[attr-defined]
        self.fields["account_manager"].choices = list(_keepers(offer.members))  # type: ignore[attr-defined]
        self.fields["phase"].choices = [(value, phase_word(value)) for value in Agreement.Phase.values]  # type: ignore[attr-defined]
        self.fields["plan"] = forms.CharField(error_messages={"required": gettext("Choose a plan.")})
        for addon in offer.policy.document.addons:
            self.fields[f"{ADDON}{addon}"] = forms.BooleanField(required=False)
            self.fields[f"{SINCE}{addon}"] = DayField(label=gettext("From"), required=False)
        for gone in set(initial.get("addons", {})) - set(offer.policy.document.addons):
            self.fields[f"{ADDON}{gone}"] = forms.BooleanField(required=False)
            self.fields[f"{SINCE}{gone}"] = DayField(label=gettext("From"), required=False)

    @property
    def plans(self) -> tuple[PlanOption, ...]:
        """The policy's plans, by their names and sentences."""
        chosen, scribe = self["plan"].value(), Scribe(self.offer.policy, language())
        return tuple(
            PlanOption(key, scribe.plan(key), scribe.say(plan.text), key == chosen)
            for key, plan in self.offer.policy.document.plans.items()
        )

    @property
    def addons(self) -> tuple[AddonRow, ...]:
        """The policy's add-ons, and those of the agreement that the policy has no more."""
        scribe, known = Scribe(self.offer.policy, language()), self.offer.policy.document.addons
        keys = [name.removeprefix(ADDON) for name in self.fields if name.startswith(ADDON)]
        return tuple(
            AddonRow(
                scribe.plan(key),
                scribe.say(known[key].text) if key in known else "",
                self[f"{ADDON}{key}"],
                self[f"{SINCE}{key}"],
            )
            for key in keys
        )

    def clean_currency(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean_countries(self) -> tuple[str, ...]:
        """Codes, each once; what is no country stays as it was written, to be refused by name."""
        named = {name.casefold(): code for code, name in countries()}
        words = (word.strip() for word in re.split(r"[,;\n]", self.cleaned_data["countries"]))
        return tuple(
            dict.fromkeys(
                named.get(word.casefold(), word.upper() if len(word) == 2 else word) for word in words if word
            )
        )

    def terms(self) -> Terms:
        """What was entered, once it is valid. An add-on without a day begins with the agreement."""
        said = self.cleaned_data
        bought = [name.removeprefix(ADDON) for name in self.fields if name.startswith(ADDON) and said[name]]
        own = {name: said[name] for name in Terms.__dataclass_fields__ if name in said}
        own["account_manager"] = self._keeper()
        return Terms(
            **own,
            data_countries=said["countries"],
            addons={key: said[f"{SINCE}{key}"] or said["since"] for key in bought},
        )

    def _keeper(self) -> Member | None:
        chosen = self.cleaned_data["account_manager"]
        return next((member for member in self.offer.members if str(member.pk) == chosen), None)


def terms_initial(terms: Terms) -> dict[str, Any]:
    """Terms as their form shows them."""
    named = dict(countries())
    initial: dict[str, Any] = {
        name: getattr(terms, name)
        for name in ("plan", "since", "until", "pinned", "fee", "currency", "phase", "outside_hours_contact", "notes")
    }
    initial["account_manager"] = str(terms.account_manager.pk) if terms.account_manager else ""
    initial["countries"] = ", ".join(named.get(code, code) for code in terms.data_countries)
    initial["addons"] = terms.addons
    for addon, since in terms.addons.items():
        initial |= {f"{ADDON}{addon}": True, f"{SINCE}{addon}": since}
    return initial


def new_terms(day: date, currency: str) -> dict[str, Any]:
    """What the form of a new agreement begins with."""
    return {"since": day, "currency": currency, "phase": Agreement.Phase.ONBOARDING}


def _versions(versions: Iterable[PolicyVersion]) -> Iterable[tuple[str, str]]:
    yield "", gettext("The one in force when a request is opened")
    for each in versions:
        values = {"version": each.version, "day": long_date(moment(each.kept_at).date())}
        yield each.pk, gettext("Always version %(version)s, kept on %(day)s") % values


def _keepers(members: Iterable[Member]) -> Iterable[tuple[str, str]]:
    """Account managers first; others may look after a client as well."""
    yield "", gettext("nobody")
    fitting = [member for member in members if member.role in _KEEPERS]
    for member in sorted(fitting, key=lambda each: _KEEPERS.index(Role(each.role))):
        yield str(member.pk), f"{member} ({member.get_role_display()})"
