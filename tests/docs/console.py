"""Documents whose examples are run: files that they show, commands that they type, output that they promise.

A yaml block whose first line is ``# name.yaml`` is a file of that name. In a console block a line that begins with ``$``
is a command, continued by lines that begin with ``>``; what follows is its output, where a line with nothing but ``…``
stands for any lines. Each section starts in a folder of its own, with the files of the whole document in it.

``python tests/docs/console.py README.md`` writes what commands print today into a document.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FILE = re.compile(r"^```(?:yaml|json)\n# ([\w.-]+)\n(.*?)^```", re.M | re.S)
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
_COMMAND = re.compile(r"^\$ (?P<command>.*\n(?:> .*\n)*)(?P<output>(?:(?!\$ ).*\n)*)", re.M)
_ANY = "…"


@dataclass(frozen=True)
class Typed:
    """A command and the output that its document promises; `span` is the place of the output in the document."""

    command: str
    output: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Section:
    """The commands under one heading."""

    document: str
    title: str
    typed: tuple[Typed, ...]


def sections(document: str) -> list[Section]:
    """The sections of a document that type commands."""
    text = (ROOT / document).read_text("utf-8")
    headings = [found for found in re.finditer(r"^#+ (.*)$", text, re.M) if not _inside_a_block(text, found.start())]
    bounds = [*(found.start() for found in headings), len(text)]
    parts = [
        Section(document, heading[1], tuple(_typed(text, start, end)))
        for heading, start, end in zip(headings, bounds, bounds[1:], strict=False)
    ]
    return [part for part in parts if part.typed]


def _inside_a_block(text: str, at: int) -> bool:
    return len(re.findall(r"^```", text[:at], re.M)) % 2 == 1


def _typed(text: str, start: int, end: int) -> Iterator[Typed]:
    for block in _CONSOLE.finditer(text, start, end):
        for found in _COMMAND.finditer(text, block.start(1), block.end(1)):
            command = found["command"].replace("\n> ", "\n").rstrip("\n")
            yield Typed(command, found["output"], found.span("output"))


def prepare(document: str, folder: Path) -> None:
    """Lay the files of a document into a folder, beside the policies."""
    for name, text in _FILE.findall((ROOT / document).read_text("utf-8")):
        (folder / name).write_text(text, "utf-8")
    for name in ("policies", "docs"):
        (folder / name).symlink_to(ROOT / name)


def run(command: str, folder: Path) -> str:
    """What a command prints, errors included."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=100,
    )
    return done.stdout


def agrees(promised: str, printed: str) -> bool:
    """Whether output is as promised; spaces at the end of lines do not count."""
    lines = [line.rstrip() for line in promised.splitlines()]
    pattern = "".join(r"(?:.*\n)+?" if line == _ANY else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed.splitlines())) is not None


def refresh(document: str) -> None:
    """Write what the commands of a document print today into it; outputs with an elision are only checked."""
    changes: list[tuple[tuple[int, int], str]] = []
    for section in sections(document):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(document, folder)
            for typed in section.typed:
                printed = run(typed.command, folder)
                if agrees(typed.output, printed):
                    continue
                if _ANY in typed.output.splitlines():
                    sys.stdout.write(f"{document}: {typed.command}\n{printed}\n")
                else:
                    changes.append((typed.span, "".join(line.rstrip() + "\n" for line in printed.splitlines())))
    text = (ROOT / document).read_text("utf-8")
    for (start, end), printed in reversed(changes):
        text = text[:start] + printed + text[end:]
    (ROOT / document).write_text(text, "utf-8")


if __name__ == "__main__":
    for named in sys.argv[1:]:
        refresh(named)
