"""SV-C09: a change of clocks falls into time that is promised."""

from __future__ import annotations

from clean import check_finds, lint


def test_a_calendar_that_is_open_at_the_change_is_shown() -> None:
    finding = check_finds(
        "SV-C09",
        {"calendars/office/open": "[mon-sun 00:00-08:00]"},
        {"calendars/office/open": "[mon-sun 09:00-17:00]"},
        severity="I",
    )

    assert finding.example.en == "Sun\u00a08\u00a0Mar\u00a02026: clocks go from 02:00 to 03:00."


def test_a_promise_by_the_clock_ends_an_hour_off_on_the_wall() -> None:
    found = lint({"targets/table/high/plus": "1 business hour / 4 clock hours"})

    shown = next(finding for finding in found if finding.code == "SV-C09")
    assert (
        "Raised Sun\u00a08\u00a0Mar\u00a02026\u00a000:00: due Sun\u00a08\u00a0Mar\u00a02026\u00a005:00"
        in shown.example.en
    )


def test_a_zone_that_never_changes_is_left_alone() -> None:
    found = lint(
        {"calendars/office": "{tz: Asia/Jakarta, open: [mon-sun 00:00-08:00]}", "effective/tz": "Asia/Jakarta"}
    )

    assert found == []
