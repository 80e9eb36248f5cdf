"""The `holidays:` section of a policy: tables written inline, and recipes from which `servanda lock` makes tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from servanda.engine.calendars.fields import Notes
from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.calendars.tables import read_days, read_holidays, read_table
from servanda.engine.diagnostics import Finding
from servanda.engine.source import Node, Table
from servanda.engine.text import Text

_KEYS = ("country", "subdivision", "categories", "added", "removed")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the holiday library is asked for, and what people decided to add and to remove."""

    country: str
    subdivision: str = ""
    categories: tuple[str, ...] = ("public",)
    added: tuple[Holiday, ...] = ()
    removed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A whole section: tables that stand in the policy itself, and recipes for those in files of their own."""

    tables: Mapping[str, HolidayTable] = field(default_factory=lambda: MappingProxyType({}))
    recipes: Mapping[str, Recipe] = field(default_factory=lambda: MappingProxyType({}))


def read_section(node: Node | None, at: str = "holidays") -> tuple[Section, list[Finding]]:
    """Read the section; an entry with `dates` is a table, one with `country` a recipe."""
    if node is None:
        return Section(), []
    notes = Notes()
    tables: dict[str, HolidayTable] = {}
    recipes: dict[str, Recipe] = {}
    if not isinstance(node, Table):
        text = Text(
            "Tables stand by name: holidays: {canada: {country: CA}}.", "On nomme chaque table de jours fériés."
        )
        notes.find(node, at, text)
        return Section(), notes.findings
    for id, value in node.pairs.items():
        if isinstance(value, Table) and "dates" in value.pairs:
            tables[id], found = read_table(value, id, f"{at}/{id}")
            notes.findings += found
        else:
            recipe = _recipe(notes, value, f"{at}/{id}")
            recipes |= {id: recipe} if recipe else {}
    return Section(MappingProxyType(tables), MappingProxyType(recipes)), notes.findings


def _recipe(notes: Notes, node: Node, at: str) -> Recipe | None:
    table = notes.table(node, at, _KEYS)
    if table is None:
        return None
    pairs = table.pairs
    if "country" not in pairs:
        text = Text(
            "Which holidays? Write {country: CA}, with subdivision: QC where it matters, or list dates: and covers:.",
            "Quels jours fériés\u202f? Écrivez {country: CA}, au besoin avec subdivision: QC, ou donnez dates: et covers:.",
        )
        notes.find(node, f"{at}/country", text)
        return None
    return Recipe(
        country=notes.word(pairs["country"], f"{at}/country") or "",
        subdivision=(notes.word(pairs["subdivision"], f"{at}/subdivision") or "") if "subdivision" in pairs else "",
        categories=notes.words(pairs["categories"], f"{at}/categories") if "categories" in pairs else ("public",),
        added=read_holidays(notes, pairs.get("added"), f"{at}/added"),
        removed=read_days(notes, pairs.get("removed"), f"{at}/removed"),
    )


def recipe_of(table: HolidayTable) -> Recipe | None:
    """The recipe that made a table, as it stands in its head; None for one that was written by hand."""
    if not table.country:
        return None
    return Recipe(table.country, table.subdivision, table.categories or ("public",), table.added, table.removed)
