"""SV-T07: Commitment narrower than the table."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/promised": "[response]",
}
GOOD = {
    "targets/promised": "[response, resolution]",
}


def test_a_column_that_the_sentence_leaves_out_is_found() -> None:
    finding = check_finds("SV-T07", BAD, GOOD, severity="W")

    assert finding.at == "targets"
    assert "promises the response only" in plain(finding.message)
    assert "8 business hours" in plain(finding.example)
    assert "4 cells" in plain(finding.example)
