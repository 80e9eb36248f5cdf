"""SV-D06: Acceptance expired."""

from __future__ import annotations

from datetime import date

from clean import check_finds, lint, plain

BAD = {
    "accept": (
        "[{code: SV-T02, at: targets/table/low, until: '2026-01-31', why: {en: A new table comes "
        "in February., fr: Un nouveau tableau vient en février.}}]"
    ),
}
GOOD = {
    "accept": (
        "[{code: SV-T02, at: targets/table/low, until: '2026-12-31', why: {en: A new table comes "
        "in January., fr: Un nouveau tableau vient en janvier.}}]"
    ),
}


def test_an_acceptance_that_has_expired_is_found() -> None:
    finding = check_finds("SV-D06", BAD, GOOD, severity="W")

    assert finding.at == "accept/1"
    assert "SV-T02 ended on Sat 31 Jan 2026" in plain(finding.message)
    assert "30 days after" in plain(finding.example)


def test_an_acceptance_holds_to_the_end_of_its_day() -> None:
    assert lint(BAD, at=date(2026, 1, 31)) == []
    assert [one.code for one in lint(BAD, at=date(2026, 2, 1))] == ["SV-D06"]
