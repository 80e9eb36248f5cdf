"""SV-K04: Class without targets."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table": "{any: {basic: 2 business hours / 8 business hours, plus: 1 business hour / 4 business hours}}",
}
GOOD = {
    "targets/same_for_all": "'yes'",
    "targets/table": "{any: {basic: 2 business hours / 8 business hours, plus: 1 business hour / 4 business hours}}",
}


def test_levels_without_targets_are_found_once() -> None:
    finding = check_finds("SV-K04", BAD, GOOD, severity="E")

    assert finding.at == "classify/levels/high"
    assert "high and low" in plain(finding.message)
    assert "high, response due Wed 11 Mar 2026 10:00; low, due Wed 11 Mar 2026 10:00" in plain(finding.example)


def test_targets_by_priority_for_plans_without_priorities_are_found() -> None:
    (found,) = (one for one in lint({"classify/plans": "[basic]"}) if one.code == "SV-K04")

    assert found.at == "targets/table/high/plus/response"
    assert "never classified: high plus" in plain(found.message)
