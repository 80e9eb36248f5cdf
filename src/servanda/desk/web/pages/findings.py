"""What the lint found in a policy, as whoever is responsible for it reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from servanda.desk.web.formats import language, long_date
from servanda.engine.diagnostics import Finding, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as its manager reads it."""

    code: str
    severity: str
    state: str
    message: str
    example: str
    fix: str
    where: str
    clause: str
    accepted: str


def findings(found: Iterable[Finding]) -> tuple[Found, ...]:
    """Findings with the gravest first; accepted ones last."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    ordered = sorted(found, key=lambda each: (each.accepted is not None, order[each.severity], each.code, each.place))
    return tuple(_found(each) for each in ordered)


def _found(each: Finding) -> Found:
    words = {
        Severity.ERROR: (gettext("blocks publishing"), "breached"),
        Severity.WARNING: (gettext("needs a fix or a decision"), "degraded"),
        Severity.INFO: (gettext("for information"), "none"),
    }
    severity, state = words[each.severity]
    accepted = ""
    if each.accepted:
        accepted = gettext("Accepted until %(date)s: %(why)s") % {
            "date": long_date(each.accepted.until),
            "why": each.accepted.why.of(language()),
        }
    return Found(
        code=each.code,
        severity=severity,
        state="excused" if accepted else state,
        message=each.message.of(language()),
        example=each.example.of(language()),
        fix=each.fix.of(language()),
        where=gettext("line %(line)s") % {"line": each.place.line},
        clause=each.clause or "",
        accepted=accepted,
    )
