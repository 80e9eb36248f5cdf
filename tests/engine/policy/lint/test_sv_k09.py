"""SV-K09: Discretion without a limit."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint, plain

BAD = {
    "reclassify": (
        "[{text: {en: Support may lower the priority., fr: Le soutien peut abaisser la "
        "priorité.}, direction: down, clause: T9}]"
    ),
}
GOOD = {
    "reclassify": (
        "[{text: {en: Support may lower the priority., fr: Le soutien peut abaisser la "
        "priorité.}, direction: down, reasons: {silence: {name: {en: The client is silent, fr: Le"
        " client reste muet}}}, to: [low], clause: T9}]"
    ),
}


def test_discretion_without_reasons_is_found() -> None:
    finding = check_finds("SV-K09", BAD, GOOD, severity="W")

    assert finding.at == "reclassify/1"
    assert "which reasons count" in plain(finding.message)
    assert "how far" in plain(finding.message)
    assert "8 business hours (high)" in plain(finding.example)
    assert "2 business days (low)" in plain(finding.example)


RULES = {
    "classify/matrix": REMOVE,
    "classify/hit_policy": "first match",
    "classify/rules": "[{when: {reach: everybody, work: stopped}, priority: high, clause: T5}]",
}


def test_a_choice_of_the_agent_without_criteria_is_found() -> None:
    choice = {**RULES, "classify/otherwise": "{agent_chooses: [high, low], clause: T5}"}

    assert [(one.code, one.at) for one in lint(choice)] == [("SV-K09", "classify/otherwise")]


def test_criteria_settle_it() -> None:
    choice = "{agent_chooses: [high, low], criteria: [{en: By what it costs., fr: Selon le coût.}], clause: T5}"

    assert lint({**RULES, "classify/otherwise": choice}) == []
