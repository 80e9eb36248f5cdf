"""SV-C01: support hours that the source never defines.

Harm: a promise in business hours has as many due times as there are readings of "business hours"; vendor and client
each take the one that suits them. A calendar without any hours is refused by the reader under the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.engine.calendars.business_days import Rule as Counting
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

_CLOCK = re.compile(r"\d{1,2} ?[:.h] ?\d{0,2}")
_RULES: tuple[Counting, ...] = ("same-time", "end-of-day")
_EARLIER = 30
"""The example reads the same hours half an hour earlier, as many offices keep them."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, calendar in policy.calendars.items():
        if "hours" not in calendar.assumed or not _has_hours(calendar):
            continue
        hours = ", ".join(words_at(policy, f"calendars/{name}/open"))
        given = bool(_CLOCK.search(calendar.source))
        yield lint.find(
            RULE,
            f"calendars/{name}",
            _of_other_promises(hours) if given else _unsaid(name, hours),
            wording=calendar.source or hours,
            example=_of_days(policy, name, lint.year) if given else _example(policy, name, lint.year),
            fix=Text(
                "Write into the published text which hours count for the targets, then take 'hours' out of 'assumed'.",
                "Écrivez dans le texte publié quelles heures comptent pour les délais, puis retirez « hours » de « assumed ».",
            ),
        )


def _unsaid(name: str, hours: str) -> Text:
    return Text(
        f"The source never says its business hours; calendar {name} assumes {hours}.",
        f"La source ne donne pas ses heures ouvrables ; le calendrier {name} suppose {hours}.",
    )


def _of_other_promises(hours: str) -> Text:
    """The message where hours are given, though not as those in which the targets count."""
    return Text(
        f"The source gives hours of support, and does not say that its targets count in them; {hours} is assumed.",
        f"La source donne des heures de soutien sans dire que ses délais s’y comptent ; {hours} est supposé.",
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


def _of_days(policy: Policy, name: str, year: int) -> Text:
    timeline = policy.timeline(name)
    opened = ordinary_opening(timeline, year) + HOUR
    same, closing = (timeline.add_business_days(opened, 1, rule=rule) for rule in _RULES)
    zone = timeline.zone
    return fill(
        "A business day from {opened} ends {same} in those hours, at closing {closing}, or only at midnight after it.",
        "Un jour ouvrable à partir du {opened} finit le {same} dans ces heures, à la fermeture le {closing}, ou seulement à "
        "minuit.",
        opened=when(opened, zone),
        same=when(same, zone),
        closing=when(closing, zone),
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
