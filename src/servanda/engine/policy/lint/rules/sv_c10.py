"""SV-C10: "jour ouvrable" in a policy for France, where it includes Saturday.

Harm: a French reader counts Saturday as a "jour ouvrable" (code.travail.gouv.fr, glossaire, jour ouvrable) and the
engine does not; the word for Monday to Friday is "jour ouvré". In Québec "jour ouvrable" is the usual word and fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from servanda.engine.calendars.business_days import add_business_days
from servanda.engine.calendars.model import WeeklyWindow
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import at_local, ordinary_monday
from servanda.engine.policy.lint.offers import applies, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text

_FRENCH_ZONES = {"Europe/Paris", "Europe/Monaco"}
_SATURDAY = 5


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    document = policy.document
    french = document.vendor.country == "FR" or document.effective.tz in _FRENCH_ZONES
    if not french or document.terms.business_day_term != "ouvrable":
        return
    for rule in policy.targets:
        calendar = _calendar(policy, rule)
        if calendar is not None and not _opens_saturday(policy, calendar):
            yield _finding(policy, lint, rule, calendar)
            return


def _calendar(policy: Policy, rule: TargetRule) -> str | None:
    """The calendar whose dates a rule counts, or None where it counts no business days."""
    span = next((one for one in rule.promise.spans if one.measure == "business" and one.unit == "day"), None)
    if span is None:
        return None
    support = (policy.calendar_of(*offer) for offer in offers(policy) if applies(policy, rule, offer))
    return span.calendar or rule.calendar or next(support, None)


def _opens_saturday(policy: Policy, calendar: str) -> bool:
    stated = policy.calendars[calendar]
    covered = {(window.start_day + day) % 7 for window in stated.windows for day in range(window.length_in_days() + 1)}
    return stated.always or _SATURDAY in covered


def _finding(policy: Policy, lint: Lint, rule: TargetRule, name: str) -> Finding:
    timeline, span = policy.timeline(name), rule.promise.spans[0]
    hours = next(window for window in timeline.calendar.windows)
    saturday = WeeklyWindow(_SATURDAY, hours.start_minute, _SATURDAY, hours.end_minute)
    longer = compile_timeline(replace(timeline.calendar, windows=(*timeline.calendar.windows, saturday)))
    opened = at_local(ordinary_monday(lint.year) + timedelta(days=4), timeline.zone, 10)
    due, earlier = (
        add_business_days(line, opened, span.number, days=line, rule="same-time") for line in (timeline, longer)
    )
    return lint.find(
        RULE,
        "terms",
        Text(
            "In France a 'jour ouvrable' may be a Saturday; this policy counts Monday to Friday, which are 'jours ouvrés'.",
            "En France, un jour ouvrable peut être un samedi ; cette politique compte du lundi au vendredi, soit des jours ouvrés.",
        ),
        wording="ouvrable",
        example=fill(
            "Raised {opened}, {promise}: due {due} in 'jours ouvrés', {earlier} in 'jours ouvrables'.",
            "Demande du {opened}, {promise} : échéance le {due} en jours ouvrés, le {earlier} en jours ouvrables.",
            opened=when(opened, timeline.zone),
            promise=policy.in_words(rule.promise),
            due=when(due, timeline.zone),
            earlier=when(earlier, timeline.zone),
        ),
        fix=Text("Write business_day_term: ouvré.", "Écrivez business_day_term : ouvré."),
    )


RULE = Rule(
    "SV-C10",
    Severity.WARNING,
    Text("'Jour ouvrable' includes Saturday in France", "En France, un jour ouvrable peut être un samedi"),
    _check,
)
