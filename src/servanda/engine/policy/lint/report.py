"""Findings for programs: the JSON of ``CONTRACT`` and SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint import HELP, rules
from servanda.engine.text import Language

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def finding_json(finding: Finding, language: Language) -> dict[str, Any]:
    """One finding as an object; `accepted` is null or ``{until, why}``."""
    accepted = finding.accepted
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "clause": finding.clause,
        "at": finding.at,
        "wording": finding.wording,
        "message": finding.message.of(language),
        "example": finding.example.of(language),
        "fix": finding.fix.of(language),
        "help": HELP.format(code=finding.code),
        "accepted": {"until": str(accepted.until), "why": accepted.why.of(language)} if accepted else None,
    }


def sarif(findings: Sequence[Finding], language: Language, version: str) -> dict[str, Any]:
    """All findings as one run. Accepted findings are suppressed, with the reason."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "servanda lint", "version": version, "rules": list(_rules(codes, language))}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), language) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(codes: Iterable[str], language: Language) -> Iterable[dict[str, Any]]:
    known = {rule.code: rule for rule in rules()}
    for code in codes:
        rule = known[code]
        yield {
            "id": code,
            "shortDescription": {"text": rule.title.of(language)},
            "help": {"text": HELP.format(code=code)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }


def _result(finding: Finding, index: int, language: Language) -> dict[str, Any]:
    said = [finding.message, finding.example, finding.fix]
    accepted = finding.accepted
    suppression = (
        {"kind": "external", "status": "accepted", "justification": accepted.why.of(language)} if accepted else None
    )
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(text.of(language) for text in said if text)},
        "locations": [{"physicalLocation": _location(finding)}],
        "properties": {"clause": finding.clause, "at": finding.at, "wording": finding.wording},
        **({"suppressions": [suppression]} if suppression else {}),
    }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "artifactLocation": {"uri": quote(place.file if place.file != "-" else "stdin")},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
