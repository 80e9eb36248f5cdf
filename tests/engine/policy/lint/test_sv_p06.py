"""SV-P06: a cost is shared, and nothing says by which key."""

from __future__ import annotations

import pytest
from clean import check_finds

CHARGED = {
    "kinds/report/charge": "study",
    "charges/study": "{name: {en: Study, fr: Étude}, kinds: [report], quote: true}",
}


def shared(share: str) -> dict[str, str]:
    return {**CHARGED, "charges/study/share": share}


@pytest.mark.parametrize(
    "share",
    [
        "{over: departments}",
        "{over: departments, how: pro rata}",
        "{over: departments, how: equal, ruling: R-1}",
        "{over: departments, how: equal, assumed: [how]}",
    ],
)
def test_a_key_that_the_source_does_not_give_is_found_with_shares_of_100000(share: str) -> None:
    finding = check_finds("SV-P06", shared(share), shared("{over: departments, how: equal}"), severity="W")

    assert "33,333.34, 33,333.33 and 33,333.33 in equal shares" in finding.example.en
    assert "55,555.56, 33,333.33 and 11,111.11" in finding.example.en


def test_pro_rata_with_its_key_is_clear() -> None:
    check_finds("SV-P06", shared("{over: departments}"), shared("{over: departments, how: pro rata, key: users}"))
