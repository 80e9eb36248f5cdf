"""SV-C10: "jour ouvrable" in a policy for France, where it includes Saturday."""

from __future__ import annotations

import pytest
from clean import check_finds, lint

DAYS = {
    "targets/table/high": "{basic: 1 business day / none, plus: 1 business day / none}",
    "targets/table/low": "{basic: 2 business days / none, plus: 2 business days / none}",
}
FRANCE = {**DAYS, "vendor/country": "FR"}


def test_a_french_policy_should_say_jour_ouvre() -> None:
    finding = check_finds(
        "SV-C10",
        {**FRANCE, "terms/business_day_term": "ouvrable"},
        {**FRANCE, "terms/business_day_term": "ouvré"},
        severity="W",
    )

    assert "Mon\u00a023\u00a0Mar\u00a02026\u00a010:00 in 'jours ouvrés'" in finding.example.en
    assert "Sat\u00a021\u00a0Mar\u00a02026\u00a010:00 in 'jours ouvrables'" in finding.example.en


def test_in_quebec_it_is_the_usual_word() -> None:
    assert lint({**DAYS, "vendor/country": "CA"}) == []


@pytest.mark.parametrize("hours", ["[mon-sat 09:00-17:00]", "[mon-sun 09:00-17:00]"])
def test_where_saturday_counts_the_word_is_right(hours: str) -> None:
    assert lint({**FRANCE, "calendars/office/open": hours}) == []
