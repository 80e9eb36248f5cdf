"""What an agreement says about uptime, and the facts that it is applied to (``UPTIME``: Definition).

Instants are integer microseconds as everywhere in the engine; lengths are whole seconds and say so in their names.
Percentages and money are `Decimal`, with the digits that were written. Names of severities, environments, components
and categories are compared by `word`, so that "Third party" and ``third_party`` are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from servanda.engine.text import Text

_UNSAID = Text()
_GAP = re.compile(r"[\s_-]+")


def word(name: str) -> str:
    """The form in which names are compared: lower case, one underscore for spaces, hyphens and underscores."""
    return _GAP.sub("_", name.strip()).casefold()


class TermsError(ValueError):
    """Terms that contradict each other; `text` says how, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Openings(Protocol):
    """What uptime needs of a calendar; `servanda.engine.calendars.timeline.Timeline` is one."""

    def windows(self, a: int, b: int, /) -> Iterable[tuple[int, int]]:
        """The half-open open windows that meet [a, b), in order and disjoint, in microseconds."""
        ...


class Comparison(StrEnum):
    """How the uptime is held against the target: "at least 99 %" is met at 99 %, "above 99 %" is not."""

    AT_LEAST = "at least"
    ABOVE = "above"


class Strength(StrEnum):
    """What kind of promise the target is; only a committed one can be breached."""

    COMMITTED = "committed"
    REASONABLE_EFFORTS = "reasonable efforts"
    BEST_EFFORT = "best effort"
    NONE = "none"


class Base(StrEnum):
    """What the downtime is a share of: always the policy's choice (``UPTIME``: Definition 6; I-B5, I-A5, I-Q11)."""

    SERVICE_TIME = "service time"
    CALENDAR_MONTH = "calendar month"
    NET_OF_EXCLUSIONS = "net of exclusions"
    """Service time less everything that is excluded."""
    NET_OF_MAINTENANCE = "net of maintenance"
    """Service time less the maintenance windows whose notice qualifies, and nothing else."""


class UnknownAs(StrEnum):
    """What time without monitoring counts as; whatever it is, it is shown."""

    UP = "up"
    DOWN = "down"
    EXCLUDE = "exclude"
    """It leaves the base."""


class NoticeClock(StrEnum):
    """From when notice is counted."""

    RECEIVED = "received"
    ANNOUNCED = "announced"


class Proration(StrEnum):
    """The part of the annual fee that a month's credit is taken from (I-B6)."""

    TWELFTH = "twelfth"
    DAYS_OF_YEAR = "days of year"
    """Days of the month over 365, or over 366 in a leap year."""
    DAYS_OF_365 = "days of 365"


class Tiers(StrEnum):
    """Which of the steps that were reached pay (I-B5)."""

    DEEPEST = "deepest step"
    SUM = "sum of steps"


class Scaling(StrEnum):
    """Whether the credit of a step is further scaled by the size of the degradation (I-B6)."""

    NOTHING = "nothing"
    DOWNTIME = "downtime"
    """Times the share of the base that was down."""
    SHORTFALL = "shortfall"
    """Times the part of the target that was missed: (target - uptime) / target."""


@dataclass(frozen=True, slots=True)
class Target:
    """The promised percentage, as written."""

    percent: Decimal
    comparison: Comparison = Comparison.AT_LEAST
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Which outages count. None stands for any; names are compared by `word`."""

    severities: tuple[str, ...] | None = ("major",)
    environments: tuple[str, ...] | None = ("production",)
    scopes: tuple[str, ...] = ("all", "client")
    """``all``: everybody is cut off; ``client``: one client is (B8: while others reach the system it is not down)."""
    components: tuple[str, ...] | None = None
    """An outage that names no component concerns the service, whatever stands here."""
    clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Clauses by what they decide: ``severities``, ``environments``, ``scopes``, ``components``."""


