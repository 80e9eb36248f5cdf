"""SV-C04: a holiday table that ends before the promises do."""

from __future__ import annotations

from datetime import date

from clean import AT, check_finds, lint

ENDING = {"calendars/office/closed": "[{holidays: ending}]"}
ENDLESS = {"calendars/office/closed": "[{holidays: feasts}]"}


def test_a_target_that_outlasts_its_table_today_is_an_error() -> None:
    finding = check_finds("SV-C04", ENDING, ENDLESS, severity="E")

    assert "2026-03-03" in finding.message.en
    assert "Wed\u00a04\u00a0Mar\u00a02026" in finding.example.en
    assert "servanda lock" in finding.fix.en


def test_three_months_ahead_it_is_a_warning() -> None:
    found = lint(ENDLESS, at=date(2040, 10, 15))

    assert [(finding.code, finding.severity) for finding in found if finding.code == "SV-C04"] == [("SV-C04", "W")]


def test_a_table_that_reaches_far_enough_is_not_mentioned() -> None:
    assert lint(ENDLESS, at=AT) == []
