"""Asking a policy about one request, in short: for the tests of `servanda.engine.requests`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from servanda.cli.policies import usable_policy
from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.requests.answer import answer_json
from servanda.engine.requests.case import Case
from servanda.engine.requests.explain import explain
from servanda.engine.requests.reading import read_case
from servanda.engine.text import Language

ROOT = Path(__file__).parents[3]
POLICIES = ("kiwi-stage-plus", "better-impact", "aidi", "cirrus-shield", "qiscus")
LATER = "2026-12-01T12:00Z"
"""An instant after everything that happens in these tests, for questions about what became of a request."""


@cache
def shipped(name: str) -> Policy:
    """One of the five policies."""
    return usable_policy(str(ROOT / "policies" / f"{name}.yaml"))


@cache
def written(text: str) -> Policy:
    """A policy written in a test; it must be usable."""
    reading = read_policy(text, "policy.yaml", tables={})
    assert reading.policy is not None, reading.findings
    assert reading.usable, reading.findings
    return reading.policy


def case_of(policy: Policy, case: dict[str, Any]) -> Case:
    """A case as a file has it, read."""
    read, findings = read_case(json.dumps(case), policy)
    assert read is not None, findings
    return read


def ask(policy: Policy, case: dict[str, Any], at: str | int | None = None, language: Language = "en") -> dict[str, Any]:
    """The public answer to a case, as of `at`: by default of the opening, before anything else has happened."""
    read = case_of(policy, case)
    as_of = read.request.opened if at is None else parse_instant(at) if isinstance(at, str) else at
    return answer_json(explain(policy, read, as_of), language)


def target(answer: dict[str, Any], metric: str) -> dict[str, Any]:
    """The one target of a metric."""
    found = [target for target in answer["targets"] if target["metric"] == metric]
    assert len(found) == 1, found
    return dict(found[0])


def due(answer: dict[str, Any], metric: str) -> str | None:
    """When a metric is due, without seconds: as the worked cases write it."""
    found: str | None = target(answer, metric)["due"]
    return None if found is None else short(found)


def short(at: str) -> str:
    """An instant without its seconds."""
    assert at[16:19] == ":00", at
    return at[:16] + at[19:]


def sentences(answer: dict[str, Any]) -> list[str]:
    """Everything that the because says, from the top, the branches behind their trunk."""
    found: list[str] = []
    waiting = list(answer["because"])
    while waiting:
        node = waiting.pop(0)
        found.append(node["says"])
        waiting = [*node["because"], *waiting]
    return found
