"""What is wrong with a field, in our own words: its name, what was written, and the cure. Every form speaks so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

_LIMITS = (validators.MaxLengthValidator, validators.MaxValueValidator, validators.MinValueValidator)


class NamedField(forms.BoundField):
    """A field of a form whose problems name it."""

    @property
    def errors(self) -> ErrorList:
        """Its problems; those that Django words for every field alike are worded for this one."""
        found = super().errors
        worded = copy(found)
        worded.data = [ValidationError(_worded(self, each) or each.messages) for each in found.as_data()]
        return worded


class Renderer(DjangoTemplates):
    """Makes the fields of every form, also of those that other packages bring, name their problems."""

    bound_field_class = NamedField


def _worded(bound: forms.BoundField, problem: ValidationError) -> str:
    """Our sentence for a problem; empty where somebody worded it for this very field."""
    if not _is_general(bound.field, problem):
        return ""
    limits = problem.params or {}
    written = Truncator(bound.data if isinstance(bound.data, str) else "").chars(80)
    given = {
        "field": bound.label,
        "value": written,
        "address": written,
        "limit": limits.get("limit_value", ""),
        "length": limits.get("show_value", ""),
    }
    wording = _WORDINGS.get(problem.code or "")
    return (wording(bound.field, given) % given) if wording else ""


def _is_general(field: forms.Field, problem: ValidationError) -> bool:
    """Whether it says what is said of every such field; a message of one's own is another object."""
    code = problem.code or ""
    known = [vars(each).get("default_error_messages", {}).get(code) for each in type(field).__mro__]
    known += [getattr(each, "message", None) for each in (*field.default_validators, *_LIMITS)]
    known += [validators.DecimalValidator.messages.get(code)]
    return any(problem.message is each for each in known)


def _empty(field: forms.Field, given: Mapping[str, Any]) -> str:
    if isinstance(field, forms.BooleanField):
        return gettext("“%(field)s” is needed. Tick it.")
    if isinstance(field, forms.FileField):
        return gettext("“%(field)s” is missing. Choose a file.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return gettext("“%(field)s” is not chosen yet. Choose one.")
    return gettext("“%(field)s” is empty. Fill it in.")


def _unreadable(field: forms.Field, given: Mapping[str, Any]) -> str:
    if isinstance(field, forms.EmailField):
        return gettext("“%(address)s” is no mail address. Write one such as ana@client.example.")
    if isinstance(field, forms.DateTimeField):
        return gettext("“%(value)s” is no date with a time. Write it as 2026-03-31 14:30.")
    if isinstance(field, forms.DateField):
        return gettext("“%(value)s” is no date. Write it as 2026-03-31.")
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return gettext("“%(value)s” is no number. Write digits, such as 12.")
    if isinstance(field, forms.SlugField):
        return gettext("“%(value)s” does not fit. Write letters without accents, digits, - and _ only.")
    return gettext("“%(value)s” does not fit “%(field)s”. Write it another way.")


def _unlisted(field: forms.Field, given: Mapping[str, Any]) -> str:
    return gettext("“%(value)s” cannot be chosen for “%(field)s”. Choose one of those that are listed.")


def _long(field: forms.Field, given: Mapping[str, Any]) -> str:
    return ngettext(
        "“%(field)s” has %(length)s characters; at most %(limit)s is possible. Shorten it.",
        "“%(field)s” has %(length)s characters; at most %(limit)s are possible. Shorten it.",
        int(given["limit"]),
    )


def _large(field: forms.Field, given: Mapping[str, Any]) -> str:
    return gettext("“%(field)s” is at most %(limit)s, and %(value)s is more. Write a smaller number.")


def _small(field: forms.Field, given: Mapping[str, Any]) -> str:
    return gettext("“%(field)s” is at least %(limit)s, and %(value)s is less. Write a larger number.")


def _digits(field: forms.Field, given: Mapping[str, Any]) -> str:
    return gettext("“%(value)s” has too many digits for “%(field)s”. Write a shorter number.")


_WORDINGS: Mapping[str, Callable[[forms.Field, Mapping[str, Any]], str]] = {
    "required": _empty,
    "invalid": _unreadable,
    "invalid_choice": _unlisted,
    "max_length": _long,
    "max_value": _large,
    "min_value": _small,
    "max_digits": _digits,
    "max_decimal_places": _digits,
    "max_whole_digits": _digits,
}
