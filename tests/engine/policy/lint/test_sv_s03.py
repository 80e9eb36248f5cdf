"""SV-S03: Reference to nothing."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "plans/plus/calendar": "offic",
}
GOOD = {
    "plans/plus/calendar": "office",
}


def test_a_name_of_nothing_offers_the_nearest_known_name() -> None:
    finding = check_finds("SV-S03", BAD, GOOD, severity="E")

    assert finding.at == "plans/plus/calendar"
    assert "offic" in plain(finding.message)
    assert "without effect" in plain(finding.example)
    assert "'office'" in finding.fix.en


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("default_calendar", "nowhere"),
        ("plans/plus/includes", "basics"),
        ("ladders/steady/steps/1/tell", "nobody"),
        ("classify/matrix/cells/one/slowed", "lower"),
        ("calendars/office/closed", "[{holidays: fasts}]"),
        ("targets/table/low/basic", "4 business hours of offices / 2 business days"),
    ],
)
def test_every_kind_of_name_is_looked_up(path: str, value: str) -> None:
    assert "SV-S03" in {finding.code for finding in lint({path: value})}
