"""A page as Markdown (CommonMark with tables): for repositories, wikis and mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servanda.engine.text import Language, Text
from servanda.publishing.blocks import Block, Cell, Grid, Heading, Hours, Line, Margin, Page, Row
from servanda.publishing.places import zone_place
from servanda.publishing.sections.hours import on_the_clock

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_LEADING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])(?=\s)")
_ASSUMED = Text("assumed: ", "supposé : ")
_COLON = Text(": ", " : ")
_CLAUSE = Text("Clause", "Clause")


def write_markdown(page: Page) -> str:
    """The whole document. The wording of the source stands in the HTML file only."""
    return "\n".join(_Writer(page).lines()).rstrip() + "\n"


class _Writer:
    """One page in the making."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.language: Language = "fr" if page.language == "fr" else "en"

    def lines(self) -> Iterator[str]:
        page, colon = self.page, _COLON.of(self.language)
        yield from (f"# {_plain(page.title)}", "", f"*{_plain(page.vendor)}*", "")
        yield from (f"- **{_plain(fact.term)}**{colon}{_plain(fact.text)}" for fact in page.facts)
        yield ""
        yield from self.line(page.about)
        yield from (f"*{_plain(page.notice)}*", "")
        for section in page.sections:
            yield from (f"## {_plain(section.title)}", "")
            for block in section.blocks:
                yield from self.block(block)
        yield from ("---", "", _plain(page.footer))

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            return iter((f"### {_plain(block.text)}", ""))
        if isinstance(block, Grid):
            return self.grid(block)
        return self.hours(block) if isinstance(block, Hours) else self.line(block)

    def line(self, line: Line) -> Iterator[str]:
        """A sentence as a paragraph, its name in bold before it, its points as a list below."""
        name = f"**{_plain(line.name)}**" if line.name else ""
        text = f"{_COLON.of(self.language) if name else ''}{_plain(line.text)}" if line.text else ""
        said = f"{name}{text}{self.note(line.margin)}".strip()
        if said:
            yield from (said, "")
        yield from _points(line.points)

    def hours(self, hours: Hours) -> Iterator[str]:
        place = zone_place(hours.zone, self.language)
        yield from self.line(Line(hours.text, hours.name, margin=hours.margin))
        yield from _points((*hours.sentences, on_the_clock(place, self.language)))

    def grid(self, grid: Grid) -> Iterator[str]:
        noted = [_CLAUSE.of(self.language)] if grid.margins else []
        heads = [*map(_cell, _merged(grid)), *noted]
        yield from (f"**{_plain(grid.caption)}**{self.note(grid.margin)}", "")
        yield from (_table_row(heads), _table_row(["---"] * len(heads)))
        yield from (self.row(row, noted=bool(noted)) for row in grid.rows)
        yield ""

    def row(self, row: Row, *, noted: bool) -> str:
        note = [self.note(row.margin).strip()] if noted else []
        return _table_row([_cell(row.head, bold=True), *map(_cell, row.cells), *note])

    def note(self, margin: Margin) -> str:
        """What a margin says, within the line."""
        parts = [" ".join(clause.number for clause in margin.clauses)] if margin.clauses else []
        parts += [f"{_ASSUMED.of(self.language)}{', '.join(margin.assumed)}"] if margin.assumed else []
        parts += [margin.ruling] if margin.ruling else []
        return f" *({_plain('; '.join(parts))})*" if parts else ""


def _points(points: Iterable[str]) -> Iterator[str]:
    listed = [f"- {_plain(point)}" for point in points]
    return iter([*listed, ""] if listed else [])


def _merged(grid: Grid) -> Iterator[Cell]:
    """The heads, each with the name of its group before it."""
    spread = [group for group in grid.groups for _ in range(group.span)] or [Cell()] * len(grid.heads)
    for group, head in zip(spread, grid.heads, strict=True):
        called = f"{group.text} · {head.text}" if group.text else head.text
        yield Cell(called, head.aside, clauses=(*group.clauses, *head.clauses))


def _cell(cell: Cell, *, bold: bool = False) -> str:
    text = "–" if cell.mark == "no" else _plain(cell.text)
    parts = [f"**{text}**" if bold and text else text]
    parts += [f"*({' '.join(clause.number for clause in cell.clauses)})*"] if cell.clauses else []
    parts += [f"({_plain(cell.aside)})"] if cell.aside else []
    said = (" ".join(filter(None, parts)), _plain(cell.says), *map(_plain, cell.points))
    return " · ".join(filter(None, said))


def _table_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LEADING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", _SPECIAL.sub(r"\\\1", text))
