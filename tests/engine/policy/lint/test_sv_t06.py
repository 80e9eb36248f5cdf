"""SV-T06: Cell without a target."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "targets/table/low/basic": "4 business hours",
}
GOOD = {
    "targets/table/low/basic": "4 business hours / none",
}


def test_an_empty_cell_is_found() -> None:
    finding = check_finds("SV-T06", BAD, GOOD, severity="W")

    assert finding.at == "targets/table"
    assert "No resolution target for low basic" in plain(finding.message)
    assert "Wed 11 Mar 2026 09:00" in plain(finding.example)


@pytest.mark.parametrize(
    ("cell", "assumed", "silent"),
    [
        ("4 business hours / none", "[]", True),
        ("4 business hours / none", "[resolution]", False),
        ("4 business hours / agreed per case", "[]", False),
    ],
)
def test_none_settles_it_unless_the_source_does_not_say_so(cell: str, assumed: str, silent: bool) -> None:
    found = lint({"targets/table/low/basic": cell, "targets/assumed": assumed})

    assert ("SV-T06" not in {finding.code for finding in found}) is silent
