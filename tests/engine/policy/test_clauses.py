"""No clause of the five support policies is lost, and none is invented.

`tests/clauses.txt` counts every fact of the source documents, one number a line. Each number must be carried by a rule
or a sentence of the policy whose letter it bears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy

ROOT = Path(__file__).parents[3]
NUMBERS = tuple((ROOT / "tests" / "clauses.txt").read_text(encoding="utf-8").split())
POLICIES = {
    "K": ("kiwi-stage-plus", 29),
    "B": ("better-impact", 24),
    "A": ("aidi", 45),
    "C": ("cirrus-shield", 20),
    "Q": ("qiscus", 50),
}
LETTERS = pytest.mark.parametrize("letter", POLICIES)


def text_of(letter: str) -> str:
    return (ROOT / "policies" / f"{POLICIES[letter][0]}.yaml").read_text(encoding="utf-8")


def read(text: str) -> Policy:
    policy = read_policy(text, "policy.yaml", tables={}).policy
    assert policy is not None
    return policy


@cache
def cited(letter: str) -> Mapping[str, str]:
    return read(text_of(letter)).cited


def numbers_of(letter: str) -> tuple[str, ...]:
    return tuple(number for number in NUMBERS if number[0] == letter)


def lost(letter: str, carried: Iterable[str]) -> list[str]:
    known = set(carried)
    return [number for number in numbers_of(letter) if number not in known]


def invented(letter: str, carried: Mapping[str, str]) -> dict[str, str]:
    known = set(numbers_of(letter))
    return {number: path for number, path in carried.items() if number not in known}


def test_the_list_counts_168_clauses_in_five_documents_without_a_gap() -> None:
    found = {letter: list(numbers) for letter, numbers in groupby(NUMBERS, key=lambda number: number[0])}
    assert found == {
        letter: [f"{letter}{number}" for number in range(1, count + 1)] for letter, (_, count) in POLICIES.items()
    }
    assert len(NUMBERS) == 168


@LETTERS
def test_every_clause_of_a_document_is_carried_by_its_policy(letter: str) -> None:
    assert lost(letter, cited(letter)) == []


@LETTERS
def test_a_policy_carries_no_number_that_its_document_does_not_have(letter: str) -> None:
    assert invented(letter, cited(letter)) == {}


@LETTERS
def test_each_policy_file_is_the_policy_that_its_name_says(letter: str) -> None:
    assert read(text_of(letter)).id == POLICIES[letter][0]


def test_every_policy_file_belongs_to_a_document_of_the_list() -> None:
    files = {path.stem for path in (ROOT / "policies").glob("*.yaml")}
    assert files == {name for name, _ in POLICIES.values()}


def test_a_clause_that_is_taken_out_of_a_policy_is_missed() -> None:
    without = text_of("C").replace("[C3, C12]", "[C3]")
    assert lost("C", read(without).cited) == ["C12"]


def test_a_number_that_the_list_does_not_have_is_noticed_with_its_place() -> None:
    with_more = text_of("C").replace("[C3, C12]", "[C3, C12, C21, K1]")
    assert invented("C", read(with_more).cited) == {"C21": "channels/email", "K1": "channels/email"}


def test_clauses_beside_the_cells_of_a_table_count_as_carried() -> None:
    assert cited("K")["K26"] == "targets/P1/PLUS"
