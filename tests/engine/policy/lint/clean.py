"""One small policy in which the lint finds nothing, and what tests need to spoil it in exactly one place."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import yaml

from servanda.engine.calendars.model import Holiday, HolidayTable
from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_reading
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading, read_policy
from servanda.engine.text import Text

AT = date(2026, 3, 2)
"""The day of the review in every test: 2026 is the year of the figures that the documentation gives."""
REMOVE = object()
"""A patch that takes a key away."""

CLEAN = """\
policy: tidy
version: "3"
title: {en: Support policy, fr: Politique de soutien}
vendor: {name: Tidy Software, country: CA}
effective: {from: 2025-09-01, tz: America/Toronto, clause: T1}
languages: {source: en, published: [en, fr], offered: [en, fr], clause: T1}
governance:
  review_every: 12 calendar months
  last_review: 2026-02-02
  clause: T1
terms: {late: support time, business_days: same time, business_day_term: ouvrable}
calendars:
  office:
    tz: America/Toronto
    open: [mon-fri 09:00-17:00]
    clauses: [T2]
default_calendar: office
plans:
  basic: {name: {en: Basic, fr: De base}, clause: T3}
  plus: {name: {en: Plus, fr: Plus}, includes: basic, clause: T3}
entitlements:
  support:
    text: {en: Questions and incidents., fr: Questions et incidents.}
    plans: [basic, plus]
    clause: T3
  reports:
    text: {en: Monthly reports., fr: Rapports mensuels.}
    plans: [plus]
    clause: T3
kinds:
  incident: {name: {en: Incident, fr: Incident}, needs: support, clause: T4}
  report: {name: {en: Report, fr: Rapport}, needs: reports, clause: T4}
channels:
  email: {name: {en: E-mail, fr: Courriel}, address: help@tidy.example, clause: T4}
classify:
  clauses: [T5]
  levels:
    high: {name: {en: High, fr: Haute}}
    low: {name: {en: Low, fr: Basse}}
  facts:
    reach:
      ask: {en: Whom does it stop, fr: Qui est bloqué}
      values:
        everybody: {name: {en: Everybody, fr: Tout le monde}}
        one: {name: {en: One person, fr: Une personne}}
    work:
      ask: {en: Can they work, fr: Peuvent-ils travailler}
      values:
        stopped: {name: {en: "No", fr: Non}}
        slowed: {name: {en: "Yes", fr: Oui}}
  matrix:
    rows: reach
    columns: work
    cells:
      everybody: {stopped: high, slowed: high}
      one: {stopped: high, slowed: low}
queue: {order: [priority, due], clause: T5}
targets:
  text: {en: Durations count business time., fr: Les durées se comptent en temps ouvrable.}
  clauses: [T6]
  longest_wait: 9999 clock hours
  table:
    high: {basic: 2 business hours / 8 business hours, plus: 1 business hour / 4 business hours}
    low: {basic: 4 business hours / 2 business days, plus: 2 business hours / 1 business day}
clocks:
  response: {counts: {en: First answer by a person., fr: Première réponse d’une personne.}, clause: T6}
  resolution: {counts: {en: Until it is resolved., fr: Jusqu’à la résolution.}, clause: T6}
contacts:
  desk: {name: {en: Service desk, fr: Centre de services}, by: email, address: desk@tidy.example}
  lead: {name: {en: Team lead, fr: Chef d’équipe}, by: email, address: lead@tidy.example}
ladders:
  steady:
    calendar: office
    end: repeat last step
    every: 8 business hours
    steps:
      - {at: 0 business hours, tell: desk}
      - {at: 75 % of response, tell: lead, if: no response}
    clause: T7
prices:
  basic: {included: true, clause: T8}
  plus: {amount: 1200, currency: CAD, per: year, clause: T8}
