"""What changed between two versions of a policy, by what it means: a sentence a change, with requests that show it.

Promises of time are compared cell by cell of what clients can hold, calendars by when they are open, classification by
its outcome for every combination of answers; what only moved in the file is no change.
"""

from __future__ import annotations

from datetime import date

from servanda.engine.policy.diff.calendars import calendar_changes
from servanda.engine.policy.diff.change import Change, Effect, Example
from servanda.engine.policy.diff.classification import classification_changes
from servanda.engine.policy.diff.parts import part_changes
from servanda.engine.policy.diff.targets import target_changes
from servanda.engine.policy.policy import Policy

__all__ = ["Change", "Effect", "Example", "diff_policies"]

_ORDER = (
    "targets",
    "calendars",
    "classify",
    "uptime",
    "plans",
    "addons",
    "entitlements",
    "kinds",
    "channels",
    "prices",
)
"""Sections that are told first; the others follow in the order of the document."""
_MARCH = 3
"""Examples stand in March: a version that begins later shows them in the year after."""


def diff_policies(old: Policy, new: Policy, *, at: date | None = None) -> list[Change]:
    """Every change from `old` to `new`. Examples are opened in the year of `at`, else in the first in which `new` holds
    in March.

    Both policies must be usable: everything that they name exists.
    """
    begins = new.document.effective.from_ or old.document.effective.from_ or date(2026, 1, 1)
    year = at.year if at else begins.year + (begins.month >= _MARCH)
    changes = [
        *target_changes(old, new, year),
        *calendar_changes(old, new, year),
        *classification_changes(old, new),
        *part_changes(old, new),
    ]
    return sorted(changes, key=_rank)


def _rank(change: Change) -> int:
    return _ORDER.index(change.section) if change.section in _ORDER else len(_ORDER)
