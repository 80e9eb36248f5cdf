"""What a rule of the lint is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.policy import Policy
from servanda.engine.source import Scalar, Table
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of defect: its stable code, how grave it is unless a case says otherwise, and how it is found.

    `check` yields one finding for each defect; of several that share a cause it yields one that names them all.
    """

    code: str
    severity: Severity
    title: Text
    check: Callable[[Policy, Lint], Iterable[Finding]]


class Lint:
    """What a check needs besides the policy: the day on which it is run, and how a finding is made."""

    def __init__(self, policy: Policy, at: date) -> None:
        self.policy = policy
        self.at = at

    @property
    def year(self) -> int:
        """The year whose dates the examples are taken from."""
        return self.at.year

    def find(
        self,
        rule: Rule,
        path: str,
        message: Text,
        *,
        example: Text = Text(),
        fix: Text = Text(),
        wording: str = "",
        clause: str | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of `rule` at a path of the document (``targets/table/P3/BASIC``), with its place and clause."""
        return Finding(
            rule.code,
            severity or rule.severity,
            self.policy.place(path),
            message,
            clause=clause or self.clause_at(path),
            wording=wording,
            example=example,
            fix=fix,
            at=path,
        )

    def clause_at(self, path: str) -> str | None:
        """The first clause of the part at `path`, or of the nearest part around it below the document itself."""
        while path:
            if path in self._clauses:
                return self._clauses[path]
            path = path.rpartition("/")[0]
        return None

    def source_at(self, path: str) -> str:
        """The original wording kept at `path`, or at the nearest part around it."""
        while path:
            if path in self.sources:
                return self.sources[path]
            path = path.rpartition("/")[0]
        return ""

    @cached_property
    def sources(self) -> dict[str, str]:
        """Path → the original wording that the part there keeps."""
        every = _keys(self.policy.tree, "")
        return {path: node.value for path, key, node in every if key == "source" and isinstance(node, Scalar)}

    @cached_property
    def _clauses(self) -> dict[str, str]:
        found = {rule.id: rule.clauses[0] for rule in self.policy.targets if rule.clauses}
        for rule in self.policy.targets:
            cell = rule.id.rpartition("/")[0]
            if rule.clauses and cell.count("/") > 2:
                found.setdefault(cell, rule.clauses[0])
        for path, key, node in _keys(self.policy.tree, ""):
            if key in ("clause", "clauses"):
                items = [item for item in getattr(node, "items", [node]) if isinstance(item, Scalar)]
                for item in items[:1]:
                    found.setdefault(path, item.value)
        return found


def _keys(node: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Every key of the tree: the path of its part, the key, the node that stands there."""
    if isinstance(node, Table):
        for key, value in node.pairs.items():
            yield path, key, value
            yield from _keys(value, f"{path}/{key}" if path else key)
    elif hasattr(node, "items"):
        for number, item in enumerate(node.items, 1):
            yield from _keys(item, f"{path}/{number}")
