"""SV-N01: a table lost its cells, so that nobody can tell which plan has what."""

from __future__ import annotations

from clean import check_finds, lint


def test_assumed_plans_are_found_with_both_readings_of_the_marks() -> None:
    finding = check_finds("SV-N01", {"entitlements/reports/assumed": "[plans]"}, severity="E")

    assert "for plus if the marks stand at the right, for basic if they stand at the left" in finding.example.en


def test_all_rows_of_the_table_are_one_finding() -> None:
    found = lint({"entitlements/reports/assumed": "[plans]", "entitlements/support/assumed": "[plans]"})

    assert [finding.code for finding in found] == ["SV-N01"]
    assert "2 of its rows: support and reports" in found[0].message.en


def test_a_row_that_every_plan_has_may_also_be_one_that_none_has() -> None:
    found = lint({"entitlements/support/assumed": "[plans]"})

    assert "Given, or refused?" in found[0].example.en


def test_a_row_without_any_mark_is_found() -> None:
    found = lint({"entitlements/letter": "{text: {en: A letter., fr: Une lettre.}}"})

    assert [finding.code for finding in found] == ["SV-N01"]
    assert "Given, or refused?" in found[0].example.en
