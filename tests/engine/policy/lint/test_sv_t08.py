"""SV-T08: The same fact twice."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/others": "[{metric: response, plans: [basic], priorities: [high], promise: 3 business hours, clause: T9}]",
}
GOOD = {
    "targets/others": (
        "[{metric: response, plans: [basic], priorities: [high], kinds: [report], promise: 3 "
        "business hours, clause: T9}]"
    ),
}


def test_two_statements_of_one_promise_that_differ_are_an_error() -> None:
    finding = check_finds("SV-T08", BAD, GOOD, severity="E")

    assert finding.at == "targets/others/1"
    assert "2 business hours" in plain(finding.message)
    assert "3 business hours" in plain(finding.message)


def test_two_equal_statements_are_a_note() -> None:
    same = {
        "targets/others": "[{metric: response, plans: [basic], priorities: [high], promise: 2 business hours, clause: T9}]"
    }

    assert [(one.code, one.severity) for one in lint(same)] == [("SV-T08", "I")]


def test_a_wording_from_two_clauses_with_the_same_number_is_a_note() -> None:
    cell = "{response: 2 business hours, resolution: {promise: 8 business hours, clauses: [T6, T9], source: %s}}"
    twice = lint({"targets/table/high/basic": cell % "8 business hours at most; no more than 8 business hours"})
    once = lint({"targets/table/high/basic": cell % "8 business hours at most"})

    assert [(one.code, one.severity) for one in twice] == [("SV-T08", "I")]
    assert once == []
