"""SV-K06: Overlap without hit policy."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint, plain

BAD = {
    "classify/matrix": REMOVE,
    "classify/rules": (
        "[{when: {reach: everybody}, priority: high, clause: T5}, {when: {work: slowed}, priority: low, clause: T5}]"
    ),
    "classify/otherwise": "{priority: high, clause: T5}",
}
GOOD = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": (
        "[{when: {reach: everybody}, priority: high, clause: T5}, {when: {work: slowed}, priority: low, clause: T5}]"
    ),
    "classify/otherwise": "{priority: high, clause: T5}",
}


def test_rules_that_overlap_without_a_hit_policy_are_found() -> None:
    finding = check_finds("SV-K06", BAD, GOOD, severity="W")

    assert finding.at == "classify/rules/2"
    assert "Rules 1 (high) and 2 (low)" in plain(finding.message)
    assert "high by rule 1, low by rule 2" in plain(finding.example)


def test_answers_that_overlap_are_found() -> None:
    values = {
        "classify/facts/work/values/stopped/text": "{en: Nobody can work. There is no workaround., fr: Nul ne peut travailler.}",
        "classify/facts/work/values/slowed/text": "{en: Work goes on or there is a workaround., fr: Le travail se poursuit.}",
    }

    assert [(one.code, one.at) for one in lint(values)] == [("SV-K06", "classify/facts/work/values/slowed")]
