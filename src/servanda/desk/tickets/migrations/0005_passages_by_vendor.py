"""Words are indexed with the vendor to which they were said: a search costs what its own vendor has, not what all have.

Each word and each stem is written behind ``v``, the vendor's id and ``x``; `servanda.desk.tickets.search` asks so.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, ClassVar

from django.db import migrations

_BEFORE = import_module("servanda.desk.tickets.migrations.0003_passages_are_indexed")


def _of_vendor(row: str, column: str) -> str:
    named = f"'v' || {row}vendor_id || 'x'"
    return f"{named} || replace({row}{column}, ' ', ' ' || {named})"


_NEW, _OLD = (f"{_of_vendor(row, 'words')}, {_of_vendor(row, 'stems')}" for row in ("new.", "old."))
SQLITE_WRITTEN = f"""
    CREATE TRIGGER passage_written AFTER INSERT ON tickets_passage BEGIN
        INSERT INTO tickets_passage_index(rowid, words, stems) VALUES (new.id, {_NEW});
    END
"""  # noqa: S608  (columns alone)
SQLITE = (
    f"""
    CREATE VIEW tickets_passage_terms AS
    SELECT id, {_of_vendor("", "words")} AS words, {_of_vendor("", "stems")} AS stems FROM tickets_passage
    """,  # noqa: S608  (columns alone)
    """
    CREATE VIRTUAL TABLE tickets_passage_index USING fts5(
        words, stems, content='tickets_passage_terms', content_rowid='id', tokenize='unicode61', prefix='5 6'
    )
    """,
    SQLITE_WRITTEN,
    f"""
    CREATE TRIGGER passage_gone AFTER DELETE ON tickets_passage BEGIN
        INSERT INTO tickets_passage_index(tickets_passage_index, rowid, words, stems) VALUES ('delete', old.id, {_OLD});
    END
    """,  # noqa: S608  (columns alone)
    "INSERT INTO tickets_passage_index(tickets_passage_index) VALUES ('rebuild')",
)
POSTGRESQL = (
    f"""
    ALTER TABLE tickets_passage ADD COLUMN terms tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', {_of_vendor("", "words")}), 'A')
        || setweight(to_tsvector('simple', {_of_vendor("", "stems")}), 'B')
    ) STORED
    """,
    "CREATE INDEX tickets_passage_terms ON tickets_passage USING gin (terms)",
)
SQLITE_BACK = (*_BEFORE.SQLITE_BACK, "DROP VIEW tickets_passage_terms")
POSTGRESQL_BACK = ("DROP INDEX tickets_passage_terms", "ALTER TABLE tickets_passage DROP COLUMN terms")
SQLITE_REBUILT = (*_BEFORE.SQLITE, SQLITE[-1])


def run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> Callable[[Any, Any], None]:
    """What a database is told, each its own."""

    def statements(_apps: Any, editor: Any) -> None:
        for statement in sqlite if editor.connection.vendor == "sqlite" else postgresql:
            editor.execute(statement, params=None)

    return statements


class Migration(migrations.Migration):
    """Index again."""

    dependencies: ClassVar = [("tickets", "0004_releases_in_order")]
    operations: ClassVar = [
        migrations.RunPython(
            run((*_BEFORE.SQLITE_BACK, *SQLITE), (*_BEFORE.POSTGRESQL_BACK, *POSTGRESQL)),
            run((*SQLITE_BACK, *SQLITE_REBUILT), (*POSTGRESQL_BACK, *_BEFORE.POSTGRESQL)),
        )
    ]
