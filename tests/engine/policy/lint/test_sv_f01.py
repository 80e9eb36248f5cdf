"""SV-F01: Due while closed."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/table/high/plus": "30 clock minutes / 4 clock hours",
    "accept": (
        "[{code: SV-C09, at: targets/table/high/plus, until: '2026-12-31', why: {en: An hour off "
        "twice a year is meant., fr: Une heure d’écart deux fois l’an est voulue.}}]"
    ),
}
GOOD = {
    "targets/table/high/plus": "1 business hour / 4 business hours",
}


def test_a_promise_by_the_clock_at_a_desk_that_closes_is_found() -> None:
    finding = check_finds("SV-F01", BAD, GOOD, severity="E")

    assert finding.at == "targets/table/high/plus/response"
    assert "30 clock minutes" in plain(finding.message)
    assert "Fri 13 Mar 2026 16:30: response due Fri 13 Mar 2026 17:00, while closed" in plain(finding.example)
