"""The pages on the policy language: every example is read without a finding, every key of the language has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest

from servanda.engine.policy.diff import diff_policies
from servanda.engine.policy.document import Document
from servanda.engine.policy.fields import Item
from servanda.engine.policy.overlay import Overlay, overlay_reader
from servanda.engine.policy.reader import Reading, read_policy
from servanda.engine.policy.rules import write_rules
from servanda.engine.policy.shape import Form, Part, Short, fields_of
from servanda.engine.policy.writing import write_tree
from servanda.engine.source import Items, Node, Table, read_tree
from servanda.engine.text import LANGUAGES
from servanda.policy_files import read_policy_text
from servanda.publishing.html import write_html
from servanda.publishing.markdown import write_markdown
from servanda.publishing.pages import page_of

ROOT = Path(__file__).parents[3]
PAGES = {"en": ROOT / "docs/policy-language.md", "fr": ROOT / "docs/fr/langage-des-politiques.md"}
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    return _BLOCK.findall(PAGES[language].read_text(encoding="utf-8"))


BLOCKS = _blocks("en")
WHOLE, *EXAMPLES = BLOCKS


def _tree(text: str) -> Table:
    tree, findings = read_tree(text, "policy-language.md")
    assert not findings
    assert isinstance(tree, Table)
    return tree


def _with(block: str) -> Table:
    """The whole policy with the sections of a block in place of its own."""
    tree = _tree(WHOLE)
    tree.pairs |= _tree(block).pairs
    return tree


def _read(block: str) -> Reading:
    beside = str(ROOT / "policies/acme-care.yaml")
    if block.startswith("overlay:"):
        return read_policy_text(WHOLE, beside, overlay=overlay_reader(block, "overlay.yaml"))
    return read_policy_text(write_tree(_with(block)), beside)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0][:30])
def test_an_example_is_read_without_a_finding(block: str) -> None:
    reading = _read(block)

    assert [f"{finding.place} {finding.message.en}" for finding in reading.findings] == []
    assert reading.usable


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0][:30])
def test_an_example_can_be_published_compared_and_exported(block: str) -> None:
    policy, whole = _read(block).policy, _read(WHOLE).policy
    assert policy is not None
    assert whole is not None

    for language in LANGUAGES:
        page = page_of(policy, language)
        assert "</html>" in write_html(page)
        assert write_markdown(page).startswith("# ")
    assert len(write_rules(policy).splitlines()) >= len(policy.targets)
    changes = [*diff_policies(whole, policy), *diff_policies(policy, whole)]
    assert bool(changes) == (block not in (WHOLE, BLOCKS[-1]))
    assert all(change.says.missing() == () for change in changes)


def _used(kind: Any, node: Node) -> Iterator[tuple[str, str]]:
    """Part and key for everything that stands at `node`, where `kind` may stand."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        if not any(isinstance(mark, Form) for mark in marks):
            yield from _used(inner, _lengthened(node, marks))
    elif isinstance(kind, type) and issubclass(kind, Part):
        for key, (_, inner, _) in fields_of(kind).items():
            if isinstance(node, Table) and key in node.pairs:
                yield _owner(kind, key), key
                yield from _used(inner, node.pairs[key])
    else:
        children = _children(node) if get_origin(kind) in (tuple, dict) else (node,)
        for argument in get_args(kind):
            for child in children:
                yield from _used(argument, child)


def _lengthened(node: Node, marks: list[Any]) -> Node:
    for mark in marks:
        node = mark.lengthen(node) if isinstance(mark, Short) else node
    return node


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Table):
        return tuple(node.pairs.values())
    return tuple(node.items) if isinstance(node, Items) else ()


def _owner(kind: type[Part], key: str) -> str:
    """What every part may carry need be shown only once."""
    return "Item" if issubclass(kind, Item) and key in fields_of(Item) else kind.__name__


def _every(kind: Any, found: dict[str, type[Part]]) -> dict[str, type[Part]]:
    if isinstance(kind, type) and issubclass(kind, Part):
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            for _, inner, _ in fields_of(kind).values():
                _every(inner, found)
        return found
    for argument in get_args(kind):
        _every(argument, found)
    return found


def test_every_key_of_the_language_has_an_example() -> None:
    used = {
        pair for block in BLOCKS for pair in _used(Overlay if block.startswith("overlay:") else Document, _tree(block))
    }

    parts = {**_every(Document, {}), **_every(Overlay, {})}
    known = {(_owner(part, key), key) for part in parts.values() for key in fields_of(part)}
    assert known - used == set()


def test_the_french_page_has_the_same_examples_and_the_same_sections() -> None:
    english, french = (PAGES[language].read_text(encoding="utf-8") for language in ("en", "fr"))

    assert _blocks("fr") == BLOCKS
    assert len(re.findall(r"^## ", french, re.MULTILINE)) == len(re.findall(r"^## ", english, re.MULTILINE))
    assert len(re.findall(r"^\|", french, re.MULTILINE)) == len(re.findall(r"^\|", english, re.MULTILINE))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_links_of_the_page_lead_somewhere(language: str) -> None:
    page = PAGES[language]

    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


MISTAKES = {
    "`plan:`": ("plans:", "plan:"),
    "`P1: {basic: 2d}`": ("P1: {basic: 4 business hours / 2 business days,", "P1: {basic: 2d,"),
    "`P1: {bsic: 1 business day}`": ("P2: {all: 1 business day}", "P2: {bsic: 1 business day}"),
    "`default_calendar: ofice`": ("default_calendar: office", "default_calendar: ofice"),
    "`vendor: Acme`": ("vendor: {name: Acme Software}", "vendor: Acme"),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("written", MISTAKES)
def test_what_the_page_says_of_a_mistake_is_what_the_reader_says(language: str, written: str) -> None:
    rows = dict(re.findall(r"^\| (`.+`) \| (.+) \|$", PAGES[language].read_text(encoding="utf-8"), re.MULTILINE))
    before, after = MISTAKES[written]
    assert before in WHOLE

    findings = read_policy(WHOLE.replace(before, after), tables={}).findings

    said = [f"{one.message.of(language)} {one.fix.of(language)}".strip() for one in findings]  # type: ignore[arg-type]
    assert rows[written] in said
