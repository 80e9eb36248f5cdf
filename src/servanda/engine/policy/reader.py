"""``(text) → (policy, findings)``: every problem of a policy file, each with file, line and column, none raised.

Reading has three stages: text to a tree (`servanda.engine.source`), tree to typed parts (`shape`), and the check that
everything a part names exists (`references`). Overlays are laid on the tree before it is typed (`overlay`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.reading import read_calendars
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.document import Document
from servanda.engine.policy.essentials import check_essentials
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.references import check_references
from servanda.engine.policy.shape import Reader
from servanda.engine.source import Node, Table, read_tree
from servanda.engine.text import Text

TableFinder = Callable[[Table], tuple[Mapping[str, HolidayTable], list[Finding]]]
"""Finds the locked holiday tables that a policy's tree names; reading files is not the engine's business."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a policy: the policy, or None where its parts cannot be typed, and all findings."""

    policy: Policy | None
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether the policy can answer questions: it was read, and nothing that it names is missing."""
        return self.policy is not None and not any(finding.blocks for finding in self.findings)


def read_policy(
    text: str,
    file: str = "",
    *,
    tables: Mapping[str, HolidayTable] | TableFinder,
    overlay: Callable[[Table], list[Finding]] | None = None,
) -> Reading:
    """Read a policy file. `tables` are the locked holiday tables, or how to find those that it names."""
    node, findings = read_tree(text, file)
    if not isinstance(node, Table):
        if node is not None:
            findings.append(_not_a_policy(node))
        return Reading(None, tuple(findings))
    if overlay is not None:
        findings += overlay(node)
    return read_policy_tree(node, file, findings, tables=tables)


def read_policy_tree(
    node: Table, file: str, findings: list[Finding], *, tables: Mapping[str, HolidayTable] | TableFinder
) -> Reading:
    """Type a tree and check what it names; `findings` are those already made."""
    reader = Reader()
    document: Document | None = reader.read(Document, node)
    findings += reader.findings
    if callable(tables):
        tables, missing = tables(node)
        findings += missing
    section = node.pairs.get("calendars")
    calendars, calendar_findings = read_calendars(section, tables) if isinstance(section, Table) else ({}, [])
    findings += calendar_findings
    if document is None:
        return Reading(None, tuple(_in_order(findings)))
    policy = Policy(document, calendars, places=reader.places, tree=node, file=file)
    findings += [*check_essentials(policy), *check_references(policy)]
    return Reading(policy, tuple(_in_order(findings)))


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.code))


def _not_a_policy(node: Node) -> Finding:
    return Finding(
        "SV-S01",
        Severity.ERROR,
        Place(node.place.file, 1, 1),
        Text("This is not a policy: it has no sections.", "Ce n’est pas une politique : elle n’a aucune section."),
        fix=Text("Begin with 'policy: <its name>'.", "Commencez par « policy : <son nom> »."),
    )
