"""A policy without plans, kinds, priorities or answers, or with a zone that is none, is refused with line and column."""

from __future__ import annotations

import pytest

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.reader import read_policy

SMALL = """\
policy: small
title: {en: Support, fr: Soutien}
vendor: {name: Small}
effective: {from: 2025-09-01, tz: America/Toronto}
languages: {source: en, published: [en, fr]}
calendars: {office: {tz: America/Toronto, open: [mon-fri 09:00-17:00]}}
default_calendar: office
plans: {basic: {}}
kinds: {incident: {}}
classify: {stated: priority, levels: {high: {}}, facts: {priority: {values: {high: {}}}}}
targets: {table: {high: {basic: 2 business hours / 8 business hours}}}
uptime: [{service: app, target: 99, tz: America/Toronto, denominator: calendar month}]
"""


def findings(source: str) -> tuple[Finding, ...]:
    return read_policy(source, "small.yaml", tables={}).findings


def test_the_small_policy_lacks_nothing() -> None:
    assert findings(SMALL) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("plans: {basic: {}}", "plans: {}", "SV-S01", "plans"),
        ("kinds: {incident: {}}", "kinds: {}", "SV-S01", "kinds"),
        ("levels: {high: {}}", "levels: {}", "SV-S01", "classify/levels"),
        ("values: {high: {}}", "values: {}", "SV-S01", "classify/facts/priority/values"),
        ("2025-09-01, tz: America/Toronto", "2025-09-01, tz: Eastern", "SV-C02", "effective/tz"),
        ("99, tz: America/Toronto", "99, tz: Nowhere", "SV-C02", "uptime/1/tz"),
    ],
)
def test_what_is_missing_is_named_with_its_place(old: str, new: str, code: str, at: str) -> None:
    found = {finding.at: finding for finding in findings(SMALL.replace(old, new))}

    assert found[at].code == code
    assert found[at].blocks
    assert found[at].place.line == 1 + SMALL.split(old)[0].count("\n")


def test_a_zone_that_somebody_meant_is_named() -> None:
    (finding,) = findings(SMALL.replace("2025-09-01, tz: America/Toronto", "2025-09-01, tz: Eastern"))

    assert finding.fix.en == "Did you mean America/Toronto?"
