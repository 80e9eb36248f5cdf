"""The canonical rules of a policy: nothing of the document is lost, and one rule is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_plans import two_plans

from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.policy.rules import rule_record, rules_of, write_rules
from servanda.engine.source import Items, Table, read_tree

POLICIES = sorted((Path(__file__).parents[3] / "policies").glob("*.yaml"))


def _policy(path: Path) -> Policy:
    policy = read_policy(path.read_text(encoding="utf-8"), path.name, tables={}).policy
    assert policy is not None
    return policy


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_clause_of_a_policy_is_carried_by_a_rule(path: Path) -> None:
    policy = _policy(path)
    carried = {clause for rule in rules_of(policy) for clause in rule.clauses}

    own = set(policy.document.cited)
    in_calendars = {clause for calendar in policy.calendars.values() for clause in calendar.clauses}
    assert set(policy.cited) - carried - own <= {clause for clause, at in policy.cited.items() if "closed" in at}
    assert in_calendars <= carried


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_ids_of_rules_are_unique_and_rules_stand_in_the_order_of_the_file(path: Path) -> None:
    rules = rules_of(_policy(path))

    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.place for rule in rules] == sorted(rule.place for rule in rules)


def test_a_target_is_one_line() -> None:
    rules = {rule.id: rule_record(rule) for rule in rules_of(two_plans())}

    assert rules["targets/table/P1/plus/response"] == {
        "id": "targets/table/P1/plus/response",
        "type": "target",
        "metric": "response",
        "when": {"plan": ["plus"], "priority": ["P1"]},
        "value": 1,
        "unit": "business_hour",
        "calendar": "office",
        "strength": "committed",
        "from": "2026-01-01",
        "place": "two-plans.yaml:31:61",
    }
    assert rules["prices/plus"]["unit"] == "percent of annual subscription per year"
    assert rules["classify/rules/1"]["when"] == {"impact": ["all"]}


def test_a_rule_of_the_example_policies_reads_like_the_document() -> None:
    kiwi = {rule.id: rule_record(rule) for rule in rules_of(_policy(POLICIES[3]))}

    cell = kiwi["classify/matrix/cells/extended/critical"]
    assert (cell["value"], cell["clauses"]) == ("P1", ["K19", "K20"])
    assert kiwi["targets/table/P3/BASIC/resolution"]["clause"] == "K24"
    assert kiwi["duties/resources"]["value"] == "excuse"


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_written_rules_are_read_by_the_strict_reader_of_policies(path: Path) -> None:
    policy = _policy(path)

    tree, findings = read_tree(write_rules(policy))

    assert not findings
    assert isinstance(tree, Items)
    assert len(tree.items) == len(rules_of(policy)) == len(write_rules(policy).splitlines())
    assert all(isinstance(item, Table) and {"id", "type", "place"} <= set(item.pairs) for item in tree.items)
