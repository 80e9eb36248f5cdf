"""Reading the files that commands are given, and telling people everything that is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.recipes import Section, read_section
from servanda.engine.calendars.tables import read_table
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.source import SIZE, Node, Table, read_tree
from servanda.engine.text import Language, Text
from servanda.shipped import holidays_folder

UNREADABLE = 2
"""The exit status of a command whose input cannot be read."""
STANDARD_INPUT = "-"

_MOST_BYTES = 4 * SIZE
"""More is never read; what is cut off there is refused as too long, so that half a character does not matter."""


class UnreadableError(Exception):
    """Input that cannot be read; `findings` say what is wrong where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("; ".join(finding.message.en for finding in self.findings))


def refuse(error: UnreadableError, language: Language) -> NoReturn:
    """List every problem on standard error and end with the status of unreadable input."""
    for finding in error.findings:
        sys.stderr.write(f"{finding.place} {finding.code} {finding.message.of(language)}\n")
    raise SystemExit(UNREADABLE)


def read_text(path: str) -> str:
    """The text of a file in UTF-8, or of standard input for ``-``. Raises UnreadableError."""
    try:
        content = sys.stdin.buffer.read(_MOST_BYTES) if path == STANDARD_INPUT else _bytes(Path(path))
        return content.decode("utf-8-sig", "ignore" if len(content) == _MOST_BYTES else "strict")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableError([_finding(path, *_not_text(error.start), line)]) from error
    except OSError as error:
        raise UnreadableError([_finding(path, *_missing(path, error))]) from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _not_text(position: int) -> tuple[str, str]:
    return (
        f"This is not text in UTF-8: byte {position + 1} cannot be read. Is it really a policy?",
        f"Ce n’est pas du texte en UTF-8\u202f: l’octet {position + 1} est illisible. Est-ce bien une politique\u202f?",
    )


def _missing(path: str, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}.", f"Le fichier {path} n’existe pas."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder; name a file in it.", f"{path} est un dossier\u202f; nommez un de ses fichiers."
    said = error.strerror or type(error).__name__
    return f"{path} cannot be read: {said}.", f"{path} ne se lit pas\u202f: {said}."


def _finding(path: str, en: str, fr: str, line: int = 1) -> Finding:
    return Finding("SV-S01", Severity.ERROR, Place(path, line, 1), Text(en, fr))


def read_file(path: str) -> Table:
    """The tree of a YAML file that holds a mapping. Raises UnreadableError with every finding of the reader."""
    tree, findings = read_tree(read_text(path), path)
    if findings:
        raise UnreadableError(findings)
    if not isinstance(tree, Table):
        raise UnreadableError(
            [_finding(path, "Here stands a mapping, key: value.", "On attend ici des clés et valeurs.")]
        )
    return tree


def beside(path: str) -> Path | None:
    """The folder of holiday tables that belongs to a policy file; None for standard input."""
    return None if path == STANDARD_INPUT else Path(path).parent / "holidays"


class HolidayTables(Mapping[str, HolidayTable]):
    """The holiday tables that the calendars of one file may name; a table is read when it is first asked for.

    A name is looked up in the file itself, then beside it in `holidays/`, then among those that come with Servanda.
    `findings` collects what is wrong with the tables that were read.
    """

    def __init__(self, section: Section, folders: Iterable[Path]) -> None:
        self.section = section
        self.findings: list[Finding] = []
        self._folders = tuple(folders)
        self._read: dict[str, HolidayTable] = dict(section.tables)

    def __getitem__(self, name: str) -> HolidayTable:
        if name not in self._read:
            path = self.path_of(name)
            if path is None:
                raise KeyError(name)
            self._read[name] = self._load(path, name)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self._read or self.path_of(name) is not None)

    def __iter__(self) -> Iterator[str]:
        files = {path.stem for folder in self._folders for path in folder.glob("*.yaml")}
        return iter(sorted({*self._read, *files}))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def path_of(self, name: str) -> Path | None:
        """The file of a table, or None where there is none."""
        if not name or Path(name).name != name:
            return None
        paths = (folder / f"{name}.yaml" for folder in self._folders)
        return next((path for path in paths if path.is_file()), None)

    def _load(self, path: Path, name: str) -> HolidayTable:
        tree, findings = read_tree(read_text(str(path)), str(path))
        table, wrong = read_table(tree or Table({}, Place(str(path))), name)
        self.findings += findings or wrong
        return table


def tables_for(path: str, tree: Node) -> HolidayTables:
    """The holiday tables of a policy or calendar file. Raises UnreadableError for a wrong `holidays:` section."""
    section, findings = read_section(tree.pairs.get("holidays") if isinstance(tree, Table) else None)
    if findings:
        raise UnreadableError(findings)
    folder = beside(path)
    return HolidayTables(section, [*([folder] if folder else []), holidays_folder()])
