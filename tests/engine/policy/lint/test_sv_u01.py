"""SV-U01: Bare unit."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "4 business hours / 2d",
}
GOOD = {
    "targets/table/low/basic": "4 business hours / 2 business days",
}


def test_a_bare_unit_has_two_readings() -> None:
    finding = check_finds("SV-U01", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/low/basic/resolution/promise"
    assert "2d: 2 business days, or 48 clock hours?" in plain(finding.message)
    assert "Tue 17 Mar 2026 16:30" in plain(finding.example)
    assert "Sun 15 Mar 2026 16:30" in plain(finding.example)


def test_a_bare_unit_of_the_source_is_found_where_a_reading_was_chosen() -> None:
    kept = {"targets/source": "low 4hr 2d", "targets/assumed": "[length of d]", "targets/ruling": "R1"}
    (found,) = (finding for finding in lint(kept) if finding.code == "SV-U01")

    assert "4hr and 2d" in plain(found.message)
    assert "2 business days or 16 business hours or 48 clock hours" in plain(found.message)
    assert "Sun 15 Mar 2026 16:30 (48 clock hours)" in plain(found.example)


def test_a_source_that_nobody_had_to_read_is_left_alone() -> None:
    assert lint({"targets/source": "low 4hr 2d"}) == []
