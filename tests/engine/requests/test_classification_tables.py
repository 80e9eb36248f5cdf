"""Which priority facts give, and which promise a priority brings: every cell of the five policies, written out by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from asked import ask, sentences, shipped, target

TUESDAY = "2026-03-10T10:00"
SATURDAY = "2026-03-14T20:00"


def answer(
    policy: str,
    facts: dict[str, str],
    *,
    plan: str | None = None,
    addons: tuple[str, ...] = (),
    opened: str = TUESDAY,
    **request: Any,
) -> dict[str, Any]:
    """The answer to a request with these facts, as of its opening."""
    found = shipped(policy)
    client = {"plan": plan or next(iter(found.document.plans)), "addons": list(addons)}
    return ask(found, {"client": client, "request": {"opened": opened, "facts": facts, **request}})


def promises(found: dict[str, Any]) -> tuple[str, str]:
    """What is promised for the first response and for the resolution."""
    return target(found, "response")["promise"], target(found, "resolution")["promise"]


def table(text: str) -> list[list[str]]:
    """Rows of cells between bars, without the heading."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return rows[1:]


# KIWI: K19, K24, K25

KIWI_PRIORITIES = """
          | critical | high | medium | low
extended  | P1       | P2   | P2     | P3
important | P2       | P2   | P3     | P4
moderate  | P2       | P3   | P4     | P4
minor     | P3       | P4   | P4     | P4
"""
KIWI_PROMISES = {
    ("P1", "BASIC"): ("1 business hour", "8 business hours"),
    ("P2", "BASIC"): ("2 business hours", "16 business hours"),
    ("P3", "BASIC"): ("8 business hours", "4 business hours"),
    ("P4", "BASIC"): ("32 business hours", "80 business hours"),
    ("P1", "PLUS"): ("30 clock minutes", "4 clock hours"),
    ("P2", "PLUS"): ("1 business hour", "8 business hours"),
    ("P3", "PLUS"): ("4 business hours", "16 business hours"),
    ("P4", "PLUS"): ("8 business hours", "40 business hours"),
}
KIWI_CELLS = [
    (impact, urgency, priority)
    for impact, *row in table(KIWI_PRIORITIES)
    for urgency, priority in zip(("critical", "high", "medium", "low"), row, strict=True)
]


@pytest.mark.parametrize("plan", ["BASIC", "PLUS"])
@pytest.mark.parametrize(("impact", "urgency", "priority"), KIWI_CELLS)
def test_impact_and_urgency_give_the_priority_and_its_promises(
    impact: str, urgency: str, priority: str, plan: str
) -> None:
    found = answer("kiwi-stage-plus", {"impact": impact, "urgency": urgency}, plan=plan)

    assert found["priority"] == priority
    assert promises(found) == KIWI_PROMISES[priority, plan]
    assert "K19" in {clause for node in found["because"] for clause in node["clauses"]}


def test_facts_that_nobody_gave_take_the_mildest_answer() -> None:
    found = answer("kiwi-stage-plus", {}, plan="BASIC")

    assert found["facts"] == {"impact": "minor", "urgency": "low"}
    assert found["priority"] == "P4"
    assert sum("mildest answer" in sentence for sentence in sentences(found)) == 2


# AIDI: A29-A38, and the cases that its table forgets (I-A4)

ANY = ["I", "II", "III", "IV"]
AIDI_CASES = """
feature   | degradation | one client      | more clients
none      | none        | IV              | IV
none      | minor       | IV              | IV
none      | significant | IV              | IV
secondary | none        | IV              | IV
secondary | minor       | IV              | III
secondary | significant | IV              | III
major     | none        | IV              | IV
major     | minor       | I, II, III, IV  | I, II, III, IV
major     | significant | II, III         | II
several   | none        | IV              | IV
several   | minor       | I, II, III, IV  | I, II, III, IV
several   | significant | I               | I
"""
AIDI_CELLS = [
    (feature, degradation, clients, decided.split(", "))
    for feature, degradation, *row in table(AIDI_CASES)
    for clients, decided in zip(("one", "many"), row, strict=True)
]


@pytest.mark.parametrize(("feature", "degradation", "clients", "decided"), AIDI_CELLS)
def test_what_is_affected_and_for_how_many_gives_the_level_or_the_choice(
    feature: str, degradation: str, clients: str, decided: list[str]
) -> None:
    facts = {"production": "up", "clients": clients, "feature": feature, "degradation": degradation}

    found = answer("aidi", facts)

    if len(decided) == 1:
        assert found["priority"] == decided[0]
        return
    assert (found["priority"], found["allowed_priorities"], found["targets"]) == (None, decided, [])


@pytest.mark.parametrize(("feature", "degradation", "clients", "decided"), AIDI_CELLS)
def test_production_that_is_down_is_urgent_whatever_else_is_true(
    feature: str, degradation: str, clients: str, decided: list[str]
) -> None:
    facts = {"production": "down", "clients": clients, "feature": feature, "degradation": degradation}

    assert answer("aidi", facts)["priority"] == "I", decided


