"""SV-C08: business days where a day has no length, or where nobody says what one is."""

from __future__ import annotations

from clean import check_finds, lint

WEEK = {"calendars/office/open": "[mon 05:00 to fri 16:00]"}


def days(of: str = "") -> dict[str, str]:
    one, two = f"1 business day{of} / none", f"2 business days{of} / none"
    return {
        "targets/table/high": f"{{basic: {one}, plus: {one}}}",
        "targets/table/low": f"{{basic: {two}, plus: {two}}}",
    }


OWN_DAYS = {"calendars/days": "{tz: America/Toronto, open: [mon-fri]}"}


def test_a_week_without_breaks_has_no_days_of_its_own() -> None:
    finding = check_finds("SV-C08", {**WEEK, **days()}, {**WEEK, **OWN_DAYS, **days(" of days")}, severity="W")

    assert "107\u00a0h a week" in finding.message.en
    assert "Mon\u00a023\u00a0Mar\u00a02026\u00a010:00 (same time)" in finding.example.en
    assert "Tue\u00a024\u00a0Mar\u00a02026\u00a000:00 (end of the day)" in finding.example.en
    assert "Mon\u00a023\u00a0Mar\u00a02026\u00a015:00 (the support time of whole days)" in finding.example.en


def test_all_targets_of_a_calendar_are_one_finding() -> None:
    assert [finding.code for finding in lint({**WEEK, **days()})] == ["SV-C08"]


def test_a_business_day_that_the_source_leaves_open_is_found() -> None:
    cell = "{response: {promise: 1 business day, assumed: [business day]}, resolution: none}"

    found = lint({**days(), "targets/table/high/basic": cell})

    assert [finding.code for finding in found] == ["SV-C08"]


def test_days_of_one_length_are_left_alone() -> None:
    assert lint(days()) == []
