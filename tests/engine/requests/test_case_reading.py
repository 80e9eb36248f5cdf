"""A case file that cannot be read is answered with everything that is wrong with it, each with its place and its cure."""

from __future__ import annotations

import pytest
from asked import shipped

from servanda.engine.requests.reading import MOST_EVENTS, read_case

KIWI = shipped("kiwi-stage-plus")
GOOD = """\
client: {plan: BASIC, since: 2024-01-01}
request:
  opened: 2026-02-06T16:30
  channel: email
  facts: {impact: extended, urgency: critical}
events:
  - {at: 2026-02-09T09:20-05:00, event: response}
  - {at: 2026-02-09T13:00-05:00, event: duty-missed, duty: resources}
"""


def problems(text: str) -> list[str]:
    """What is wrong with a case, as `line:column message cure`."""
    case, findings = read_case(text, KIWI, "case.yaml")
    assert (case is None) is bool(findings)
    return [f"{one.place.line}:{one.place.column} {one.message.en} {one.fix.en}".strip() for one in findings]


def test_a_good_case_is_read() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("BASIC", "BASICS", "1:16 There is no plan 'BASICS'. Did you mean 'BASIC'?"),
        ("plan: BASIC, ", "", "1:9 The client's plan is missing. Write plan: one of BASIC, PLUS."),
        ("client: {plan: BASIC, since: 2024-01-01}", "client: BASIC", "1:9 client is a table."),
        ("since:", "sinse:", "1:23 Unknown key 'sinse'. Did you mean 'since'?"),
        ("2024-01-01", "0001-01-01", "1:30 '0001-01-01' is outside the years 1990 to 2100."),
        ("  opened: 2026-02-06T16:30\n", "", "3:3 'opened' is missing."),
        ("2026-02-06T16:30", "yesterday", "3:11 'yesterday' is not a date and time such as 2026-02-06T16:30-05:00."),
        ("2026-02-06T16:30", "2026-02-30T16:30", "3:11 '2026-02-30T16:30' is not a date and time such as 2026-02-06T16:30-05:00."),
        ("impact: extended", "impact: huge", "5:19 There is no answer to impact 'huge'. Known: extended, important, moderate, minor."),
        ("impact: extended", "impakt: extended", "5:11 There is no fact 'impakt'. Did you mean 'impact'?"),
        ("impact: extended", "impact: [extended]", "5:19 impact is one word."),
        ("event: response", "event: respond", "7:41 There is no event 'respond'. Did you mean 'response'?"),
        ("event: response", "event: response, duty: resources", "7:51 Unknown key 'duty'. Known here: at, event, by, note, channel, reason."),
        ("2026-02-09T09:20", "2026-02-05T09:20", "7:5 The event 'response' is before the request was opened."),
        ("duty: resources", "duty: money", "8:60 There is no duty 'money'. Known: resources."),
        ("{at: 2026-02-09T09:20-05:00, event: response}", "response", "7:5 An event is a table: {at: …, event: …}."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_what_would_be_right(before: str, after: str, says: str) -> None:
    assert before in GOOD

    assert problems(GOOD.replace(before, after, 1)) == [says]


def test_all_mistakes_are_named_at_once() -> None:
    broken = GOOD.replace("BASIC", "GOLD").replace("extended", "huge").replace("resources", "money")

    assert [said.split()[0] for said in problems(broken)] == ["1:16", "5:19", "8:60"]


@pytest.mark.parametrize("text", ["", "[]", "case", "client: [", "{}", "\x00", "- a\n- b", "client: {}\nclient: {}"])
def test_what_is_no_case_at_all_is_refused(text: str) -> None:
    assert problems(text)


def test_a_case_may_be_json() -> None:
    assert (
        problems(
            '{"client": {"plan": "PLUS", "addons": []}, "request": {"opened": "2026-02-06T16:30Z"}, "events": null}'
        )
        == []
    )


def test_more_events_than_anybody_reads_are_refused() -> None:
    many = "\n".join(
        f"  - {{at: 2026-02-09T09:20-05:00, event: working, note: n{number}}}" for number in range(MOST_EVENTS + 1)
    )

    said = problems(GOOD + many)

    assert said == [f"7:3 {MOST_EVENTS + 3} events; at most {MOST_EVENTS} are read."]


def test_a_bare_local_time_is_read_in_the_zone_of_the_policy() -> None:
    case, _ = read_case(GOOD, KIWI)
    aware, _ = read_case(GOOD.replace("2026-02-06T16:30", "2026-02-06T21:30Z"), KIWI)

    assert case is not None
    assert aware is not None
    assert case.request.opened == aware.request.opened
