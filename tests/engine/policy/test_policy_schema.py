"""The JSON Schema of policies: fresh, true of the example policies, and strict where editors need it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from two_plans import TEXT

from servanda.engine.policy.document import Document
from servanda.engine.policy.overlay import Overlay
from servanda.engine.policy.schema import field_docs, schema_of
from servanda.engine.policy.shape import Part, fields_of
from servanda.engine.source import Items, Node, Table, read_tree

FOLDER = Path(__file__).parents[3] / "policies"
POLICIES = sorted(FOLDER.glob("*.yaml"))


@cache
def _validator(part: type[Part]) -> Draft202012Validator:
    return Draft202012Validator(schema_of(part))


def _as_an_editor_reads(node: Node) -> Any:
    """Values typed as YAML 1.2 has it: numbers and true or false are not text."""
    if isinstance(node, Table):
        return {key: _as_an_editor_reads(value) for key, value in node.pairs.items()}
    if isinstance(node, Items):
        return [_as_an_editor_reads(item) for item in node.items]
    if node.plain and re.fullmatch(r"-?\d+", node.value):
        return int(node.value)
    if node.plain and re.fullmatch(r"-?\d+\.\d+", node.value):
        return float(node.value)
    return {"true": True, "false": False}.get(node.value, node.value) if node.plain else node.value


def _errors(text: str, part: type[Part] = Document) -> list[str]:
    tree, findings = read_tree(text)
    assert tree is not None
    assert not findings
    return ["/".join(map(str, error.path)) for error in _validator(part).iter_errors(_as_an_editor_reads(tree))]


def test_the_committed_schema_is_the_one_that_the_model_gives() -> None:
    committed = (FOLDER / "schema.json").read_text(encoding="utf-8")

    assert committed == json.dumps(schema_of(), ensure_ascii=False, indent=1) + "\n", (
        "servanda schema > policies/schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema_of())
    Draft202012Validator.check_schema(schema_of(Overlay))


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_example_policies_fit_it(path: Path) -> None:
    assert _errors(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("version:", "vershun:", ""),
        ("policy: two-plans", "", ""),
        ("from: 2026-01-01", "form: 2026-01-01", "effective"),
        ("source: en", "source: de", "languages/source"),
        ("{needs: plus}", "{neds: plus}", "addons/night"),
        ("times_faster: 2, metrics: [response]", "times_faster: twice", "claims/0/times_faster"),
        ("closed: [2026-12-25]", "closed: [Christmas]", "calendars/office/closed"),
        ("tz: America/Toronto\n    open", "open", "calendars/office"),
        ("kinds:\n  incident: {}", "kinds:\n  incident: {promises: perhaps}", "kinds/incident/promises"),
        ("en: Support policy", "de: Kundendienst", "title"),
    ],
)
def test_a_mistake_is_marked_while_it_is_typed(before: str, after: str, path: str) -> None:
    assert before in TEXT

    assert _errors(TEXT) == []
    assert path in _errors(TEXT.replace(before, after, 1))


def test_an_overlay_has_a_schema_too() -> None:
    text = "overlay: a\nof: two-plans\nwhy: {en: a, fr: b}\nset: {terms/late: clock time}\n"

    assert _errors(text, Overlay) == []
    assert _errors(text.replace("why", "because"), Overlay) == ["", ""]


def test_keys_are_described_by_the_docstrings_of_their_fields() -> None:
    schema = schema_of()

    plan = schema["$defs"]["Plan"]
    assert plan["properties"]["support"]["description"] == "Whether requests under this plan are answered at all."
    assert plan["description"].startswith("A plan: what a client subscribes to.")
    assert set(field_docs(Document)) <= {attribute for attribute, _, _ in fields_of(Document).values()}
