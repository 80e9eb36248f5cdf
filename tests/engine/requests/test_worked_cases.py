"""The worked cases of the five policies, through the public case file and the public answer."""

from __future__ import annotations

from typing import Any

import pytest
from asked import LATER, ask, due, shipped, short, target
from worked import SEEDS, case, of_kind

from servanda.engine.instants import SECOND, parse_instant

PRIORITIES = {"critique": "critical", "majeure": "major", "mineure": "minor"}


def worked(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scenario", of_kind(*kinds), ids=lambda scenario: scenario["id"])


def answer_to(scenario: dict[str, Any], at: str | int | None = None, **changes: Any) -> dict[str, Any]:
    asked = case(scenario)
    return ask(shipped(SEEDS[scenario["seed"]]), {**asked, "request": {**asked["request"], **changes}}, at)


def before(at: str) -> int:
    return parse_instant(at) - SECOND


@worked("ticket", "escalation")
def test_a_ticket_is_due_when_the_worked_case_says(scenario: dict[str, Any]) -> None:
    expected = scenario["expected"]

    answer = answer_to(scenario)

    assert answer["entitled"] is expected.get("entitled", True)
    if "priority" in expected:
        assert answer["priority"].casefold() == expected["priority"].casefold()
    for metric in ("response", "resolution"):
        if f"{metric}_due" in expected:
            assert due(answer, metric) == expected[f"{metric}_due"]
    if "due" in expected:
        assert due(answer, "response") == expected["due"]
    if "clock" in expected:
        assert {target["calendar"] for target in answer["targets"]} == {
            None if expected["clock"] == "24x7" else "office"
        }


@worked("ticket", "classification", "escalation", "engagement")
def test_an_answer_cites_the_clauses_of_the_worked_case(scenario: dict[str, Any]) -> None:
    cited: set[str] = set()
    waiting = list(answer_to(scenario)["because"])
    while waiting:
        node = waiting.pop()
        cited.update(node["clauses"])
        waiting += node["because"]

    assert set(scenario["clauses"]) <= cited


@worked("support_hours")
def test_a_level_1_question_has_an_indicator_and_no_deadline(scenario: dict[str, Any]) -> None:
    expected = scenario["expected"]

    answer = answer_to(scenario)

    shown = target(answer, "response")
    assert answer["in_support_hours"] is expected["in_support_hours"]
    assert short(shown["started"]) == expected["clock_starts"]
    assert short(shown["indicator"]) == expected["first_response_indicator"]
    assert shown["due"] == expected["individual_deadline"]


@worked("reclassification")
def test_a_downgrade_keeps_the_start_and_takes_the_targets_of_the_new_priority(scenario: dict[str, Any]) -> None:
    expected, after = scenario["expected"], scenario["expected"]["after_downgrade"]
    changed = scenario["facts"]["events"][-1]["at"]

    first, then = answer_to(scenario, before(changed)), answer_to(scenario, changed)

    assert (first["priority"], then["priority"]) == (expected["priority"], after["priority"])
    assert due(first, "response") == expected["response_due"]
    assert (target(then, "response")["state"] == "met") is expected["response_met"]
    assert due(first, "resolution") == expected["resolution_due"]
    assert due(then, "resolution") == after["resolution_due"]
    assert (target(then, "resolution")["state"] == "breached") is after["instantly_breached"]
    assert target(first, "resolution")["state"] == "running"


@worked("ticket_history")
def test_a_history_ends_as_the_worked_case_says(scenario: dict[str, Any]) -> None:
    expected = scenario["expected"]

    answer = answer_to(scenario, scenario["facts"]["events"][-1]["at"])

    resolution = target(answer, "resolution")
    assert answer["priority"].casefold() == expected.get("priority", answer["priority"]).casefold()
    assert due(answer, "resolution") == expected["resolution_due"]
    if "response_met" in expected:
        assert (target(answer, "response")["state"] == "met") is expected["response_met"]
    if "breached" in expected:
        assert (resolution["state"] in ("breached", "excused")) is expected["breached"]
        assert (resolution["state"] == "excused") is expected.get("excused", False)
        assert resolution["elapsed_seconds"] == expected["resolution_elapsed_business_minutes"] * 60
    if "excuse_clause" in expected:
        assert expected["excuse_clause"] in resolution["excused_by"]["clauses"]
    if "paused" in expected:
        stretches = [{"start": short(pause["from"]), "end": short(pause["to"])} for pause in answer["pauses"]]
        assert stretches == expected["paused"]


def test_the_clock_stands_still_from_the_moment_of_the_proposal() -> None:
    (scenario,) = (one for one in of_kind("ticket_history") if one["id"] == "Q-S19")
    proposed, accepted = (event["at"] for event in scenario["facts"]["events"])
    spent = scenario["expected"]["used_minutes_before_pause"] * 60

    held = [target(answer_to(scenario, at), "resolution") for at in (proposed, before(accepted))]

    assert [one["elapsed_seconds"] for one in held] == [spent, spent]
    assert [one["state"] for one in held] == ["paused", "paused"]


@worked("classification")
def test_the_facts_of_a_worked_case_give_its_priority(scenario: dict[str, Any]) -> None:
    expected = scenario["expected"]

    answer = answer_to(scenario)

    if "criticality" in expected:
        assert answer["priority"] == PRIORITIES[expected["criticality"]]
        return
    assert answer["priority"] is None
    assert answer["allowed_priorities"] == expected.get("allowed_priorities", ["I", "II", "III", "IV"])
    assert answer["targets"] == []


@pytest.mark.parametrize("choice", ["II", "III"])
def test_a_priority_that_the_agent_chooses_with_a_reason_brings_its_targets(choice: str) -> None:
    (scenario,) = (one for one in of_kind("classification") if one["id"] == "A-S08")
    expected = scenario["expected"][f"if_{choice}"]

    answer = answer_to(scenario, priority=choice, reason="work has stopped at the client")

    assert answer["priority"] == choice
    assert due(answer, "response") == expected["response_due"]
    assert due(answer, "resolution") == expected["resolution_due"]


@worked("entitlement")
def test_what_an_agreement_does_not_contain_is_refused_with_an_offer(scenario: dict[str, Any]) -> None:
    answer = answer_to(scenario)

    assert answer["entitled"] is False
    assert answer["refusal"]
    assert (answer["targets"], answer["contacts"]) == ([], [])


@worked("escalation")
def test_people_are_called_when_the_worked_case_says(scenario: dict[str, Any]) -> None:
    answer = answer_to(scenario, LATER)

    called = [(short(call["at"]), call["who"], call["why"]) for call in answer["contacts"]]

    expected = scenario["expected"]["contacts"]
    assert called == [(call["at"], call["who"].casefold(), call["why"]) for call in expected]


@worked("engagement")
def test_level_3_is_engaged_within_ten_minutes_at_any_hour(scenario: dict[str, Any]) -> None:
    answer = answer_to(scenario)

    assert due(answer, "engagement") == scenario["expected"]["level3_engaged_by"]
    assert [call["who"] for call in answer["contacts"]] == ["level 3"]


@worked("limit")
def test_a_request_that_needs_data_limited_to_a_country_shows_its_notice(scenario: dict[str, Any]) -> None:
    expected = scenario["expected"]

    answer = answer_to(scenario)

    assert answer["in_support_hours"] is expected["in_support_hours"]
    assert bool(answer["notices"]) is expected["show_notice"]
    assert [notice["clauses"] for notice in answer["notices"]] == [["B21", "B22"]]
    assert (target(answer, "response")["state"] == "running") is expected["first_response_measured"]
