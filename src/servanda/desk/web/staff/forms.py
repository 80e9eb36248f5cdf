"""Forms about staff: who joins, what their post is, when they are away."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from servanda.desk.alphabet import name_key
from servanda.desk.fields import LANGUAGES
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Role
from servanda.desk.web.formats import language


def countries() -> list[tuple[str, str]]:
    """Every country by its name in the language of the page."""
    named = Locale(language()).territories
    known = [(code, name) for code, name in named.items() if len(code) == 2 and code.isalpha() and code not in _NOT]
    return sorted(known, key=lambda each: name_key(each[1]))


_NOT = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
"""Codes of CLDR that are no countries."""


class InviteForm(forms.Form):
    """Who is invited to a vendor's staff."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"), choices=LANGUAGES)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.AGENT)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        help_text=gettext_lazy("From where they look at clients’ data: some agreements limit it."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["country"].choices = [("", "—"), *countries()]  # type: ignore[attr-defined]


class PostForm(forms.Form):
    """What a member is, where and when they work."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        help_text=gettext_lazy("From where they look at clients’ data: some agreements limit it."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Answers in"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    calendar = forms.ChoiceField(label=gettext_lazy("Works by"), required=False)
    active = forms.BooleanField(
        label=gettext_lazy("Works here"),
        required=False,
        help_text=gettext_lazy("Without this they cannot open the desk; what they wrote stays."),
    )

    def __init__(self, *args: Any, calendars: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        unknown = [] if self.initial.get("country") else [("", "—")]
        self.fields["country"].choices = [*unknown, *countries()]  # type: ignore[attr-defined]
        self.fields["calendar"].choices = calendars  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """Whole days on which somebody is away."""

    member = forms.ModelChoiceField(label=gettext_lazy("Who"), queryset=Member.objects.none(), empty_label=None)
    first = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=120, required=False, help_text=gettext_lazy("All colleagues read this.")
    )

    def __init__(self, *args: Any, members: QuerySet[Member], own: Member, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]
        self.fields["member"].initial = own.pk

    def clean(self) -> dict[str, Any]:
        """An absence ends on its first day or later."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", gettext("The last day is before the first. Enter the same day or a later one."))
        return said
