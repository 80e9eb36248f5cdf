"""What both lists of mail share: tabs with counts, a search, pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict

from servanda.desk.agreements.versions import NoPolicyError, version_at
from servanda.desk.organisations.models import Member
from servanda.engine.policy.versions import NotInForceError

Row = TypeVar("Row", bound=Model)
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


def tabs_of(parts: Iterable[tuple[str, str, int]], chosen: str, words: str) -> tuple[Tab, ...]:
    """Tabs from keys, names and counts; a search stays while one goes from tab to tab."""
    return tuple(Tab(key, name, count, address(tab=key, q=words), key == chosen) for key, name, count in parts)


def page_of(rows: QuerySet[Row], query: QueryDict) -> Page[Row]:
    """The page that the address asks for; the nearest where it asks for none that there is."""
    return Paginator(rows, PAGE).get_page(query.get("page"))


def turn(page: Page[Row], *, tab: str, words: str) -> Turn:
    """Links to the neighbours of a page."""
    return Turn(
        newer=address(tab=tab, q=words, page=page.previous_page_number()) if page.has_previous() else "",
        older=address(tab=tab, q=words, page=page.next_page_number()) if page.has_next() else "",
    )


def zone_for(member: Member, at: int) -> ZoneInfo:
    """The zone of who reads; else that of the vendor's policy; else UTC."""
    if member.user.zone:
        return ZoneInfo(member.user.zone)
    try:
        return version_at(member.vendor.policy, opened=at)[1].zone
    except (NoPolicyError, NotInForceError):
        return ZoneInfo("UTC")


def address(**given: object) -> str:
    """A query with what is given and not empty."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in given.items() if value})
    return f"?{query.urlencode()}"
