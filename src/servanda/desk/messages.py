"""Translations without xgettext and msgfmt: Babel extracts the sentences and compiles the catalogues.

A template is first turned into Python-like text by Django's own `templatize`, so that what is extracted is what Django
will look up.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("fr",)
"""Languages with a catalogue; English is written in the templates and in the code."""
DOMAIN = "django"

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LEFT_OUT = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Report-Msgid',
    b'"Last-Tr',
    b'"Language-Team',
)
"""Lines of the header that would make every run a change, or that say nothing."""

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def refresh(desk: Path, *, write: bool) -> list[str]:
    """Bring the catalogues of `desk` up to date; returns a line for each file that was not."""
    template = extracted(desk)
    stale: list[str] = []
    for language in LANGUAGES:
        folder = desk / "locale" / language / "LC_MESSAGES"
        po, mo = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
        catalog = updated(po, template, language)
        for path, content in ((po, _po_bytes(catalog)), (mo, _mo_bytes(catalog))):
            if path.exists() and path.read_bytes() == content:
                continue
            stale.append(f"{path.relative_to(desk)} is not fresh; run `python -m servanda.desk messages`.")
            if write:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return stale


def extracted(desk: Path) -> Catalog:
    """Every sentence of the templates and modules under `desk`."""
    catalog = Catalog(project="Servanda", charset="utf-8")
    for path in _sources(desk):
        for line, message, comments, context in _extract(path):
            where = [(path.relative_to(desk).as_posix(), line)]
            catalog.add(message, None, where, auto_comments=comments, context=context)
    return catalog


def updated(po: Path, template: Catalog, language: str) -> Catalog:
    """The catalogue at `po` with exactly the sentences of `template`; translations that still fit are kept."""
    known = Catalog(locale=language)
    if po.exists():
        with po.open("rb") as file:
            known = read_po(file, locale=language, charset="utf-8")
    fresh = Catalog(locale=language, project="Servanda", charset="utf-8", fuzzy=False)
    fresh.header_comment = f"# Sentences of the desk in {fresh.locale.english_name if fresh.locale else language}."
    for message in template:
        if not message.id:
            continue
        old = known.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        fresh.add(
            message.id,
            old.string if old else None,
            [(file, 0) for file in sorted({file for file, _line in message.locations})],
            flags=message.flags,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def _sources(desk: Path) -> Iterator[Path]:
    yield from sorted(path for path in desk.rglob("*.html"))
    yield from sorted(path for path in desk.rglob("*.py") if path.name != Path(__file__).name)


def _extract(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    source = templatize(text, origin=str(path)) if path.suffix == ".html" else text
    yield from extract("python", io.BytesIO(source.encode()), _KEYWORDS, ("Translators:",), {"encoding": "utf-8"})


def _po_bytes(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
    return b"\n".join(line for line in out.getvalue().split(b"\n") if not line.startswith(_LEFT_OUT))


def _mo_bytes(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    read_back = read_po(io.BytesIO(_po_bytes(catalog)), locale=catalog.locale, charset="utf-8")
    read_back.creation_date = read_back.revision_date = _NO_DATE
    write_mo(out, read_back)
    return out.getvalue()
