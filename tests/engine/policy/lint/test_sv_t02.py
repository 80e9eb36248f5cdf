"""SV-T02: Dearer plan slower."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/plus": "2 business hours / 3 business days",
}
GOOD = {
    "targets/table/low/plus": "2 business hours / 1 business day",
}


def test_a_dearer_plan_that_is_slower_is_found() -> None:
    finding = check_finds("SV-T02", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/low/plus/resolution"
    assert "plus costs more than basic" in plain(finding.message)
    assert "Mon 16 Mar 2026 09:00" in plain(finding.example)
    assert "Fri 13 Mar 2026 09:00" in plain(finding.example)


def test_a_dearer_plan_that_is_slower_at_the_weekend_only_is_found_on_a_saturday() -> None:
    kept = {"targets/table/low/basic": "4 business hours / 48 clock hours", "targets/source": "24x7"}
    (found,) = (one for one in lint(kept) if one.code == "SV-T02")

    assert "Raised Sat 14 Mar 2026 10:00" in plain(found.example)