@pytest.mark.parametrize(
    ("priority", "promised"),
    [
        ("I", ("30 business minutes", "4 business hours")),
        ("II", ("60 business minutes", "2 business days")),
        ("III", ("90 business minutes", "10 business days")),
        ("IV", ("24 business hours", "agreed per case")),
    ],
)
def test_an_agent_who_gives_a_reason_may_choose_any_level_where_no_row_applies(
    priority: str, promised: tuple[str, str]
) -> None:
    facts = {"feature": "major", "degradation": "minor"}

    found = answer("aidi", facts, priority=priority, reason="payments wait for it")

    assert found["priority"] == priority
    assert promises(found) == promised


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (
            {"priority": "I", "reason": "it is urgent"},
            "The choice of Level I (urgent) is refused; the policy allows Level II (high) and Level III (normal).",
        ),
        ({"priority": "II"}, "The choice of Level II (high) is refused: a reason is required."),
        ({"priority": "II", "reason": "  "}, "The choice of Level II (high) is refused: a reason is required."),
    ],
)
def test_a_choice_outside_the_set_or_without_a_reason_is_refused(chosen: dict[str, Any], says: str) -> None:
    found = answer("aidi", {"feature": "major", "degradation": "significant"}, **chosen)

    assert (found["priority"], found["targets"]) == (None, [])
    assert says in sentences(found)


def test_a_choice_that_was_made_leaves_nothing_to_choose_even_where_the_channel_is_refused() -> None:
    facts = {"feature": "major", "degradation": "significant"}
    chosen = {"opened": TUESDAY, "facts": facts, "priority": "II", "reason": "payments wait for it"}

    found = ask(shipped("aidi"), {"client": {"plan": "standard"}, "request": {**chosen, "channel": "meeting"}})

    assert (found["entitled"], found["priority"]) == (False, "II")
    assert "allowed_priorities" not in found


def test_a_second_client_raises_a_secondary_feature_to_level_iii() -> None:
    found = ask(
        shipped("aidi"),
        {
            "client": {"plan": "standard"},
            "request": {"opened": TUESDAY, "facts": {"feature": "secondary", "degradation": "minor"}},
            "events": [{"at": "2026-03-10T11:00", "event": "reclassified", "facts": {"clients": "many"}}],
        },
        "2026-03-10T11:00-04:00",
    )

    assert found["priority"] == "III"
    assert target(found, "response")["due"] == "2026-03-10T11:30:00-04:00"


# BETTER IMPACT: B13-B19

BETTER = [
    ("how-to", "L1", "mean under 15 business minutes of week over calendar month"),
    ("best-practice", "L2", "1 business day of days"),
    ("api", "L3", "2 business days of days"),
    ("technical", "L3", "2 business days of days"),
    ("data-protection", "L3", "2 business days of days"),
]


@pytest.mark.parametrize(("question", "level", "promise"), BETTER)
def test_the_kind_of_question_gives_the_level_and_its_promise(question: str, level: str, promise: str) -> None:
    found = answer("better-impact", {"question": question})

    assert found["priority"] == level
    assert target(found, "response")["promise"] == promise
    assert [one["metric"] for one in found["targets"]] == ["response"]


@pytest.mark.parametrize(("question", "level", "promise"), BETTER)
def test_questions_about_access_have_no_promise_above_level_1(question: str, level: str, promise: str) -> None:
    found = target(answer("better-impact", {"question": question, "about_access": "yes"}), "response")

    if level == "L1":
        assert found["promise"] == promise
        return
    assert (found["promise"], found["state"], found["due"]) == ("none", "none", None)
    assert set(found["clauses"]) & {"B14", "B15"}


def test_a_planned_outage_calls_nobody_and_promises_nothing() -> None:
    found = answer("better-impact", {}, kind="planned-outage")

    assert (found["targets"], found["contacts"]) == ([], [])


# CIRRUS SHIELD: C13-C18, only for premium

CIRRUS_CASES = """
important feature | none     | hurts-customers | painless
fine              | minor    | major           | minor
unusable          | major    | major           | major
blocked           | critical | major           | major
"""
CIRRUS_CELLS = [
    (feature, workaround, decided)
    for feature, *row in table(CIRRUS_CASES)
    for workaround, decided in zip(("none", "hurts-customers", "painless"), row, strict=True)
]
UNUSABLE = ("data_corruption", "unreachable", "very_slow")


@pytest.mark.parametrize("permanent", ["yes", "no"])
@pytest.mark.parametrize(("feature", "workaround", "decided"), CIRRUS_CELLS)
def test_criteria_give_the_criticality_of_a_premium_request(
    feature: str, workaround: str, decided: str, permanent: str
) -> None:
    facts = {"important_feature": feature, "workaround": workaround, "permanent": permanent}

    for broken in product(("no", "yes"), repeat=3):
        expected = "critical" if "yes" in broken else decided
        given = facts | dict(zip(UNUSABLE, broken, strict=True))
        assert answer("cirrus-shield", given, plan="premium")["priority"] == expected, given


@pytest.mark.parametrize("plan", ["free", "paying"])
def test_other_editions_see_no_criticality(plan: str) -> None:
    assert answer("cirrus-shield", {"data_corruption": "yes"}, plan=plan)["priority"] is None


