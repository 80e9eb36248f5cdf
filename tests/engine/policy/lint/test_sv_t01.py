"""SV-T01: Response due after the resolution."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "2 business days / 1 business day",
}
GOOD = {
    "targets/table/low/basic": "1 business day / 2 business days",
}


def test_a_response_due_after_the_resolution_is_found() -> None:
    finding = check_finds("SV-T01", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/low/basic"
    assert "low basic" in plain(finding.message)
    assert "response due Fri 13 Mar 2026 09:00" in plain(finding.example)
    assert "resolution due Thu 12 Mar 2026 09:00" in plain(finding.example)


def test_a_rule_for_requests_outside_hours_may_not_eat_up_the_resolution() -> None:
    second = "[{metric: response, promise: by end of next support day, clause: T6}]"
    (found,) = (one for one in lint({"targets/raised_outside_hours": second}) if one.code == "SV-T01")

    assert found.at == "targets/raised_outside_hours/1"
    assert "raised Wed 11 Mar 2026 20:00: response due Thu 12 Mar 2026 17:00" in plain(found.example)


def test_equal_targets_in_a_cell_are_in_order() -> None:
    assert lint({"targets/table/low/basic": "2 business days / 2 business days"}) == []
