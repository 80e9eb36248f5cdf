"""SV-L02: the two languages of a sentence speak of different numbers.

Harm: the French client is promised four hours, the English one four days; both are right to insist.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, MINUTE
from servanda.engine.policy.lint.moments import ordinary_opening
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.texts import Quantity, disagreement, sentences
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import number

_UNITS = {
    "": Text(),
    "hour": Text(" h", " h"),
    "day": Text(" d", " j"),
    "minute": Text(" min", " min"),
    "month": Text(" months", " mois"),
    "week": Text(" weeks", " semaines"),
    "%": Text(" %", " %"),
}
_NOTHING = Text("nothing", "rien")


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for path, text in sentences(policy):
        found = disagreement(text) if text.en and text.fr else None
        if found is not None:
            yield _finding(policy, lint, path, text, found)


def _finding(
    policy: Policy, lint: Lint, path: str, text: Text, found: tuple[Quantity | None, Quantity | None]
) -> Finding:
    english, french = (_written(quantity) for quantity in found)
    return lint.find(
        RULE,
        path,
        fill(
            "Numbers differ: English says {english}, French says {french}.",
            "Les nombres diffèrent : l’anglais dit {english}, le français dit {french}.",
            english=english,
            french=french,
        ),
        wording=f"{text.en} / {text.fr}",
        example=_example(policy, found, lint.year),
        fix=Text("Correct the language that is wrong.", "Corrigez la langue qui se trompe."),
    )


def _written(quantity: Quantity | None) -> Text:
    if quantity is None:
        return _NOTHING
    unit = _UNITS[quantity.unit]
    value = number(quantity.value)
    return Text(value.en + unit.en, value.fr + unit.fr)


def _example(policy: Policy, found: tuple[Quantity | None, Quantity | None], year: int) -> Text:
    timeline = policy.timeline(policy.document.default_calendar)
    opened = ordinary_opening(timeline, year)
    dues = [_due(policy, quantity, opened) for quantity in found]
    if None in dues:
        return fill(
            "One client quotes {english}, another {french}, from the same policy.",
            "Un client cite {english}, un autre {french}, tous deux d’après la même politique.",
            english=_written(found[0]),
            french=_written(found[1]),
        )
    english, french = (when(due or 0, policy.zone) for due in dues)
    return fill(
        "Raised {opened}: {english} for who reads English, {french} for who reads French.",
        "Demande du {opened} : le {english} pour qui lit l’anglais, le {french} pour qui lit le français.",
        opened=when(opened, policy.zone),
        english=english,
        french=french,
    )


def _due(policy: Policy, quantity: Quantity | None, opened: int) -> int | None:
    """When so much time has passed on the default calendar; None for what is no length of time."""
    timeline = policy.timeline(policy.document.default_calendar)
    if quantity is None or quantity.value != int(quantity.value) or quantity.value > 100:
        return None
    count = int(quantity.value)
    if quantity.unit == "day":
        return timeline.add_business_days(opened, count)
    length = {"hour": HOUR, "minute": MINUTE}.get(quantity.unit)
    return None if length is None else timeline.due(opened, count * length)


RULE = Rule(
    "SV-L02",
    Severity.ERROR,
    Text("Numbers differ between languages", "Les nombres diffèrent selon la langue"),
    _check,
)
