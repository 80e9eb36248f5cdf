"""Lines and lists of past requests → cases: strict, and every problem at the line on which it stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import version_for
from servanda.engine.requests.case import Case
from servanda.engine.requests.reading import read_case_tree
from servanda.engine.source import SIZE, Items, Node, Scalar, Table, read_tree
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Past:
    """One request of a history: its case, the version that judges it (None where none was in force when it was
    opened), and what the history calls it and its client ("" where it does not)."""

    case: Case
    place: Place
    policy: Policy | None
    id: str = ""
    client: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a history, not yet typed: its tree, or what is wrong with it.

    `line` is its text where it was read by a fast reader that knows no columns; it stands on line `number` of `file`.
    """

    node: Node | None
    findings: tuple[Finding, ...] = ()
    line: str = ""
    number: int = 1
    file: str = ""


def read_list(text: str, file: str = "") -> list[Entry]:
    """The entries of a YAML or JSON list; one case alone is a list of one."""
    node, findings = read_tree(text, file)
    if findings or node is None:
        return [Entry(None, tuple(findings))]
    return [Entry(item) for item in (node.items if isinstance(node, Items) else [node])]


def read_line(line: str, number: int, file: str = "") -> Entry:
    """The entry on line `number` (from 1) of a file in JSON Lines."""
    if len(line) <= SIZE:
        try:
            return Entry(_node(_decoded(line), Place(file, number, 1)), (), line, number, file)
        except (ValueError, RecursionError):
            pass  # read again below, for what is wrong and in which column
    return _read_slowly(line, number, file)


def _read_slowly(line: str, number: int, file: str) -> Entry:
    """The same through the reader that knows the column of everything."""
    node, findings = read_tree(line, file)
    return Entry(node, tuple(_on_line(finding, number, len(line)) for finding in findings), "", number, file)


def _on_line(finding: Finding, number: int, length: int) -> Finding:
    """A finding in a text of one line, moved to where that line stands; what is missing is missing at its end."""
    place = finding.place
    return replace(finding, place=Place(place.file, number, place.column if place.line == 1 else length + 1))


def read_past(entry: Entry, versions: Sequence[Policy], as_of: int) -> tuple[Past | None, tuple[Finding, ...]]:
    """Type one entry of a history for the version of a policy that judges it as of an instant (microseconds).

    `versions` are versions of one policy, at least one.
    """
    if entry.node is None or entry.findings:
        return None, entry.findings
    past, findings = _typed(entry.node, versions, as_of)
    if not findings or not entry.line:
        return past, tuple(findings)
    slow = _read_slowly(entry.line, 1, entry.file)
    if slow.node is not None and not slow.findings:
        past, findings = _typed(slow.node, versions, as_of)
        findings = [_on_line(finding, entry.number, len(entry.line)) for finding in findings]
    return None, tuple(findings)


def _typed(node: Node, versions: Sequence[Policy], as_of: int) -> tuple[Past | None, list[Finding]]:
    if not isinstance(node, Table):
        return None, [_wrong(node.place)]
    judging = _judging(node, versions, as_of)
    case, findings = read_case_tree(node, judging or versions[-1])
    if case is None or findings:
        return None, findings
    name = _word(node, "id") or _word(node.pairs.get("request"), "id")
    client = node.pairs.get("client")
    return Past(case, node.place, judging, name, _word(client, "id") or _word(client, "name")), []


def _judging(node: Table, versions: Sequence[Policy], as_of: int) -> Policy | None:
    """The version in force at the opening; None where none was, or where no opening can be read."""
    try:
        opened = parse_instant(_word(node.pairs.get("request"), "opened"), versions[-1].zone)
        return version_for(versions, opened=opened, as_of=as_of)
    except (ValueError, OverflowError):
        return None


def _word(node: Node | None, key: str) -> str:
    found = node.pairs.get(key) if isinstance(node, Table) else None
    return found.value if isinstance(found, Scalar) and not (found.plain and found.value in ("null", "~")) else ""


def _wrong(place: Place) -> Finding:
    text = Text(
        "Here stands a case: client, request, events.",
        "On attend ici un cas : client, request, events.",
    )
    return Finding("SV-S01", Severity.ERROR, place, text)


# JSON → the tree that the strict reader makes of it


class _Pairs(list[tuple[str, Any]]):
    """The pairs of a JSON object, in order."""


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key is given twice")
    return _Pairs(pairs)


class _Plain(str):
    """A JSON word that is no string: a number, true, false."""

    __slots__ = ()


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=_Plain, parse_float=_Plain, parse_constant=_Plain)


def _decoded(line: str) -> Any:
    value = _DECODER.decode(line)
    if "\\u" in line:
        json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no text: a ValueError
    return value


def _node(value: Any, place: Place) -> Node:
    if isinstance(value, str):
        return Scalar(value, place, plain=isinstance(value, _Plain))
    if isinstance(value, _Pairs):
        pairs = {key: _node(part, place) for key, part in value}
        return Table(pairs, place, dict.fromkeys(pairs, place))
    if isinstance(value, list):
        return Items([_node(part, place) for part in value], place)
    return Scalar({None: "null", True: "true", False: "false"}[value], place)
