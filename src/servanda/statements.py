"""Statements: an answer together with everything that it follows from, so that anybody can compute it again.

A statement is one JSON document. It carries the text of the policy, of the overlays laid on it and of the holiday
tables that it names, each with its SHA-256, the text of the facts or of the case, what was asked, and the answer.
`recompute` is the only way from the one to the other: it makes the answer of a new statement, and it is what
`verify` compares an old one with.
"""

from __future__ import annotations

import hashlib
import json
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from servanda import __version__
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.recipes import read_section
from servanda.engine.calendars.tables import read_table
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.instants import parse_instant, write_instant
from servanda.engine.policy.overlay import overlay_reader
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.policy.uptime import uptime_terms
from servanda.engine.requests.answer import answer_json
from servanda.engine.requests.explain import judge
from servanda.engine.requests.reading import read_case
from servanda.engine.source import Table, read_tree
from servanda.engine.text import Language, Text
from servanda.engine.uptime.answer import answer as uptime_json
from servanda.engine.uptime.facts import read_facts
from servanda.engine.uptime.month import month_figure
from servanda.engine.uptime.window import Month, UptimeError

FORMAT = "1"
"""The version of the shape of statements: the value of their key `servanda`."""
Kind = Literal["explain", "uptime"]
WORDS = frozenset({"says", "in_words", "label", "why", "refusal", "promise"})
"""Keys whose values are sentences, which another version of Servanda may word otherwise; all else is a figure."""


