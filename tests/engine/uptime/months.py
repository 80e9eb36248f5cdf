"""Builders for the tests of uptime: the agreements of the worked examples as terms, and facts in short."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings

from servanda.engine.instants import SECOND, local_instant, moment, parse_instant
from servanda.engine.text import Text
from servanda.engine.uptime.model import (
    Agreement,
    Base,
    Counts,
    CreditStep,
    CreditTable,
    ExcludedCategory,
    Exclusion,
    Facts,
    Maintenance,
    MaintenanceRule,
    NoticeClock,
    Outage,
    Proration,
    Strength,
    Target,
    Unknown,
    UnknownAs,
    UptimeTerms,
)

EXAMPLES = json.loads((Path(__file__).parents[2] / "examples" / "uptime.json").read_text("utf-8"))
TORONTO = ZoneInfo("America/Toronto")
steady = settings(derandomize=True, deadline=None, max_examples=100)
STATEMENTS = ("time", "date", "impact", "duration")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BASES = {
    "service_seconds": Base.SERVICE_TIME,
    "calendar_seconds": Base.CALENDAR_MONTH,
    "net_of_exclusions": Base.NET_OF_EXCLUSIONS,
}
_PRORATIONS = {"twelfth": Proration.TWELFTH, "daily": Proration.DAYS_OF_YEAR}


@dataclass(frozen=True)
class PlainHours:
    """Weekly hours by walking over the dates: slow and obvious."""

    zone: ZoneInfo
    weekly: tuple[tuple[str, str, str], ...]
    holidays: frozenset[date] = frozenset()

    def windows(self, a: int, b: int, /) -> Iterator[tuple[int, int]]:
        day = moment(a, self.zone).date() - timedelta(days=2)
        while day <= moment(b, self.zone).date():
            for name, opens, closes in self.weekly:
                if _DAYS[day.weekday()] == name and day not in self.holidays:
                    yield from self._window(day, opens, closes, a, b)
            day += timedelta(days=1)

    def _window(self, day: date, opens: str, closes: str, a: int, b: int) -> Iterator[tuple[int, int]]:
        last = day + timedelta(days=1) if closes <= opens else day
        start = max(a, local_instant(datetime.fromisoformat(f"{day}T{opens}"), self.zone))
        end = min(b, local_instant(datetime.fromisoformat(f"{last}T{closes}"), self.zone))
        if start < end:
            yield start, end


def terms_of(agreement: dict[str, Any]) -> UptimeTerms:
    """The terms that one agreement of the worked examples states."""
    zone = ZoneInfo(agreement["timezone"])
    hours = agreement["service_hours"]
    rule = agreement["maintenance"]
    target, tiers = agreement["target_pct"], agreement["credit_tiers"]
    return UptimeTerms(
        service=Text("the service", "le service"),
        zone=zone,
        base=_BASES[agreement["denominator"]],
        target=None if target is None else Target(Decimal(target)),
        strength=Strength(agreement["commitment"]),
        service_hours=None if hours == "24x7" else PlainHours(zone, tuple(map(tuple, hours)), _dates(agreement)),
        counts=_counts(agreement["counts"]),
        maintenance=MaintenanceRule(
            min_notice_seconds=rule["min_notice_seconds"],
            strictly_before=rule["strictly_before"],
            clock=NoticeClock.RECEIVED if rule["clock"] == "received_at" else NoticeClock.ANNOUNCED,
            statements=STATEMENTS if rule["require_complete"] else (),
        ),
        excluded=tuple(ExcludedCategory(name) for name in agreement["excluded_categories"]),
        unknown_as=UnknownAs(agreement["unknown_as"]),
        min_outage_seconds=agreement["min_outage_seconds"],
        credits=None if tiers is None else _table(tiers, agreement["proration"]),
    )


def _dates(agreement: dict[str, Any]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in agreement["holidays"])


def _counts(counts: dict[str, Any]) -> Counts:
    components = counts["components"]
    return Counts(
        severities=tuple(counts["severities"]),
        environments=tuple(counts["environments"]),
        scopes=tuple(counts["scopes"]),
        components=None if components == "any" else tuple(components),
    )


def _table(tiers: list[dict[str, Any]], proration: str) -> CreditTable:
    steps = tuple(CreditStep(Decimal(tier["below_pct"]), Decimal(tier["credit_pct"])) for tier in tiers)
    return CreditTable(steps, proration=_PRORATIONS[proration])


def facts_of(case: dict[str, Any], agreement: dict[str, Any]) -> Facts:
    """The facts of one worked case."""
    return Facts(
        agreement=Agreement(annual_fee=Decimal(agreement["annual_fee_minor"]) / 100, currency=agreement["currency"]),
        outages=tuple(
            Outage(**{**one, "start": parse_instant(one["start"]), "end": parse_instant(one["end"])})
            for one in case.get("outages", ())
        ),
        maintenance=tuple(
            Maintenance(
                start=parse_instant(one["planned_start"]),
                end=parse_instant(one["planned_end"]),
                received=parse_instant(one["received_at"]) if one["received_at"] else None,
                states=STATEMENTS if one["complete"] else ("date",),
                cancelled=one["status"] == "cancelled",
            )
            for one in case.get("maintenance", ())
        ),
        exclusions=tuple(
            Exclusion(
                start=parse_instant(one["start"]),
                end=parse_instant(one["end"]),
                category=one["category"],
                approved={"approved": True, "rejected": False}.get(one["status"]),
                client=one.get("client"),
            )
            for one in case.get("exclusions", ())
        ),
        unknown=tuple(
            Unknown(parse_instant(one["start"]), parse_instant(one["end"])) for one in case.get("unknown", ())
        ),
    )


def better(**changes: Any) -> UptimeTerms:
    """Better Impact's terms as the worked examples state them, with some of them changed."""
    return changed(terms_of(EXAMPLES["agreements"]["better_impact"]), **changes)


def aidi(**changes: Any) -> UptimeTerms:
    """Aidi's terms as the worked examples state them, with some of them changed."""
    return changed(terms_of(EXAMPLES["agreements"]["aidi"]), **changes)


def qiscus(**changes: Any) -> UptimeTerms:
    """Qiscus' terms as the worked examples state them, with some of them changed."""
    return changed(terms_of(EXAMPLES["agreements"]["qiscus_premium"]), **changes)


def changed(terms: UptimeTerms, **changes: Any) -> UptimeTerms:
    """`terms` with other values for some fields."""
    return replace(terms, **changes)


def at(text: str) -> int:
    """An instant: RFC 3339."""
    return parse_instant(text)


def outage(start: str, end: str | None = None, *, seconds: int | None = None, **fields: Any) -> Outage:
    """An outage from `start` to `end`, or of so many seconds."""
    begins = at(start)
    if seconds is not None:
        return Outage(begins, begins + seconds * SECOND, **fields)
    return Outage(begins, None if end is None else at(end), **fields)
