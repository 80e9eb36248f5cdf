"""SV-T03: Less urgent, yet faster."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/table/low/basic": "4 business hours / 6 business hours",
    "targets/table/low/plus": "2 business hours / 5 business hours",
}
GOOD = {
    "targets/table/low/basic": "4 business hours / 2 business days",
    "targets/table/low/plus": "2 business hours / 1 business day",
}


def test_a_less_urgent_priority_that_is_faster_is_found() -> None:
    finding = check_finds("SV-T03", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/low/basic/resolution"
    assert "low is due before high" in plain(finding.message)
    assert "low is due Wed 11 Mar 2026 15:00" in plain(finding.example)
    assert "high only Wed 11 Mar 2026 17:00" in plain(finding.example)
