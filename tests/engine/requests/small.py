"""A small policy with every kind of clock, and a shorthand for histories in one plain week.

The week is that of Monday 9 March 2026; offices are open 09:00-17:00 and closed on Friday the 13th.
"""

from __future__ import annotations

from typing import Any

from asked import ask, target, written

from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language

TEXT = """\
policy: small
version: "1"
title: {en: Small policy, fr: Petite politique}
vendor: {name: Small}
effective: {from: 2024-01-01, tz: America/Toronto}
languages: {source: en, published: [en, fr]}
calendars:
  office:
    tz: America/Toronto
    open: [mon-fri 09:00-17:00]
    closed: [2026-03-13]
default_calendar: office
terms: {reopen: resume, plan_change: keep}
plans:
  basic: {}
  plus: {includes: basic}
addons:
  night: {needs: plus}
kinds: {incident: {}}
channels: {email: {}}
classify:
  stated: priority
  levels: {P1: {}, P2: {}, P3: {}}
  facts: {priority: {values: {P1: {}, P2: {}, P3: {}}}}
targets:
  table:
    P1:
      basic: {response: 1 business hour, next-response: 2 business hours, update: 4 business hours, resolution: 8 business hours}
      plus: {response: 30 business minutes, next-response: 1 business hour, update: 2 business hours, resolution: 4 business hours}
    P2:
      all: {response: 4 business hours, next-response: 6 business hours, resolution: 16 business hours}
    P3:
      all: {response: 1 business day, resolution: agreed per case}
pauses:
  - {waiting_for: client}
  - {begins: [solution-proposed], ends: [solution-accepted, solution-rejected], clocks: [resolution]}
duties:
  access: {if_missing: excuse, priorities: [P1]}
  details: {if_missing: pause}
  fees: {if_missing: nothing}
reclassify:
  - {by: vendor, direction: down, reasons: {no resources: {name: {en: No resources, fr: Sans ressources}}}}
  - {by: vendor, direction: up}
exclusions:
  force_majeure: {from: [targets], alias: [flood]}
  upkeep: {from: [uptime]}
contacts: {agent: {}, boss: {}, director: {by: phone}}
ladders:
  steps:
    until: resolution
    end: repeat last step
    every: 8 business hours
    steps:
      - {at: 0 business hours, tell: agent}
      - {at: 50 % of resolution, tell: boss, if: no resolution}
      - {at: 100 % of resolution, tell: director, if: breached}
"""
_DAYS = {"mon": 9, "tue": 10, "wed": 11, "thu": 12, "fri": 13, "sat": 14, "sun": 15, "next-mon": 16, "next-tue": 17}
_NAMES = {day: name for name, day in _DAYS.items()}


def small(*changes: tuple[str, str]) -> Policy:
    """The policy; each change is a wording and what stands there instead."""
    text = TEXT
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return written(text)


def at(moment: str) -> str:
    """``tue 09:30`` as an instant."""
    day, clock = moment.split()
    return f"2026-03-{_DAYS[day]:02}T{clock}-04:00"


def said(instant: str | None) -> str | None:
    """An instant as ``tue 09:30``."""
    if instant is None:
        return None
    day = int(instant[8:10])
    return f"{_NAMES.get(day, day)} {instant[11:16]}"


def history(
    *events: str,
    priority: str = "P1",
    plan: str = "basic",
    opened: str = "tue 09:00",
    now: str = "next-tue 12:00",
    policy: Policy | None = None,
    language: Language = "en",
    addons: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The answer, as of `now`, to a request with events such as ``tue 09:30 waiting for=client reason=no key``."""
    case = {
        "client": {"plan": plan, "addons": list(addons)},
        "request": {"opened": at(opened), "facts": {"priority": priority}},
        "events": [_event(event) for event in events],
    }
    return ask(policy or small(), case, at(now), language)


def _event(text: str) -> dict[str, Any]:
    day, clock, name, *fields = text.split()
    event: dict[str, Any] = {"at": at(f"{day} {clock}"), "event": name}
    for field in fields:
        key, _, value = field.partition("=")
        event[key] = at(value.replace("@", " ")) if key == "due" else value.replace("_", " ")
    if name == "reclassified":
        event["facts"] = {"priority": event.pop("priority")}
    return event


def clock(answer: dict[str, Any], metric: str) -> tuple[str, str | None]:
    """The state of a clock and when it is due."""
    found = target(answer, metric)
    return found["state"], said(found["due"])


def cycles(answer: dict[str, Any], metric: str) -> list[tuple[str | None, str | None, str]]:
    """The cycles of a clock that starts again: since when, until when, how it ended."""
    return [
        (said(found["started"]), said(found["due"]), found["state"])
        for found in answer["targets"]
        if found["metric"] == metric
    ]
