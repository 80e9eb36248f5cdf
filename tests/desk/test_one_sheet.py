"""The style sheet is served in one piece: what it imports stands in it, in its layer, with addresses that still lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from servanda.desk.web.one_sheet import SHEET, joined


def sources(root: Path) -> dict[str, object]:
    storage = FileSystemStorage(root)
    return {str(path.relative_to(root)): (storage, str(path.relative_to(root))) for path in root.rglob("*.css")}


def test_what_is_imported_stands_in_its_layer_and_is_found_from_there(tmp_path: Path) -> None:
    css = tmp_path / "web" / "css"
    (css / "components").mkdir(parents=True)
    (css / "app.css").write_text(
        '@layer base, parts;\n@import url("base.css") layer(base);\n@import url("components/one.css") layer(parts);'
    )
    (css / "base.css").write_text('a { background: url("../fonts/x.woff2"); }')
    (css / "components" / "one.css").write_text('b { background: url("../../icons/y.svg"), url("data:,"); }')

    assert joined(sources(tmp_path)).splitlines() == [
        "@layer base, parts;",
        "@layer base {",
        'a { background: url("../fonts/x.woff2"); }',
        "}",
        "@layer parts {",
        'b { background: url("../icons/y.svg"), url("data:,"); }',
        "}",
    ]


def test_nothing_is_imported_any_more_from_the_sheet_of_the_desk() -> None:
    sheet = Path(str(finders.find(SHEET)))
    root = sheet.parents[2]

    whole = joined(sources(root))

    assert "@import" not in whole
    assert whole.count("@layer") == sheet.read_text().count("@import") + 1


def test_an_import_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    css = tmp_path / "web" / "css"
    css.mkdir(parents=True)
    (css / "app.css").write_text('@import url("gone.css") layer(base);')

    with pytest.raises(KeyError, match="gone"):
        joined(sources(tmp_path))
