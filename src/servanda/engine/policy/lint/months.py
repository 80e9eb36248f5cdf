"""Example months for findings about uptime: what a month bears, and what an outage in it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from servanda.engine.instants import SECOND
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime import uptime_terms
from servanda.engine.policy.uptime_section import Uptime
from servanda.engine.text import Text
from servanda.engine.uptime.credits import Share, allowance
from servanda.engine.uptime.model import Base, Facts, UptimeTerms
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.window import Month
from servanda.engine.uptime.wording import ratio

FEE, CURRENCY = Decimal("48000.00"), "CAD"
"""The annual fee of examples on credits."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One entry of the `uptime:` section: its path in the document, as written, and as terms."""

    path: str
    section: Uptime
    terms: UptimeTerms

    @property
    def percent(self) -> Decimal:
        """The promised percentage."""
        return self.section.target.at_least


def promised(policy: Policy) -> Iterator[Promised]:
    """Every uptime promise of a policy."""
    for number, section in enumerate(policy.document.uptime, 1):
        plan = section.plans[0] if section.plans else None
        yield Promised(f"uptime/{number}", section, uptime_terms(policy, plan))


def cited_for(uptime: Promised, what: str) -> str | None:
    """The first clause that decides a part of the promise (``base``, ``zone``), where one is named."""
    cited: Mapping[str, tuple[str, ...]] = {str(name): clauses for name, clauses in uptime.section.cited_by.items()}
    return next(iter(cited.get(what, ())), None)


def is_committed(uptime: Promised) -> bool:
    """Whether anybody's promise goes beyond best effort."""
    return uptime.section.target.strength != "best effort"


def months(year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return tuple(Month(year, number) for number in range(1, 13))


def example_month(year: int) -> Month:
    """May, which has 31 days and few holidays."""
    return Month(year, 5)


def month_of(uptime: Promised, month: Month, facts: Facts | None = None) -> Figure:
    """The figure of a month in which nothing happened but `facts`."""
    return month_figure(uptime.terms, facts or Facts(), month)


def bases(uptime: Promised, month: Month, excluded: int) -> dict[Base, int]:
    """Seconds of the month under each reading of the base, where `excluded` seconds of it are excluded."""
    figure = month_of(replace(uptime, terms=replace(uptime.terms, base=Base.SERVICE_TIME)), month)
    whole = (figure.window_end - figure.window_start) // SECOND
    service = figure.service_seconds
    return {Base.CALENDAR_MONTH: whole, Base.SERVICE_TIME: service, Base.NET_OF_EXCLUSIONS: service - excluded}


def allowed(base: int, percent: Decimal) -> int:
    """The seconds of downtime that a base bears at a target."""
    return allowance(Share(base, 0), percent).seconds


def uptime_of(base: int, down: int) -> Text:
    """The uptime as a truncated percentage; a dash where there is nothing to divide by."""
    if not base:
        return Text("–", "–")
    return ratio(base - down, base)


MET, MISSED = Text("met", "atteint"), Text("missed", "manqué")


def met_or_missed(base: int, down: int, percent: Decimal) -> Text:
    """Whether the target is met."""
    return MET if down <= allowed(base, percent) else MISSED
