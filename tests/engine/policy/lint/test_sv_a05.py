"""SV-A05: nobody says of what the downtime is a share."""

from __future__ import annotations

from clean import REMOVE, check_finds
from promised_uptime import uptime


def test_an_assumed_base_is_found_with_an_outage_that_keeps_and_breaks_the_promise() -> None:
    finding = check_finds("SV-A05", uptime(assumed="[denominator]"), uptime(), severity="E")

    assert "99.5080\u00a0% of the calendar month (met)" in finding.example.en
    assert "99.4916\u00a0% of the month less exclusions (missed)" in finding.example.en


def test_two_hours_in_office_hours_are_met_by_the_month_and_missed_by_the_hours() -> None:
    terms = {"target": "{at_least: 99}", "service_hours": "office", "denominator": "service time"}

    finding = check_finds("SV-A05", uptime(**terms, assumed="[denominator]"), uptime(**terms), severity="E")

    assert "2\u00a0h (7,200\u00a0s) down: 99.7311\u00a0% of the calendar month (met)" in finding.example.en
    assert "98.8095\u00a0% of service hours (missed)" in finding.example.en


def test_the_reader_finds_a_base_that_is_not_written() -> None:
    finding = check_finds("SV-A05", uptime(denominator=REMOVE), uptime(), severity="E")

    assert "denominator: calendar month" in finding.fix.en
