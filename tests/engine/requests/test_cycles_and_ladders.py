"""Clocks that start again with each message and each update, and who is called while nobody answers."""

from __future__ import annotations

from typing import Any

import pytest
from small import cycles, history, said, small

# Clocks that start again


def test_a_message_of_the_client_is_answered_within_its_own_target_each_time() -> None:
    answer = history(
        "tue 09:30 client-message",
        "tue 09:50 response",
        "tue 10:00 client-message",
        "tue 10:30 client-message",
        "tue 11:30 response",
        "tue 16:00 client-message",
        now="wed 09:30",
    )

    assert cycles(answer, "next-response") == [
        ("tue 10:00", "tue 12:00", "met"),
        ("tue 16:00", "wed 10:00", "running"),
    ]


def test_thanks_after_the_resolution_ask_for_no_answer() -> None:
    answer = history("tue 09:30 response", "tue 10:00 resolved", "tue 10:30 client-message")

    assert cycles(answer, "next-response") == []


def test_a_message_that_reopens_a_request_is_answered_from_the_reopening_on() -> None:
    answer = history(
        "tue 09:30 response", "tue 10:00 resolved", "tue 12:00 client-message", "tue 13:00 reopened", now="tue 14:00"
    )

    assert cycles(answer, "next-response") == [("tue 12:00", "tue 15:00", "running")]


def test_updates_are_due_again_and_again_until_the_request_is_resolved() -> None:
    answer = history("tue 11:00 update", "tue 16:00 update", "wed 10:00 resolved")

    assert cycles(answer, "update") == [
        ("tue 09:00", "tue 13:00", "met"),
        ("tue 11:00", "tue 15:00", "breached"),
        ("tue 16:00", "wed 12:00", "met"),
    ]


# Ladders


def calls(answer: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(said(call["at"]), call["who"]) for call in answer["contacts"]]


def test_a_ladder_climbs_by_shares_of_the_target_and_repeats_its_last_step() -> None:
    answer = history("tue 09:30 response", now="thu 12:00")

    assert calls(answer) == [
        ("tue 09:00", "agent"),
        ("tue 13:00", "boss"),
        ("tue 17:00", "director"),
        ("wed 17:00", "director"),
        ("thu 17:00", "director"),
    ]


def test_a_ladder_stands_still_while_its_clock_is_paused() -> None:
    answer = history("tue 09:30 response", "tue 10:00 waiting for=client", "tue 14:00 working", now="tue 15:00")

    assert calls(answer) == [("tue 09:00", "agent"), ("tue 17:00", "boss")]


def test_nobody_is_called_any_more_once_the_request_is_resolved() -> None:
    assert calls(history("tue 11:00 resolved")) == [("tue 09:00", "agent")]


@pytest.mark.parametrize(("now", "called"), [("tue 12:59", [True, False]), ("tue 13:00", [True, True])])
def test_only_calls_whose_instant_has_come_have_been_made(now: str, called: list[bool]) -> None:
    answer = history("tue 09:30 response", now=now)

    assert [call["called"] for call in answer["contacts"]] == called


def test_a_step_that_needs_a_breach_is_left_out_until_there_is_one() -> None:
    answer = history("tue 09:30 response", now="tue 13:30")

    assert calls(answer) == [("tue 09:00", "agent"), ("tue 13:00", "boss")]


def test_a_step_that_nobody_can_read_calls_nobody_and_breaks_nothing() -> None:
    policy = small(("at: 0 business hours", "at: soon"))

    assert calls(history("tue 09:30 response", now="tue 13:30", policy=policy)) == [("tue 13:00", "boss")]
