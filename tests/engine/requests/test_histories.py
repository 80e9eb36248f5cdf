"""What becomes of the clocks of one request as things happen to it, event by event."""

from __future__ import annotations

import pytest
from asked import ask, sentences, shipped, target
from small import clock, cycles, history, said, small

# What stops a clock


@pytest.mark.parametrize("event", ["response", "solution-proposed", "resolved"])
def test_a_person_who_answers_stops_the_first_response(event: str) -> None:
    assert clock(history(f"tue 09:45 {event}"), "response") == ("met", "tue 10:00")


@pytest.mark.parametrize(
    "event",
    ["automatic-reply", "internal-note", "client-message", "working", "waiting for=vendor", "duty-missed duty=fees"],
)
def test_nothing_else_stops_it(event: str) -> None:
    assert clock(history(f"tue 09:45 {event}"), "response") == ("breached", "tue 10:00")


def test_an_answer_at_the_due_instant_is_in_time_and_one_a_minute_later_is_not() -> None:
    assert clock(history("tue 10:00 response"), "response") == ("met", "tue 10:00")
    assert clock(history("tue 10:01 response"), "response") == ("breached", "tue 10:00")


def test_an_answer_in_closed_time_after_the_due_instant_is_in_time() -> None:
    answer = history("tue 20:00 resolved", now="wed 12:00")

    assert clock(answer, "resolution") == ("met", "tue 17:00")
    assert said(target(answer, "resolution")["breach_after"]) == "wed 09:00"


def test_where_late_means_clock_time_the_same_answer_is_late() -> None:
    policy = small(("terms: {reopen: resume", "terms: {late: clock time, reopen: resume"))

    assert clock(history("tue 20:00 resolved", policy=policy), "resolution") == ("breached", "tue 17:00")


def test_a_clock_that_runs_is_breached_from_the_first_instant_that_is_too_late() -> None:
    assert clock(history(now="tue 10:00"), "response") == ("running", "tue 10:00")
    assert clock(history(now="tue 10:01"), "response") == ("breached", "tue 10:00")


def test_a_request_from_a_closed_day_is_counted_from_the_next_opening() -> None:
    answer = history(opened="fri 11:00", now="fri 11:00")

    assert said(target(answer, "response")["started"]) == "next-mon 09:00"
    assert clock(answer, "response") == ("running", "next-mon 10:00")


# Pauses


def test_a_wait_for_the_client_moves_the_due_instant_by_the_support_time_in_it() -> None:
    answer = history("tue 10:00 waiting for=client", "wed 10:00 working", now="wed 11:00")

    assert clock(answer, "resolution") == ("running", "wed 17:00")
    assert target(answer, "resolution")["elapsed_seconds"] == 2 * 3600


@pytest.mark.parametrize("event", ["working", "client-message", "waiting for=vendor", "resolved"])
def test_a_wait_ends_when_the_client_writes_or_work_goes_on(event: str) -> None:
    answer = history("tue 10:00 waiting for=client", f"tue 12:00 {event}", now="tue 13:00")

    assert [(said(pause["from"]), said(pause["to"])) for pause in answer["pauses"]] == [("tue 10:00", "tue 12:00")]


def test_a_wait_for_somebody_else_pauses_nothing() -> None:
    answer = history("tue 10:00 waiting for=third_party", now="tue 12:00")

    assert (answer["pauses"], clock(answer, "resolution")) == ([], ("running", "tue 17:00"))


def test_while_the_client_is_waited_for_the_clock_is_paused_and_its_due_instant_recedes() -> None:
    first, later = (history("tue 10:00 waiting for=client", now=now) for now in ("tue 12:00", "tue 14:00"))

    assert clock(first, "resolution") == ("paused", "wed 11:00")
    assert clock(later, "resolution") == ("paused", "wed 13:00")


def test_a_proposed_solution_pauses_the_resolution_alone() -> None:
    answer = history("tue 10:00 solution-proposed", "tue 15:00 solution-rejected", now="tue 16:00")

    assert clock(answer, "resolution") == ("running", "wed 14:00")
    assert clock(answer, "response") == ("met", "tue 10:00")


def test_two_waits_that_overlap_count_once() -> None:
    answer = history(
        "tue 10:00 solution-proposed",
        "tue 11:00 waiting for=client",
        "tue 12:00 solution-accepted",
        "tue 13:00 working",
        now="tue 14:00",
    )

    assert clock(answer, "resolution") == ("running", "wed 12:00")


def test_a_wait_after_a_clock_has_stopped_does_not_touch_it() -> None:
    answer = history("tue 09:30 response", "tue 09:40 waiting for=client", now="tue 12:00")

    assert clock(answer, "response") == ("met", "tue 10:00")
    assert clock(answer, "resolution")[0] == "paused"


def test_a_business_day_keeps_its_hour_over_a_wait() -> None:
    answer = history("tue 10:00 waiting for=client", "tue 12:00 working", priority="P3", now="tue 12:00")

    assert clock(answer, "response") == ("running", "wed 11:00")


