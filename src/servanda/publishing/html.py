"""A page as one HTML file: nothing to load, readable on a phone, handsome on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from importlib.resources import files

from servanda.engine.text import Text
from servanda.publishing.blocks import (
    NOTHING,
    Block,
    Entries,
    Entry,
    Grid,
    Heading,
    Margin,
    Page,
    Paragraph,
    Row,
    Section,
)


def write_html(page: Page) -> str:
    """The whole document."""
    return "".join(_document(page))


def _document(page: Page) -> Iterator[str]:
    style = files("servanda.publishing").joinpath("document.css").read_text(encoding="utf-8")
    yield f'<!doctype html>\n<html lang="{page.language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(page.title)} · {escape(page.vendor)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield from _head(page)
    yield f'<nav aria-label="{escape(page.contents)}"><h2>{escape(page.contents)}</h2>\n<ol>\n'
    yield from (f'<li><a href="#{one.id}">{escape(one.title)}</a></li>\n' for one in page.sections)
    yield "</ol></nav>\n<main>\n"
    for section in page.sections:
        yield from _section(section, page.language)
    yield f"</main>\n<footer>{escape(page.footer)}</footer>\n</body>\n</html>\n"


def _head(page: Page) -> Iterator[str]:
    yield f'<header>\n<p class="vendor">{escape(page.vendor)}</p>\n<h1>{escape(page.title)}</h1>\n<dl class="facts">\n'
    for fact in page.facts:
        yield f"<div><dt>{escape(fact.term)}</dt><dd>{escape(fact.text)}{_inline(fact.margin)}</dd></div>\n"
    yield "</dl>\n"
    for paragraph in page.about:
        yield from _paragraph(paragraph, page.language)
    yield f'<p class="notice">{escape(page.notice)}</p>\n</header>\n'


def _section(section: Section, language: str) -> Iterator[str]:
    yield f'<section id="{section.id}">\n<h2>{escape(section.title)}</h2>\n'
    for block in _margins_lowered(section.blocks):
        yield from _block(block, language)
    yield "</section>\n"


def _margins_lowered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The note of a heading stands beside the paragraph below it, where there is room for several lines."""
    carried = NOTHING
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Paragraph) and carried:
            yield replace(block, margin=carried)
            carried = NOTHING
        elif isinstance(block, Heading) and isinstance(following, Paragraph) and not following.margin:
            yield replace(block, margin=NOTHING)
            carried = block.margin
        else:
            yield block


def _block(block: Block, language: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        return _paragraph(block, language)
    if isinstance(block, Heading):
        return iter((_beside(f"<h3>{escape(block.text)}</h3>", block.margin, language),))
    if isinstance(block, Entries):
        return _entries(block, language)
    return _grid(block, language)


def _paragraph(block: Paragraph, language: str) -> Iterator[str]:
    kind = f' class="{block.kind}"' if block.kind != "plain" else ""
    yield _beside(f"<p{kind}>{escape(block.text)}</p>" if block.text else "", block.margin, language)


def _entries(block: Entries, language: str) -> Iterator[str]:
    if block.ordered:
        yield '<ol class="entries">\n'
        yield from (f"<li>{_beside(_entry(item), item.margin, language)}</li>\n" for item in block.items)
        yield "</ol>\n"
        return
    yield '<div class="entries">\n'
    yield from (_beside(_entry(item), item.margin, language) for item in block.items)
    yield "</div>\n"


def _entry(entry: Entry) -> str:
    return f"<p><b>{escape(entry.term)}</b>{f'<br>{escape(entry.text)}' if entry.text else ''}</p>"


def _beside(content: str, margin: Margin, language: str) -> str:
    """A block with its margin note."""
    note = f'<div class="m">{_note(margin, language)}</div>' if margin else ""
    return f'<div class="b">{content}{note}</div>\n'


def _grid(grid: Grid, language: str) -> Iterator[str]:
    noted = any(row.margin for row in grid.rows)
    caption = escape(grid.caption)
    yield f'<div class="table" tabindex="0" role="region" aria-label="{caption}"><table>\n<caption>{caption}</caption>\n<thead>\n'
    if grid.groups:
        groups = "".join(f'<th scope="colgroup" colspan="{cell.span}">{escape(cell.text)}</th>' for cell in grid.groups)
        yield f"<tr><td></td>{groups}{'<td></td>' if noted else ''}</tr>\n"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    yield f"<tr>{heads}{'<td></td>' if noted else ''}</tr>\n</thead>\n<tbody>\n"
    yield from (_row(row, language, noted=noted) for row in grid.rows)
    yield "</tbody>\n</table></div>\n"


def _row(row: Row, language: str, *, noted: bool) -> str:
    cells = "".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells)
    note = f'<td class="note">{_note(row.margin, language)}</td>' if noted else ""
    return f'<tr><th scope="row">{escape(row.head)}</th>{cells}{note}</tr>\n'


_ASSUMED = Text("assumed", "supposé")


def _note(margin: Margin, language: str) -> str:
    parts = []
    if margin.clauses:
        parts.append(f'<span class="c">{escape(" ".join(margin.clauses))}</span>')
    if margin.assumed:
        said = _ASSUMED.fr if language == "fr" else _ASSUMED.en
        colon = "\u202f: " if language == "fr" else ": "
        parts.append(f'<span class="a">{said}{colon}{escape(", ".join(margin.assumed))}</span>')
    if margin.ruling:
        parts.append(f'<span class="r">{escape(margin.ruling)}</span>')
    return " ".join(parts)


def _inline(margin: Margin) -> str:
    return f' <span class="c">{escape(" ".join(margin.clauses))}</span>' if margin.clauses else ""
