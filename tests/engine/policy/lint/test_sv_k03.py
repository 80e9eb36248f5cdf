"""SV-K03: Priority out of reach."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "classify/matrix/cells/one/stopped": "high",
    "classify/matrix/cells/one/slowed": "high",
}
GOOD = {
    "classify/matrix/cells/one/stopped": "high",
    "classify/matrix/cells/one/slowed": "low",
}


def test_a_priority_out_of_reach_is_found() -> None:
    finding = check_finds("SV-K03", BAD, GOOD, severity="W")

    assert finding.at == "classify/levels/low"
    assert "No request can be low" in plain(finding.message)
    assert "All 4 combinations" in plain(finding.example)
