"""Reading the policy that a command is given, or listing on standard error all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from servanda.cli.files import read_text
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.instants import NaiveInstantError, instant, parse_instant
from servanda.engine.policy.overlay import overlay_reader
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import Reading
from servanda.engine.source import Table
from servanda.engine.text import Text
from servanda.policy_files import UnreadableError, read_policy_text


def read_policy_file(path: str, overlays: Iterable[str] = ()) -> Reading:
    """Read a policy file with the holiday tables that it names and the overlays laid on it, in order."""
    readers = [overlay_reader(read_text(overlay), overlay) for overlay in overlays]

    def lay(tree: Table) -> list[Finding]:
        return [finding for reader in readers for finding in reader(tree)]

    return read_policy_text(read_text(path), path, overlay=lay if readers else None)


def usable_policy(path: str, overlays: Iterable[str] = ()) -> Policy:
    """The policy of a file. Raises UnreadableError with every finding where it cannot answer questions."""
    reading = read_policy_file(path, overlays)
    if reading.policy is None or not reading.usable:
        raise UnreadableError(reading.findings)
    return reading.policy


def usable_versions(path: str, overlays: Iterable[str] = ()) -> list[Policy]:
    """The versions of one policy: those in a folder, by file name, or the one in a file. Raises UnreadableError."""
    if path == "-" or not Path(path).is_dir():
        return [usable_policy(path, overlays)]
    files = sorted(Path(path).glob("*.yaml"))
    versions = [usable_policy(str(file), overlays) for file in files]
    names = sorted({version.id for version in versions})
    if len(names) == 1:
        return versions
    listed = ", ".join(names) or "–"
    message = Text(
        f"A folder of versions holds one policy (found: {listed}).",
        f"Un dossier de versions contient une seule politique (trouvé : {listed}).",
    )
    raise UnreadableError([Finding("SV-D02", Severity.ERROR, Place(path), message)])


class Instant(click.ParamType[int]):
    """An RFC 3339 instant with an offset, in microseconds."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read `value`, or fail with what would be right."""
        if isinstance(value, int):
            return value
        try:
            return parse_instant(str(value))
        except NaiveInstantError as error:
            self.fail(str(error), param, ctx)
        except (ValueError, OverflowError):
            self.fail(f"'{value}' is not an instant such as 2026-02-06T16:30-05:00", param, ctx)


def now() -> int:
    """The present instant: the only place where commands read the clock."""
    return instant(datetime.now(UTC))
