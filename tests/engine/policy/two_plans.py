"""A small policy with two plans, for tests that change one thing in it."""

from __future__ import annotations

from functools import cache

from servanda.engine.policy.overlay import Lay
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading, read_policy

TEXT = """\
policy: two-plans
version: "1"
title: {en: Support policy, fr: Politique de soutien}
vendor: {name: Two Plans}
effective: {from: 2026-01-01, tz: America/Toronto}
languages: {source: en, published: [en, fr]}
calendars:
  office:
    tz: America/Toronto
    open: [mon-fri 09:00-17:00]
    closed: [2026-12-25]
default_calendar: office
plans:
  basic: {}
  plus: {includes: basic}
addons:
  night: {needs: plus}
kinds:
  incident: {}
channels:
  email: {address: help@two-plans.example}
classify:
  levels: {P1: {}, P2: {}}
  facts:
    impact: {values: {all: {}, some: {}}}
  rules:
    - {when: {impact: all}, priority: P1}
  otherwise: {priority: P2}
targets:
  table:
    P1: {basic: 4 business hours / 16 business hours, plus: 1 business hour / 8 business hours}
    P2: {basic: 8 business hours, plus: 4 business hours}
pauses:
  - waiting_for: client
prices:
  plus: {percent: 20, of: annual subscription, currency: CAD, per: year}
claims:
  - {plan: plus, than: basic, times_faster: 2, metrics: [response]}
  - {plan: plus, than: basic, times_faster: 2, metrics: [resolution]}
"""


def read(text: str = TEXT, overlay: Lay | None = None) -> Reading:
    """What comes of reading a text, perhaps with an overlay."""
    return read_policy(text, "two-plans.yaml", tables={}, overlay=overlay)


@cache
def two_plans(*changes: tuple[str, str]) -> Policy:
    """The policy; each change is a wording and what stands there instead."""
    text = TEXT
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    reading = read(text)
    assert reading.policy is not None, reading.findings
    assert reading.usable, reading.findings
    return reading.policy
