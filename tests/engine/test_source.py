"""Files are read as people see them: no retyping, no silent loss, no input that exhausts anything."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.engine.source import DEPTH, SIZE, Items, Scalar, Table, read_tree


@pytest.mark.parametrize(
    "word", ["16:00", "9:00", "NO", "1.10", "010", "0x1F", "1e3", "2026-01-01", "~", "null", "yes"]
)
def test_every_scalar_stays_the_text_that_stands_in_the_file(word: str) -> None:
    tree, findings = read_tree(f"key: {word}")

    assert findings == []
    assert isinstance(tree, Table)
    value = tree.pairs["key"]
    assert isinstance(value, Scalar)
    assert value.value == word


def test_a_duplicate_key_is_found_at_its_second_place_and_the_first_value_is_kept() -> None:
    tree, findings = read_tree("P3: 4\nP1: 1\nP3: 8\n", "policy.yaml")

    assert [(str(finding.place), finding.message.en) for finding in findings] == [
        ("policy.yaml:3:1", "P3 is given twice (lines 1, 3). Keep one.")
    ]
    assert isinstance(tree, Table)
    assert isinstance(tree.pairs["P3"], Scalar)
    assert tree.pairs["P3"].value == "4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1", "Anchors"),
        ("a: !!int 1", "Tags"),
        ("a: 1\nb: *a", "Aliases"),
        ("a: 1\n---\nb: 2", "second document"),
        ("{[a]: 1}", "A key must be a word"),
        ("a: [1, 2", "not valid YAML"),
        ("", "empty"),
        ("a: \x00", "not a text file"),
    ],
)
def test_what_a_policy_may_not_hold_is_a_finding(text: str, said: str) -> None:
    _, findings = read_tree(text)

    assert any(said in finding.message.en for finding in findings), findings
    assert all(finding.message.fr for finding in findings)


def test_places_count_from_one() -> None:
    tree, _ = read_tree("a:\n  - x\n  - y: z\n", "f")

    assert isinstance(tree, Table)
    items = tree.pairs["a"]
    assert isinstance(items, Items)
    assert (items.items[1].place.line, items.items[1].place.column) == (3, 5)


@pytest.mark.parametrize(
    "text",
    ["[" * 10_000, "a:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 1300)), "x" * 5_000_000, "\x01" * 1000],
    ids=["deep flow", "deep block", "5 MB", "binary noise"],
)
def test_hostile_files_are_answered_at_once_by_one_error(text: str) -> None:
    began = time.process_time()
    tree, findings = read_tree(text)

    assert tree is None
    assert len(findings) == 1
    assert time.process_time() - began < 2


def test_the_deepest_nesting_and_the_longest_file_that_are_read_are_read() -> None:
    tree, findings = read_tree("[" * DEPTH + "]" * DEPTH)
    assert (findings, isinstance(tree, Items)) == ([], True)

    tree, findings = read_tree("# " + "x" * (SIZE - 7) + "\na: 1")
    assert (findings, isinstance(tree, Table)) == ([], True)


@given(st.text(max_size=200))
def test_no_text_makes_reading_raise(text: str) -> None:
    tree, findings = read_tree(text)

    assert tree is not None or findings


def test_json_may_write_a_character_as_two_escapes() -> None:
    tree, findings = read_tree('{"name": "\\ud83d\\ude00 and \\\\ud83d\\\\ude00"}')

    assert findings == []
    assert isinstance(tree, Table)
    value = tree.pairs["name"]
    assert isinstance(value, Scalar)
    assert value.value == "\U0001f600 and \\ud83d\\ude00"
