"""What a policy's document is made of: sections of lines, tables and calendars, each with its margin notes.

Everything is text in the language of the page; how it looks is for those who draw it: files, paper, the web.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Clause:
    """The number of a clause or of a reading. The first time that a page shows it, it is the anchor that all others lead to."""

    number: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a block: clauses, what of it is assumed, the reading taken, the wording of the source.

    `ruling` is the number of the reading, which is an anchor beside the assumption that explains it.
    """

    clauses: tuple[Clause, ...] = ()
    assumed: tuple[str, ...] = ()
    ruling: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.clauses or self.assumed or self.ruling or self.source)


@dataclass(frozen=True, slots=True)
class Line:
    """A named sentence with its points and its margin; each part may be missing. `level` is that of its name."""

    text: str = ""
    name: str = ""
    points: tuple[str, ...] = ()
    margin: Margin = Margin()
    level: int = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its words, a quieter second line, the policy's own sentence and list, its clauses.

    `mark` tells that the words may be drawn as a sign; `span` is the number of columns that a group covers.
    """

    text: str = ""
    aside: str = ""
    says: str = ""
    points: tuple[str, ...] = ()
    mark: Mark = ""
    clauses: tuple[Clause, ...] = ()
    span: int = 1

    def __bool__(self) -> bool:
        return bool(self.text or self.aside or self.says or self.points or self.clauses)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its head, its cells, and what stands beside it."""

    head: Cell
    cells: tuple[Cell, ...]
    margin: Margin = Margin()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `groups`, where there are some, stand above the heads and cover several columns each."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]
    groups: tuple[Cell, ...] = ()
    margin: Margin = Margin()

    @property
    def margins(self) -> bool:
        """Whether some row has a margin, so that the table needs a column for it."""
        return any(row.margin for row in self.rows)


def without_empty_columns(grid: Grid) -> Grid:
    """A table without the columns in which no row says anything; for tables without groups."""
    kept = [number for number in range(len(grid.heads) - 1) if any(row.cells[number] for row in grid.rows)]
    heads = (grid.heads[0], *(grid.heads[number + 1] for number in kept))
    rows = tuple(
        Row(row.head, tuple(row.cells[number] for number in kept), row.margin, row.anchor) for row in grid.rows
    )
    return Grid(grid.caption, heads, rows, margin=grid.margin)


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar: the policy's id of it, its name, the policy's own words, its rules in sentences, its time zone."""

    calendar: str
    name: str
    text: str
    sentences: tuple[str, ...]
    zone: str
    margin: Margin = Margin()

    @property
    def anchor(self) -> str:
        """Where links to this calendar lead."""
        return f"calendar-{self.calendar}"


Block = Line | Heading | Grid | Hours


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document; `id` is the same in every language, so that links hold."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value below the title: version, date, site."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole policy in one language."""

    language: str
    source_language: str
    title: str
    vendor: str
    facts: tuple[Fact, ...]
    about: Line
    sections: tuple[Section, ...]
    contents: str
    """The title of the table of contents."""
    notice: str
    """How margin notes are to be read."""
    footer: str
