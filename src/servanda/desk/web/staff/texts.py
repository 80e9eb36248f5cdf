"""What a vendor's staff write with: text modules, macros, shared views. Everybody reads; who may, changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions.macros import kind_of_macro, state_of_macro
from servanda.desk.tickets.actions.texts import (
    keep_macro,
    keep_module,
    raise_macro,
    remove_macro,
    remove_module,
    rename_shared_view,
)
from servanda.desk.tickets.actions.views import delete_view
from servanda.desk.tickets.lists import Filters
from servanda.desk.tickets.models import Macro, TextModule, View
from servanda.desk.tickets.placeholders import NAMES, in_language
from servanda.desk.tickets.writings import READ, macros, shared_views, text_modules
from servanda.desk.web.access import vendor_for
from servanda.desk.web.clients.forms import show_refusal
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.staff.text_forms import (
    LANGUAGES,
    MacroForm,
    ModuleForm,
    ViewForm,
    macro_initial,
    module_initial,
    placeholder_words,
    steps_in_words,
)

WRITE = Permission.WRITE_TEXTS


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One text module."""

    pk: int
    shortcut: str
    name: str
    text: str
    missing: str


@dataclass(frozen=True, slots=True)
class MacroRow:
    """One macro with its steps in words."""

    pk: int
    name: str
    steps: tuple[str, ...]
    text: str
    missing: str
    first: bool


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One shared view."""

    pk: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class TextsPage:
    """The page."""

    modules: tuple[ModuleRow, ...]
    macros: tuple[MacroRow, ...]
    views: tuple[ViewRow, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class TextSheet:
    """The form of one of them."""

    title: str
    form: forms.Form
    back: str
    placeholders: tuple[tuple[str, str], ...]
    remove: str


@require_safe
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that there is, for those who write with it."""
    who, member = vendor_for(request, slug, READ)
    page = TextsPage(
        modules=tuple(_module_row(each) for each in text_modules(who, member.vendor_id)),
        macros=tuple(_macro_rows(macros(who, member.vendor_id))),
        views=tuple(_view_row(each, slug) for each in shared_views(who, member.vendor_id)),
        may_write=who.may(WRITE, member.vendor_id),
    )
    return render(request, "web/staff/texts.html", {"frame": desk_frame(who, member, "texts"), "page": page})


def _module_row(module: TextModule) -> ModuleRow:
    name = in_language(module.name, language()) or module.shortcut
    return ModuleRow(module.pk, module.shortcut, name, in_language(module.text, language()), _missing(module.text))


def _macro_rows(found: Any) -> Iterator[MacroRow]:
    for number, macro in enumerate(found):
        text = macro.steps.get("text") or {}
        yield MacroRow(
            pk=macro.pk,
            name=in_language(macro.name, language()),
            steps=tuple(steps_in_words(macro.steps, kind_of_macro(macro), state_of_macro(macro))),
            text=in_language(text, language()),
            missing=_missing(text) if text else "",
            first=not number,
        )


def _view_row(view: View, slug: str) -> ViewRow:
    href = f"{reverse('queue:queue', args=[slug])}?{urlencode({**Filters.read(view.filters).kept, 'kept': view.pk})}"
    return ViewRow(view.pk, in_language(view.name, language()) or str(view.pk), href)


def _missing(texts: Mapping[str, str]) -> str:
    """The languages in which a text is not written."""
    return ", ".join(str(name) for code, name in LANGUAGES if not texts.get(code))


@require_http_methods(["GET", "HEAD", "POST"])
def module(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Enter or change a text module."""
    who, member = vendor_for(request, slug, WRITE)
    found = get_object_or_404(text_modules(who, member.vendor_id, WRITE), pk=pk) if pk else None
    form = ModuleForm(request.POST or None, initial=module_initial(found))
    if form.is_valid():
        try:
            keep_module(vendor=member.vendor, sheet=form.sheet(), module=found)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            return _back(request, slug, gettext("The text was kept."))
    remove = reverse("staff:module_remove", args=[slug, pk]) if pk else ""
    title = f"::{found.shortcut}" if found else gettext("New text")
    return _form(request, who, member, title, form, remove)


@require_POST
def module_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a text module."""
    who, member = vendor_for(request, slug, WRITE)
    remove_module(module=get_object_or_404(text_modules(who, member.vendor_id, WRITE), pk=pk))
    return _back(request, slug, gettext("The text was removed."))


@require_http_methods(["GET", "HEAD", "POST"])
def macro(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Enter or change a macro."""
    who, member = vendor_for(request, slug, WRITE)
    found = _macro(who, member, pk) if pk else None
    form = MacroForm(request.POST or None, initial=macro_initial(found))
    if form.is_valid():
        try:
            keep_macro(vendor=member.vendor, sheet=form.sheet(), macro=found)
        except SheetRefusedError as refused:
            show_refusal(form, refused)
        else:
            return _back(request, slug, gettext("The macro was kept."))
    remove = reverse("staff:macro_remove", args=[slug, pk]) if pk else ""
    title = in_language(found.name, language()) if found else gettext("New macro")
    return _form(request, who, member, title, form, remove)


@require_POST
def macro_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a macro one place further up."""
    who, member = vendor_for(request, slug, WRITE)
    raise_macro(macro=_macro(who, member, pk))
    return HttpResponseRedirect(reverse("staff:texts", args=[slug]) + "#macros")


@require_POST
def macro_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a macro."""
    who, member = vendor_for(request, slug, WRITE)
    remove_macro(macro=_macro(who, member, pk))
    return _back(request, slug, gettext("The macro was removed."))


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rename a shared view; which tickets it shows is changed in the queue."""
    who, member = vendor_for(request, slug, WRITE)
    found = get_object_or_404(shared_views(who, member.vendor_id, WRITE), pk=pk)
    form = ViewForm(request.POST or None, initial={f"name_{code}": found.name.get(code, "") for code, _n in LANGUAGES})
    if form.is_valid():
        rename_shared_view(view=found, name=form.names())
        return _back(request, slug, gettext("The view was renamed."))
    remove = reverse("staff:view_remove", args=[slug, pk])
    return _form(request, who, member, in_language(found.name, language()), form, remove)


@require_POST
def view_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a shared view."""
    who, member = vendor_for(request, slug, WRITE)
    delete_view(view=get_object_or_404(shared_views(who, member.vendor_id, WRITE), pk=pk))
    return _back(request, slug, gettext("The view was removed."))


def _macro(who: Who, member: Member, pk: int) -> Macro:
    return get_object_or_404(macros(who, member.vendor_id, WRITE), pk=pk)


def _form(request: HttpRequest, who: Who, member: Member, title: str, form: forms.Form, remove: str) -> HttpResponse:
    named = placeholder_words()
    listed = () if isinstance(form, ViewForm) else tuple((name, named[name]) for name in NAMES)
    page = TextSheet(title, form, reverse("staff:texts", args=[member.vendor.slug]), listed, remove)
    shown = {"frame": desk_frame(who, member, "texts"), "page": page}
    return render(request, "web/staff/text.html", shown, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("staff:texts", args=[slug]))
