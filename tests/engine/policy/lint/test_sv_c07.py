"""SV-C07: one calendar closes on holidays, another is silent about them."""

from __future__ import annotations

from clean import check_finds, lint

OFFICE = {"calendars/office/closed": "[{holidays: feasts}]", "plans/plus/calendar": "extended"}
SILENT = {**OFFICE, "calendars/extended": "{tz: America/Toronto, open: [mon-sun 09:00-17:00]}"}
SAID = {**OFFICE, "calendars/extended": "{tz: America/Toronto, open: [mon-sun 09:00-17:00], closed: []}"}


def test_a_calendar_that_says_nothing_of_holidays_is_found_beside_one_that_closes() -> None:
    finding = check_finds("SV-C07", SILENT, SAID, severity="W")

    assert finding.at == "calendars/extended"
    assert "office is closed; is extended open?" in finding.example.en


def test_around_the_clock_says_it() -> None:
    patches = {**OFFICE, "calendars/extended": "{tz: America/Toronto, open: always}"}

    assert "SV-C07" not in {finding.code for finding in lint(patches)}


def test_closing_on_the_same_holidays_says_it() -> None:
    patches = {**SILENT, "calendars/extended/closed": "[{holidays: feasts}]"}

    assert lint(patches) == []


def test_an_assumption_is_found_although_the_list_is_empty() -> None:
    patches = {**SAID, "calendars/extended/assumed": "[holidays]"}

    assert {finding.code for finding in lint(patches)} == {"SV-C07"}


def test_where_no_holiday_of_the_year_tells_the_finding_says_so() -> None:
    patches = {**OFFICE, "calendars/extended": "{tz: America/Toronto, open: [sat 10:00-12:00]}"}

    shown = next(finding for finding in lint(patches) if finding.code == "SV-C07")

    assert shown.example.en == "No holiday of this year tells."
