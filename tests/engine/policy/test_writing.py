"""A tree that is written and read again is the same tree, whatever text stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.engine.diagnostics import Place
from servanda.engine.policy.writing import WIDTH, write_tree
from servanda.engine.source import Items, Node, Scalar, Table, read_tree

POLICIES = sorted((Path(__file__).parents[3] / "policies").glob("*.yaml"))
HERE = Place()


def _bare(node: Node | None) -> object:
    if isinstance(node, Table):
        return {key: _bare(value) for key, value in node.pairs.items()}
    if isinstance(node, Items):
        return [_bare(item) for item in node.items]
    return node.value if node else None


def _again(node: Node) -> Node | None:
    read, findings = read_tree(write_tree(node))
    assert not findings, (write_tree(node), findings)
    return read


TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from(" :#-?,[]{}&*!|>'\"%@`\\\n\t~=<.0aé\u202f\u00a0\x85\u2028\ufeff"), max_size=12),
    st.sampled_from(["", "no", "1", "16:00", "2026-01-31", "1.10", "<<", "---", "...", "a: b", "a #b", "- a", "null"]),
    st.lists(st.text("abcdefghijkl", min_size=1, max_size=12), max_size=60).map(" ".join),
)
SCALARS = st.builds(Scalar, TEXTS, st.just(HERE), st.booleans())
TREES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.builds(Items, st.lists(inner, max_size=5), st.just(HERE)),
        st.builds(Table, st.dictionaries(TEXTS, inner, max_size=5), st.just(HERE)),
    ),
    max_leaves=12,
)


@settings(max_examples=120)
@given(TREES)
def test_a_tree_that_is_written_reads_as_the_same_tree(node: Node) -> None:
    assert _bare(_again(node)) == _bare(node)


@settings(max_examples=50)
@given(TREES)
def test_writing_what_was_read_changes_nothing_more(node: Node) -> None:
    once = _again(node)
    assert once is not None

    assert _bare(_again(once)) == _bare(once)
    assert write_tree(once) == write_tree(_again(once) or once)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_that_is_read_and_written_is_the_same_policy(path: Path) -> None:
    node, findings = read_tree(path.read_text(encoding="utf-8"), path.name)
    assert node is not None
    assert not findings

    assert _bare(_again(node)) == _bare(node)
    assert max(map(len, write_tree(node).splitlines())) <= WIDTH


def test_short_tables_stand_on_one_line_and_long_sentences_are_folded() -> None:
    text = (
        'policy: small\nversion: "1"\nplans:\n  BASIC: {name: Basic, clauses: "K1, K2"}\nsteps:\n'
        "  - name: {en: Report, fr: Signalement}\n    events: [update]\n    text:\n      en: >-\n"
        f"        {'word ' * 19}word\n        {'word ' * 8}word\n"
    )

    node, _ = read_tree(text)

    assert node is not None
    assert write_tree(node) == text
