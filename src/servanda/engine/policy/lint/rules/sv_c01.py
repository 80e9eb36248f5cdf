"""SV-C01: support hours that the source never defines.

Harm: a promise in business hours has as many due times as there are readings of "business hours"; vendor and client
each take the one that suits them. A calendar without any hours is refused by the reader under the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.engine.calendars.model import WHOLE_DAY, Calendar, WeeklyWindow
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, MINUTE
from servanda.engine.policy.lint.moments import ordinary_opening
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import words_at
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_EARLIER = 30
"""The example reads the same hours half an hour earlier, as many offices keep them."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, calendar in policy.calendars.items():
        if "hours" not in calendar.assumed or not _has_hours(calendar):
            continue
        hours = ", ".join(words_at(policy, f"calendars/{name}/open"))
        yield lint.find(
            RULE,
            f"calendars/{name}",
            Text(
                f"The source never says its business hours; calendar {name} assumes {hours}.",
                f"La source ne donne pas ses heures ouvrables ; le calendrier {name} suppose {hours}.",
            ),
            wording=hours,
            example=_example(policy, name, lint.year),
            fix=Text(
                "Write the hours into the published text, then take 'hours' out of 'assumed'.",
                "Écrivez les heures dans le texte publié, puis retirez « hours » de « assumed ».",
            ),
        )


def _has_hours(calendar: Calendar) -> bool:
    """Whether it states times of day at all, and not only days."""
    return any((window.start_minute, window.end_minute) != (0, WHOLE_DAY) for window in calendar.windows)


def _example(policy: Policy, name: str, year: int) -> Text:
    calendar, timeline = policy.calendars[name], policy.timeline(name)
    other = compile_timeline(replace(calendar, windows=tuple(map(_moved, calendar.windows))))
    opened = (timeline.next_close(ordinary_opening(timeline, year)) or 0) - 15 * MINUTE
    due, earlier = timeline.due(opened, HOUR), other.due(opened, HOUR)
    zone = timeline.zone
    return fill(
        "1 business hour from {opened} ends {due}; with the same hours half an hour earlier, {earlier}.",
        "1 heure ouvrable à partir du {opened} finit le {due} ; si tout commence une demi-heure plus tôt, le {earlier}.",
        opened=when(opened, zone),
        due=when(due, zone),
        earlier=when(earlier, zone),
    )


def _moved(window: WeeklyWindow) -> WeeklyWindow:
    start, end = window.start_minute, window.end_minute
    return replace(window, start_minute=max(start - _EARLIER, 0), end_minute=max(end - _EARLIER, 1))


RULE = Rule(
    "SV-C01",
    Severity.ERROR,
    Text("Support hours are not defined", "Les heures de soutien ne sont pas définies"),
    _check,
)
