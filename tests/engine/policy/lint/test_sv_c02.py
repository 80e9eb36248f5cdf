"""SV-C02: hours without a time zone, or in one that is not a place."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, reading, text


def test_an_assumed_zone_is_found_with_an_hour_that_is_open_in_one_and_closed_in_the_other() -> None:
    finding = check_finds("SV-C02", {"calendars/office/assumed": "[tz]"}, severity="E")

    assert "America/Toronto is assumed" in finding.message.en
    assert "closed if the hours are those of America/Toronto, open if they are those of UTC" in finding.example.en


@pytest.mark.parametrize("zone", ["EST", "Etc/GMT+5", "CET"])
def test_an_offset_or_an_old_name_is_found(zone: str) -> None:
    finding = check_finds("SV-C02", {"calendars/office/tz": zone})

    assert f"'{zone}'" in finding.message.en


@pytest.mark.parametrize("zone", ["Eastern", "Montreal time", ""])
def test_the_reader_refuses_what_is_not_in_the_database(zone: str) -> None:
    read = reading(text({"calendars/office/tz": f"'{zone}'"}))

    assert read.findings[0].severity == "E"


def test_calendars_that_share_an_assumed_zone_are_one_finding() -> None:
    other = "{tz: America/Toronto, open: [mon-fri 09:00-17:00], assumed: [tz]}"
    found = lint({"calendars/office/assumed": "[tz]", "calendars/other": other, "plans/plus/calendar": "other"})

    assert [finding.code for finding in found].count("SV-C02") == 1


def test_around_the_clock_no_hour_tells() -> None:
    found = lint({"calendars/office": "{tz: America/Toronto, open: always, assumed: [tz]}"})

    shown = next(finding for finding in found if finding.code == "SV-C02")
    assert shown.example.en == "No hour of the year tells."
