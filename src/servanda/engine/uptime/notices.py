"""Whether an announced maintenance window is excluded: the verdict on its notice (``UPTIME``: Definition 5).

The same verdict is shown when the window is planned, before it costs anything, and when its month is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime.counting import named
from servanda.engine.uptime.model import Maintenance, MaintenanceRule, NoticeClock, word

_STATEMENTS = {
    "time": Text("the time", "l’heure"),
    "date": Text("the date", "la date"),
    "impact": Text("the impact", "l’incidence"),
    "duration": Text("the duration", "la durée"),
}
_CAME = {
    NoticeClock.RECEIVED: Text("received", "reçu"),
    NoticeClock.ANNOUNCED: Text("sent", "envoyé"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """The verdict on one window; `seconds` is the notice given, None where none arrived."""

    qualifies: bool
    seconds: int | None
    lacks: tuple[str, ...]
    because: Because


def judge_notice(maintenance: Maintenance, rule: MaintenanceRule | None) -> Notice:
    """The verdict on one announced window, as a whole: none of it is excluded, or all of it.

    Seconds are elapsed ones, never differences of wall times, so that 24 hours on the wall over a change to summer
    time are 23 hours of notice.
    """
    seconds = _notice_seconds(maintenance, rule)
    lacks = _lacking(maintenance, rule)
    reasons = tuple(_reasons(maintenance, rule, seconds, lacks))
    qualifies = rule is not None and all(reason.applied for reason in reasons)
    because = Because(
        "uptime.maintenance.excluded" if qualifies else "uptime.maintenance.counts",
        {"start": maintenance.start, "end": maintenance.end, "id": named(maintenance.id)},
        clauses=rule.clauses if rule else (),
        start=maintenance.start,
        end=maintenance.end,
        applied=qualifies,
        because=reasons,
    )
    return Notice(qualifies, seconds, lacks, because)


def statement_name(statement: str) -> Text:
    """What a notice states, in words: the four of A8, and any other as it is written."""
    return _STATEMENTS.get(word(statement), Text(statement, statement))


def _came(maintenance: Maintenance, rule: MaintenanceRule) -> int | None:
    if rule.clock is NoticeClock.ANNOUNCED and maintenance.announced is not None:
        return maintenance.announced
    return maintenance.received


def _notice_seconds(maintenance: Maintenance, rule: MaintenanceRule | None) -> int | None:
    came = _came(maintenance, rule or MaintenanceRule())
    return None if came is None else maintenance.start // SECOND - came // SECOND


def _lacking(maintenance: Maintenance, rule: MaintenanceRule | None) -> tuple[str, ...]:
    said = {word(statement) for statement in maintenance.states or ()}
    return tuple(wanted for wanted in (rule.statements if rule else ()) if word(wanted) not in said)


def _reasons(
    maintenance: Maintenance, rule: MaintenanceRule | None, seconds: int | None, lacks: tuple[str, ...]
) -> Iterator[Because]:
    """Everything that was looked at; a reason that is not applied is one why the window counts."""
    if rule is None:
        yield Because("uptime.maintenance.no-rule", applied=False)
        return
    if maintenance.cancelled:
        yield Because("uptime.maintenance.cancelled", applied=False)
    yield from _kind(maintenance, rule)
    yield _timing(maintenance, rule, seconds)
    if maintenance.receipt_assumed and rule.clock is NoticeClock.RECEIVED:
        yield Because("uptime.notice.receipt-assumed")
    if lacks:
        names = tuple(statement_name(wanted) for wanted in lacks)
        yield Because("uptime.notice.lacks", {"statements": names}, rule.clauses, applied=False)
    elif rule.statements:
        names = tuple(statement_name(wanted) for wanted in rule.statements)
        yield Because("uptime.notice.states", {"statements": names}, rule.clauses)


def _kind(maintenance: Maintenance, rule: MaintenanceRule) -> Iterator[Because]:
    if rule.kinds is None:
        return
    if maintenance.kind is None:
        yield Because("uptime.maintenance.kind-unsaid", {"kinds": rule.kinds}, rule.clauses)
    elif word(maintenance.kind) not in map(word, rule.kinds):
        values = {"kind": maintenance.kind, "kinds": rule.kinds}
        yield Because("uptime.maintenance.kind", values, rule.clauses, applied=False)


def _timing(maintenance: Maintenance, rule: MaintenanceRule, seconds: int | None) -> Because:
    came = _came(maintenance, rule)
    if seconds is None or came is None:
        return Because("uptime.notice.never", clauses=rule.clauses, applied=False)
    values = {
        "came": _CAME[rule.clock],
        "at": came,
        "notice": abs(seconds) * SECOND,
        "needed": rule.min_notice_seconds * SECOND,
        "missing": (rule.min_notice_seconds - seconds) * SECOND,
    }
    if seconds < 0 or (seconds == 0 and rule.strictly_before):
        return Because("uptime.notice.not-before", values, rule.clauses, applied=False)
    if seconds < rule.min_notice_seconds:
        return Because("uptime.notice.too-short", values, rule.clauses, applied=False)
    key = "uptime.notice.long-enough" if rule.min_notice_seconds else "uptime.notice.before"
    return Because(key, values, rule.clauses)
