"""Reading the files that commands are given, and telling people everything that is wrong with them."""

from __future__ import annotations

import sys
from typing import NoReturn

from servanda.engine.source import SIZE, Table, read_tree
from servanda.engine.text import Language
from servanda.policy_files import STANDARD_INPUT, UnreadableError, decoded, read_file_text, unreadable

UNREADABLE = 2
"""The exit status of a command whose input cannot be read."""


def refuse(error: UnreadableError, language: Language) -> NoReturn:
    """List every problem on standard error and end with the status of unreadable input.

    A message that already ends with its cure, as those about calendars do, is not given it twice.
    """
    for finding in error.findings:
        message, fix = finding.message.of(language), finding.fix.of(language)
        said = message if message.endswith(fix) else f"{message} {fix}"
        sys.stderr.write(f"{finding.place} {finding.code} {said}\n")
    raise SystemExit(UNREADABLE)


def read_text(path: str) -> str:
    """The text of a file in UTF-8, or of standard input for ``-``. Raises UnreadableError."""
    if path == STANDARD_INPUT:
        return decoded(sys.stdin.buffer.read(4 * SIZE), path)
    return read_file_text(path)


def read_file(path: str) -> Table:
    """The tree of a YAML file that holds a mapping. Raises UnreadableError with every finding of the reader."""
    tree, findings = read_tree(read_text(path), path)
    if findings:
        raise UnreadableError(findings)
    if not isinstance(tree, Table):
        raise UnreadableError(
            [unreadable(path, "Here stands a mapping, key: value.", "On attend ici des clés et valeurs.")]
        )
    return tree
