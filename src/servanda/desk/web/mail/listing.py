"""What both lists of mail share: tabs with counts, a search, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict

from servanda.desk.web.formats import zone_place

Row = TypeVar("Row", bound=Model)
Drawn = TypeVar("Drawn")
Parts = tuple[tuple[str, str, int], ...]
"""The parts of a list: keys, names, how many there are of each."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a list."""

    key: str
    name: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """The way to the pages beside this one; empty where there is none."""

    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of a list."""

    parts: Parts
    tab: str
    words: str
    page: str

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Every part; a search stays while one goes from tab to tab."""
        return tuple(
            Tab(key, name, count, address(tab=key, q=self.words), key == self.tab) for key, name, count in self.parts
        )


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Drawn]):
    """One page of a list of mail."""

    rows: tuple[Drawn, ...]
    tabs: tuple[Tab, ...]
    tab: str
    words: str
    turn: Turn
    zone: ZoneInfo

    @property
    def place(self) -> str:
        """Where the clock stands that the times are read from."""
        return zone_place(self.zone)


def wanted(query: QueryDict, parts: Parts, usual: str) -> Wanted:
    """What the address asks for, among the parts that there are; `usual` where it names none of them."""
    tab = query.get("tab", usual)
    known = {key for key, _name, _count in parts}
    return Wanted(parts, tab if tab in known else usual, query.get("q", "").strip()[:100], query.get("page", ""))


def list_page(asked: Wanted, rows: QuerySet[Row], drawn: Callable[[Row], Drawn], *, zone: ZoneInfo) -> ListPage[Drawn]:
    """The page that the address asks for; the nearest where it asks for none that there is."""
    page = Paginator(rows, PAGE).get_page(asked.page)
    return ListPage(tuple(drawn(row) for row in page), asked.tabs, asked.tab, asked.words, _turn(asked, page), zone)


def _turn(asked: Wanted, page: Page[Row]) -> Turn:
    """Links to the neighbours of a page."""
    kept = {"tab": asked.tab, "q": asked.words}
    return Turn(
        newer=address(**kept, page=page.previous_page_number()) if page.has_previous() else "",
        older=address(**kept, page=page.next_page_number()) if page.has_next() else "",
    )


def address(**given: object) -> str:
    """A query with what is given and not empty."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in given.items() if value})
    return f"?{query.urlencode()}"
