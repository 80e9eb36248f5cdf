"""The policies of this desk: read from the policies folder, linted, kept until a file changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from servanda import shipped
from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_reading
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading
from servanda.policy_files import UnreadableError, read_file_text, read_policy_text


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
        reading = _reading(path)
        if reading.policy is not None and reading.usable:
            policies[reading.policy.id] = Shelved(reading.policy, tuple(lint_reading(reading, at=day)))
        else:
            refused.append(Refused(path.name, reading.findings))
    return Shelf(policies, tuple(refused))


def _reading(path: Path) -> Reading:
    try:
        return read_policy_text(read_file_text(str(path)), str(path), label=path.name)
    except UnreadableError as error:
        return Reading(None, tuple(error.findings))
