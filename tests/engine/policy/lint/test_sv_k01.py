"""SV-K01: Matrix cell missing."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "classify/matrix/cells/everybody": "{stopped: high}",
}
GOOD = {
    "classify/matrix/cells/everybody/stopped": "high",
    "classify/matrix/cells/everybody/slowed": "high",
}


def test_a_missing_cell_is_found() -> None:
    finding = check_finds("SV-K01", BAD, GOOD, severity="E")

    assert finding.at == "classify/matrix/cells"
    assert "everybody × slowed" in plain(finding.message)
    assert "gets no priority" in plain(finding.example)
