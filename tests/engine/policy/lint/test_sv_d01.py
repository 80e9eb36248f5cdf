"""SV-D01: a policy without a date."""

from __future__ import annotations

import pytest
from clean import REMOVE, check_finds, lint


def test_an_undated_text_is_found() -> None:
    finding = check_finds("SV-D01", {"effective/from": "unknown"}, severity="E")

    assert "no date" in finding.message.en
    assert "Sun\u00a01\u00a0Mar\u00a02026" in finding.example.en


def test_a_date_that_somebody_assumed_is_none() -> None:
    assert [finding.code for finding in lint({"effective/assumed": "[from]"})] == ["SV-D01"]


@pytest.mark.parametrize("path", ["effective/from", "effective"])
def test_the_reader_finds_a_date_that_is_not_written(path: str) -> None:
    finding = check_finds("SV-D01", {path: REMOVE}, severity="E")

    assert "is missing" in finding.message.en
    assert "from: unknown" in finding.fix.en
