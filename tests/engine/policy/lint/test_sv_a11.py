"""SV-A11: months of a zone that nobody named."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint
from promised_uptime import uptime


def test_an_assumed_zone_is_found_with_an_outage_at_the_turn_of_the_month() -> None:
    finding = check_finds("SV-A11", uptime(assumed="[tz]"), uptime(), severity="W")

    assert "Thu\u00a030\u00a0Apr\u00a02026\u00a021:00" in finding.example.en
    assert "belongs to April\u00a02026, but to May\u00a02026 by UTC" in finding.example.en


def test_east_of_greenwich_the_month_begins_earlier() -> None:
    found = lint(uptime(assumed="[tz]", tz="Asia/Jakarta"))

    assert "belongs to May\u00a02026, but to April\u00a02026 by UTC" in found[0].example.en


def test_the_reader_finds_a_zone_that_is_not_written() -> None:
    finding = check_finds("SV-A11", uptime(tz=REMOVE), uptime())

    assert "tz: America/Toronto" in finding.fix.en
