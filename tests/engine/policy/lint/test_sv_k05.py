"""SV-K05: Uncovered case."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint, plain

BAD = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": (
        "[{when: {reach: everybody}, priority: high, clause: T5}, {when: {reach: one, work: "
        "slowed}, priority: low, clause: T5}]"
    ),
}
GOOD = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": (
        "[{when: {reach: everybody}, priority: high, clause: T5}, {when: {reach: one, work: "
        "slowed}, priority: low, clause: T5}]"
    ),
    "classify/otherwise": "{priority: high, clause: T5}",
}


def test_a_case_without_a_rule_is_found() -> None:
    finding = check_finds("SV-K05", BAD, GOOD, severity="E")

    assert finding.at == "classify/rules"
    assert "1 of 4 cases" in plain(finding.message)
    assert "No: no level" in plain(finding.example)


def test_a_case_whose_rule_had_to_be_assumed_is_found() -> None:
    assumed = {**GOOD, "classify/otherwise": "{priority: high, clause: T5, ruling: R1}"}

    assert [(one.code, one.at) for one in lint(assumed)] == [("SV-K05", "classify/otherwise")]


def test_combinations_that_contradict_themselves_do_not_count() -> None:
    assert lint({**BAD, "classify/impossible": "[{reach: one, work: stopped}]"}) == []
