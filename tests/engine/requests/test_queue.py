"""The queue is in the order that the policy states, and says why."""

from __future__ import annotations

import json
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from servanda.cli.policies import usable_policy
from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.explain import explain
from servanda.engine.requests.queue import in_order, next_due, order_of, queue_prose, why_here
from servanda.engine.requests.reading import read_case

ROOT = Path(__file__).parents[3]
EXAMPLES = json.loads((ROOT / "tests/examples/policies.json").read_text(encoding="utf-8"))["scenarios"]
AS_OF = parse_instant("2026-03-10T12:00+01:00")


@cache
def policy_of(name: str) -> Policy:
    """An example policy; policies never change."""
    return usable_policy(str(ROOT / f"policies/{name}.yaml"))


def asked(policy: Policy, opened: str, *, plan: str, events: tuple[tuple[str, str], ...] = (), **facts: str) -> Answer:
    """A request under a plan."""
    case, findings = read_case(
        json.dumps(
            {
                "client": {"plan": plan},
                "request": {"opened": opened, "facts": facts},
                "events": [{"at": at, "event": name} for at, name in events],
            }
        ),
        policy,
    )
    assert case is not None, findings
    return explain(policy, case, AS_OF)


def names_in_order(policy: Policy, asked: dict[str, Answer]) -> list[str]:
    names = {id(answer): name for name, answer in asked.items()}
    return [names[id(answer)] for answer in in_order(policy, asked.values())]


def test_premium_first_then_the_most_critical_then_the_oldest() -> None:
    example = next(one for one in EXAMPLES if one["id"] == "C-S18")
    policy = policy_of("cirrus-shield")
    plans = {"paid": "paying", "premium": "premium"}
    facts = {"critique": {"data_corruption": "yes"}, None: {}}
    answers = {
        ticket["id"]: asked(
            policy, ticket["created"], plan=plans[ticket["edition"]], **facts[ticket.get("criticality")]
        )
        for ticket in example["facts"]["tickets"]
    }

    for some in permutations(answers.items()):
        assert names_in_order(policy, dict(some)) == example["expected"]["order"]


def test_kiwi_handles_by_priority_then_by_due_time() -> None:
    policy = policy_of("kiwi-stage-plus")
    mild = {"impact": "minor", "urgency": "low"}
    grave = {"impact": "extended", "urgency": "critical"}
    answers = {
        "old and mild": asked(policy, "2026-03-02T09:00-05:00", plan="BASIC", **mild),
        "grave, due late": asked(policy, "2026-03-10T05:30-04:00", plan="BASIC", **grave),
        "grave, due soon": asked(policy, "2026-03-10T06:00-04:00", plan="PLUS", **grave),
    }

    assert order_of(policy) == ("priority", "due", "age")
    assert names_in_order(policy, answers) == ["grave, due soon", "grave, due late", "old and mild"]


def test_a_clock_that_stopped_is_no_longer_what_is_due() -> None:
    policy = policy_of("kiwi-stage-plus")
    waiting = asked(policy, "2026-03-09T09:00-04:00", plan="BASIC", impact="extended", urgency="critical")
    answered = asked(
        policy,
        "2026-03-09T09:00-04:00",
        plan="BASIC",
        events=(("2026-03-09T09:10-04:00", "response"),),
        impact="extended",
        urgency="critical",
    )
    closed = asked(policy, "2026-03-09T09:00-04:00", plan="BASIC", events=(("2026-03-09T09:30-04:00", "resolved"),))

    assert next_due(waiting) == parse_instant("2026-03-09T10:00-04:00")
    assert next_due(answered) == parse_instant("2026-03-09T17:00-04:00")
    assert next_due(closed) is None


def test_a_policy_without_a_queue_shows_what_is_due_first() -> None:
    policy = policy_of("better-impact")

    assert order_of(policy) == ("due", "age")
    assert why_here(policy, asked(policy, "2026-03-10T09:00-04:00", plan="member")).key == "queue.unstated"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Plan: Premium support.", "Priority: critical.", "Opened Tue\u00a010\u00a0Mar\u00a02026\u00a009:10."]),
        (
            "fr",
            [
                "Forfait\u202f: Support Premium.",
                "Priorité\u202f: critical.",
                "Ouverte le mar.\u00a010\u00a0mars\u00a02026\u00a009:10.",
            ],
        ),
    ],
)
def test_the_order_is_explained_with_its_clause(language: str, said: list[str]) -> None:
    policy = policy_of("cirrus-shield")
    answer = asked(policy, "2026-03-10T09:10+01:00", plan="premium", data_corruption="yes")
    because = why_here(policy, answer)
    prose = queue_prose(policy, language)  # type: ignore[arg-type]

    assert because.clauses == ("C8",)
    assert [prose.say(part) for part in because.because] == said
    assert prose.say(because)
