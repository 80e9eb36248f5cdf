"""SV-A07: maintenance is excluded and no minimum notice is said."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint
from promised_uptime import uptime


def test_maintenance_without_a_least_notice_can_be_announced_a_minute_before() -> None:
    finding = check_finds("SV-A07", uptime(maintenance="{before_start: true}"), uptime(), severity="W")

    assert "13:59" in finding.example.en
    assert finding.example.en.endswith("excluded.")


def test_a_notice_that_must_state_things_is_still_too_late_a_minute_before() -> None:
    found = lint(uptime(maintenance="{before_start: true, states: [time, date, impact, duration]}"))

    assert [finding.code for finding in found] == ["SV-A07"]
    assert found[0].example.en.endswith("excluded.")


def test_where_no_maintenance_is_excluded_no_notice_is_needed() -> None:
    assert lint(uptime(maintenance=REMOVE)) == []
