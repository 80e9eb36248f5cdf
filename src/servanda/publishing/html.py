"""A page as one HTML file: nothing to load, readable on a phone, handsome on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from servanda.engine.text import Language, Text
from servanda.publishing.blocks import Block, Cell, Clause, Grid, Heading, Hours, Line, Margin, Page, Row, Section
from servanda.publishing.places import zone_place
from servanda.publishing.sections.hours import on_the_clock

_ASSUMED = Text("Assumed:", "Supposé :")
_READING = Text("Reading taken:", "Lecture retenue :")
_CLAUSE = Text("Clause", "Clause")


def write_html(page: Page) -> str:
    """The whole document."""
    return "".join(_Writer(page).document())


class _Writer:
    """One page in the making."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.language: Language = "fr" if page.language == "fr" else "en"

    def document(self) -> Iterator[str]:
        page = self.page
        style = files("servanda.publishing").joinpath("document.css").read_text(encoding="utf-8")
        yield f'<!doctype html>\n<html lang="{page.language}">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{escape(page.title)} · {escape(page.vendor)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        yield from self.head()
        yield f'<nav aria-label="{escape(page.contents)}"><h2>{escape(page.contents)}</h2>\n<ol>\n'
        yield from (f'<li><a href="#{one.id}">{escape(one.title)}</a></li>\n' for one in page.sections)
        yield "</ol></nav>\n<main>\n"
        for section in page.sections:
            yield from self.section(section)
        yield f"</main>\n<footer>{escape(page.footer)}</footer>\n</body>\n</html>\n"

    def head(self) -> Iterator[str]:
        page = self.page
        yield f'<header>\n<p class="vendor">{escape(page.vendor)}</p>\n<h1>{escape(page.title)}</h1>\n<dl class="facts">\n'
        for fact in page.facts:
            yield f"<div><dt>{escape(fact.term)}</dt><dd>{escape(fact.text)}</dd></div>\n"
        yield f'</dl>\n{self.line(page.about)}<p class="notice">{escape(page.notice)}</p>\n</header>\n'

    def section(self, section: Section) -> Iterator[str]:
        yield f'<section id="{section.id}">\n<h2>{escape(section.title)}</h2>\n'
        yield from map(self.block, section.blocks)
        yield "</section>\n"

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h3>{escape(block.text)}</h3>\n"
        if isinstance(block, Grid):
            return "".join(self.grid(block))
        return self.hours(block) if isinstance(block, Hours) else self.line(block)

    def line(self, line: Line) -> str:
        name = f'<h{line.level} class="name">{escape(line.name)}</h{line.level}>' if line.name else ""
        text = f"<p>{escape(line.text)}</p>" if line.text else ""
        return self.beside(f"{name}{text}{_list(line.points)}", line.margin)

    def hours(self, hours: Hours) -> str:
        place = zone_place(hours.zone, self.language)
        sentences = (*hours.sentences, on_the_clock(place, self.language))
        own = f"<p>{escape(hours.text)}</p>" if hours.text else ""
        content = f'<h3 class="name">{escape(hours.name)}</h3>{own}{_list(sentences)}'
        return self.beside(content, hours.margin, hours.anchor)

    def beside(self, content: str, margin: Margin, anchor: str = "") -> str:
        """A block with its margin note."""
        if not content and not margin:
            return ""
        note = f'<div class="m">{self.note(margin)}</div>' if margin else ""
        return f'<div class="b"{_id(anchor)}><div class="t">{content}</div>{note}</div>\n'

    def grid(self, grid: Grid) -> Iterator[str]:
        caption, noted = escape(grid.caption), grid.margins
        yield f'<div class="table" tabindex="0" role="region" aria-label="{caption}"><table>\n<caption>{caption}</caption>\n<thead>\n'
        if grid.groups:
            groups = "".join(_group(cell) for cell in grid.groups)
            yield f"<tr>{groups}{'<td></td>' if noted else ''}</tr>\n"
        heads = "".join(f'<th scope="col">{_cell(head)}</th>' for head in grid.heads)
        last = f'<th scope="col">{_CLAUSE.of(self.language)}</th>' if noted else ""
        yield f"<tr>{heads}{last}</tr>\n</thead>\n<tbody>\n"
        yield from (self.row(row, noted=noted) for row in grid.rows)
        yield "</tbody>\n</table></div>\n"
        yield self.beside("", grid.margin)

    def row(self, row: Row, *, noted: bool) -> str:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
        note = f'<td class="note">{self.note(row.margin)}</td>' if noted else ""
        return f'<tr{_id(row.anchor)}><th scope="row">{_cell(row.head)}</th>{cells}{note}</tr>\n'

    def note(self, margin: Margin) -> str:
        """What a margin says: clauses, what was assumed, the reading taken, the wording of the source."""
        parts = [_clauses(margin.clauses)] if margin.clauses else []
        ruling = f'<a href="#{escape(margin.ruling)}">{escape(margin.ruling)}</a>' if margin.ruling else ""
        if margin.assumed:
            said = f"{_ASSUMED.of(self.language)} {escape(', '.join(margin.assumed))}"
            parts.append(f'<span class="a">{f"{said} {ruling}".strip()}</span>')
        elif ruling:
            parts.append(f'<span class="r">{_READING.of(self.language)} {ruling}</span>')
        if margin.source:
            parts.append(f'<q class="r" lang="{self.page.source_language}">{escape(margin.source)}</q>')
        return " ".join(parts)


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _list(points: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f"<ul>{items}</ul>" if items else ""


def _group(cell: Cell) -> str:
    return f'<th scope="colgroup" colspan="{cell.span}">{_cell(cell)}</th>' if cell else "<td></td>"


def _cell(cell: Cell) -> str:
    words = "–" if cell.mark == "no" else escape(cell.text)
    clauses = f" {_clauses(cell.clauses)}" if cell.clauses else ""
    aside = f'<span class="aside">{escape(cell.aside)}</span>' if cell.aside else ""
    says = f'<span class="says">{escape(cell.says)}</span>' if cell.says else ""
    return f"{words}{clauses}{aside}{says}{_list(cell.points)}"


def _clauses(clauses: Iterable[Clause]) -> str:
    return " ".join(
        f'<a class="c" href="#{each.number}"{_id(each.number) if each.first else ""}>{each.number}</a>'
        for each in clauses
    )
