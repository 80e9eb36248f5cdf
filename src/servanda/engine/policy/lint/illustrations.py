"""Examples for what the reader found: it stops before there is a policy, so they stand on an ordinary desk.

That desk is open Monday to Friday, 09:00 to 17:00, and the request is made on a Friday at 16:30.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cache

from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.diagnostics import Finding
from servanda.engine.instants import DAY, SECOND
from servanda.engine.policy.lint.cases import ordinary_wednesday
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.phrases import lengths
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.promise import SECONDS
from servanda.engine.text import Text

_UNREAD = Text(
    "Until it is corrected, no request can be judged by this policy.",
    "Tant que ce n’est pas corrigé, aucune demande ne peut être jugée selon cette politique.",
)
_AS_MEANT = Text("Write what was meant.", "Écrivez ce qui était voulu.")
_TWICE = re.compile(r"is given twice")


def illustrated(finding: Finding, at: date) -> Finding:
    """The finding with an example and a way out, where the reader gave none."""
    example = finding.example or _EXAMPLES.get(finding.code, _unread)(finding, at)
    return replace(finding, example=example, fix=finding.fix or _FIXES.get(finding.code, _AS_MEANT))


def _unread(finding: Finding, at: date) -> Text:
    if _TWICE.search(finding.message.en):
        return Text(
            "Many programs keep the last of the two and say nothing: the first promise is gone.",
            "Beaucoup de programmes gardent le dernier des deux sans rien dire : le premier engagement est perdu.",
        )
    return _UNREAD


def _retyped(finding: Finding, at: date) -> Text:
    return Text(
        f"To YAML 1.1, 16:00 is {16 * 60}, NO is false, 1.10 is 1.1 and 010 is {0o10}; the desk would open at another hour.",
        f"Pour YAML 1.1, 16:00 vaut {16 * 60}, NO vaut faux, 1.10 vaut 1.1 et 010 vaut {0o10} ; le service ouvrirait à une "
        "autre heure.",
    )


def _nothing(finding: Finding, at: date) -> Text:
    return fill(
        "The part that names '{name}' would be without effect, and nobody would notice before the first request.",
        "La partie qui nomme « {name} » resterait sans effet, et nul ne s’en apercevrait avant la première demande.",
        name=finding.wording,
    )


def _bare(finding: Finding, at: date) -> Text:
    found = next(lengths(finding.wording), None)
    if found is None:
        return _UNREAD
    opened = at_local(ordinary_wednesday(at.year) + timedelta(days=2), UTC, 16, 30)
    work = found.number * SECONDS[found.unit] * SECOND
    if found.unit == "day":
        business = _desk().add_business_days(opened, found.number)
        clock = opened + found.number * DAY
    else:
        business, clock = _desk().due(opened, work), opened + work
    return fill(
        "{words} from {opened}, at a desk open Monday to Friday, 09:00 to 17:00: {business} in business time, {clock} by "
        "the clock.",
        "{words} à partir du {opened}, pour un service ouvert du lundi au vendredi de 9 h à 17 h : {business} en temps "
        "ouvrable, {clock} à l’horloge.",
        words=found.words,
        opened=when(opened, UTC),
        business=when(business, UTC),
        clock=when(clock, UTC),
    )


@cache
def _desk() -> Timeline:
    return compile_timeline(Calendar("desk", "UTC", parse_windows("mon-fri 09:00-17:00"), False, (), (), {}))


_EXAMPLES: Mapping[str, Callable[[Finding, date], Text]] = {
    "SV-S02": _retyped,
    "SV-S03": _nothing,
    "SV-U01": _bare,
}
_FIXES: Mapping[str, Text] = {
    "SV-S02": Text(
        "Write the time as 16:00, with its colon.", "Écrivez l’heure sous la forme 16:00, avec deux-points."
    ),
}
