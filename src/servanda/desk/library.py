"""The policies of this desk: read from the policies folder, linted, kept until a file changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from servanda import shipped
from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.reading import table_names
from servanda.engine.calendars.tables import read_table
from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_reading
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.source import Table, read_tree


@dataclass(frozen=True, slots=True)
class Shelved:
    """A policy that can be asked, and what the lint says of it."""

    policy: Policy
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be read as a policy, and why."""

    file: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All policies by id, in the order of their files, and the files that were refused."""

    policies: Mapping[str, Shelved] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()


def shelf(day: date) -> Shelf:
    """The policies as the files say now, linted as of `day`; read again only where a file or the day changed."""
    folder = policies_folder()
    return _read(folder, _marks(folder), day)


def policies_folder() -> Path:
    """The folder of SERVANDA_POLICIES, or the policies that are shipped."""
    return Path(settings.POLICIES) if settings.POLICIES else shipped.policies_folder()


def _marks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    paths = [*folder.glob("*.yaml"), *folder.glob("holidays/*.yaml")]
    found = ((path, path.stat()) for path in sorted(paths))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)


@lru_cache(maxsize=2)
def _read(folder: Path, marks: tuple[tuple[str, int, int], ...], day: date) -> Shelf:
    policies: dict[str, Shelved] = {}
    refused: list[Refused] = []
    for path in sorted(folder.glob("*.yaml")):
        reading = read_policy(_text(path), path.name, tables=lambda tree: _tables(tree, folder))
        if reading.policy is not None and reading.usable:
            policies[reading.policy.id] = Shelved(reading.policy, tuple(lint_reading(reading, at=day)))
        else:
            refused.append(Refused(path.name, reading.findings))
    return Shelf(policies, tuple(refused))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _tables(tree: Table, folder: Path) -> tuple[Mapping[str, HolidayTable], list[Finding]]:
    calendars = tree.pairs.get("calendars")
    found: dict[str, HolidayTable] = {}
    findings: list[Finding] = []
    for name in table_names(calendars) if calendars else ():
        path = folder / "holidays" / f"{name}.yaml"
        if not path.is_file():
            continue
        node, problems = read_tree(_text(path), f"holidays/{path.name}")
        if node is not None:
            found[name], more = read_table(node, name)
            problems += more
        findings += problems
    return found, findings
