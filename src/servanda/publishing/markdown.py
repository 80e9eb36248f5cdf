"""A page as Markdown (CommonMark with tables): for repositories, wikis and mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.text import Text
from servanda.publishing.blocks import Block, Entries, Entry, Grid, Heading, Margin, Page, Paragraph, Row

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_LEADING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])(?=\s)")
_ASSUMED = Text("assumed", "supposé")


def write_markdown(page: Page) -> str:
    """The whole document."""
    return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from (f"# {_plain(page.title)}", "", f"*{_plain(page.vendor)}*", "")
    yield from (
        f"- **{_plain(fact.term)}**{_colon(page)} {_plain(fact.text)}{_note(fact.margin, page)}" for fact in page.facts
    )
    yield ""
    for paragraph in page.about:
        yield from _paragraph(paragraph, page)
    yield from (f"*{_plain(page.notice)}*", "")
    for section in page.sections:
        yield from (f"## {_plain(section.title)}", "")
        for block in section.blocks:
            yield from _block(block, page)
    yield from ("---", "", _plain(page.footer))


def _block(block: Block, page: Page) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _paragraph(block, page)
    elif isinstance(block, Heading):
        yield from (f"### {_plain(block.text)}{_note(block.margin, page)}", "")
    elif isinstance(block, Entries):
        yield from _entries(block, page)
    else:
        yield from _grid(block, page)


def _paragraph(block: Paragraph, page: Page) -> Iterator[str]:
    mark = "> " if block.kind == "warning" else ""
    yield from (f"{mark}{_plain(block.text)}{_note(block.margin, page)}".strip(), "")


def _entries(block: Entries, page: Page) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{f'{number}.' if block.ordered else '-'} {_entry(item, page)}"
    yield ""


def _entry(item: Entry, page: Page) -> str:
    said = f"{_colon(page)} {_plain(item.text)}" if item.text else ""
    return f"**{_plain(item.term)}**{said}{_note(item.margin, page)}"


def _grid(grid: Grid, page: Page) -> Iterator[str]:
    noted = any(row.margin for row in grid.rows)
    spread = [group.text for group in grid.groups for _ in range(group.span)]
    first, *others = grid.heads
    heads = (
        [first, *(f"{group} · {head}" for group, head in zip(spread, others, strict=True))] if spread else grid.heads
    )
    yield from (f"**{_plain(grid.caption)}**", "")
    yield _table_row([_plain(head) for head in heads] + ([""] if noted else []))
    yield _table_row(["---"] * (len(heads) + noted))
    yield from (_row(row, page, noted=noted) for row in grid.rows)
    yield ""


def _row(row: Row, page: Page, *, noted: bool) -> str:
    cells = [f"**{_plain(row.head)}**", *(_plain(cell.text) for cell in row.cells)]
    return _table_row(cells + ([_note(row.margin, page).strip()] if noted else []))


def _table_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(margin: Margin, page: Page) -> str:
    parts = [" ".join(margin.clauses)] if margin.clauses else []
    if margin.assumed:
        said = _ASSUMED.fr if page.language == "fr" else _ASSUMED.en
        parts.append(f"{said}{_colon(page)} {', '.join(margin.assumed)}")
    if margin.ruling:
        parts.append(margin.ruling)
    return f" *({_plain('; '.join(parts))})*" if parts else ""


def _colon(page: Page) -> str:
    return "\u202f:" if page.language == "fr" else ":"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LEADING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", _SPECIAL.sub(r"\\\1", text))
