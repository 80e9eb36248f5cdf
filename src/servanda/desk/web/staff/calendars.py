"""The calendars of the vendor’s policy by which its staff may work."""

from __future__ import annotations

from django.utils.translation import gettext

from servanda.desk.web.formats import language
from servanda.engine.policy.policy import Policy


def calendar_choices(policy: Policy | None) -> list[tuple[str, str]]:
    """The policy's calendars by their names; the first choice is its default."""
    choices = [("", gettext("The usual support hours"))]
    if policy is not None:
        choices += [(key, each.name.of(language()) or key) for key, each in policy.calendars.items()]
    return choices
