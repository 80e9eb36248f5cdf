"""Reading locked holiday tables: dates with their names, and the dates between which the table is complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from servanda.engine.calendars.fields import Notes, listed
from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.diagnostics import Finding
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text

_KEYS = ("holidays", "source", "covers", "added", "removed", "dates")
_SOURCE_KEYS = ("library", "version", "country", "subdivision", "categories")
_NOTHING = HolidayTable("", date(1, 1, 1), date(1, 1, 1), ())


def read_table(node: Node, id: str = "", at: str = "") -> tuple[HolidayTable, list[Finding]]:
    """Read a table, from a file of its own or written inline, where only `covers` and `dates` are needed.

    `id` is the name under which calendars know it, `at` the path in the document that findings name. Where there are
    findings the table holds what could be read.
    """
    notes = Notes()
    return _table(notes, node, id, at), notes.findings


def _table(notes: Notes, node: Node, id: str, at: str) -> HolidayTable:
    table = notes.table(node, at, _KEYS)
    if table is None:
        return _NOTHING
    pairs = table.pairs
    first, last = _covers(notes, table, at)
    asked = _asked(notes, pairs.get("source"), f"{at}/source")
    return HolidayTable(
        id=(notes.word(pairs["holidays"], f"{at}/holidays") or id) if "holidays" in pairs else id,
        covers_from=first,
        covers_to=last,
        holidays=_dates(notes, table, at, (first, last)),
        source=asked.get("library", ""),
        version=asked.get("version", ""),
        added=read_holidays(notes, pairs.get("added"), f"{at}/added"),
        removed=read_days(notes, pairs.get("removed"), f"{at}/removed"),
        country=asked.get("country", ""),
        subdivision=asked.get("subdivision", ""),
        categories=_categories(notes, pairs.get("source"), f"{at}/source"),
    )


def _asked(notes: Notes, node: Node | None, at: str) -> Mapping[str, str]:
    if node is None:
        return {}
    if isinstance(node, Scalar):
        return {"library": node.value}
    table = notes.table(node, at, _SOURCE_KEYS)
    pairs = table.pairs if table else {}
    return {
        key: notes.word(value, f"{at}/{key}") or ""
        for key, value in pairs.items()
        if key != "categories" and not (isinstance(value, Scalar) and not value.value)
    }


def _categories(notes: Notes, node: Node | None, at: str) -> tuple[str, ...]:
    if not isinstance(node, Table) or "categories" not in node.pairs:
        return ()
    return notes.words(node.pairs["categories"], f"{at}/categories")


def _covers(notes: Notes, table: Table, at: str) -> tuple[date, date]:
    nothing = (_NOTHING.covers_from, _NOTHING.covers_to)
    if "covers" not in table.pairs:
        text = Text(
            "The table does not say which dates it covers: covers: {from: 2026-01-01, to: 2026-12-31}.",
            "La table ne dit pas quelles dates elle couvre\u202f: covers: {from: 2026-01-01, to: 2026-12-31}.",
        )
        notes.find(table, f"{at}/covers", text, code="SV-C04")
        return nothing
    covers = notes.table(table.pairs["covers"], f"{at}/covers", ("from", "to"))
    if covers is None:
        return nothing
    found = [notes.day(covers.pairs.get(key, Scalar("", covers.place)), f"{at}/covers/{key}") for key in ("from", "to")]
    first, last = found
    if first is None or last is None:
        return nothing
    if last < first:
        text = Text(f"covers ends ({last}) before it starts ({first}).", f"covers finit ({last}) avant de commencer.")
        notes.find(covers, f"{at}/covers", text)
    return first, last


def _dates(notes: Notes, table: Table, at: str, covers: tuple[date, date]) -> tuple[Holiday, ...]:
    if "dates" not in table.pairs:
        notes.find(
            table, f"{at}/dates", Text("The table has no dates: list.", "La table n’a pas de liste dates\u202f:.")
        )
        return ()
    holidays = read_holidays(notes, table.pairs["dates"], f"{at}/dates")
    known: dict[date, Holiday] = {}
    for holiday in holidays:
        day = holiday.day
        if day in known:
            text = Text(f"{day} is listed twice; keep one.", f"{day} figure deux fois\u202f; gardez-en un.")
            notes.find(table.pairs["dates"], f"{at}/dates", text)
        elif covers[0].year > 1 and not covers[0] <= day <= covers[1]:
            text = Text(f"{day} lies outside covers.", f"{day} est hors de covers.")
            notes.find(table.pairs["dates"], f"{at}/dates", text)
        known[day] = holiday
    return tuple(known[day] for day in sorted(known))


def read_holidays(notes: Notes, node: Node | None, at: str) -> tuple[Holiday, ...]:
    """A list of ``{date, en, fr}``, or of bare dates."""
    if node is None:
        return ()
    if not isinstance(node, Items):
        text = Text("Here stands a list of {date, en, fr}.", "On attend ici une liste de {date, en, fr}.")
        notes.find(node, at, text)
        return ()
    found = (_holiday(notes, item, f"{at}/{number}") for number, item in enumerate(node.items, 1))
    return tuple(holiday for holiday in found if holiday is not None)


def _holiday(notes: Notes, node: Node, at: str) -> Holiday | None:
    if isinstance(node, Scalar):
        day = notes.day(node, at)
        return None if day is None else Holiday(day, Text())
    table = notes.table(node, at, ("date", "en", "fr"))
    if table is None:
        return None
    day = notes.day(table.pairs.get("date", Scalar("", table.place)), f"{at}/date")
    words = {key: notes.word(table.pairs[key], f"{at}/{key}") or "" for key in ("en", "fr") if key in table.pairs}
    return None if day is None else Holiday(day, Text(**words))


def read_days(notes: Notes, node: Node | None, at: str) -> tuple[date, ...]:
    """A list of dates."""
    days = (notes.day(item, f"{at}/{number}") for number, item in enumerate(listed(node), 1))
    return tuple(day for day in days if day is not None)


def write_table(table: HolidayTable) -> str:
    """The file of a locked table, one date a line; `read_table` reads it back as it was."""
    asked = {
        "library": table.source,
        "version": table.version,
        "country": table.country,
        "subdivision": table.subdivision,
    }
    source = [f"{key}: {_quoted(value)}" for key, value in asked.items() if value]
    source += [f"categories: [{', '.join(map(_quoted, table.categories))}]"] if table.categories else []
    lines = [
        f"holidays: {_quoted(table.id)}",
        f"source: {{{', '.join(source)}}}",
        f"covers: {{from: {table.covers_from}, to: {table.covers_to}}}",
        *_block("added", (_line(holiday) for holiday in table.added)),
        *_block("removed", (str(day) for day in table.removed)),
        *_block("dates", (_line(holiday) for holiday in table.holidays)),
    ]
    return "\n".join(lines) + "\n"


def _block(key: str, items: Iterable[str]) -> list[str]:
    lines = [f"  - {item}" for item in items]
    return [f"{key}:", *lines] if lines else [f"{key}: []"]


def _line(holiday: Holiday) -> str:
    words = [f"{key}: {_quoted(word)}" for key, word in (("en", holiday.name.en), ("fr", holiday.name.fr)) if word]
    return "{" + ", ".join([f"date: {holiday.day}", *words]) + "}"


def _quoted(word: str) -> str:
    plain = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
