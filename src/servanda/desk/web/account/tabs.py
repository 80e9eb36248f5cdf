"""The pages of one's own account."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the account, and whether it is the one that is open."""

    name: str
    href: str
    current: bool


def tabs(current: str) -> tuple[Tab, ...]:
    """Account, ways to sign in, sessions. `current` is an address's name."""
    known = {
        "account": gettext("Account"),
        "mfa_index": gettext("Ways to sign in"),
        "usersessions_list": gettext("Sessions"),
    }
    return tuple(Tab(name, reverse(key), key == current) for key, name in known.items())
