"""The index of passages, which the database itself keeps up: FTS5 on SQLite, GIN on PostgreSQL."""

from django.db import migrations

SQLITE = (
    """
    CREATE VIRTUAL TABLE tickets_passage_index USING fts5(
        words, stems, content='tickets_passage', content_rowid='id', tokenize='unicode61', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER passage_written AFTER INSERT ON tickets_passage BEGIN
        INSERT INTO tickets_passage_index(rowid, words, stems) VALUES (new.id, new.words, new.stems);
    END
    """,
    """
    CREATE TRIGGER passage_gone AFTER DELETE ON tickets_passage BEGIN
        INSERT INTO tickets_passage_index(tickets_passage_index, rowid, words, stems)
        VALUES ('delete', old.id, old.words, old.stems);
    END
    """,
)
POSTGRESQL = (
    "CREATE INDEX tickets_passage_words ON tickets_passage USING gin (to_tsvector('simple', words))",
    "CREATE INDEX tickets_passage_stems ON tickets_passage USING gin (to_tsvector('simple', stems))",
)
SQLITE_BACK = ("DROP TRIGGER passage_gone", "DROP TRIGGER passage_written", "DROP TABLE tickets_passage_index")
POSTGRESQL_BACK = ("DROP INDEX tickets_passage_stems", "DROP INDEX tickets_passage_words")


def run(sqlite, postgresql):
    def statements(apps, editor):
        for statement in sqlite if editor.connection.vendor == "sqlite" else postgresql:
            editor.execute(statement)

    return statements


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_events_are_appended")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
