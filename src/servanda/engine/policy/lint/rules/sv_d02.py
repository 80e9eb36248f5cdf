"""SV-D02: a version that is never in force, and gaps or overlaps between versions.

Harm: a request of a day that no version covers was promised nothing; one of a day with two versions was promised
whichever the other side prefers. One file is checked here, several together by
`servanda.engine.policy.lint.changes.check_versions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import day_name
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    start, end = policy.document.effective.from_, policy.document.effective.to
    if start is None or end is None or start < end:
        return
    yield lint.find(
        RULE,
        "effective/to",
        Text(
            f"This version ends on {end}, no later than it begins ({start}); it is never in force.",
            f"Cette version finit le {end}, pas plus tard qu’elle ne commence ({start}) ; elle n’est jamais en vigueur.",
        ),
        wording=str(end),
        example=fill(
            "A request of {day} finds nothing in force.",
            "Une demande du {day} ne trouve rien en vigueur.",
            day=day_name(start),
        ),
        fix=Text(
            "'to' is the first day on which it is no longer in force; write one after 'from', or none.",
            "« to » est le premier jour où elle n’est plus en vigueur ; écrivez un jour après « from », ou rien.",
        ),
    )


RULE = Rule(
    "SV-D02",
    Severity.ERROR,
    Text("Gap or overlap between versions", "Trou ou chevauchement entre versions"),
    _check,
)
