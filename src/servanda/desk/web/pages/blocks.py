"""The blocks that a policy's page is made of. Each names the template that draws it; none holds logic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from servanda.desk.web.ribbon import Ribbon

Mark = Literal["", "yes", "no", "quote", "addon"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause number. The first time that a page shows it, it is the anchor that all others lead to."""

    number: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a sentence: clause numbers, what was assumed, the reading taken, the wording of the source."""

    clauses: tuple[Clause, ...] = ()
    assumed: tuple[str, ...] = ()
    ruling: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.clauses or self.assumed or self.ruling or self.source)


@dataclass(frozen=True, slots=True)
class Line:
    """A named sentence with its points and its margin."""

    template: ClassVar[str] = "web/blocks/line.html"
    text: str = ""
    name: str = ""
    points: tuple[str, ...] = ()
    margin: Margin = Margin()
    anchor: str = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its words, a quieter second line, the policy's sentence and list, a mark that stands for a word."""

    text: str = ""
    aside: str = ""
    says: str = ""
    points: tuple[str, ...] = ()
    mark: Mark = ""
    clauses: tuple[Clause, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its heading, its cells, what stands in the margin of it."""

    head: Cell
    cells: tuple[Cell, ...]
    margin: Margin = Margin()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `groups` is a first line of headings over several columns each."""

    template: ClassVar[str] = "web/blocks/grid.html"
    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]
    groups: tuple[Cell, ...] = ()
    margin: Margin = Margin()
    margins: bool = True


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One closed date of the year."""

    date: str
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar: its rules in words, whether it is open now, its week as a ribbon, the year's closed dates."""

    template: ClassVar[str] = "web/blocks/hours.html"
    id: str
    name: str
    sentences: tuple[str, ...]
    zone: str
    state: str
    now: str
    week: Ribbon
    year: int
    holidays: tuple[HolidayLine, ...]
    margin: Margin


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    template: ClassVar[str] = "web/blocks/heading.html"
    text: str


Block = Line | Grid | Hours | Heading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its place in the list of contents."""

    id: str
    title: str
    blocks: tuple[Block, ...]
