"""SV-C02: hours without a time zone, or in one that is not a place.

Harm: 09:00 is six hours apart in Paris and Montréal, and a fixed offset such as EST is an hour wrong all summer. A zone
that is missing or that the IANA database does not have ("Eastern") is refused by the reader under the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import at_local, first_difference, open_or_closed
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_FIXED = re.compile(
    r"(Etc/)?(GMT|UTC|UCT)?[+-]\d+|EST|MST|HST|EST5EDT|CST6CDT|MST7MDT|PST8PDT|CET|MET|EET|WET|(Etc/)?GMT0?"
)
"""Names that the database keeps for old programs; none of them is a place whose clocks people live by."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    assumed: dict[str, list[str]] = {}
    for name, calendar in policy.calendars.items():
        if "tz" in calendar.assumed:
            assumed.setdefault(calendar.zone, []).append(name)
        elif _FIXED.fullmatch(calendar.zone):
            yield _fixed(lint, name, calendar.zone)
    for zone, names in assumed.items():
        yield _unsaid(policy, lint, names[0], zone)


def _unsaid(policy: Policy, lint: Lint, name: str, zone: str) -> Finding:
    return lint.find(
        RULE,
        f"calendars/{name}",
        Text(
            f"The source gives hours and no time zone; {zone} is assumed.",
            f"La source donne des heures sans fuseau horaire ; {zone} est supposé.",
        ),
        wording=zone,
        example=_example(policy, name, lint.year),
        fix=Text(
            "Name the zone in the published text, then take 'tz' out of 'assumed'.",
            "Nommez le fuseau dans le texte publié, puis retirez « tz » de « assumed ».",
        ),
    )


def _example(policy: Policy, name: str, year: int) -> Text:
    timeline = policy.timeline(name)
    elsewhere = "UTC" if timeline.zone.utcoffset(datetime(year, 1, 1)) else "America/Toronto"  # noqa: DTZ001
    other = compile_timeline(replace(policy.calendars[name], zone=elsewhere))
    found = first_difference(timeline, other, year)
    if found is None:
        return Text("No hour of the year tells.", "Aucune heure de l’année ne tranche.")
    at, ours = found
    return fill(
        "{at} in {zone}: {ours} if the hours are those of {zone}, {theirs} if they are those of {elsewhere}.",
        "Le {at} ({zone}) : {ours} si les heures suivent {zone}, {theirs} si elles suivent {elsewhere}.",
        at=when(at, timeline.zone),
        zone=timeline.calendar.zone,
        elsewhere=elsewhere,
        ours=open_or_closed(ours),
        theirs=open_or_closed(not ours),
    )


def _fixed(lint: Lint, name: str, zone: str) -> Finding:
    summer = at_local(date(lint.year, 7, 1), ZoneInfo("UTC"), 12)
    return lint.find(
        RULE,
        f"calendars/{name}",
        Text(
            f"'{zone}' is an offset or an old name, not a place whose clocks people live by.",
            f"« {zone} » est un décalage ou un ancien nom, non un lieu dont les horloges règlent la vie des gens.",
        ),
        wording=zone,
        example=fill(
            "In July its clocks show {at} when it is 12:00 UTC; do those of the support desk?",
            "En juillet, ses horloges indiquent {at} quand il est 12:00 UTC ; celles du soutien aussi ?",
            at=when(summer, ZoneInfo(zone)),
        ),
        fix=Text(
            "Write the zone of a place, such as America/Toronto or Asia/Jakarta.",
            "Écrivez le fuseau d’un lieu, tel que America/Toronto ou Asia/Jakarta.",
        ),
    )


RULE = Rule(
    "SV-C02",
    Severity.ERROR,
    Text("The time zone is missing or is not a place", "Le fuseau horaire manque ou n’est pas un lieu"),
    _check,
)
