"""Locked holiday tables: what stands in them, what can be wrong with them, and that they read back as written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.calendars.recipes import Recipe, read_section, recipe_of
from servanda.engine.calendars.tables import read_table, write_table
from servanda.engine.source import Node, Table, read_tree
from servanda.engine.text import LANGUAGES, Text
from servanda.shipped import holidays_folder

NEW_YEAR = Holiday(date(2026, 1, 1), Text("New Year’s Day", "Jour de l’An"))


def tree(text: str) -> Node:
    node, findings = read_tree(text, "table.yaml")
    assert node is not None
    assert findings == []
    return node


def shipped(name: str) -> HolidayTable:
    path = holidays_folder() / f"{name}.yaml"
    table, findings = read_table(tree(path.read_text(encoding="utf-8")), name)
    assert findings == []
    return table


def days_of(name: str, year: int) -> set[date]:
    return {holiday.day for holiday in shipped(name).holidays if holiday.day.year == year}


@pytest.mark.parametrize(
    ("name", "number"), [("canada", 5), ("quebec", 8), ("uk", 7), ("australia", 7), ("france", 11), ("indonesia", 17)]
)
def test_the_tables_that_come_with_servanda_have_the_dates_of_2026(name: str, number: int) -> None:
    assert len(days_of(name, 2026)) == number


def test_canada_and_quebec_together_have_eight_dates_in_2026() -> None:
    assert len(days_of("canada", 2026) | days_of("quebec", 2026)) == 8


@pytest.mark.parametrize("name", ["canada", "quebec", "uk", "australia", "france", "indonesia"])
def test_shipped_tables_say_where_they_come_from_and_name_every_date_in_both_languages(name: str) -> None:
    table = shipped(name)

    assert table.id == name
    assert (table.covers_from, table.covers_to) == (date(2018, 1, 1), date(2040, 12, 31))
    assert (table.source, table.version) == ("holidays", "0.109")
    assert [holiday for holiday in table.holidays if holiday.name.missing()] == []
    assert not any(word in holiday.name.fr for holiday in table.holidays for word in ("Day", "'", "observé", "Eid"))
    assert {holiday.day.year for holiday in table.holidays} == set(range(2018, 2041))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("canada", date(2026, 5, 18)),  # Victoria Day is not a holiday of the whole country
        ("canada", date(2026, 9, 30)),  # Truth and Reconciliation: federal employers only
        ("quebec", date(2026, 4, 6)),  # Easter Monday: an employer's choice
        ("uk", date(2026, 4, 6)),  # not in Scotland
        ("uk", date(2026, 8, 31)),  # not in Scotland
        ("australia", date(2026, 6, 8)),  # the King's birthday differs by state
        ("france", date(2026, 4, 3)),  # Good Friday: Alsace and Moselle only
        ("indonesia", date(2026, 3, 20)),  # joint leave, not a public holiday
    ],
)
def test_dates_that_are_no_holidays_are_not_in_the_tables(name: str, day: date) -> None:
    assert day not in days_of(name, 2026)


def test_an_inline_table_needs_only_its_dates_and_what_they_cover() -> None:
    table, findings = read_table(
        tree("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2026-07-01, {date: 2026-01-01, en: A, fr: B}]}"),
        "own",
    )

    assert findings == []
    assert table == HolidayTable(
        "own",
        date(2026, 1, 1),
        date(2026, 12, 31),
        (Holiday(date(2026, 1, 1), Text("A", "B")), Holiday(date(2026, 7, 1), Text())),
    )


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        ("{dates: []}", "SV-C04", "covers: {from: 2026-01-01, to: 2026-12-31}"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}}", "SV-S01", "dates"),
        ("{covers: {from: 2026-01-01}, dates: []}", "SV-S01", "a word"),
        ("{covers: {from: 2026-12-31, to: 2026-01-01}, dates: []}", "SV-S01", "before it starts"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2027-01-01]}", "SV-S01", "outside covers"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2026-07-01, 2026-07-01]}", "SV-S01", "twice"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: 2026-07-01}", "SV-S01", "a list"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [{en: A}]}", "SV-S01", "a word"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [], dats: []}", "SV-S01", "Did you mean dates?"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [], source: {libary: x}}", "SV-S01", "library"),
        ("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [], removed: [July]}", "SV-S01", "write 2026-12-25"),
        ("[]", "SV-S01", "a mapping"),
    ],
)
def test_a_wrong_table_is_a_finding(text: str, code: str, right: str) -> None:
    _, findings = read_table(tree(text), "own")

    assert [finding.code for finding in findings] == [code]
    assert right in findings[0].message.en
    assert findings[0].message.missing() == ()


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=20).map(
    lambda text: " ".join(text.split())
)
days = st.dates(date(2018, 1, 1), date(2040, 12, 31))
holidays = st.dictionaries(days, st.builds(Text, words, words), max_size=10).map(
    lambda found: tuple(Holiday(day, found[day]) for day in sorted(found))
)


@settings(derandomize=True, deadline=None)
@given(holidays, holidays, st.lists(days, max_size=3), st.sampled_from(["", "CA"]), st.sampled_from(["", "QC"]))
def test_a_table_that_is_written_reads_back_as_it_was(
    dates: tuple[Holiday, ...], added: tuple[Holiday, ...], removed: list[date], country: str, subdivision: str
) -> None:
    table = HolidayTable(
        "own",
        date(2018, 1, 1),
        date(2040, 12, 31),
        dates,
        "holidays",
        "0.109",
        added,
        tuple(removed),
        country,
        subdivision,
        ("public",),
    )

    assert read_table(tree(write_table(table))) == (table, [])


def test_a_section_tells_tables_from_recipes() -> None:
    node = tree(
        """\
holidays:
  own: {covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2026-07-01]}
  canada: {country: CA}
  quebec:
    country: CA
    subdivision: QC
    categories: [public, government]
    added: [{date: 2026-01-02, en: Day after New Year’s Day, fr: Lendemain du jour de l’An}]
    removed: [2026-10-12]
"""
    )
    assert isinstance(node, Table)
    section, findings = read_section(node.pairs["holidays"])

    assert findings == []
    assert list(section.tables) == ["own"]
    assert section.recipes == {
        "canada": Recipe("CA"),
        "quebec": Recipe(
            "CA",
            "QC",
            ("public", "government"),
            (Holiday(date(2026, 1, 2), Text("Day after New Year’s Day", "Lendemain du jour de l’An")),),
            (date(2026, 10, 12),),
        ),
    }


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[]", "by name"),
        ("{canada: {}}", "country: CA"),
        ("{canada: {contry: CA, country: CA}}", "Did you mean country?"),
        ("{canada: CA}", "a mapping"),
    ],
)
def test_a_wrong_section_is_a_finding(text: str, right: str) -> None:
    _, findings = read_section(tree(text))

    assert len(findings) == 1
    assert right in findings[0].message.en


def test_a_locked_table_keeps_its_recipe_and_one_written_by_hand_has_none() -> None:
    assert recipe_of(shipped("quebec")) == Recipe("CA", "QC")
    assert recipe_of(HolidayTable("own", date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=1), (NEW_YEAR,))) is None


def test_every_language_of_the_product_is_written() -> None:
    assert all(f"{language}: " in write_table(shipped("france")) for language in LANGUAGES)
