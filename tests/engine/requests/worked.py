"""The worked cases of ``tests/examples/policies.json``, their loosely named facts turned into cases as a file has them."""

from __future__ import annotations

import json
from typing import Any

from asked import ROOT

SCENARIOS: tuple[dict[str, Any], ...] = tuple(
    json.loads((ROOT / "tests" / "examples" / "policies.json").read_text("utf-8"))["scenarios"]
)
SEEDS = {
    "kiwi": "kiwi-stage-plus",
    "better": "better-impact",
    "aidi": "aidi",
    "cirrus": "cirrus-shield",
    "qiscus": "qiscus",
}
IMPACT = ("extended", "important", "moderate", "minor")
URGENCY = ("critical", "high", "medium", "low")
QUESTION = {1: "how-to", 2: "best-practice", 3: "api"}
EVENTS = {
    "first_response": {"event": "response"},
    "client_resources_unavailable": {"event": "duty-missed", "duty": "resources"},
    "resolved": {"event": "resolved"},
    "solution_proposed": {"event": "solution-proposed"},
    "client_accepts": {"event": "solution-accepted"},
    "downgrade": {"event": "reclassified"},
}
SOME_TUESDAY = "2026-03-10T10:00"
"""For cases that say nothing of time."""


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    """The worked cases of some kinds."""
    return [scenario for scenario in SCENARIOS if scenario["kind"] in kinds]


def case(scenario: dict[str, Any]) -> dict[str, Any]:
    """A worked case as a case file would write it."""
    facts = scenario["facts"]
    client, request = globals()[f"_{scenario['seed']}"](facts)
    opened = facts.get("created") or facts.get("outage_start") or SOME_TUESDAY
    return {"client": client, "request": {"opened": opened, **request}, "events": events(facts)}


def events(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """What happened, in the public names."""
    found = []
    for event in facts.get("events", ()):
        named: dict[str, Any] = {"at": event["at"], **EVENTS[event["type"]]}
        if event["type"] == "downgrade":
            named |= {"facts": _matrix(event["to_impact"], event["to_urgency"]), "reason": event["reason"]}
        found.append(named)
    return found


def _matrix(impact: int, urgency: int) -> dict[str, str]:
    return {"impact": IMPACT[impact - 1], "urgency": URGENCY[urgency - 1]}


def _kiwi(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"plan": facts["plan"]}, {"facts": _matrix(facts["impact"], facts["urgency"])}


def _better(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    if "outage_start" in facts:
        return {"plan": "member"}, {"kind": "planned-outage" if facts["planned"] else "outage"}
    answers = {"question": QUESTION[facts["level"]]}
    if "needs_client_data" in facts:
        answers["needs_client_data"] = "yes" if facts["needs_client_data"] else "no"
    request: dict[str, Any] = {"kind": "question", "facts": answers}
    if "channel" in facts:
        request["channel"] = facts["channel"]
    return {"plan": "member"}, request


def _aidi(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    answers = {
        "production": "down" if facts.get("production_unavailable") else "up",
        "clients": "many" if facts.get("clients_affected", 1) > 1 else "one",
    }
    answers |= {key: facts[name] for key, name in (("feature", "feature_class"), ("degradation",) * 2) if name in facts}
    return {"plan": "standard"}, {"facts": answers}


def _cirrus(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    plan = {"paid": "paying"}.get(facts["edition"], facts["edition"])
    request: dict[str, Any] = {"channel": facts["channel"]} if "channel" in facts else {}
    if "facts" in facts:
        told = set(facts["facts"])
        request["facts"] = {
            "important_feature": "blocked" if {"important_feature_unavailable", "blocking"} <= told else "fine",
            "permanent": "yes" if "permanent" in told else "no",
            "workaround": "none" if "no_workaround" in told else "painless",
        }
    return {"plan": plan}, request


def _qiscus(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    plan, addons = facts.get("plan", "premium"), list(facts.get("addons", ()))
    if plan in ("8x7", "24x7"):
        plan, addons = "premium", [plan, *addons]
    request = {"facts": {"priority": facts["priority"].lower()}} if "priority" in facts else {}
    return {"plan": plan, "addons": addons}, request
