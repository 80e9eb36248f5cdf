"""Rows of lists in templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from servanda.desk.web.queue import drawn
from servanda.desk.web.queue.page import QueuePage
from servanda.desk.web.queue.rows import Row

register = template.Library()


@register.simple_tag
def worklist_rows(page: QueuePage, slug: str) -> SafeString:
    """The rows of the queue of the vendor `slug`."""
    return drawn.worklist(page.rows, slug, why=page.filters.ordered == "policy")


@register.simple_tag
def board_lines(rows: Iterable[Row]) -> SafeString:
    """The lines of a list on the board."""
    return drawn.lines(rows)
