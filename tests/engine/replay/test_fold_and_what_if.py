"""Many requests, one pass: every clock is counted once, nothing is lost, and a what-if says what would differ."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.cli.policies import usable_policy
from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.replay.account import comparison_json, statistics_json
from servanda.engine.replay.comparison import EXAMPLES, Comparing, compare
from servanda.engine.replay.fold import Fold, Statistics, replay
from servanda.engine.replay.outcomes import OUTCOMES, Counts, outcome, percent, summed
from servanda.engine.replay.past import Past, read_line, read_list, read_past
from servanda.engine.requests.explain import explain

ROOT = Path(__file__).parents[3]
AS_OF = parse_instant("2026-04-01T12:00-04:00")


@cache
def policy_of(name: str) -> Policy:
    """An example policy; policies never change."""
    return usable_policy(str(ROOT / f"policies/{name}.yaml"))


def case(
    opened: str = "2026-03-10T09:00-04:00", *events: tuple[str, str], plan: str = "BASIC", **more: Any
) -> dict[str, Any]:
    """A KIWI request of priority P1 with its events, each (instant, name)."""
    facts = more.pop("facts", {"impact": "extended", "urgency": "critical"})
    return {
        "client": {"plan": plan},
        "request": {"opened": opened, "facts": facts},
        "events": [{"at": at, "event": name} | more for at, name in events],
    }


def past(policy: Policy, asked: dict[str, Any], number: int = 1) -> Past:
    found, findings = read_past(read_line(json.dumps(asked), number), [policy], AS_OF)
    assert found is not None, findings
    return found


def told(policy: Policy, *asked: dict[str, Any]) -> Statistics:
    return replay([policy], (past(policy, one, number) for number, one in enumerate(asked, 1)), AS_OF)


MET = case("2026-03-10T09:00-04:00", ("2026-03-10T09:30-04:00", "response"), ("2026-03-10T16:00-04:00", "resolved"))
BREACHED = case(
    "2026-03-10T09:00-04:00", ("2026-03-12T09:30-04:00", "response"), ("2026-03-12T16:00-04:00", "resolved")
)
RUNNING = case("2026-04-01T11:59-04:00")
EXCUSED = BREACHED | {
    "events": [
        {"at": "2026-03-10T09:05-04:00", "event": "duty-missed", "duty": "resources"},
        {"at": "2026-03-12T09:30-04:00", "event": "resolved"},
    ]
}


@pytest.mark.parametrize(
    ("asked", "came_to"),
    [(MET, "met"), (BREACHED, "breached"), (RUNNING, "running"), (EXCUSED, "excused")],
)
def test_a_clock_is_counted_by_what_became_of_it(asked: dict[str, Any], came_to: str) -> None:
    statistics = told(policy_of("kiwi-stage-plus"), asked)

    assert statistics.total("response").of(came_to) == 1  # type: ignore[arg-type]
    assert statistics.total("response").total == 1


def test_an_excluded_request_counts_neither_for_nor_against() -> None:
    asked = {
        "client": {"plan": "premium"},
        "request": {"opened": "2026-03-10T09:00+07:00", "facts": {"priority": "critical"}},
        "events": [{"at": "2026-03-10T10:00+07:00", "event": "excluded", "category": "third_party"}],
    }
    total = told(policy_of("qiscus"), asked).total("response")

    assert (total.of("excluded"), total.total, total.attainment) == (1, 1, None)


def test_both_attainments_are_told_with_excused_breaches_and_without() -> None:
    total = told(policy_of("kiwi-stage-plus"), MET, MET, BREACHED, EXCUSED, RUNNING).total("response")

    assert total.attainment == Fraction(2, 4)
    assert total.attainment_without_excused == Fraction(2, 3)


def test_nothing_decided_is_no_attainment_rather_than_a_perfect_one() -> None:
    total = told(policy_of("kiwi-stage-plus"), RUNNING).total("response")

    assert (total.attainment, total.attainment_without_excused) == (None, None)


def test_best_effort_is_reported_and_never_breached() -> None:
    qiscus = policy_of("qiscus")
    request = {"opened": "2026-03-10T09:00+07:00", "facts": {"priority": "low"}}
    early, late = (
        {"client": {"plan": "basic"}, "request": request, "events": [{"at": at, "event": "response"}]}
        for at in ("2026-03-10T10:00+07:00", "2026-03-20T10:00+07:00")
    )
    total = told(qiscus, early, late).total("response")

    assert (total.of("in time"), total.of("late"), total.of("breached")) == (1, 1, 0)
    assert total.best_effort == Fraction(1, 2)
    assert total.attainment is None


def test_a_mean_is_told_by_month_and_breaches_no_request() -> None:
    asked = [
        {
            "id": f"{day}",
            "request": {"opened": f"2026-03-{day}T10:00-04:00"},
            "events": [{"at": f"2026-03-{day}T10:{minute}-04:00", "event": "response"}],
        }
        for day, minute in [(10, "20"), (11, "10")]
    ]
    statistics = told(policy_of("better-impact"), *asked)

    assert statistics.groups == ()
    assert [(figure.number, figure.met, figure.mean) for figure in statistics.means] == [(2, False, Fraction(900))]
    assert [one.id for one in statistics.means[0].counted] == ["10", "11"]


def test_every_request_is_told_also_those_that_no_promise_covers() -> None:
    early = case("2020-01-01T10:00-05:00")
    kiwi, aidi = policy_of("kiwi-stage-plus"), policy_of("aidi")
    open_priority = {
        "request": {"opened": "2026-03-10T09:00-04:00", "facts": {"feature": "major", "degradation": "significant"}}
    }
    statistics, left_open = told(kiwi, MET, early), told(aidi, open_priority)

    assert (statistics.requests, statistics.judged, statistics.not_in_force) == (2, 1, 1)
    assert (left_open.requests, left_open.open_priority) == (1, 1)


def test_a_request_opened_after_the_asked_instant_is_not_judged_yet() -> None:
    statistics = told(policy_of("kiwi-stage-plus"), MET, case("2026-04-01T12:00:01-04:00"))

    assert (statistics.requests, statistics.judged, statistics.not_yet_opened) == (2, 1, 1)
    assert statistics.last == parse_instant("2026-03-10T09:00-04:00")


def test_groups_stand_in_the_order_of_the_policy() -> None:
    mild = case(facts={"impact": "minor", "urgency": "low"})
    statistics = told(policy_of("kiwi-stage-plus"), mild, case(plan="PLUS"), case())

    assert [(one.metric, one.plan, one.priority) for one in statistics.groups] == [
        (metric, plan, level)
        for metric in ("response", "resolution")
        for plan, level in (("BASIC", "P1"), ("BASIC", "P4"), ("PLUS", "P1"))
    ]


histories = st.lists(st.sampled_from([MET, BREACHED, RUNNING, EXCUSED]), max_size=12)


@settings(derandomize=True, max_examples=40)
@given(first=histories, second=histories)
def test_a_history_split_in_two_sums_to_the_whole(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    kiwi = policy_of("kiwi-stage-plus")
    parts = [told(kiwi, *first).total("response"), told(kiwi, *second).total("response")]

    assert summed(parts) == told(kiwi, *first, *second).total("response")


@settings(derandomize=True, max_examples=40)
@given(asked=histories, data=st.data())
def test_the_order_of_a_history_changes_nothing(asked: list[dict[str, Any]], data: st.DataObject) -> None:
    kiwi = policy_of("kiwi-stage-plus")

    assert told(kiwi, *data.draw(st.permutations(asked))).groups == told(kiwi, *asked).groups


@settings(derandomize=True, max_examples=40)
@given(asked=histories)
def test_the_counts_are_those_of_explaining_each_request(asked: list[dict[str, Any]]) -> None:
    kiwi = policy_of("kiwi-stage-plus")
    answers = [explain(kiwi, past(kiwi, one).case, AS_OF) for one in asked]
    outcomes = [outcome(one) for answer in answers for one in answer.verdicts if one.selected.metric == "response"]

    assert told(kiwi, *asked).total("response") == Counts(tuple(outcomes.count(name) for name in OUTCOMES))


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1), "100.00"),
        (Fraction(99_999, 100_000), "99.99"),
        (Fraction(2, 3), "66.66"),
        (Fraction(0), "0.00"),
        (None, None),
    ],
)
def test_shares_are_cut_so_that_perfect_means_perfect(share: Fraction | None, shown: str | None) -> None:
    assert percent(share) == shown


# What-if


def test_a_policy_agrees_with_itself() -> None:
    kiwi = policy_of("kiwi-stage-plus")
    asked = past(kiwi, MET)
    answer = explain(kiwi, asked.case, AS_OF)

    assert compare(asked, answer, answer) is None


def test_a_request_that_no_version_covers_differs_from_one_that_is_judged() -> None:
    kiwi = policy_of("kiwi-stage-plus")
    asked = past(kiwi, MET)
    difference = compare(asked, None, explain(kiwi, asked.case, AS_OF))

    assert difference is not None
    assert difference.entitled == (False, True)
    assert {change.outcome for change in difference.changes} == {("no promise", "met")}
    assert {change.moved for change in difference.changes} == {"gained"}


def compared(*asked: dict[str, Any], other: Policy) -> Comparing:
    kiwi, comparing = policy_of("kiwi-stage-plus"), Comparing()
    ours, theirs = Fold([kiwi], AS_OF), Fold([other], AS_OF)
    for number, one in enumerate(asked, 1):
        mine = past(kiwi, one, number)
        comparing.add(mine, ours.add(mine), theirs.add(past(other, one, number)))
    return comparing


def test_a_stricter_policy_shows_which_promises_would_have_been_broken(tmp_path: Path) -> None:
    text = (ROOT / "policies/kiwi-stage-plus.yaml").read_text(encoding="utf-8")
    changed = text.replace("1 business hour / 8 business hours", "20 business minutes / 8 business hours", 1)
    assert changed != text
    path = tmp_path / "stricter.yaml"
    path.write_text(changed, encoding="utf-8")

    comparison = compared(MET, BREACHED, case(plan="PLUS"), other=usable_policy(str(path))).comparison()

    assert (comparison.requests, comparison.differing) == (3, 2)
    assert comparison.outcomes == ((("response", "met", "breached"), 1),)
    assert comparison.dues == ((("response", "earlier"), 2),)
    assert [example.past.place.line for example in comparison.examples] == [1, 2]
    shape = comparison_json(comparison, usable_policy(str(path)))
    assert shape["examples"][0]["changes"][0]["due"] == ["2026-03-10T10:00:00-04:00", "2026-03-10T09:20:00-04:00"]


def test_examples_show_every_kind_of_change_before_more_of_the_same() -> None:
    kiwi = policy_of("kiwi-stage-plus")
    comparing = Comparing()
    asked = [*[past(kiwi, BREACHED)] * (EXAMPLES + 5), past(kiwi, MET, 99)]
    for one in asked:
        comparing.add(one, None, explain(kiwi, one.case, AS_OF))
    comparison = comparing.comparison()

    assert len(comparison.examples) == EXAMPLES
    assert [example.past.place.line for example in comparison.examples[:2]] == [1, 99]


# Reading


def test_a_line_may_name_its_request_and_its_client() -> None:
    kiwi = policy_of("kiwi-stage-plus")
    asked = case() | {"id": "T-1"}
    asked["client"] = {"plan": "BASIC", "id": "acme.example"}

    found = past(kiwi, asked)
    assert (found.id, found.client) == ("T-1", "acme.example")
    asked["request"]["id"] = "T-2"
    del asked["id"]
    assert past(kiwi, asked).id == "T-2"


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ('{"client": {"plan": "GOLD"}, "request": {"opened": "2026-03-10T09:00-04:00"}}', 21, "no plan 'GOLD'"),
        ('{"client": {"plan": "BASIC"}, "request": {"open": "2026-03-10T09:00-04:00"}}', 43, "Unknown key 'open'"),
        ('{"client": {"plan": "BASIC"}, "client": {}, "request": {}}', 31, "given twice"),
        ('{"client": ', 12, "not valid YAML"),
        ('"a word"', 1, "Here stands a case"),
        ("[" * 5000, 41, "Nested deeper"),
        (r'{"id": "\ud800"}', 11, "not valid YAML"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_column(line: str, column: int, says: str) -> None:
    _, findings = read_past(read_line(line, 7, "history.jsonl"), [policy_of("kiwi-stage-plus")], AS_OF)

    found = next(finding for finding in findings if says in finding.message.en)
    assert (found.place.file, found.place.line, found.place.column) == ("history.jsonl", 7, column)


def test_characters_that_json_writes_in_two_halves_are_whole() -> None:
    asked = case() | {"id": "\N{SMILING FACE WITH SUNGLASSES}"}

    assert past(policy_of("kiwi-stage-plus"), asked).id == asked["id"]


def test_a_list_in_yaml_or_json_is_a_history_as_well() -> None:
    yaml = "- id: one\n  client: {plan: BASIC}\n  request: {opened: 2026-03-10T09:00}\n- id: two\n  client: {plan: BASIC}\n"
    both, alone = read_list(yaml), read_list(json.dumps(MET))

    assert (len(both), len(alone)) == (2, 1)
    assert read_past(both[0], [policy_of("kiwi-stage-plus")], AS_OF)[0] is not None
    assert read_past(both[1], [policy_of("kiwi-stage-plus")], AS_OF)[0] is None


@pytest.mark.parametrize("value", ["true", "12", "1.50", "null", '"01"', '"2026-03-10T09:00"', "[]", "{}"])
def test_json_is_read_as_the_strict_reader_reads_it(value: str) -> None:
    text = f'{{"a": {value}}}'

    assert _bare(read_line(text, 1).node) == _bare(read_list(text)[0].node)


def _bare(node: Any) -> Any:
    """A tree without its places."""
    if hasattr(node, "pairs"):
        return {key: _bare(part) for key, part in node.pairs.items()}
    if hasattr(node, "items"):
        return [_bare(part) for part in node.items]
    return node.value, node.plain


def test_statistics_in_json_hold_every_count() -> None:
    shape = statistics_json(told(policy_of("kiwi-stage-plus"), MET, BREACHED), "fr")

    assert shape["policy"] == {"id": "kiwi-stage-plus", "version": "1", "in_force_since": "2023-12-08"}
    assert shape["requests"] == shape["judged"] == 2
    assert shape["totals"][0]["attainment"] == [1, 2]
    assert shape["totals"][0]["attainment_percent"] == "50.00"
    assert json.dumps(shape)
