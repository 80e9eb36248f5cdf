"""SV-U04: Hours longer than the support day."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "4 business hours / 16 business hours",
}
GOOD = {
    "targets/table/low/basic": "4 business hours / 2 business days",
}


def test_hours_longer_than_the_day_are_shown_at_their_worst() -> None:
    finding = check_finds("SV-U04", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/low/basic/resolution"
    assert "16 business hours" in plain(finding.message)
    assert "8 h" in plain(finding.message)
    assert "Thu 29 Oct 2026 17:00" in plain(finding.example)
    assert "Mon 2 Nov 2026 17:00" in plain(finding.example)
    assert "2 business days" in finding.fix.en


def test_hours_that_stand_for_days_of_the_source_are_left_alone() -> None:
    cell = "{response: 4 business hours, resolution: {promise: 16 business hours, source: 2 d}}"

    assert lint({"targets/table/low/basic": cell}) == []


def test_eight_hours_on_a_day_of_eight_are_no_longer_than_the_day() -> None:
    assert lint({"targets/table/low/plus": "2 business hours / 8 business hours"}) == []
