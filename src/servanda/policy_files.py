"""Policy files with the holiday tables beside them: read in one way for the command line and for the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.recipes import Section, read_section
from servanda.engine.calendars.tables import read_table
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.reader import Reading, read_policy
from servanda.engine.source import SIZE, Items, Node, Scalar, Table, read_tree
from servanda.engine.text import Text
from servanda.shipped import holidays_folder

STANDARD_INPUT = "-"


class UnreadableError(Exception):
    """Input that cannot be read; `findings` say what is wrong where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("; ".join(finding.message.en for finding in self.findings))


def read_file_text(path: str) -> str:
    """The text of a file in UTF-8, as far as anything longer than a policy may be. Raises UnreadableError."""
    try:
        with Path(path).open("rb") as file:
            return decoded(file.read(4 * SIZE), path)
    except OSError as error:
        raise UnreadableError([unreadable(path, *_missing(path, error))]) from error


def decoded(content: bytes, path: str) -> str:
    """The text of bytes in UTF-8. Raises UnreadableError that names the first byte that is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableError([unreadable(path, *_not_text(error.start), line)]) from error


def unreadable(path: str, en: str, fr: str, line: int = 1) -> Finding:
    """The finding on a file that cannot be read."""
    return Finding("SV-S01", Severity.ERROR, Place(path, line, 1), Text(en, fr))


def _not_text(position: int) -> tuple[str, str]:
    return (
        f"This is not text in UTF-8: byte {position + 1} cannot be read. Is it really a policy?",
        f"Ce n’est pas du texte en UTF-8 : l’octet {position + 1} est illisible. Est-ce bien une politique ?",
    )


def _missing(path: str, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}.", f"Le fichier {path} n’existe pas."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder; name a file in it.", f"{path} est un dossier ; nommez un de ses fichiers."
    said = error.strerror or type(error).__name__
    return f"{path} cannot be read: {said}.", f"{path} ne se lit pas : {said}."


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
        tree, findings = read_tree(read_file_text(str(path)), str(path))
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


def read_policy_text(
    text: str, path: str, *, label: str | None = None, overlay: Callable[[Table], list[Finding]] | None = None
) -> Reading:
    """Read the text of a policy that stands at `path`, with the holiday tables that it names.

    Findings name the file by `label`, which is the path unless people should not see it.
    """
    found: list[HolidayTables] = []

    def tables(tree: Table) -> tuple[Mapping[str, HolidayTable], list[Finding]]:
        try:
            found.append(tables_for(path, tree))
        except UnreadableError as error:
            return {}, error.findings
        return found[0], []

    reading = read_policy(text, path if label is None else label, tables=tables, overlay=overlay)
    late = tuple(finding for table in found for finding in table.findings)
    return Reading(reading.policy, (*reading.findings, *late))


def table_texts(text: str, path: str) -> dict[str, str]:
    """The texts of the holiday tables that a policy at `path` takes from files of their own, by name.

    Raises UnreadableError for a wrong `holidays:` section.
    """
    tree, _ = read_tree(text, path)
    tables = tables_for(path, tree or Table({}, Place(path)))
    elsewhere = (set(tables) - set(tables.section.tables)) & set(_named(tree))
    files = {name: tables.path_of(name) for name in sorted(elsewhere)}
    return {name: read_file_text(str(file)) for name, file in files.items() if file}


def read_kept_policy(text: str, tables: Mapping[str, str], label: str) -> Reading:
    """Read a policy that was kept with the texts of its holiday tables, as `table_texts` gave them."""

    def find(tree: Table) -> tuple[Mapping[str, HolidayTable], list[Finding]]:
        section, findings = read_section(tree.pairs.get("holidays"))
        found = dict(section.tables)
        for name, written in tables.items():
            node, wrong = read_tree(written, name)
            found[name], more = read_table(node or Table({}, Place(name)), name)
            findings += [*wrong, *more]
        return found, findings

    return read_policy(text, label, tables=find)


def _named(node: Node | None) -> Iterator[str]:
    """Every word of a file that may be the name of a table."""
    if isinstance(node, Table):
        yield from node.pairs
        for value in node.pairs.values():
            yield from _named(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _named(item)
    elif isinstance(node, Scalar):
        yield from node.value.split()
