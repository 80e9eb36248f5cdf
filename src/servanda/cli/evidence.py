"""Gathering what a statement carries, and writing it to a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from servanda.cli.files import read_file, read_text
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer
from servanda.engine.text import Language, Text
from servanda.engine.uptime.window import Month
from servanda.policy_files import STANDARD_INPUT, UnreadableError, tables_for
from servanda.statements import Sources, StatementError, Written, explain_statement, uptime_statement


def sources_of(policy: Policy, overlays: Iterable[str]) -> Sources:
    """The texts that a policy was read from; files are named, their folders are not. Raises UnreadableError."""
    path = policy.file
    if path == STANDARD_INPUT:
        text = Text(
            "A statement carries the policy's file; name one instead of '-'.",
            "Un relevé contient le fichier de la politique ; nommez-en un plutôt que « - ».",
        )
        raise UnreadableError([Finding("SV-S01", Severity.ERROR, Place(path), text)])
    tables = tables_for(path, read_file(path))
    names = sorted({name for calendar in policy.calendars.values() for name in calendar.tables})
    paths = {name: tables.path_of(name) for name in names if name not in tables.section.tables}
    return Sources(
        written(path),
        tuple(written(overlay) for overlay in overlays),
        tuple((name, written(str(path))) for name, path in paths.items() if path is not None),
    )


def written(path: str) -> Written:
    """A file as a statement carries it. Raises UnreadableError."""
    return Written(read_text(path), Path(path).name)


def write_explain(
    path: str, answer: Answer, case: tuple[str, str], *, overlays: Iterable[str], language: Language
) -> None:
    """Write the statement of an answer to a case, given as (path, text). Raises UnreadableError."""
    as_of, policy = answer.history.as_of, answer.policy
    _write(
        path,
        lambda: explain_statement(
            sources_of(policy, overlays), Written(case[1], Path(case[0]).name), as_of=as_of, language=language
        ),
    )


def write_uptime(
    path: str,
    policy: Policy,
    facts: tuple[str, str],
    *,
    overlays: Iterable[str],
    month: Month,
    client: str | None,
    as_of: int | None,
    language: Language,
) -> None:
    """Write the statement of a month, its facts given as (path, text). Raises UnreadableError."""
    _write(
        path,
        lambda: uptime_statement(
            sources_of(policy, overlays),
            Written(facts[1], Path(facts[0]).name),
            month=month,
            client=client,
            as_of=as_of,
            language=language,
        ),
    )


def _write(path: str, make: Callable[[], Mapping[str, Any]]) -> None:
    try:
        content = json.dumps(make(), ensure_ascii=False, indent=1) + "\n"
        Path(path).write_text(content, encoding="utf-8")
    except StatementError as error:
        raise UnreadableError(error.findings) from error
    except OSError as error:
        said = error.strerror or type(error).__name__
        text = Text(f"{path} cannot be written: {said}.", f"{path} ne peut être écrit : {said}.")
        raise UnreadableError([Finding("SV-S01", Severity.ERROR, Place(path), text)]) from error