@pytest.mark.parametrize(
    ("plan", "addons", "kind", "entitled"),
    [
        ("free", (), "incident", False),
        ("free", (), "question", False),
        ("paying", (), "incident", True),
        ("paying", (), "question", True),
        ("paying", (), "administration", False),
        ("paying", ("administration",), "administration", True),
        ("paying", ("administration",), "developer", False),
        ("paying", ("developer-help",), "developer", True),
        ("premium", (), "administration", True),
        ("premium", (), "developer", True),
    ],
)
def test_an_edition_with_its_options_answers_some_kinds_of_request(
    plan: str, addons: tuple[str, ...], kind: str, entitled: bool
) -> None:
    assert answer("cirrus-shield", {}, plan=plan, addons=addons, kind=kind)["entitled"] is entitled


def test_an_option_serves_from_the_day_on_which_it_was_bought() -> None:
    bought = {"plan": "paying", "addons": [{"id": "administration", "from": "2026-03-10"}]}

    asked = [
        ask(shipped("cirrus-shield"), {"client": bought, "request": {"opened": opened, "kind": "administration"}})
        for opened in ("2026-03-09T23:59:59+01:00", "2026-03-10T00:00:00+01:00")
    ]

    assert [one["entitled"] for one in asked] == [False, True]


# QISCUS: Q8, Q22, Q25, Q27, Q34, Q35

QISCUS_RESPONSE = {
    "critical": "1 business hour",
    "high": "2 business hours",
    "normal": "4 business hours",
    "low": "1 business day",
}
QISCUS_RESOLUTION = {
    "critical": "8 business hours",
    "high": "3 business days",
    "normal": "13 business days",
    "low": "30 business days",
}
QISCUS_ADDONS = {
    (): "weekdays",
    ("resolution",): "weekdays",
    ("8x7",): "daily",
    ("8x7", "resolution"): "daily",
    ("24x7",): "always",
    ("24x7", "resolution"): "always",
}


@pytest.mark.parametrize("priority", QISCUS_RESPONSE)
@pytest.mark.parametrize("addons", QISCUS_ADDONS, ids=lambda addons: "+".join(addons) or "premium")
def test_premium_answers_by_priority_on_the_hours_of_its_addon(addons: tuple[str, ...], priority: str) -> None:
    found = answer("qiscus", {"priority": priority}, plan="premium", addons=addons)

    critical_or_bought = priority == "critical" or "resolution" in addons
    assert found["calendar"] == QISCUS_ADDONS[addons]
    assert promises(found) == (
        QISCUS_RESPONSE[priority],
        QISCUS_RESOLUTION[priority] if critical_or_bought else "none",
    )
    assert {one["strength"] for one in found["targets"] if one["promise"] != "none"} == {"committed"}


@pytest.mark.parametrize("addons", QISCUS_ADDONS, ids=lambda addons: "+".join(addons) or "premium")
def test_what_is_raised_outside_the_hours_is_answered_by_the_end_of_the_next_support_day(
    addons: tuple[str, ...],
) -> None:
    found = target(answer("qiscus", {"priority": "high"}, plan="premium", addons=addons, opened=SATURDAY), "response")

    due = {"weekdays": "2026-03-16T17:00:00+07:00", "daily": "2026-03-15T17:00:00+07:00"}
    assert found["due"] == due.get(QISCUS_ADDONS[addons], "2026-03-14T22:00:00+07:00")


@pytest.mark.parametrize("priority", QISCUS_RESPONSE)
def test_basic_support_answers_every_priority_with_best_effort(priority: str) -> None:
    found = answer("qiscus", {"priority": priority}, plan="basic")

    assert promises(found) == ("2 business days", "none")
    assert target(found, "response")["strength"] == "best effort"


@pytest.mark.parametrize(
    ("plan", "addons"),
    [
        ("premium", ("8x7", "24x7")),
        ("premium", ("24x7", "8x7", "resolution")),
        ("basic", ("8x7",)),
        ("basic", ("24x7",)),
        ("basic", ("resolution",)),
    ],
)
def test_addons_that_exclude_each_other_or_need_another_plan_are_refused(plan: str, addons: tuple[str, ...]) -> None:
    found = answer("qiscus", {"priority": "high"}, plan=plan, addons=addons)

    assert (found["entitled"], found["targets"]) == (False, [])


@pytest.mark.parametrize(("channel", "entitled"), [("portal", True), ("chat", False), ("phone", False)])
def test_basic_support_is_reached_by_ticket_only(channel: str, entitled: bool) -> None:
    assert answer("qiscus", {"priority": "low"}, plan="basic", channel=channel)["entitled"] is entitled


def test_best_effort_is_never_breached_and_still_reported_as_late() -> None:
    found = ask(
        shipped("qiscus"),
        {"client": {"plan": "basic"}, "request": {"opened": TUESDAY, "facts": {"priority": "high"}}},
        "2026-04-10T10:00+07:00",
    )

    late = target(found, "response")
    assert (late["state"], late["late"]) == ("running", True)
