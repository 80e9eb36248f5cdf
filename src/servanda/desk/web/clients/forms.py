"""Forms about clients, their people and where they run the product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from servanda.desk.fields import LANGUAGES
from servanda.desk.organisations.actions.clients import ClientSheet, Place
from servanda.desk.organisations.actions.invitations import Rights
from servanda.desk.organisations.actions.person_sheets import PersonSheet
from servanda.desk.organisations.domains import plain_domain, problem_of
from servanda.desk.organisations.models import Environment, Organisation, Person
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.web.formats import language, offset, zone_place
from servanda.desk.web.pages.zones import OFFERED
from servanda.desk.web.staff.forms import countries
from servanda.desk.web.ticket.context import environment_word


def show_refusal(form: forms.BaseForm, refused: SheetRefusedError) -> None:
    """Put what was refused beside its fields; what belongs to none stands above the form."""
    for name, texts in refused.problems.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text.of(language()))


def zones(chosen: str, at: int) -> Iterator[tuple[str, str]]:
    """The zones that a form offers, that of the support hours first."""
    yield "", gettext("Like the support hours")
    for name in dict.fromkeys((*([chosen] if chosen else []), *OFFERED)):
        zone = ZoneInfo(name)
        yield name, f"{zone_place(zone)} ({offset(at, zone)})"


class ClientForm(forms.Form):
    """What is known of a client."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=LANGUAGES,
        help_text=gettext_lazy("In which new people of theirs are written to."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False, help_text=gettext_lazy("On which they read due times.")
    )
    domains = forms.CharField(
        label=gettext_lazy("Mail domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line, such as hospital.example. Mail from unknown addresses there is theirs."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only your own staff read them, beside every ticket of this client."),
    )

    def __init__(self, *args: Any, at: int, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["country"].choices = [("", "—"), *countries()]  # type: ignore[attr-defined]
        self.fields["zone"].choices = list(zones(str(self.initial.get("zone", "")), at))  # type: ignore[attr-defined]

    def clean_domains(self) -> tuple[str, ...]:
        """The domains, plain, each once."""
        written = re.split(r"[\s,;]+", self.cleaned_data["domains"])
        return tuple(dict.fromkeys(plain for each in written if (plain := plain_domain(each))))

    def clean(self) -> dict[str, Any]:
        """Where something else is wrong already, what cannot be a domain is told with it, and not only afterwards."""
        said = super().clean() or {}
        written = said.get("domains", ()) if self.errors else ()
        for problem in filter(None, map(problem_of, written)):
            self.add_error("domains", problem.of(language()))
        return said

    def sheet(self) -> ClientSheet:
        """What was entered, once it is valid."""
        return ClientSheet(**self.cleaned_data)


def client_initial(client: Organisation) -> dict[str, Any]:
    """A client as its form shows it."""
    return {
        "name": client.name,
        "language": client.language,
        "country": client.country,
        "zone": client.zone,
        "domains": "\n".join(sorted(each.domain for each in client.domains.all())),
        "notes": client.notes,
    }


class PersonForm(forms.Form):
    """Somebody of a client."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    administrator = forms.BooleanField(
        label=gettext_lazy("Administers the client’s account"),
        required=False,
        help_text=gettext_lazy("Sees all requests, invites others, and may ask where only administrators may."),
    )
    representative = forms.BooleanField(
        label=gettext_lazy("Named representative"),
        required=False,
        help_text=gettext_lazy("Can be reached while a request needs the client."),
    )
    sees_all = forms.BooleanField(
        label=gettext_lazy("Sees everybody’s requests"),
        required=False,
        help_text=gettext_lazy("Without it, only those that they made."),
    )
    active = forms.BooleanField(
        label=gettext_lazy("Works there"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without this they neither sign in nor ask; what they wrote stays."),
    )

    def __init__(self, *args: Any, at: int, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["zone"].choices = list(zones(str(self.initial.get("zone", "")), at))  # type: ignore[attr-defined]

    def sheet(self) -> PersonSheet:
        """What was entered, once it is valid."""
        said = dict(self.cleaned_data)
        rights = Rights(said.pop("administrator"), said.pop("representative"), said.pop("sees_all"))
        return PersonSheet(**said, rights=rights)


PERSON = ("name", "email", "phone", "language", "zone", "administrator", "representative", "sees_all", "active")


def person_initial(person: Person) -> dict[str, Any]:
    """Somebody as their form shows them."""
    return {name: getattr(person, name) for name in PERSON}


class MergeForm(forms.Form):
    """Who is the same person."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Who is the same person?"), queryset=Person.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["into"].queryset = people  # type: ignore[attr-defined]
        self.fields["into"].label_from_instance = lambda each: f"{each.name} ({each.email})"  # type: ignore[attr-defined]


class EnvironmentForm(forms.Form):
    """One place where the product runs."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What it is for"))
    gone = forms.BooleanField(label=gettext_lazy("Remove"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        kinds = [(value, environment_word(value)) for value in Environment.Kind.values]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if not self.initial.get("pk") and not self.is_bound:
            self.fields["gone"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A place that is there keeps a name, or goes."""
        said = super().clean() or {}
        if said.get("pk") and not said.get("name") and not said.get("gone"):
            self.add_error("name", gettext("Write its name, or tick “Remove”."))
        return said

    @property
    def place(self) -> Place | None:
        """What was entered; None for an empty row and for one that goes."""
        said = self.cleaned_data
        if said["gone"] or not said["name"]:
            return None
        return Place(said["name"], said["kind"], said["pk"])


Environments = forms.formset_factory(EnvironmentForm, extra=2, max_num=60)