class StatementError(ValueError):
    """A statement that cannot be computed again, or was never one; `findings` say all that is wrong with it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("; ".join(finding.message.en for finding in self.findings))


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the name of the file that it stood in."""

    text: str
    file: str = ""

    @property
    def sha256(self) -> str:
        """The checksum of the text in UTF-8: what `sha256sum` says of the file."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sources:
    """What a policy is read from: its own text, the overlays laid on it in order, the holiday tables by name."""

    policy: Written
    overlays: tuple[Written, ...] = ()
    tables: tuple[tuple[str, Written], ...] = ()


# Making one


def explain_statement(sources: Sources, case: Written, *, as_of: int, language: Language) -> dict[str, Any]:
    """The statement of what was promised for one request, as of an instant (microseconds). Raises StatementError."""
    return _statement("explain", sources, case, {"as_of": write_instant(as_of), "language": language})


def uptime_statement(
    sources: Sources,
    facts: Written,
    *,
    month: Month,
    client: str | None = None,
    as_of: int | None = None,
    language: Language,
) -> dict[str, Any]:
    """The statement of the contractual uptime of a month. Raises StatementError."""
    asked = {
        "month": str(month),
        "client": client,
        "as_of": None if as_of is None else write_instant(as_of),
        "language": language,
    }
    return _statement("uptime", sources, facts, asked)


def _statement(kind: Kind, sources: Sources, facts: Written, arguments: Mapping[str, Any]) -> dict[str, Any]:
    policy = _read(sources)
    draft = {
        "servanda": FORMAT,
        "kind": kind,
        "policy": {
            "id": policy.id,
            "version": policy.version,
            **_written(sources.policy),
            "overlays": [_written(overlay) for overlay in sources.overlays],
            "tables": {name: _written(table) for name, table in sources.tables},
        },
        "facts": _written(facts),
        "arguments": dict(arguments),
        "versions": {"servanda": __version__, "tzdata": tz_version()},
    }
    return draft | {"answer": recompute(draft)}


def _written(source: Written) -> dict[str, str]:
    return {"file": source.file, "sha256": source.sha256, "text": source.text}


def tz_version() -> str:
    """The edition of the time zone database that clocks here are read from, such as ``2026a``."""
    for folder in zoneinfo.TZPATH:
        if not (Path(folder) / "UTC").is_file():
            continue
        edition = Path(folder) / "tzdata.zi"
        if edition.is_file():
            with edition.open(encoding="utf-8") as file:
                return file.readline().removeprefix("# version ").strip()
        return "system"
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return "unknown"


# Computing it again


def recompute(statement: Mapping[str, Any]) -> dict[str, Any]:
    """The answer that follows from what a statement carries, and from nothing else. Raises StatementError.

    The statement has the shape that `read_statement` accepts; its own answer is not looked at.
    """
    policy = _read(sources_of(statement))
    facts, asked = statement["facts"], statement["arguments"]
    written = Written(facts["text"], facts["file"])
    try:
        answer = (_explain if statement["kind"] == "explain" else _uptime)(policy, written, asked)
    except UptimeError as error:
        raise StatementError([_cannot(written.file, error.text)]) from error
    except CalendarError as error:
        raise StatementError([_cannot(written.file, error.message)]) from error
    same: dict[str, Any] = json.loads(json.dumps(answer))
    return same


def _explain(policy: Policy, written: Written, asked: Mapping[str, Any]) -> dict[str, Any]:
    case, findings = read_case(written.text, policy, written.file)
    if case is None:
        raise StatementError(findings)
    return answer_json(judge(policy, case, parse_instant(asked["as_of"])), asked["language"])


def _uptime(policy: Policy, written: Written, asked: Mapping[str, Any]) -> dict[str, Any]:
    node, findings = read_tree(written.text, written.file)
    facts, found = read_facts(node) if node is not None else (None, [])
    if facts is None:
        raise StatementError([*findings, *found])
    plans = list(policy.document.plans)
    plan = facts.agreement.plan or (plans[0] if len(plans) == 1 else None)
    terms = uptime_terms(policy, plan)
    as_of = None if asked["as_of"] is None else parse_instant(asked["as_of"])
    figure = month_figure(terms, facts, Month.parse(asked["month"]), client=asked["client"], as_of=as_of)
    head = {"policy": {"id": policy.id, "version": policy.version}, "plan": plan}
    return head | uptime_json(figure, terms, asked["language"])


def sources_of(statement: Mapping[str, Any]) -> Sources:
    """The texts that a statement carries."""
    policy = statement["policy"]
    return Sources(
        Written(policy["text"], policy["file"]),
        tuple(Written(one["text"], one["file"]) for one in policy["overlays"]),
        tuple((name, Written(one["text"], one["file"])) for name, one in policy["tables"].items()),
    )


def _read(sources: Sources) -> Policy:
    layers = [overlay_reader(one.text, one.file) for one in sources.overlays]

    def lay(tree: Table) -> list[Finding]:
        return [finding for layer in layers for finding in layer(tree)]

    def tables(tree: Table) -> tuple[Mapping[str, HolidayTable], list[Finding]]:
        section, findings = read_section(tree.pairs.get("holidays"))
        found = dict(section.tables)
        for name, written in sources.tables:
            node, wrong = read_tree(written.text, written.file)
            table, more = read_table(node or Table({}, Place(written.file)), name)
            findings += wrong or more
            found[name] = table
        return found, findings

    reading = read_policy(
        sources.policy.text, sources.policy.file, tables=tables, overlay=lay if sources.overlays else None
    )
    if reading.policy is None or not reading.usable:
        raise StatementError(reading.findings)
    return reading.policy


def _cannot(file: str, text: Text) -> Finding:
    return Finding("SV-D02", Severity.ERROR, Place(file), text)


# Comparing


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a statement that does not follow; `path` names it: ``credit/percent``."""

    path: str
    stated: Any
    computed: Any


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of computing a statement again: how many values agree, which do not, which are only worded otherwise."""

    agreeing: int
    differing: tuple[Difference, ...]
    worded: tuple[Difference, ...]
    notes: tuple[Text, ...]

    @property
    def verified(self) -> bool:
        """Whether every figure follows from the facts."""
        return not self.differing


def verify(statement: Mapping[str, Any]) -> Verification:
    """Compute a statement again and compare every value, checksums included. Raises StatementError."""
    return compare(statement, recompute(statement))


def compare(statement: Mapping[str, Any], answer: Mapping[str, Any]) -> Verification:
    """What a statement says beside the `answer` that was computed from it.

    Sentences that another version of Servanda words otherwise do not count against it.
    """
    checks = dict(_checks(statement, answer))
    stated = dict(_leaves(statement["answer"])) | {path: pair[0] for path, pair in checks.items()}
    computed = dict(_leaves(answer)) | {path: pair[1] for path, pair in checks.items()}
    paths = dict.fromkeys((*computed, *stated))
    differing = [
        Difference(path, stated.get(path), computed.get(path)) for path in paths if not _same(path, stated, computed)
    ]
    made_elsewhere = statement["versions"]["servanda"] != __version__
    worded = [one for one in differing if made_elsewhere and one.path.rpartition("/")[2] in WORDS]
    return Verification(
        len(paths) - len(differing),
        tuple(one for one in differing if one not in worded),
        tuple(worded),
        tuple(_notes(statement)),
    )


def _same(path: str, stated: Mapping[str, Any], computed: Mapping[str, Any]) -> bool:
    if path not in stated or path not in computed:
        return False
    ours, theirs = stated[path], computed[path]
    return type(ours) is type(theirs) and bool(ours == theirs)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a JSON document with the path that leads to it; empty lists and objects are values."""
    parts: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value, 1)
    if not parts or not value:
        yield path, value
        return
    for name, part in parts:
        yield from _leaves(part, f"{path}/{name}" if path else str(name))


def _checks(statement: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the statement says of its own texts: their checksums, and the policy's name and version."""
    sources = sources_of(statement)
    policy, facts = statement["policy"], statement["facts"]
    yield "policy/sha256", (policy["sha256"], sources.policy.sha256)
    for number, (said, overlay) in enumerate(zip(policy["overlays"], sources.overlays, strict=True), 1):
        yield f"policy/overlays/{number}/sha256", (said["sha256"], overlay.sha256)
    for name, table in sources.tables:
        yield f"policy/tables/{name}/sha256", (policy["tables"][name]["sha256"], table.sha256)
    yield "facts/sha256", (facts["sha256"], Written(facts["text"]).sha256)
    for key in ("id", "version"):
        yield f"statement/policy/{key}", (policy[key], answer["policy"][key])


def _notes(statement: Mapping[str, Any]) -> Iterator[Text]:
    made = statement["versions"]
    for name, there, here in (
        ("Servanda", made["servanda"], __version__),
        ("tzdata", made["tzdata"], tz_version()),
    ):
        if there != here:
            yield Text(
                f"Made with {name} {there}, verified with {here}.", f"Établi avec {name} {there}, vérifié avec {here}."
            )
