"""What the masthead shows of whoever is signed in."""

from __future__ import annotations

from django import template

from servanda.desk.organisations.who import Who
from servanda.desk.web.account.home import Way, menu_of
from servanda.desk.web.account.tabs import Tab, tabs

register = template.Library()


@register.simple_tag
def person_ways(who: Who) -> tuple[Way, ...]:
    """Where somebody may go: the desk, a portal, their absences."""
    return menu_of(who)


@register.simple_tag
def account_tabs(current: str) -> tuple[Tab, ...]:
    """The pages of one's own account; those of passkeys and apps belong to the ways to sign in."""
    return tabs(current or "mfa_index")
