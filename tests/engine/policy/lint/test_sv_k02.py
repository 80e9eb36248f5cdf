"""SV-K02: Matrix not monotone."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "classify/matrix/cells/one/stopped": "low",
    "classify/matrix/cells/one/slowed": "high",
}
GOOD = {
    "classify/matrix/cells/one/stopped": "high",
    "classify/matrix/cells/one/slowed": "low",
}


def test_cells_out_of_order_are_found() -> None:
    finding = check_finds("SV-K02", BAD, GOOD, severity="E")

    assert finding.at == "classify/matrix/cells/one/stopped"
    assert "one × stopped is low" in plain(finding.message)
    assert "one × slowed, which is high" in plain(finding.message)
    assert "milder" in plain(finding.example)