@dataclass(frozen=True, slots=True)
class MaintenanceRule:
    """When announced maintenance is excluded: its notice is judged as a whole, in elapsed seconds."""

    min_notice_seconds: int = 0
    strictly_before: bool = False
    """The notice must come before the start, however shortly (A8: "avant le début")."""
    clock: NoticeClock = NoticeClock.RECEIVED
    statements: tuple[str, ...] = ()
    """What a notice must state (A8: ``time``, ``date``, ``impact``, ``duration``)."""
    kinds: tuple[str, ...] | None = None
    """Kinds of work that qualify (B3); a window that does not say its kind is taken to be one of them."""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExcludedCategory:
    """A cause that the agreement excludes once somebody has approved the window."""

    name: str
    label: Text = _UNSAID
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingWindow:
    """Maintenance time that stands in the contract itself; it needs no notice."""

    openings: Openings
    label: Text = _UNSAID
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditStep:
    """Below this uptime, this share of the month's fee; both in percent, as written."""

    below: Decimal
    credit: Decimal
    inclusive: bool = False
    """At the limit too: "99.9 % or less"."""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditTable:
    """What a month below the target pays back."""

    steps: tuple[CreditStep, ...]
    tiers: Tiers = Tiers.DEEPEST
    proration: Proration = Proration.TWELFTH
    scaling: Scaling = Scaling.NOTHING
    cap: Decimal | None = None
    """The most that a month can pay, in percent of the month's fee."""
    on_claim: bool | None = None
    """Whether the client must claim it (B4 "sera émis": it is issued without a claim); None: not said."""
    payment: Text = _UNSAID
    """How and by when it is paid, in the contract's words."""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UptimeTerms:
    """Everything an agreement says about uptime. Raises TermsError for terms that contradict each other."""

    service: Text
    zone: tzinfo
    base: Base
    target: Target | None = None
    strength: Strength = Strength.COMMITTED
    service_hours: Openings | None = None
    """None: around the clock."""
    counts_outside_hours: bool = False
    """Whether downtime outside `service_hours` counts (A7: it does not)."""
    counts: Counts = Counts()
    maintenance: MaintenanceRule | None = None
    """None: no maintenance is excluded."""
    excluded: tuple[ExcludedCategory, ...] = ()
    excluded_list_is_open: bool = False
    """The list is not closed (B6, "notably, but not only"): an approved exclusion of any category applies."""
    open_list_clauses: tuple[str, ...] = ()
    evidence_required: bool = False
    """An approved exclusion without evidence is refused."""
    standing: tuple[StandingWindow, ...] = ()
    unknown_as: UnknownAs = UnknownAs.UP
    min_outage_seconds: int = 0
    """Merged outages shorter than this do not count."""
    credits: CreditTable | None = None
    """None: no credit is agreed, which is not a credit of 0."""
    clauses: tuple[str, ...] = ()
    """Where the promise itself stands."""
    zone_clauses: tuple[str, ...] = ()
    hours_clauses: tuple[str, ...] = ()
    base_clauses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.counts_outside_hours and self.service_hours is not None and self.base is not Base.CALENDAR_MONTH:
            raise TermsError(
                Text(
                    f"Downtime outside service hours counts, so it cannot be a share of the {self.base.value}; "
                    "use the calendar month.",
                    "Les pannes hors des heures de service comptent : la base ne peut être que le mois civil.",
                )
            )
        if self.target is None and self.credits is not None and self.credits.scaling is Scaling.SHORTFALL:
            raise TermsError(
                Text(
                    "Credits scaled by the part of the target that was missed need a target.",
                    "Des crédits proportionnels à l’écart avec l’objectif exigent un objectif.",
                )
            )


def unpromised(service: Text, zone: tzinfo) -> UptimeTerms:
    """Terms for a policy that promises no uptime: a plain measurement of the month, with no target and no credit."""
    return UptimeTerms(
        service=service,
        zone=zone,
        base=Base.SERVICE_TIME,
        strength=Strength.NONE,
        maintenance=MaintenanceRule(strictly_before=True),
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whose month it is. `since` and `until` bound the agreement, half-open; a date is its midnight in the zone."""

    plan: str | None = None
    annual_fee: Decimal | None = None
    currency: str | None = None
    since: date | int | None = None
    until: date | int | None = None
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """One outage [start, end); without an end it goes on."""

    start: int
    end: int | None
    severity: str = "major"
    environment: str = "production"
    scope: str = "all"
    client: str | None = None
    component: str | None = None
    cause: str | None = None
    void: bool = False
    id: str | None = None
    assumed: tuple[str, ...] = ()
    """The fields that the facts do not state, and that were taken as usual: ``severity``, ``environment``, ``scope``."""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """An announced window, as planned: actual times are outages. An extension is a window of its own.

    `received` is None where the notice never arrived. `states` is what the notice says; None where nobody recorded
    it, which is no statement at all.
    """

    start: int
    end: int
    announced: int | None = None
    received: int | None = None
    states: tuple[str, ...] | None = None
    kind: str | None = None
    cancelled: bool = False
    id: str | None = None
    receipt_assumed: bool = False
    """Nobody recorded a receipt, so that `received` is `announced`."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A claim that a window does not count. `approved` is None while nobody has decided."""

    start: int
    end: int
    category: str
    approved: bool | None = None
    evidence: str | None = None
    client: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Time for which no monitoring exists."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that happened, in any order."""

    agreement: Agreement = Agreement()
    outages: tuple[Outage, ...] = ()
    maintenance: tuple[Maintenance, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    unknown: tuple[Unknown, ...] = ()
