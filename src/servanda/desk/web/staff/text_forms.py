"""Forms of text modules, macros and shared views: each text in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from servanda.desk.tickets.actions.drafts import DATA, INTERNAL, PROPOSAL, PUBLIC, UPDATE
from servanda.desk.tickets.actions.macros import kind_of_macro, state_of_macro
from servanda.desk.tickets.actions.texts import MacroSheet, ModuleSheet
from servanda.desk.tickets.models import Macro, TextModule

LANGUAGES = settings.LANGUAGES
"""Each by its name in the language of the page."""


def kind_words() -> dict[str, str]:
    """What a macro may write."""
    return {
        PUBLIC: gettext("a reply to the client"),
        UPDATE: gettext("an update to the client"),
        PROPOSAL: gettext("a proposed solution"),
        INTERNAL: gettext("an internal note"),
        DATA: gettext("a note on the client’s data"),
    }


def state_words() -> dict[str, str]:
    """What a macro may make of a ticket."""
    return {
        "": gettext("leave it as it is"),
        "open": gettext("go on working"),
        "client": gettext("wait for the client"),
        "third party": gettext("wait for a third party"),
        "vendor": gettext("wait for our own people"),
        "resolved": gettext("resolve it"),
    }


def placeholder_words() -> dict[str, str]:
    """What each placeholder becomes."""
    return {
        "client": gettext("the client’s name"),
        "requester": gettext("the name of who asks"),
        "reference": gettext("the number of the ticket"),
        "subject": gettext("its subject"),
        "due": gettext("when the next promise is due, on the requester’s clock"),
        "agent": gettext("the name of who writes"),
        "vendor": gettext("your own name"),
    }


def steps_in_words(steps: Mapping[str, Any], kind: str, state: str) -> Iterator[str]:
    """What a macro does, step by step."""
    if any((steps.get("text") or {}).values()):
        yield gettext("writes %(kind)s") % {"kind": kind_words().get(kind, kind)}
    if state:
        yield state_words().get(state, state)
    if steps.get("reason"):
        yield gettext("reason: %(reason)s") % {"reason": steps["reason"]}
    if steps.get("assign"):
        yield gettext("assign it to who uses it")
    if steps.get("tags"):
        yield gettext("tag: %(tags)s") % {"tags": ", ".join(steps["tags"])}


class TwoLanguagesForm(forms.Form):
    """A form with a name in both languages, one of which is enough."""

    longest = 80

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        named = {}
        for code, name in LANGUAGES:
            label = gettext("Name in %(language)s") % {"language": name}
            widget = forms.TextInput(attrs={"lang": code})
            named[f"name_{code}"] = forms.CharField(label=label, max_length=self.longest, required=False, widget=widget)
        self.fields = {**named, **self.fields}

    def add_texts(self, rows: int) -> None:
        """Add a Markdown field for each language."""
        for code, name in LANGUAGES:
            label = gettext("Text in %(language)s") % {"language": name}
            widget = forms.Textarea(attrs={"rows": rows, "lang": code})
            self.fields[f"text_{code}"] = forms.CharField(
                label=label, max_length=20_000, required=False, widget=widget, help_text=gettext("Markdown.")
            )

    def clean(self) -> dict[str, Any]:
        """Something must be called by a name."""
        said = super().clean() or {}
        if not any(said.get(f"name_{code}") for code, _name in LANGUAGES):
            self.add_error("name_en", gettext("Give it a name in at least one language."))
        return said

    def names(self) -> dict[str, str]:
        """Language → name."""
        return {code: self.cleaned_data[f"name_{code}"] for code, _name in LANGUAGES}

    def texts(self) -> dict[str, str]:
        """Language → text."""
        return {code: self.cleaned_data[f"text_{code}"] for code, _name in LANGUAGES}


class ModuleForm(TwoLanguagesForm):
    """A text module."""

    shortcut = forms.SlugField(
        label=gettext_lazy("Shortcut"),
        max_length=40,
        help_text=gettext_lazy("What is typed behind :: in an answer. Letters, digits and hyphens."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.add_texts(8)

    def sheet(self) -> ModuleSheet:
        """What was entered, once it is valid."""
        return ModuleSheet(self.cleaned_data["shortcut"], self.names(), self.texts())


class MacroForm(TwoLanguagesForm):
    """A macro: words and steps, all of them optional."""

    kind = forms.ChoiceField(label=gettext_lazy("What it writes"))
    state = forms.ChoiceField(label=gettext_lazy("And then"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason of the wait"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The client reads it where you wait for them."),
    )
    assign = forms.BooleanField(label=gettext_lazy("Assign the ticket to who uses it"), required=False)
    tags = forms.CharField(
        label=gettext_lazy("Tags to add"), max_length=200, required=False, help_text=gettext_lazy("With commas.")
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["kind"].choices = list(kind_words().items())  # type: ignore[attr-defined]
        self.fields["state"].choices = list(state_words().items())  # type: ignore[attr-defined]
        self.add_texts(6)
        last = ("kind", "text_en", "text_fr", "state", "reason", "assign", "tags")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def clean_tags(self) -> tuple[str, ...]:
        """Each tag once, in lower case as tickets have them."""
        words = (" ".join(word.casefold().split()) for word in re.split(r"[,;]", self.cleaned_data["tags"]))
        return tuple(dict.fromkeys(word for word in words if word))

    def sheet(self) -> MacroSheet:
        """What was entered, once it is valid."""
        own = {name: self.cleaned_data[name] for name in ("kind", "state", "reason", "assign", "tags")}
        return MacroSheet(name=self.names(), text=self.texts(), **own)


class ViewForm(TwoLanguagesForm):
    """The name of a shared view."""


def module_initial(module: TextModule | None) -> dict[str, Any]:
    """A text module as its form shows it."""
    if module is None:
        return {}
    return {"shortcut": module.shortcut, **_both("name", module.name), **_both("text", module.text)}


def macro_initial(macro: Macro | None) -> dict[str, Any]:
    """A macro as its form shows it."""
    if macro is None:
        return {"kind": PUBLIC}
    steps = macro.steps
    return {
        **_both("name", macro.name),
        **_both("text", steps.get("text") or {}),
        "kind": kind_of_macro(macro),
        "state": state_of_macro(macro),
        "reason": steps.get("reason", ""),
        "assign": bool(steps.get("assign")),
        "tags": ", ".join(steps.get("tags") or ()),
    }


def _both(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code, _name in LANGUAGES}
