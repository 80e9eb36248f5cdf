"""Reading a history of requests, line by line, however long it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from servanda.cli.files import read_text
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.replay.past import Entry, read_line, read_list
from servanda.engine.source import SIZE
from servanda.engine.text import Text
from servanda.policy_files import STANDARD_INPUT, UnreadableError

Seen = Callable[[int], None]
"""Is told how many bytes were read since it was last told."""

_LINES = (".jsonl", ".ndjson")
_LONGEST = 4 * SIZE


def size_of(path: str) -> int | None:
    """The length of a file in bytes; None for standard input, and for a file that cannot be read."""
    try:
        return None if path == STANDARD_INPUT else Path(path).stat().st_size
    except OSError:
        return None


def read_entries(path: str, seen: Seen) -> Iterator[Entry]:
    """The entries of a history in JSON Lines, or of a YAML or JSON list.

    Raises UnreadableError for a file that cannot be opened.
    """
    with _opened(path) as file:
        first = _first(file)
        if Path(path).suffix in _LINES or _is_line(first[1]):
            yield from _lines(file, first, path, seen)
        else:
            yield from _list(first[1] + file.read(_LONGEST), first[0], path, seen)


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError:
        read_text(path)  # fails too, and says why in both languages
        raise


def _first(file: BinaryIO) -> tuple[int, bytes]:
    """The first line that is not blank, with its number."""
    number, line = 1, file.readline(_LONGEST)
    while line and not line.strip():
        number, line = number + 1, file.readline(_LONGEST)
    return number, line.removeprefix(b"\xef\xbb\xbf")


def _is_line(first: bytes) -> bool:
    """Whether a file that begins so is JSON Lines: a pretty-printed object has its brace alone on the first line."""
    line = first.strip()
    return line.startswith(b"{") and line != b"{"


def _lines(file: BinaryIO, first: tuple[int, bytes], path: str, seen: Seen) -> Iterator[Entry]:
    number, line = first
    while line:
        if line.strip():
            yield _line(line, number, path)
        seen(len(line))
        number, line = number + 1, file.readline(_LONGEST)


def _line(line: bytes, number: int, path: str) -> Entry:
    try:
        return read_line(line.decode("utf-8").strip(), number, path)
    except UnicodeDecodeError as error:
        return Entry(None, (_not_text(path, number, error.start + 1),))


def _list(content: bytes, number: int, path: str, seen: Seen) -> Iterator[Entry]:
    try:
        yield from read_list("\n" * (number - 1) + content.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        line = number + content.count(b"\n", 0, error.start)
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise UnreadableError([_not_text(path, line, column)]) from error
    seen(len(content))


def _not_text(path: str, line: int, column: int) -> Finding:
    text = Text("This is not text in UTF-8.", "Ce n’est pas du texte en UTF-8.")
    return Finding("SV-S01", Severity.ERROR, Place(path, line, column), text)
