"""SV-S02: Value that a YAML library retyped."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, lint_text, plain, text

BAD = {
    "calendars/office/open": "[mon-fri 540-1020]",
}
GOOD = {
    "calendars/office/open": "['mon-fri 09:00-17:00']",
}


def test_a_bare_number_is_not_a_time_of_day() -> None:
    finding = check_finds("SV-S02", BAD, GOOD, severity="E")

    assert finding.at == "calendars/office/open/1"
    assert "540" in plain(finding.message)
    assert "09:00" in plain(finding.message)
    assert "16:00 is 960" in plain(finding.example)
    assert "010 is 8" in plain(finding.example)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("targets/table/low/basic", "960 / 2 business days"),
        ("targets/longest_wait", "960"),
        ("session_limit", "{minutes: 16:00, clause: T9}"),
    ],
)
def test_a_number_is_no_length_either(path: str, number: str) -> None:
    codes = {finding.code for finding in lint({path: number})}

    assert codes <= {"SV-S02", "SV-S01"}
    assert codes


@pytest.mark.parametrize("word", ["NO", "1.10", "010", "16:00"])
def test_what_looks_like_text_stays_text(word: str) -> None:
    assert lint_text(text({"version": f'"{word}"'}).replace(f"'{word}'", word)) == []