"""

HOLIDAYS = HolidayTable(
    "feasts",
    date(2018, 1, 1),
    date(2040, 12, 31),
    tuple(
        Holiday(day, Text("Feast", "Fête"))
        for year in range(2018, 2041)
        for day in (date(year, 1, 1), date(year, 7, 1), date(year, 12, 25))
    ),
    source="people",
    version="1",
)
TABLES: Mapping[str, HolidayTable] = {
    "feasts": HOLIDAYS,
    "ending": replace(HOLIDAYS, id="ending", covers_to=date(2026, 3, 3)),
}
"""The holiday tables that a test's calendar may name: New Year's Day, 1 July and Christmas; `ending` knows no more of
them than the day after the review."""

Patches = Mapping[str, Any]
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def document(patches: Patches | None = None) -> dict[str, Any]:
    """The clean policy as plain values, every scalar a text, with the paths in `patches` replaced or removed.

    A path is written with slashes, a list's entries counted from 1: ``ladders/steady/steps/2/at``. Missing tables
    on the way are made.
    """
    made: dict[str, Any] = copy.deepcopy(_clean())
    for path, value in (patches or {}).items():
        _put(made, path.split("/"), value)
    return made


@cache
def _clean() -> dict[str, Any]:
    parsed: dict[str, Any] = values(CLEAN)
    return parsed


def values(source: str) -> Any:
    """A piece of YAML as plain values, every scalar a text."""
    return yaml.load(source, Loader=_LOADER)  # noqa: S506


def _put(node: Any, keys: list[str], value: Any) -> None:
    key, *rest = keys
    if isinstance(node, list):
        while len(node) < int(key):
            node.append({})
        if rest:
            _put(node[int(key) - 1], rest, value)
        elif value is REMOVE:
            del node[int(key) - 1]
        else:
            node[int(key) - 1] = value
        return
    if rest:
        _put(node.setdefault(key, [] if rest[0].isdigit() else {}), rest, value)
    elif value is REMOVE:
        del node[key]
    else:
        node[key] = values(value) if isinstance(value, str) else value


def text(patches: Patches | None = None) -> str:
    """The clean policy as a file, patched. A patch that is a text is read as YAML: ``{en: a, fr: b}``."""
    return text_of(document(patches))


def text_of(made: Mapping[str, Any]) -> str:
    """A policy of plain values as a file."""
    written: str = yaml.dump(_texts(made), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    return written


def _texts(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _texts(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_texts(value) for value in node]
    return str(node)


def reading(source: str, *, tables: Mapping[str, HolidayTable] = TABLES) -> Reading:
    """Read a policy file as the product does."""
    return read_policy(source, "tidy.yaml", tables=tables)


def policy(patches: Patches | None = None, *, tables: Mapping[str, HolidayTable] = TABLES) -> Policy:
    """The clean policy, patched, ready for questions."""
    return policy_of(text(patches), tables=tables)


def policy_of(source: str, *, tables: Mapping[str, HolidayTable] = TABLES) -> Policy:
    """The policy of a file."""
    read = reading(source, tables=tables)
    assert read.policy is not None, [finding.message.en for finding in read.findings]
    return read.policy


def lint(
    patches: Patches | None = None, *, at: date = AT, tables: Mapping[str, HolidayTable] = TABLES
) -> list[Finding]:
    """Everything that the lint says about the clean policy, patched."""
    return lint_text(text(patches), at=at, tables=tables)


def lint_text(source: str, *, at: date = AT, tables: Mapping[str, HolidayTable] = TABLES) -> list[Finding]:
    """Everything that the lint says about a policy file."""
    if tables is TABLES:
        return list(_linted(source, at))
    return lint_reading(reading(source, tables=tables), at=at)


@cache
def _linted(source: str, at: date) -> tuple[Finding, ...]:
    """Many tests ask about the same file, the clean one above all."""
    return tuple(lint_reading(reading(source), at=at))


def check_finds(
    code: str, bad: Patches, good: Patches | None = None, *, at: date = AT, severity: str | None = None
) -> Finding:
    """Exactly `code` is found in the bad policy, and nothing in its corrected twin. Returns the first finding.

    Findings that the policy accepts do not count.
    """
    found = open_findings(lint(bad, at=at))
    assert {finding.code for finding in found} == {code}, _shown(found)
    for finding in found:
        assert severity is None or finding.severity == severity
        for said in (finding.message, finding.example, finding.fix):
            assert not said.missing(), f"{code} lacks a language: {said}"
    twin = open_findings(lint(good, at=at))
    assert not twin, _shown(twin)
    return found[0]


def plain(said: Text) -> str:
    """The English of a sentence, with ordinary spaces."""
    return said.en.replace("\u00a0", " ").replace("\u202f", " ")


def open_findings(findings: list[Finding]) -> list[Finding]:
    """Those that nobody has accepted."""
    return [finding for finding in findings if finding.accepted is None]


def _shown(findings: list[Finding]) -> str:
    return "\n".join(f"{one.place} {one.code} {one.message.en}" for one in findings) or "nothing"
