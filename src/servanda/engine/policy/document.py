"""A policy as people write it: one document, its sections in the order of a support policy (`POLICY_FORMAT`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from servanda.engine.policy.classify import Classification
from servanda.engine.policy.clocks import (
    Clock,
    Contact,
    Duty,
    ExclusionCategory,
    Ladder,
    Pause,
    ProcedureStep,
    Reclassify,
    Targets,
    Terms,
)
from servanda.engine.policy.fields import Accept, Item, Metric, Name, Sentence, SpanField, Words
from servanda.engine.policy.offer import (
    Addon,
    Channel,
    Charge,
    Claim,
    Entitlement,
    Plan,
    Price,
    RequestKind,
    SessionLimit,
)
from servanda.engine.policy.shape import Form, ShapeError
from servanda.engine.policy.uptime_section import Uptime
from servanda.engine.source import Node, Scalar
from servanda.engine.text import Text


def _date_or_unknown(node: Node) -> date | None:
    if isinstance(node, Scalar) and node.value == "unknown":
        return None
    try:
        return date.fromisoformat(node.value if isinstance(node, Scalar) else "")
    except ValueError:
        raise ShapeError(
            Text(
                "Write a date such as 2026-01-31, or 'unknown'.",
                "Écrivez une date telle que 2026-01-31, ou « unknown ».",
            )
        ) from None


_DATED = Text(
    "Say since when it is in force: 'effective: {from: 2026-01-31, tz: America/Toronto}', or 'from: unknown'.",
    "Dites depuis quand elle est en vigueur : « effective: {from: 2026-01-31, tz: America/Toronto} », ou « from: unknown ».",
)


class Effective(Item):
    """When this version is in force: [from, to), whole days in `tz`. `from: unknown` where the source has no date."""

    absent: ClassVar[Mapping[str, tuple[str, Text]]] = {"from": ("SV-D01", _DATED)}
    from_: Annotated[date | None, Form(_date_or_unknown, {"type": "string"})]
    to: date | None = None
    tz: str


class Languages(Item):
    """The language of the source, and those that the vendor offers."""

    source: Literal["en", "fr"]
    published: Words
    """Languages in which the vendor itself publishes the policy."""
    offered: Words = ("en", "fr")


class Vendor(Item):
    """Who promises."""

    site: str = ""
    country: str = ""


class Governance(Item):
    """Review and announcement of changes."""

    review_every: SpanField | None = None
    last_review: date | None = None
    announce: SpanField | None = None
    """How long before they take effect changes are announced."""
    announced: date | None = None
    """When this version was announced."""
    review: Item | None = None
    announcing: Item | None = None
    precedence: Item | None = None
    """What prevails over this policy."""
    transition: Literal["keep", "move"] = "keep"
    """Open requests keep the version in force when they were opened, or move to the newest."""


class Statement(Item):
    """A sentence that carries a clause and is no rule of time or money."""

    kind: Literal["statement", "definition", "obligation", "gap", "note", "link"] = "statement"
    term: Name = Text()
    target: str = ""
    """For a link: where it leads; empty where the source only cites it."""
    anchored: bool = True
    """False for a note whose mark stands nowhere."""


class Assumption(Item):
    """What the source leaves open, and how it is read meanwhile."""

    about: Name
    read_as: Sentence
    alternatives: tuple[Sentence, ...] = ()


class Access(Item):
    """Who may see the client's data, and how surely a requester must be known."""

    identity: Item | None = None
    data_by_country: Item | None = None
    """Clients may limit their data to staff in a country."""
    countries: Words = ()
    administrators_only: Item | None = None


QUEUE_KEYS = ("plan", "priority", "due", "age")
"""What a queue may be ordered by."""


class Queue(Item):
    """The order in which requests are handled: keys, the first decides."""

    order: Words


class Document(Item):
    """The whole policy."""

    absent: ClassVar[Mapping[str, tuple[str, Text]]] = {"effective": ("SV-D01", _DATED)}
    policy: str
    version: str = "1"
    title: Sentence
    vendor: Vendor
    about: Sentence = Text()
    effective: Effective
    languages: Languages
    governance: Governance | None = None
    terms: Terms = Terms()
    calendars: dict[str, Any]
    holidays: dict[str, Any] = field(default_factory=dict)
    default_calendar: str
    plans: dict[str, Plan]
    addons: dict[str, Addon] = field(default_factory=dict)
    entitlements: dict[str, Entitlement] = field(default_factory=dict)
    kinds: dict[str, RequestKind]
    channels: dict[str, Channel] = field(default_factory=dict)
    access: Access | None = None
    classify: Classification
    queue: Queue | None = None
    targets: Targets
    clocks: dict[Metric, Clock] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    duties: dict[str, Duty] = field(default_factory=dict)
    reclassify: tuple[Reclassify, ...] = ()
    exclusions: dict[str, ExclusionCategory] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    ladders: dict[str, Ladder] = field(default_factory=dict)
    steps: tuple[ProcedureStep, ...] = ()
    session_limit: SessionLimit | None = None
    uptime: tuple[Uptime, ...] = ()
    prices: dict[str, Price] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    accept: tuple[Accept, ...] = ()
