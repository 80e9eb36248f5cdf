"""What the web adds to a published document: a template for each kind of block, and each calendar as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.desk.web.ribbon import Ribbon
from servanda.publishing.blocks import Block, Grid, Heading, Hours, Line


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One closed date of the year."""

    date: str
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class OpenHours:
    """A calendar of the document with whether it is open now, its week as a ribbon, the year's closed dates."""

    hours: Hours
    zone: str
    state: str
    now: str
    week: Ribbon
    year: int
    holidays: tuple[HolidayLine, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block with the template that draws it."""

    template: str
    block: Block | OpenHours


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A section of the document, ready to be drawn."""

    id: str
    title: str
    blocks: tuple[Drawn, ...]


_TEMPLATES: Mapping[type, str] = {
    Line: "web/blocks/line.html",
    Grid: "web/blocks/grid.html",
    Heading: "web/blocks/heading.html",
    OpenHours: "web/blocks/hours.html",
}


def drawn(block: Block | OpenHours) -> Drawn:
    """A block with its template. Raises KeyError for hours of which it is not known how they are now."""
    return Drawn(_TEMPLATES[type(block)], block)