# Duties and excuses


def test_a_duty_that_was_missed_while_the_clock_ran_excuses_the_breach_and_stops_nothing() -> None:
    answer = history("tue 09:30 response", "tue 13:00 duty-missed duty=access", "wed 12:00 resolved")

    found = target(answer, "resolution")
    assert clock(answer, "resolution") == ("excused", "tue 17:00")
    assert (found["excused_by"]["duty"], found["elapsed_seconds"], answer["pauses"]) == ("access", 11 * 3600, [])


@pytest.mark.parametrize(
    "events",
    [
        ("wed 10:30 duty-missed duty=access", "wed 12:00 resolved"),
        ("tue 13:00 duty-missed duty=fees", "wed 12:00 resolved"),
        ("wed 12:00 resolved",),
    ],
    ids=["missed when it was late already", "a duty that excuses nothing", "no duty missed"],
)
def test_nothing_else_excuses_a_breach(events: tuple[str, ...]) -> None:
    assert clock(history(*events), "resolution") == ("breached", "tue 17:00")


def test_a_duty_excuses_only_the_priorities_that_it_binds() -> None:
    answer = history("tue 13:00 duty-missed duty=access", "next-mon 12:00 resolved", priority="P2")

    assert clock(answer, "resolution") == ("breached", "wed 17:00")


def test_a_request_that_is_kept_in_time_needs_no_excuse() -> None:
    answer = history("tue 13:00 duty-missed duty=access", "tue 16:00 resolved")

    assert clock(answer, "resolution") == ("met", "tue 17:00")
    assert "excused_by" not in target(answer, "resolution")


def test_a_duty_may_pause_instead_of_excuse() -> None:
    answer = history("tue 13:00 duty-missed duty=details", "tue 15:00 duty-met duty=details", now="tue 16:00")

    assert clock(answer, "resolution") == ("running", "wed 11:00")


# Exclusions


@pytest.mark.parametrize("category", ["force_majeure", "force majeure", "Flood", "force-majeure"])
def test_a_cause_that_the_policy_names_takes_the_request_out_of_the_promise(category: str) -> None:
    answer = history(f"tue 15:00 excluded category={category.replace(' ', '_')}")

    assert clock(answer, "resolution") == ("excluded", None)
    assert clock(answer, "response") == ("excluded", None)
    assert answer["contacts"] == []


@pytest.mark.parametrize("category", ["laziness", "upkeep"])
def test_a_cause_that_it_does_not_name_for_targets_excludes_nothing(category: str) -> None:
    answer = history(f"tue 15:00 excluded category={category}")

    assert clock(answer, "resolution") == ("breached", "tue 17:00")
    assert any("does not name" in sentence for sentence in sentences(answer))


# Reclassification


def test_a_downgrade_needs_one_of_the_reasons_of_the_policy() -> None:
    refused = history("tue 10:00 reclassified priority=P2 reason=i_am_tired", now="tue 11:00")
    granted = history("tue 10:00 reclassified priority=P2 reason=No_resources", now="tue 11:00")

    assert (refused["priority"], clock(refused, "resolution")) == ("P1", ("running", "tue 17:00"))
    assert (granted["priority"], clock(granted, "resolution")) == ("P2", ("running", "wed 17:00"))
    assert any("Reclassification to P2" in sentence and "refused" in sentence for sentence in sentences(refused))


def test_the_requester_may_not_reclassify_where_only_the_vendor_may() -> None:
    answer = history("tue 10:00 reclassified priority=P1 by=client", priority="P2", now="tue 11:00")

    assert (answer["priority"], clock(answer, "resolution")) == ("P2", ("running", "wed 17:00"))


@pytest.mark.parametrize(
    ("reading", "due"), [("from original start", "tue 17:00"), ("restart", "wed 13:00"), ("keep", "wed 17:00")]
)
def test_a_policy_says_what_becomes_of_targets(reading: str, due: str) -> None:
    policy = small(("{by: vendor, direction: up}", f"{{by: vendor, direction: up, targets: {reading}}}"))

    answer = history("tue 13:00 reclassified priority=P1", priority="P2", policy=policy, now="tue 14:00")

    assert (answer["priority"], clock(answer, "resolution")[1]) == ("P1", due)


def test_a_clock_that_has_stopped_is_judged_by_the_priority_of_its_time() -> None:
    answer = history("tue 12:00 response", "tue 13:00 reclassified priority=P1", priority="P2")

    assert clock(answer, "response") == ("met", "tue 13:00")
    assert clock(answer, "resolution") == ("breached", "tue 17:00")


def test_a_change_may_breach_a_target_that_is_past_already() -> None:
    before, after = (
        history("tue 13:00 reclassified priority=P1", priority="P2", now=now) for now in ("tue 12:59", "tue 13:00")
    )

    assert clock(before, "response") == ("running", "tue 13:00")
    assert clock(after, "response") == ("breached", "tue 10:00")


