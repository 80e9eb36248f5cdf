"""The facts file: read strictly, every problem at once, what is not said taken as usual."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from months import at

from servanda.engine.diagnostics import Finding
from servanda.engine.source import read_tree
from servanda.engine.uptime.facts import read_facts
from servanda.engine.uptime.model import Agreement, Exclusion, Facts, Maintenance, Outage, Unknown

WHOLE = """\
agreement:
  plan: member
  annual_fee: 10000.06
  currency: cad
  since: 2024-01-01
  until: 2027-01-01T00:00-05:00
  client: acme
outages:
  - start: 2026-02-10T10:00:30-05:00
    end: 2026-02-10T10:21-05:00
    severity: partial
    environment: staging
    scope: client
    client: acme
    component: chat
    cause: third party
    void: true
    id: O-1
maintenance:
  - announced: 2026-02-09T09:00-05:00
    received: 2026-02-09T09:05-05:00
    start: 2026-02-11T22:00-05:00
    end: 2026-02-12T00:00-05:00
    states: [time, date]
    kind: server update
    cancelled: no
    id: M-1
exclusions:
  - {start: 2026-02-10T10:00Z, end: 2026-02-10T11:00Z, category: customer-internet, approved: yes, evidence: trace.txt, client: acme}
unknown:
  - {start: 2026-02-10T12:00Z, end: 2026-02-10T13:00Z}
