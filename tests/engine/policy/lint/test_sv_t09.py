"""SV-T09: Mean without period or population."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "mean under 4 business hours / 2 business days",
}
GOOD = {
    "targets/table/low/basic": "mean under 4 business hours over calendar month / 2 business days",
}


def test_a_mean_without_a_period_is_found() -> None:
    finding = check_finds("SV-T09", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/low/basic/response"
    assert "over what period" in plain(finding.message)
    assert "20 minutes over both days" in plain(finding.example)
    assert "35 on the second" in plain(finding.example)


def test_a_period_that_was_only_assumed_is_found() -> None:
    cell = "{response: {promise: mean under 4 business hours over calendar month, assumed: [population]}, resolution: 2 business days}"

    assert [one.code for one in lint({"targets/table/low/basic": cell})] == ["SV-T09"]
