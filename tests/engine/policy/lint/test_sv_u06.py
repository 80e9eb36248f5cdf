"""SV-U06: Limit inclusive or not."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "within 4 business hours / 2 business days",
}
GOOD = {
    "targets/table/low/basic": "at most 4 business hours / 2 business days",
}


def test_a_limit_that_may_or_may_not_be_reached_is_found() -> None:
    finding = check_finds("SV-U06", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/low/basic/response"
    assert "“within”" in plain(finding.message)
    assert "4 business hours" in plain(finding.example)


@pytest.mark.parametrize(
    ("promise", "source", "vague"),
    [
        ("4 business hours", "Jusqu’à 4 heures ouvrables", True),
        ("4 business hours", "inférieur à 4 heures ouvrables", True),
        ("at most 4 business hours", "Jusqu’à 4 heures ouvrables", False),
        ("under 4 business hours", "inférieur à 4 heures ouvrables", False),
        ("4 business hours", "4 heures ouvrables au plus", False),
    ],
)
def test_an_explicit_limit_in_the_file_settles_what_the_source_left_open(
    promise: str, source: str, vague: bool
) -> None:
    cell = f"{{response: {{promise: {promise}, source: {source}}}, resolution: 2 business days}}"
    found = lint({"targets/table/low/basic": cell})

    assert ("SV-U06" in {finding.code for finding in found}) is vague
