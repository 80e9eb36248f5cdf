"""SV-P05: a percentage of something that is not clear."""

from __future__ import annotations

from clean import check_finds

NAMED = {"prices/plus": "{percent: 20, of: annual subscription, per: year}"}


def test_an_assumed_base_is_found_with_two_prices() -> None:
    finding = check_finds("SV-P05", {**NAMED, "prices/plus/assumed": "[base]"}, NAMED, severity="W")

    assert finding.example.en == "On 48,000.00 it is 9,600.00; with 10,000.00 of options counted in, 11,600.00."


def test_a_percentage_of_nothing_is_found() -> None:
    check_finds("SV-P05", {"prices/plus": "{percent: 20, per: year}"}, NAMED)