def test_next_responses_and_updates_follow_the_priority_that_was_in_force_when_they_ended() -> None:
    answer = history(
        "tue 09:30 response",
        "tue 10:00 client-message",
        "tue 10:30 response",
        "tue 11:00 reclassified priority=P2 reason=no_resources",
        "tue 12:00 client-message",
        now="tue 13:00",
    )

    assert cycles(answer, "next-response") == [
        ("tue 10:00", "tue 12:00", "met"),
        ("tue 12:00", "wed 10:00", "running"),
    ]
    assert cycles(answer, "update") == [("tue 09:00", "tue 13:00", "met"), ("tue 09:30", "tue 13:30", "met")]


# Changes of plan


@pytest.mark.parametrize(
    ("reading", "due"), [("keep", "tue 17:00"), ("from original start", "tue 13:00"), ("restart", "tue 15:00")]
)
def test_a_policy_says_what_a_change_of_plan_does_to_open_requests(reading: str, due: str) -> None:
    policy = small(("plan_change: keep", f"plan_change: {reading}"))

    answer = history("tue 11:00 plan-changed plan=plus", policy=policy, now="tue 12:00")

    assert (answer["plan"], clock(answer, "resolution")[1]) == ("plus", due)


def test_under_keep_a_later_reclassification_is_judged_by_the_plan_of_the_opening() -> None:
    answer = history(
        "tue 10:00 plan-changed plan=plus", "tue 11:00 reclassified priority=P1", priority="P2", now="tue 11:30"
    )

    assert clock(answer, "resolution") == ("running", "tue 17:00")


# Reopening


@pytest.mark.parametrize(
    ("reading", "due", "hours"),
    [("resume", "wed 12:00", 6), ("count", "tue 17:00", 9), ("restart", "wed 15:00", 3)],
)
def test_a_reopened_request_resumes_counts_on_or_restarts(reading: str, due: str, hours: int) -> None:
    policy = small(("reopen: resume", f"reopen: {reading}"))

    answer = history("tue 12:00 resolved", "tue 15:00 reopened", "wed 10:00 working", policy=policy, now="wed 10:00")

    found = target(answer, "resolution")
    assert (said(found["due"]), found["stopped"]) == (due, None)
    assert found["elapsed_seconds"] == hours * 3600


def test_the_resolution_that_stands_is_the_first_after_the_last_reopening() -> None:
    answer = history("tue 12:00 resolved", "tue 13:00 reopened", "tue 14:00 resolved", "tue 15:00 resolved")

    assert said(target(answer, "resolution")["stopped"]) == "tue 14:00"


# Dates agreed case by case


def test_where_a_date_is_agreed_case_by_case_nothing_is_due_before_it_is_agreed() -> None:
    assert clock(history(priority="P3", now="wed 10:00"), "resolution") == ("none", None)


@pytest.mark.parametrize(("resolved", "state"), [("thu 12:00", "met"), ("thu 12:01", "breached")])
def test_the_date_that_was_agreed_last_binds(resolved: str, state: str) -> None:
    answer = history(
        "tue 10:00 date-agreed due=wed@12:00",
        "wed 11:00 date-agreed due=thu@12:00",
        f"{resolved} resolved",
        priority="P3",
    )

    assert clock(answer, "resolution") == (state, "thu 12:00")


# Due dates that something else prevails over


@pytest.mark.parametrize(("resolved", "state"), [("thu 12:00", "met"), ("thu 12:01", "breached")])
def test_a_due_date_that_was_set_anew_prevails_and_is_named(resolved: str, state: str) -> None:
    answer = history("tue 11:00 due-date-overridden due=thu@12:00 reason=general_terms", f"{resolved} resolved")

    assert clock(answer, "resolution") == (state, "thu 12:00")
    assert clock(answer, "response") == ("breached", "tue 10:00")
    assert any("instead of 8 business hours: general terms." in sentence for sentence in sentences(answer))


def test_another_clock_may_be_named_and_the_last_date_counts() -> None:
    answer = history(
        "tue 09:10 due-date-overridden due=tue@12:00 metric=response",
        "tue 09:20 due-date-overridden due=tue@13:00 metric=response",
        "tue 12:30 response",
    )

    assert clock(answer, "response") == ("met", "tue 13:00")


def test_where_general_terms_prevail_their_clause_is_cited() -> None:
    case = {
        "client": {"plan": "standard"},
        "request": {"opened": "2026-03-10T10:00", "facts": {"production": "down"}},
        "events": [
            {
                "at": "2026-03-10T10:30",
                "event": "due-date-overridden",
                "due": "2026-03-10T12:00",
                "reason": "general terms",
            }
        ],
    }

    answer = ask(shipped("aidi"), case, "2026-03-10T11:00-04:00")

    (node,) = (node for node in answer["because"] if "set for this request" in node["says"])
    assert node["clauses"] == ["A44"]
