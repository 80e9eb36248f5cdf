"""SV-U02: Two units that disagree."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/table/low/basic": (
        "{response: 4 business hours, resolution: {promise: 2 business days, source: 48 hours (2 business days)}}"
    ),
}
GOOD = {
    "targets/table/low/basic": "{response: 4 business hours, resolution: {promise: 2 business days, source: 2 business days}}",
}


def test_three_readings_of_one_length_lie_days_apart() -> None:
    finding = check_finds("SV-U02", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/low/basic/resolution"
    assert "48 hours (2 business days)" in plain(finding.message)
    assert "Thu 19 Mar 2026 10:00 (48 hours by the clock)" in plain(finding.example)
    assert "Wed 25 Mar 2026 10:00 (48 support hours)" in plain(finding.example)
