"""`servanda lock`: writes the holiday tables that a policy's calendars name, or checks them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from servanda.cli.files import read_file, refuse
from servanda.cli.suggested import UnknownRecipeError, suggest_table
from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.calendars.reading import table_names
from servanda.engine.calendars.recipes import Recipe, recipe_of
from servanda.engine.calendars.tables import write_table
from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.source import Table
from servanda.engine.text import Language, Text
from servanda.policy_files import STANDARD_INPUT, HolidayTables, UnreadableError, tables_for

FIRST_YEAR, LAST_YEAR = 2018, 2040
"""The years that a new table covers unless `--years` says otherwise."""


def _years(context: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = re.match(r"([0-9]{4})-([0-9]{4})$", value)
    years = (int(found[1]), int(found[2])) if found else (1, 0)
    if not 1990 <= years[0] <= years[1] <= 2100:
        raise click.BadParameter(f"{value} is not a range of years from 1990 to 2100; write 2018-2040", context, option)
    return years


@click.command(
    name="lock",
    epilog="""\b
Examples:
  servanda lock policies/aidi.yaml
  servanda lock policies/aidi.yaml --years 2018-2045
  servanda lock policies/aidi.yaml --check""",
)
@click.argument("policy")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a table differs from what would be written.")
@click.option("--years", callback=_years, metavar="A-B", help="The years that the tables cover, for example 2018-2040.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(policy: str, check: bool, years: tuple[int, int] | None, form: str, language: Language) -> None:
    """Write the holiday tables that the calendars of POLICY name, beside it in holidays/, or check them.

    A table is made from its recipe: the entry in the policy's `holidays:` section, else the head of the table that is
    already there. Dates that people added or removed are kept. Clocks never ask a library what day it is; they read
    only these files.
    """
    try:
        tree = read_file(policy)
        tables = tables_for(policy, tree)
        made = [_make(policy, tree, tables, name, years) for name in _locked_names(tree, tables)]
    except UnreadableError as error:
        refuse(error, language)
    settled = [_settled(policy, table, tables) for table in made]
    if not check:
        for one in settled:
            one.write()
    click.echo(_json(settled, language) if form == "json" else _text(settled, check, language))
    if check and any(one.changes for one in settled):
        raise SystemExit(1)


@dataclass(frozen=True, slots=True)
class _Settled:
    """A table, where it belongs, and how it differs from the one that is there."""

    table: HolidayTable
    path: Path
    changes: tuple[Text, ...]

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(write_table(self.table), encoding="utf-8")

    def counted(self) -> str:
        years = f"{self.table.covers_from.year}-{self.table.covers_to.year}"
        return f"{len(self.table.holidays)} dates, {years}"

    def verdict(self) -> Text:
        name = self.table.id
        if self.changes:
            return Text(f"{name} differs:", f"{name} diffère\u202f:")
        return Text(f"{name} is up to date ({self.counted()}).", f"{name} est à jour ({self.counted()}).")


def _settled(policy: str, table: HolidayTable, tables: HolidayTables) -> _Settled:
    folder = Path("holidays") if policy == STANDARD_INPUT else Path(policy).parent / "holidays"
    there = tables[table.id] if tables.path_of(table.id) else None
    return _Settled(table, folder / f"{table.id}.yaml", tuple(_changes(there, table)))


def _text(settled: list[_Settled], check: bool, language: Language) -> str:
    if not settled:
        return _NO_TABLES.of(language)
    if not check:
        return "\n".join(f"{one.path}: {one.counted()}" for one in settled)
    lines = ([one.verdict(), *(Text(f"  {line.en}", f"  {line.fr}") for line in one.changes)] for one in settled)
    return "\n".join(line.of(language) for part in lines for line in part)


def _json(settled: list[_Settled], language: Language) -> str:
    tables = [
        {
            "id": one.table.id,
            "file": str(one.path),
            "dates": len(one.table.holidays),
            "covers": {"from": str(one.table.covers_from), "to": str(one.table.covers_to)},
            "version": one.table.version,
            "changes": [line.of(language) for line in one.changes],
        }
        for one in settled
    ]
    return json.dumps({"tables": tables}, ensure_ascii=False, indent=2)


_NO_TABLES = Text("The calendars name no holiday table.", "Les calendriers ne citent aucune table de jours fériés.")


def _locked_names(tree: Table, tables: HolidayTables) -> list[str]:
    names = table_names(tree.pairs["calendars"]) if "calendars" in tree.pairs else ()
    wanted = [*names, *(name for name in tables.section.recipes if name not in names)]
    return [name for name in wanted if name not in tables.section.tables]


def _make(policy: str, tree: Table, tables: HolidayTables, name: str, years: tuple[int, int] | None) -> HolidayTable:
    there = tables.get(name)
    if tables.findings:
        raise UnreadableError(tables.findings)
    recipe = tables.section.recipes.get(name) or (recipe_of(there) if there else None)
    if recipe is None:
        raise UnreadableError([_no_recipe(policy, tree, tables, name)])
    first, last = years or _years_of(there)
    try:
        return suggest_table(name, _keeping(recipe, there), first, last)
    except UnknownRecipeError as error:
        place = tree.key_places.get("holidays", tree.place)
        raise UnreadableError([Finding("SV-C03", Severity.ERROR, place, error.message)]) from error


def _years_of(table: HolidayTable | None) -> tuple[int, int]:
    return (table.covers_from.year, table.covers_to.year) if table else (FIRST_YEAR, LAST_YEAR)


def _keeping(recipe: Recipe, there: HolidayTable | None) -> Recipe:
    """The recipe with the additions and removals of the table that is there, where it states none itself."""
    if there is None:
        return recipe
    added, removed = recipe.added or there.added, recipe.removed or there.removed
    return Recipe(recipe.country, recipe.subdivision, recipe.categories, added, removed)


def _no_recipe(policy: str, tree: Table, tables: HolidayTables, name: str) -> Finding:
    close = nearest(name, tables)
    hint = Text(f" Did you mean {close}?", f" Vouliez-vous dire {close}\u202f?") if close and close != name else Text()
    text = Text(
        f"There is no recipe for the holiday table {name}.{hint.en} "
        f"Write at the top of the policy: holidays: {{{name}: {{country: CA}}}}.",
        f"Rien ne dit comment faire la table de jours fériés {name}.{hint.fr} "
        f"Écrivez en tête de la politique\u202f: holidays: {{{name}: {{country: CA}}}}.",
    )
    place = tree.key_places.get("calendars", Place(policy))
    return Finding("SV-C03", Severity.ERROR, place, text)


def _changes(there: HolidayTable | None, made: HolidayTable) -> Iterator[Text]:
    if there is None:
        yield Text("there is no file yet", "le fichier n’existe pas encore")
        return
    old, new = ({holiday.day: holiday for holiday in table.holidays} for table in (there, made))
    for day in sorted({*old, *new}):
        yield from _change(day.isoformat(), old.get(day), new.get(day))
    for what, fr, was, now in (
        ("version", "version", there.version, made.version),
        ("country", "pays", there.country, made.country),
        ("subdivision", "subdivision", there.subdivision, made.subdivision),
        ("covers", "couvre", f"{there.covers_from}/{there.covers_to}", f"{made.covers_from}/{made.covers_to}"),
    ):
        if was != now:
            yield Text(f"{what}: {was or '–'} → {now or '–'}", f"{fr}\u202f: {was or '–'} → {now or '–'}")


def _change(day: str, old: Holiday | None, new: Holiday | None) -> Iterator[Text]:
    if old is None and new is not None:
        yield Text(f"+ {day} {new.name.en}", f"+ {day} {new.name.fr}")
    elif new is None and old is not None:
        yield Text(f"− {day} {old.name.en}", f"− {day} {old.name.fr}")
    elif old != new and old is not None and new is not None:
        yield Text(f"~ {day} {old.name.en} → {new.name.en}", f"~ {day} {old.name.fr} → {new.name.fr}")
