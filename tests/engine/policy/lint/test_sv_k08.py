"""SV-K08: Both or either."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "classify/facts/reach/values/everybody/source": "Everybody is affected. A critical service is affected.",
}
GOOD = {
    "classify/facts/reach/values/everybody/source": "Everybody is affected, or a critical service is affected.",
}


def test_two_criteria_without_a_link_are_found() -> None:
    finding = check_finds("SV-K08", BAD, GOOD, severity="W")

    assert finding.at == "classify/facts/reach/values/everybody"
    assert "both, or either" in plain(finding.message)


@pytest.mark.parametrize(
    ("text", "open_to_doubt"),
    [
        ("{en: Blocked and/or slow., fr: Bloqué et/ou lent.}", True),
        ("{en: Blocked or slow., fr: Bloqué ou lent.}", False),
        ("{en: A function fails. There is no way around., fr: Une fonction échoue.}", False),
    ],
)
def test_and_or_is_found_wherever_it_stands(text: str, open_to_doubt: bool) -> None:
    found = lint({"classify/levels/high/text": text})

    assert ("SV-K08" in {one.code for one in found}) is open_to_doubt
