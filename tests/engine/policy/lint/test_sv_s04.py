"""SV-S04: Defined, never used."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "contacts/director": "{name: {en: Director, fr: Directrice}, by: email, address: director@tidy.example}",
}
GOOD = {
    "contacts/director": "{name: {en: Director, fr: Directrice}, by: email, address: director@tidy.example}",
    "ladders/steady/steps": (
        "[{at: 0 business hours, tell: desk}, {at: 50 % of response, tell: lead, if: no "
        "response}, {at: 75 % of response, tell: director, if: no response}]"
    ),
}


def test_something_that_nothing_names_is_found() -> None:
    finding = check_finds("SV-S04", BAD, GOOD, severity="W")

    assert finding.at == "contacts/director"
    assert "director" in plain(finding.message)
    assert "same answer as before" in plain(finding.example)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("calendars/night", "{tz: America/Toronto, open: [mon-fri 22:00-23:00]}"),
        ("ladders/spare", "{steps: [{at: 1 business hour, tell: lead}], clause: T9}"),
        ("classify/facts/colour", "{ask: {en: Colour, fr: Couleur}, values: yes or no}"),
        ("exclusions/flood", "{name: {en: Flood, fr: Inondation}, clause: T9}"),
    ],
)
def test_every_kind_of_thing_is_looked_for(path: str, value: str) -> None:
    extra = {"plans/plus/ladder": "steady"} if path.startswith("ladders") else {}

    assert ("SV-S04", path) in {(finding.code, finding.at) for finding in lint({path: value, **extra})}
