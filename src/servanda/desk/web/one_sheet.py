"""Static files under hashed names, with the style sheet in one piece: a first visit asks for one file, not for thirty."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "web/css/app.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
_ADDRESS = re.compile(r'url\("(?!data:|#)([^"]+)"\)')


class OneSheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Collects `app.css` with what it imports written in its place, each part in its layer."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Join the sheet anew from its sources, then name and compress as always."""
        if not dry_run and SHEET in paths:
            self.delete(SHEET)
            self.save(SHEET, ContentFile(joined(paths).encode()))
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def joined(paths: dict[str, Any]) -> str:
    """The sheet with its imports; `paths` gives the storage and the path of each source, by name. Raises KeyError."""

    def part(found: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(SHEET), found[1]))
        here = posixpath.dirname(found[1])
        text = _ADDRESS.sub(
            lambda each: f'url("{posixpath.normpath(posixpath.join(here, each[1]))}")', _read(paths, name)
        )
        return f"@layer {found[2]} {{\n{text}\n}}"

    return _IMPORT.sub(part, _read(paths, SHEET))


def _read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        text: bytes = file.read()
    return text.decode()
