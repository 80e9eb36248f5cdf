"""What is wrong with a field is said in our own words, with the field, what was written, and what to do."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from .world import World, ticket


class Everything(forms.Form):
    """A field of each kind, with nothing but a label."""

    name = forms.CharField(label="Name", max_length=5)
    agreed = forms.BooleanField(label="I agree")
    size = forms.ChoiceField(label="Size", choices=[("s", "Small")])
    email = forms.EmailField(label="Address")
    day = forms.DateField(label="Day")
    moment = forms.DateTimeField(label="Moment")
    rank = forms.IntegerField(label="Rank", min_value=1, max_value=9)
    fee = forms.DecimalField(label="Fee", max_digits=4)
    shortcut = forms.SlugField(label="Shortcut")
    plan = forms.CharField(label="Plan", error_messages={"required": "Choose a plan."})
    tags = forms.CharField(label="Tags")

    def clean_tags(self) -> str:
        raise ValidationError("Tags are short.", code="invalid")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "“Name” is empty. Fill it in."),
        ("name", "Eleonore", "“Name” has 8 characters; at most 5 are possible. Shorten it."),
        ("agreed", "", "“I agree” is needed. Tick it."),
        ("size", "", "“Size” is not chosen yet. Choose one."),
        ("size", "xl", "“xl” cannot be chosen for “Size”. Choose one of those that are listed."),
        ("email", "ana@", "“ana@” is no mail address. Write one such as ana@client.example."),
        ("day", "soon", "“soon” is no date. Write it as 2026-03-31."),
        ("moment", "<b>", "“<b>” is no date with a time. Write it as 2026-03-31 14:30."),
        ("rank", "two", "“two” is no number. Write digits, such as 12."),
        ("rank", "0", "“Rank” is at least 1, and 0 is less. Write a larger number."),
        ("rank", "12", "“Rank” is at most 9, and 12 is more. Write a smaller number."),
        ("fee", "12345", "“12345” has too many digits for “Fee”. Write a shorter number."),
        ("shortcut", "où ?", "“où ?” does not fit. Write letters without accents, digits, - and _ only."),
        ("plan", "", "Choose a plan."),
        ("tags", "x", "Tags are short."),
    ],
)
def test_a_problem_names_the_field_what_was_written_and_the_cure(field: str, value: str, said: str) -> None:
    with override("en"):
        assert list(Everything({field: value})[field].errors) == [said]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_form_says_only_that_a_field_is_required(world: World, client: Client, language: str) -> None:
    opened = ticket(world.bob)
    client.force_login(world.administrator.user)

    for path in (f"tickets/{opened.number}/do/split/", f"tickets/{opened.number}/do/exclude/", "clients/new/"):
        said = client.post(f"/{language}/desk/kiwi/{path}", {"name": ""}).content.decode()
        assert 'class="field__problem"' in said, path
        assert "This field is required" not in said
        assert "Ce champ est obligatoire" not in said
