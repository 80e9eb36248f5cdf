"""The `calendars:` section as people write it, and everything that can be wrong with it, all at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest

from servanda.engine.calendars.model import (
    Calendar,
    DayClosure,
    Holiday,
    HolidayClosure,
    HolidayTable,
    Opening,
    SpanClosure,
    WeeklyWindow,
)
from servanda.engine.calendars.reading import read_calendars, table_names
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Finding
from servanda.engine.source import Table, read_tree
from servanda.engine.text import Text

TABLES = {
    name: HolidayTable(name, date(2026, 1, 1), date(2026, 12, 31), (Holiday(date(2026, 7, 1), Text("Day", "Fête")),))
    for name in ("canada", "quebec")
}
wall = datetime.fromisoformat


def read(text: str, tables: Mapping[str, HolidayTable] = TABLES) -> tuple[dict[str, Calendar], list[Finding]]:
    tree, findings = read_tree(text, "policy.yaml")
    assert findings == []
    assert isinstance(tree, Table)
    return read_calendars(tree.pairs["calendars"], tables)


def one(body: str) -> Calendar:
    calendars, findings = read(f"calendars:\n  help:\n    tz: America/Toronto\n{body}")
    assert findings == []
    return calendars["help"]


def test_the_example_of_the_contract_is_read_whole() -> None:
    calendar = one(
        """\
    open: [mon 05:00 to fri 16:00, sat 10:00-12:30, sat 13:30-24:00]
    closed:
      - 2026-12-25
      - {date: 2026-07-01, from: 09:00, to: 17:00}
      - {from: 2026-12-24T12:00, to: 2027-01-02T00:00}
      - {holidays: canada, from: 09:00, to: 17:00}
      - {holidays: quebec, from: 20:00, to: 05:00, evening: before}
    also_open: [{from: 2026-12-27T10:00, to: 2026-12-27T12:00}]
"""
    )

    assert calendar.windows == (
        WeeklyWindow(0, 300, 4, 960),
        WeeklyWindow(5, 600, 5, 750),
        WeeklyWindow(5, 810, 5, 1440),
    )
    assert calendar.closures == (
        DayClosure(date(2026, 12, 25)),
        DayClosure(date(2026, 7, 1), 540, 1020),
        SpanClosure(wall("2026-12-24T12:00"), wall("2027-01-02T00:00")),
        HolidayClosure(("canada",), 540, 1020),
        HolidayClosure(("quebec",), 1200, 300, True, None, True),
    )
    assert calendar.openings == (Opening(wall("2026-12-27T10:00"), wall("2026-12-27T12:00")),)
    assert sorted(calendar.tables) == ["canada", "quebec"]


def test_local_instants_may_have_seconds_and_may_be_midnight_at_the_end_of_a_day() -> None:
    calendar = one("    open: always\n    closed: [{from: 2026-12-24 12:00:30, to: 2026-12-24T24:00}]\n")

    assert calendar.closures == (SpanClosure(wall("2026-12-24T12:00:30"), wall("2026-12-25T00:00")),)


def test_what_stands_alone_needs_no_list() -> None:
    calendar = one("    open: mon-fri\n    closed: {holidays: [canada, quebec]}\n    also_open: 2026-07-04\n")

    assert len(calendar.windows) == 5
    assert calendar.closures == (HolidayClosure(("canada", "quebec")),)
    assert calendar.openings == (Opening(wall("2026-07-04T00:00"), wall("2026-07-05T00:00")),)


def test_a_calendar_carries_its_words_clauses_and_assumptions() -> None:
    calendar = one(
        """\
    open: always
    name: {en: Office hours, fr: Heures de bureau}
    text: {en: We are there., fr: Nous sommes là.}
    assumed: [hours, tz]
    clause: K23
    clauses: [K24, K25]
    ruling: I-K1
    source: heures ouvrables
    closed: [{date: 2026-12-25, name: Christmas, clause: K29, tz: Europe/Paris, evening: same}]
    also_open: [{date: 2026-12-26, from: 22:00, to: 02:00, name: {en: Sale, fr: Soldes}, clause: K30}]
