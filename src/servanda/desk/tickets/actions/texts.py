"""What a vendor's staff write with: text modules and macros in both languages, and the views that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from servanda.desk.organisations.models import Vendor
from servanda.desk.organisations.refusals import refuse_all
from servanda.desk.tickets.actions.drafts import KINDS, PUBLIC, STATES, TO_CLIENT
from servanda.desk.tickets.actions.states import LONGEST_TAG, MOST_TAGS
from servanda.desk.tickets.choices import PARTIES
from servanda.desk.tickets.models import Macro, TextModule, View
from servanda.desk.tickets.placeholders import NAMES
from servanda.engine.text import Text

_BRACES = re.compile(r"\{([^{}\n]{1,40})\}")
Found = Iterator[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class ModuleSheet:
    """A text module: what is typed behind ``::``, its name and its Markdown by language."""

    shortcut: str
    name: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MacroSheet:
    """A macro: its name by language, what it writes, and what it does with the ticket. See `drafts.STATES`."""

    name: Mapping[str, str]
    text: Mapping[str, str] = field(default_factory=dict)
    kind: str = PUBLIC
    state: str = ""
    reason: str = ""
    assign: bool = False
    tags: tuple[str, ...] = ()

    @property
    def steps(self) -> dict[str, Any]:
        """The steps as they are kept: only those that there are."""
        found = {
            "text": _written(self.text),
            "kind": self.kind,
            "state": self.state,
            "reason": self.reason,
            "assign": self.assign,
            "tags": list(self.tags),
        }
        return {name: value for name, value in found.items() if value}


@transaction.atomic
def keep_module(*, vendor: Vendor, sheet: ModuleSheet, module: TextModule | None = None) -> TextModule:
    """Enter or change a text module. Raises SheetRefusedError."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    kept = module or TextModule(vendor=vendor)
    refuse_all(("shortcut", _taken(kept, sheet.shortcut)), *_silent(sheet.text), *_unknown(sheet.text))
    kept.shortcut, kept.name, kept.text = sheet.shortcut, _written(sheet.name), _written(sheet.text)
    kept.save()
    return kept


@transaction.atomic
def keep_macro(*, vendor: Vendor, sheet: MacroSheet, macro: Macro | None = None) -> Macro:
    """Enter or change a macro; a new one comes last. Raises SheetRefusedError."""
    refuse_all(*_wrong_steps(sheet), *_unknown(sheet.text))
    kept = macro or Macro(vendor=vendor, position=_last(vendor) + 1)
    kept.name, kept.steps = _written(sheet.name), sheet.steps
    kept.save()
    return kept


@transaction.atomic
def raise_macro(*, macro: Macro) -> None:
    """Put a macro one place further up in the list."""
    macros = list(Macro.objects.select_for_update().filter(vendor_id=macro.vendor_id))
    place = next(index for index, each in enumerate(macros) if each.pk == macro.pk)
    if place:
        macros[place - 1], macros[place] = macros[place], macros[place - 1]
    for position, each in enumerate(macros, 1):
        each.position = position
    Macro.objects.bulk_update(macros, ["position"])


def remove_module(*, module: TextModule) -> None:
    """Remove a text module; what was written with it stays."""
    module.delete()


def remove_macro(*, macro: Macro) -> None:
    """Remove a macro; what it did stays."""
    macro.delete()


def rename_shared_view(*, view: View, name: Mapping[str, str]) -> None:
    """Call a shared view by another name, in each language by its own. See `views` for the rest of a view's life."""
    view.name = _written(name)
    view.save(update_fields=["name"])


def _written(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def _taken(module: TextModule, shortcut: str) -> Text | None:
    others = TextModule.objects.filter(vendor_id=module.vendor_id, shortcut__iexact=shortcut).exclude(pk=module.pk)
    if not others.exists():
        return None
    return Text(
        f"There is a text under ::{shortcut} already. Choose another word.",
        f"Un texte existe déjà sous ::{shortcut}. Choisissez un autre mot.",
    )


def _silent(texts: Mapping[str, str]) -> Found:
    if not _written(texts):
        yield "text", Text("Write it in at least one language.", "Écrivez-le dans au moins une langue.")


def _unknown(texts: Mapping[str, str]) -> Found:
    """Words in braces that nothing would fill: most likely slips."""
    listed = ", ".join(f"{{{name}}}" for name in NAMES)
    for language, text in texts.items():
        for word in dict.fromkeys(_BRACES.findall(text)):
            if word not in NAMES:
                yield (
                    f"text_{language}",
                    Text(
                        f"Nothing fills {{{word}}}. What may stand in braces: {listed}.",
                        f"Rien ne remplit {{{word}}}. Entre accolades peuvent figurer : {listed}.",
                    ),
                )


def _wrong_steps(sheet: MacroSheet) -> Found:
    if sheet.kind not in KINDS or sheet.state not in STATES:
        yield "state", Text("A macro cannot do this.", "Une macro ne peut pas faire cela.")
    if not (_written(sheet.text) or sheet.state or sheet.assign or sheet.tags):
        yield (
            "text",
            Text(
                "It would do nothing. Give it words, a state, an assignee or a tag.",
                "Elle ne ferait rien. Donnez-lui un texte, un état, une attribution ou une étiquette.",
            ),
        )
    if sheet.state == "resolved" and not (_written(sheet.text) and sheet.kind in TO_CLIENT):
        yield (
            "state",
            Text(
                "A request is resolved with words for the client. Write them, as a reply.",
                "Une demande se résout avec un mot au client. Écrivez-le, comme réponse.",
            ),
        )
    if sheet.state in PARTIES and not (sheet.reason or _written(sheet.text)):
        yield "reason", Text("Say what is waited for.", "Dites ce que l’on attend.")
    if len(sheet.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in sheet.tags):
        yield (
            "tags",
            Text(
                f"At most {MOST_TAGS} tags of {LONGEST_TAG} letters each.",
                f"Au plus {MOST_TAGS} étiquettes de {LONGEST_TAG} lettres chacune.",
            ),
        )


def _last(vendor: Vendor) -> int:
    return max(Macro.objects.filter(vendor=vendor).values_list("position", flat=True), default=0)
