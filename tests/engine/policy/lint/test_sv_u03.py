"""SV-U03: Mixed units in a table."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/table/high/basic": (
        "{response: {promise: 2 business hours, source: 2 hours}, resolution: {promise: 8 "
        "business hours, source: 8 business hours}}"
    ),
}
GOOD = {
    "targets/table/high/basic": (
        "{response: {promise: 2 business hours, source: 2 business hours}, resolution: {promise: "
        "8 business hours, source: 8 business hours}}"
    ),
}


def test_an_unmarked_length_beside_a_marked_one_is_found() -> None:
    finding = check_finds("SV-U03", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/high/basic/response"
    assert "2 hours" in plain(finding.message)
    assert "8 business hours" in plain(finding.message)
    assert "Fri 13 Mar 2026 18:45 by the clock" in plain(finding.example)
    assert "Mon 16 Mar 2026 10:45 in business time" in plain(finding.example)
