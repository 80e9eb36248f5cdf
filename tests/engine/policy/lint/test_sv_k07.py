"""SV-K07: Shadowed rule."""

from __future__ import annotations

from clean import REMOVE, check_finds, plain

BAD = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": (
        "[{when: {reach: everybody}, priority: high, clause: T5}, {when: {reach: everybody, work:"
        " slowed}, priority: low, clause: T5}]"
    ),
    "classify/otherwise": "{priority: low, clause: T5}",
}
GOOD = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": (
        "[{when: {reach: everybody, work: slowed}, priority: low, clause: T5}, {when: {reach: "
        "everybody}, priority: high, clause: T5}]"
    ),
    "classify/otherwise": "{priority: low, clause: T5}",
}


def test_a_rule_that_never_decides_is_found() -> None:
    finding = check_finds("SV-K07", BAD, GOOD, severity="W")

    assert finding.at == "classify/rules/2"
    assert "Rule 2 (low) never decides" in plain(finding.message)
    assert "decided by rule 1 as high" in plain(finding.example)