"""
    )

    assert calendar.always
    assert calendar.name == Text("Office hours", "Heures de bureau")
    assert calendar.text == Text("We are there.", "Nous sommes là.")
    assert calendar.assumed == ("hours", "tz")
    assert calendar.clauses == ("K23", "K24", "K25")
    assert (calendar.ruling, calendar.source) == ("I-K1", "heures ouvrables")
    assert calendar.closures == (
        DayClosure(
            date(2026, 12, 25),
            zone="Europe/Paris",
            name=Text("Christmas", "Christmas"),
            evening_said=True,
            clauses=("K29",),
        ),
    )
    assert calendar.openings == (
        Opening(wall("2026-12-26T22:00"), wall("2026-12-27T02:00"), Text("Sale", "Soldes"), ("K30",)),
    )


@pytest.mark.parametrize(
    ("body", "code", "place", "right", "juste"),
    [
        ("tz: Eastern, open: always", "SV-C02", (2, 14), "America/Toronto", "America/Toronto"),
        ("tz: toronto, open: always", "SV-C02", (2, 14), "Did you mean America/Toronto?", "dire America/Toronto"),
        ("tz: America/Tornto, open: always", "SV-C02", (2, 14), "America/Toronto", "America/Toronto"),
        ("tz: Europe/Pariss, open: always", "SV-C02", (2, 14), "Europe/Paris", "Europe/Paris"),
        ("tz: ../etc/passwd, open: always", "SV-C02", (2, 14), "not an IANA time zone", "pas un fuseau horaire"),
        ("tz: America, open: always", "SV-C02", (2, 14), "not an IANA time zone", "pas un fuseau horaire"),
        ("open: always", "SV-C02", (2, 9), "The time zone is missing", "fuseau horaire manque"),
        ("tz: UTC", "SV-C01", (2, 9), "The hours are missing", "heures manquent"),
        ("tz: UTC, open: []", "SV-C01", (2, 25), "The hours are missing", "heures manquent"),
        ("tz: UTC, open: [monday]", "SV-S01", (2, 26), "write mon", "écrivez mon"),
        ("tz: UTC, open: always, clsoed: []", "SV-S01", (2, 33), "Did you mean closed?", "Vouliez-vous dire closed"),
        ("tz: UTC, open: always, zzz: []", "SV-S01", (2, 33), "Known here: tz, open", "Clés connues ici"),
        ("tz: UTC, open: always, closed: [2026-02-30]", "SV-S01", (2, 42), "write 2026-12-25", "écrivez 2026-12-25"),
        ("tz: UTC, open: always, closed: [25/12/2026]", "SV-S01", (2, 42), "write 2026-12-25", "écrivez 2026-12-25"),
        ("tz: UTC, open: always, closed: [{}]", "SV-S01", (2, 42), "This closes nothing", "ne ferme rien"),
        ("tz: UTC, open: always, closed: [{holiday: canada}]", "SV-S01", (2, 43), "mean holidays?", "dire holidays"),
        ("tz: UTC, open: always, closed: [{holidays: canad}]", "SV-S03", (2, 53), "mean canada?", "dire canada"),
        ("tz: UTC, open: always, closed: [{holidays: spain}]", "SV-S03", (2, 53), "servanda lock", "servanda lock"),
        (
            "tz: UTC, open: always, closed: [{date: 2026-07-01, from: 9am}]",
            "SV-S01", (2, 67), "as in 09:00", "par exemple 09:00",
        ),
        (
            "tz: UTC, open: always, closed: [{date: 2026-07-01, from: 24:00}]",
            "SV-S01", (2, 67), "00:00 of the next day", "00:00 du lendemain",
        ),
        (
            "tz: UTC, open: always, closed: [{date: 2026-07-01, evening: befor}]",
            "SV-S01", (2, 70), "mean before?", "dire before",
        ),
        (
            "tz: UTC, open: always, closed: [{date: 2026-07-01, holidays: canada}]",
            "SV-S01", (2, 43), "Unknown key date", "Clé inconnue",
        ),
        (
            "tz: UTC, open: always, closed: [{from: 2026-07-01, to: 2026-07-02T00:00}]",
            "SV-S01", (2, 49), "write 2026-07-01T00:00", "écrivez 2026-07-01T00:00",
        ),
        (
            "tz: UTC, open: always, closed: [{from: 2026-07-01T00:00Z, to: 2026-07-02T00:00}]",
            "SV-S01", (2, 49), "without an offset", "sans décalage",
        ),
        (
            "tz: UTC, open: always, closed: [{from: 2026-07-02T00:00, to: 2026-07-01T00:00}]",
            "SV-S01", (2, 71), "is not after from", "n’est pas après from",
        ),
        (
            "tz: UTC, open: always, closed: [{from: 2026-07-02T00:00}]",
            "SV-S01", (2, 42), "to is missing", "to manque",
        ),
        (
            "tz: UTC, open: always, closed: [{from: 2026-07-02T00:00, to: 2026-07-03T00:00, evening: before}]",
            "SV-S01", (2, 89), "Unknown key evening", "Clé inconnue",
        ),
        (
            "tz: UTC, open: always, closed: [{date: 2026-07-01, tz: Sydney}]",
            "SV-C02", (2, 65), "Australia/Sydney", "Australia/Sydney",
        ),
        ("tz: UTC, open: always, also_open: [tomorrow]", "SV-S01", (2, 45), "write 2026-12-25", "écrivez 2026-12-25"),
        ("tz: UTC, open: always, also_open: [[]]", "SV-S01", (2, 45), "a mapping with the keys", "les clés"),
        ("tz: UTC, open: always, assumed: [hors]", "SV-S01", (2, 43), "mean hours?", "dire hours"),
        ("tz: UTC, open: always, name: {en: a, de: b}", "SV-S01", (2, 47), "Unknown key de", "Clé inconnue"),
        ("tz: [UTC], open: always", "SV-S01", (2, 14), "a word", "un mot"),
    ],
)  # fmt: skip
def test_one_mistake_gives_one_finding_that_says_what_would_be_right(
    body: str, code: str, place: tuple[int, int], right: str, juste: str
) -> None:
    _, findings = read(f"calendars:\n  help: {{{body}}}\n")

    assert [finding.code for finding in findings] == [code]
    assert (findings[0].place.file, findings[0].place.line, findings[0].place.column) == ("policy.yaml", *place)
    assert right in findings[0].message.en
    assert juste in findings[0].message.fr
    assert findings[0].at.startswith("calendars/help")


def test_all_mistakes_are_listed_in_the_order_of_the_file() -> None:
    calendars, findings = read(
        """\
