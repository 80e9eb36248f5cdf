"""SV-T05: Claim against the table."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "claims": (
        "[{text: {en: Plus solves three times faster., fr: Plus règle trois fois plus vite.}, "
        "plan: plus, than: basic, times_faster: '3', metrics: [resolution], clause: T9}]"
    ),
}
GOOD = {
    "claims": (
        "[{text: {en: Plus solves twice as fast., fr: Plus règle deux fois plus vite.}, plan: "
        "plus, than: basic, times_faster: '2', metrics: [resolution], clause: T9}]"
    ),
}


def test_a_claim_is_measured_in_every_cell() -> None:
    finding = check_finds("SV-T05", BAD, GOOD, severity="W")

    assert finding.at == "claims/1"
    assert "3 times faster" in plain(finding.message)
    assert "2 times (high), 2 times (low)" in plain(finding.message)
    assert "8 business hours against 4 business hours" in plain(finding.example)


def test_a_cell_that_is_slower_is_a_fraction_of_a_time() -> None:
    slow = {**GOOD, "targets/table/low/plus": "2 business hours / 8 business days"}
    (found,) = (one for one in lint(slow) if one.code == "SV-T05")

    assert "0.25 times (low)" in plain(found.message)
    assert "0,25 fois (low)" in found.message.fr