"""


def read(text: str) -> tuple[Facts | None, list[Finding]]:
    node, findings = read_tree(text, "facts.yaml")
    assert node is not None
    assert not findings
    return read_facts(node)


def test_every_key_is_read() -> None:
    facts, findings = read(WHOLE)

    assert not findings
    assert facts == Facts(
        Agreement("member", Decimal("10000.06"), "CAD", date(2024, 1, 1), at("2027-01-01T05:00Z"), "acme"),
        (
            Outage(
                start=at("2026-02-10T15:00:30Z"),
                end=at("2026-02-10T15:21Z"),
                severity="partial",
                environment="staging",
                scope="client",
                client="acme",
                component="chat",
                cause="third party",
                void=True,
                id="O-1",
            ),
        ),
        (
            Maintenance(
                start=at("2026-02-12T03:00Z"),
                end=at("2026-02-12T05:00Z"),
                announced=at("2026-02-09T14:00Z"),
                received=at("2026-02-09T14:05Z"),
                states=("time", "date"),
                kind="server update",
                id="M-1",
            ),
        ),
        (Exclusion(at("2026-02-10T10:00Z"), at("2026-02-10T11:00Z"), "customer-internet", True, "trace.txt", "acme"),),
        (Unknown(at("2026-02-10T12:00Z"), at("2026-02-10T13:00Z")),),
    )


def test_what_is_not_said_is_taken_as_usual_and_remembered_as_assumed() -> None:
    facts, _ = read("outages: [{start: 2026-02-10T10:00Z}, {start: 2026-02-10T11:00Z, client: acme, severity: major}]")

    assert facts is not None
    first, second = facts.outages
    assert (first.severity, first.environment, first.scope, first.end, first.void) == (
        "major",
        "production",
        "all",
        None,
        False,
    )
    assert first.assumed == ("severity", "environment", "scope")
    assert (second.scope, second.assumed) == ("client", ("environment",))


@pytest.mark.parametrize(
    ("keys", "received", "assumed"),
    [
        ("announced: 2026-02-09T09:00Z", "2026-02-09T09:00Z", True),
        ("announced: 2026-02-09T09:00Z, received: 2026-02-09T10:00Z", "2026-02-09T10:00Z", False),
        ("received: 2026-02-09T10:00Z", "2026-02-09T10:00Z", False),
        ("announced: 2026-02-09T09:00Z, received: never", None, False),
        ("announced: 2026-02-09T09:00Z, received: null", None, False),
        ("cancelled: yes", None, False),
    ],
)
def test_a_receipt_that_nobody_recorded_is_not_one_that_did_not_happen(
    keys: str, received: str | None, assumed: bool
) -> None:
    facts, findings = read(f"maintenance: [{{start: 2026-02-10T10:00Z, end: 2026-02-10T11:00Z, {keys}}}]")

    assert not findings
    assert facts is not None
    assert facts.maintenance[0].received == (at(received) if received else None)
    assert facts.maintenance[0].receipt_assumed is assumed


def test_json_is_read_and_null_is_what_is_not_there() -> None:
    outage = {"start": "2026-02-10T10:00Z", "end": None, "client": None, "component": None, "void": False}
    facts, findings = read(json.dumps({"agreement": {"annual_fee": "12000.00", "until": None}, "outages": [outage]}))

    assert not findings
    assert facts is not None
    assert facts.agreement == Agreement(annual_fee=Decimal("12000.00"))
    assert (facts.outages[0].end, facts.outages[0].scope) == (None, "all")


@pytest.mark.parametrize("text", ["{}", "outages: []", "agreement: {}\nexclusions: []\n"])
def test_a_month_in_which_nothing_happened_needs_no_facts(text: str) -> None:
    assert read(text) == (Facts(), [])


@pytest.mark.parametrize(
    ("text", "place", "message", "cure"),
    [
        ("outage: []", "1:1", "Unknown key 'outage'.", "Did you mean 'outages'?"),
        ("outages: [{start: 2026-02-10T10:00}]", "1:19", "has no offset from UTC.", "Write 2026-02-10T10:00Z,"),
        ("outages: [{start: yesterday}]", "1:19", "'yesterday' is not a date and time.", "2026-02-06T16:30-05:00"),
        ("outages: [{start: 2026-02-30T10:00Z}]", "1:19", "is not a date and time.", "2026-02-06T16:30-05:00"),
        ("outages: [{start: [2026]}]", "1:19", "One value is expected here.", ""),
        ("outages: [{start: 1066-10-14T09:00Z}]", "1:19", "is not between 1970 and 2200.", ""),
        ("outages: [{end: 2026-02-10T10:00Z}]", "1:11", "'start' is missing from outages/1.", ""),
        ("outages: [{start: 2026-02-10T10:00Z, severity: mayor}]", "1:48", "'mayor' cannot stand", "'major'"),
        ("outages: [{start: 2026-02-10T10:00Z, scope: everyone}]", "1:45", "cannot stand here.", "'all', 'client'"),
        ("outages: [{start: 2026-02-10T10:00Z, scope: client}]", "1:11", "name the client: 'client: acme'.", ""),
        ("outages: [{start: 2026-02-10T10:00Z, scope: all, client: a}]", "1:11", "contradict each other", ""),
        ("outages: [{start: 2026-02-10T10:00Z, end: 2026-02-10T09:00Z}]", "1:11", "is before the start", ""),
        ("outages: [{start: 2026-02-10T10:00Z, void: perhaps}]", "1:44", "Expected yes or no (got 'perhaps').", ""),
        ("outages: yes", "1:10", "Expected a list", ""),
        ("unknown: [{start: 2026-02-10T10:00Z, end: 2026-02-10T09:00Z}]", "1:11", "is before the start", ""),
        (
            "exclusions: [{start: 2026-02-10T10:00Z, end: 2026-02-10T09:00Z, category: x}]",
            "1:14",
            "The end (2026-02-10T09:00:00+00:00) is before the start (2026-02-10T10:00:00+00:00).",
            "",
        ),
        ("exclusions: [{start: 2026-02-10T10:00Z, end: 2026-02-10T11:00Z}]", "1:14", "'category' is missing", ""),
        (
            "maintenance: [{start: 2026-02-10T10:00Z, end: 2026-02-10T11:00Z, announced: 2026-02-09T10:00Z,"
            " received: 2026-02-09T09:00Z}]",
            "1:15",
            "The notice is received before it is announced.",
            "",
        ),
        ("agreement: {annual_fee: '12,000'}", "1:25", "'12,000' is not an amount of money.", "such as 12000.00"),
        ("agreement: {annual_fee: -1}", "1:25", "'-1' is not an amount of money.", ""),
        ("agreement: {currency: dollars}", "1:23", "'DOLLARS' is not a currency.", "three letters"),
        ("agreement: {since: 2026-02-30}", "1:20", "'2026-02-30' is not a day of the calendar.", ""),
        ("agreement: {since: 0800-02-03}", "1:20", "is not between 1970 and 2200.", ""),
        ("agreement: {since: 2026-02-03T10:00}", "1:20", "has no offset from UTC.", ""),
        ("agreement: {since: 2026-03-01, until: 2026-03-01}", "1:12", "'until' is not after 'since'.", ""),
        (
            "agreement: {since: 2026-03-01T00:00Z, until: 2026-03-01T00:00Z}",
            "1:12",
            "'until' is not after 'since'.",
            "",
        ),
        ("- outages", "1:1", "Expected a table of names and values", ""),
    ],
)
def test_each_mistake_is_named_with_its_place_and_its_cure(text: str, place: str, message: str, cure: str) -> None:
    facts, findings = read(text)

    assert facts is None
    assert len(findings) == 1
    assert str(findings[0].place) == f"facts.yaml:{place}"
    assert message in findings[0].message.en
    assert cure in findings[0].fix.en
    assert findings[0].message.missing() == ()


def test_an_end_as_a_date_and_a_start_as_an_instant_are_compared_later() -> None:
    facts, findings = read("agreement: {since: 2026-03-01T00:00Z, until: 2026-03-02}")

    assert not findings
    assert facts is not None


def test_all_mistakes_are_listed_at_once() -> None:
    _, findings = read(
        """\
agreement: {annual_fee: free, curency: CAD}
outages:
  - {start: noon, severty: major}
maintenance:
  - {start: 2026-02-10T10:00, end: 2026-02-10T11:00}
"""
    )

    assert sorted((finding.place.line, finding.place.column) for finding in findings) == [
        (1, 25),
        (1, 31),
        (3, 13),
        (3, 19),
        (5, 13),
        (5, 36),
    ]