calendars:
  good: {tz: UTC, open: always}
  bad:
    open: [monday, mon 9-17, tue 09:00-17:00]
    closed: [nope, {holidays: spain, from: 9}]
  worse: yes
"""
    )

    assert [(finding.place.line, finding.code) for finding in findings] == [
        (4, "SV-C02"),
        (4, "SV-S01"),
        (4, "SV-S01"),
        (5, "SV-S01"),
        (5, "SV-S03"),
        (5, "SV-S01"),
        (6, "SV-S01"),
    ]
    assert sorted(calendars) == ["bad", "good"]
    assert calendars["bad"].windows == (WeeklyWindow(1, 540, 1, 1020),)


def test_calendars_that_are_no_mapping_are_a_finding() -> None:
    calendars, findings = read("calendars: [office]\n")

    assert calendars == {}
    assert [finding.code for finding in findings] == ["SV-S01"]


def test_the_tables_that_calendars_name_are_known_before_they_are_read() -> None:
    tree, _ = read_tree(
        """\
calendars:
  a: {closed: [{holidays: canada}, 2026-01-01, {holidays: [quebec, canada]}]}
  b: {closed: {holidays: uk}}
  c: nonsense
"""
    )
    assert isinstance(tree, Table)

    assert table_names(tree.pairs["calendars"]) == ("canada", "quebec", "uk")
    assert table_names(tree) == ()


def test_a_calendar_of_thousands_of_closures_is_refused_quickly_and_clearly() -> None:
    days = ", ".join(str(date(2000, 1, 1) + timedelta(days=number)) for number in range(30_000))
    began = time.process_time()
    _, findings = read(f"calendars:\n  help: {{tz: UTC, open: always, closed: [{days}]}}\n")

    assert time.process_time() - began < 2
    assert [finding.code for finding in findings] == ["SV-S01"]
    assert "30,000 dates" in findings[0].message.en
    assert "at most 2,000" in findings[0].message.en


def test_the_most_closures_that_are_read_compile_quickly() -> None:
    days = ", ".join(str(date(2020, 1, 1) + timedelta(days=number)) for number in range(2000))
    calendars, findings = read(f"calendars:\n  help: {{tz: UTC, open: always, closed: [{days}]}}\n")
    began = time.process_time()
    timeline = compile_timeline(calendars["help"])

    assert findings == []
    assert timeline.elapsed(1_577_836_800_000_000, 1_751_328_000_000_000) == 8 * 86_400_000_000
    assert time.process_time() - began < 1
