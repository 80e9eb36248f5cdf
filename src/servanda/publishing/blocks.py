"""What a published document is made of: sections of paragraphs, entries and tables, each with its margin notes.

Everything is text in the language of the page; how it looks is for those who render it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a block: the clauses that say it, what of it is assumed, and the ruling that chose a reading."""

    clauses: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    ruling: str = ""

    def __bool__(self) -> bool:
        return bool(self.clauses or self.assumed or self.ruling)


NOTHING = Margin()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several; `kind` tells how it speaks: plainly, as an explanation, or as a warning."""

    text: str
    margin: Margin = NOTHING
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str
    margin: Margin = NOTHING


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and what is said of it."""

    term: str
    text: str = ""
    margin: Margin = NOTHING


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of entries; `ordered` where their order matters."""

    items: tuple[Entry, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `span` is the number of columns that it covers."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its head, its cells, and what stands beside it."""

    head: str
    cells: tuple[Cell, ...]
    margin: Margin = NOTHING


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `groups`, where there are some, stand above the heads and cover all columns but the first."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    groups: tuple[Cell, ...] = ()


def without_empty_columns(grid: Grid) -> Grid:
    """A table without the columns in which no row says anything; for tables without groups."""
    kept = [
        number
        for number in range(len(grid.heads) - 1)
        if any(row.cells[number].text not in ("", "–") for row in grid.rows)
    ]
    heads = (grid.heads[0], *(grid.heads[number + 1] for number in kept))
    rows = tuple(Row(row.head, tuple(row.cells[number] for number in kept), row.margin) for row in grid.rows)
    return Grid(grid.caption, heads, rows)


Block = Paragraph | Heading | Entries | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `id` is the same in every language, so that links hold."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole policy. `facts` are the lines below its title: version, dates, vendor, language of the source."""

    language: str
    title: str
    vendor: str
    facts: tuple[Entry, ...]
    about: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    contents: str
    """The title of the table of contents."""
    notice: str
    """How margin notes are to be read."""
    footer: str
