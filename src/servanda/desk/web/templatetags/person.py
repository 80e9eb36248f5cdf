"""What the masthead shows of whoever is signed in."""

from __future__ import annotations

from django import template

from servanda.desk.organisations.who import Who
from servanda.desk.web.account.home import Way, menu_of

register = template.Library()


@register.simple_tag
def person_ways(who: Who) -> tuple[Way, ...]:
    """Where somebody may go: the desk, a portal, their absences."""
    return menu_of(who)
