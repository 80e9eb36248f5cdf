"""Sections on time: targets, what stops and pauses clocks, duties, reclassification, ladders."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from servanda.engine.policy.fields import (
    Conditions,
    Item,
    Metric,
    Name,
    PromiseField,
    Recount,
    Sentence,
    SpanField,
    Strength,
    Words,
)
from servanda.engine.policy.shape import ShapeError, Short
from servanda.engine.source import Node, Scalar, Table
from servanda.engine.text import Text

METRICS: tuple[Metric, ...] = ("response", "next-response", "update", "resolution", "engagement")

EVENTS = (
    "automatic-reply",
    "response",
    "update",
    "waiting",
    "working",
    "reclassified",
    "duty-missed",
    "duty-met",
    "solution-proposed",
    "solution-accepted",
    "solution-rejected",
    "resolved",
    "reopened",
    "client-message",
    "internal-note",
    "plan-changed",
    "excluded",
    "date-agreed",
    "engaged",
    "due-date-overridden",
)
"""Everything that can happen to a request."""


def _target(node: Node) -> Node:
    return Table({"promise": node}, node.place) if isinstance(node, Scalar) else node


class Target(Item):
    """One promise for one metric."""

    promise: PromiseField
    strength: Strength | None = None
    """None: the plan's."""
    calendar: str | None = None
    """The calendar that the clock runs on; None: the one named in the promise, else the plan's."""
    unless: Conditions = field(default_factory=dict)
    """Facts under which this promise is not made."""
    indicator: SpanField | None = None
    """For a mean: the length shown beside each request, which binds nobody."""


TargetField = Annotated[Target, Short(_target, {"type": "string"})]


def _cell(node: Node) -> Node:
    """``1 business hour / 8 business hours`` is response / resolution; one promise alone is the response."""
    if not isinstance(node, Scalar):
        return node
    parts = [part.strip() for part in node.value.split(" / ")]
    if len(parts) > 2:
        raise ShapeError(
            Text(
                "A cell holds at most two promises: response / resolution.",
                "Une cellule contient au plus deux promesses : response / resolution.",
            )
        )
    promises = zip(("response", "resolution"), parts, strict=False)
    return Table({metric: Scalar(promise, node.place) for metric, promise in promises}, node.place)


Cell = Annotated[dict[Metric, TargetField], Short(_cell, {"type": "string"})]


class SingleTarget(Target):
    """A promise that stands outside the table, with its own conditions."""

    metric: Metric
    plans: Words = ()
    addons: Words = ()
    priorities: Words = ()
    kinds: Words = ()
    facts: Conditions = field(default_factory=dict)
    who: str = ""
    """Whom the promise binds, for an engagement: the contact that must take part."""


class OutOfHours(Item):
    """A second promise for requests raised outside support hours."""

    metric: Metric = "response"
    plans: Words = ()
    addons: Words = ()
    without: Words = ()
    """Add-ons under which it does not apply."""
    promise: PromiseField


class Targets(Item):
    """The table: priority (or `any`) → plan or add-on (or `all`) → promises."""

    table: dict[str, dict[str, Cell]]
    cited_by: dict[str, Words] = field(default_factory=dict)
    """Clauses by priority, by plan or add-on, by `priority/plan`, or by metric."""
    promised: tuple[Metric, ...] = ()
    """The metrics that the sentence above the table promises, where that is fewer than the table has; empty: all."""
    others: tuple[SingleTarget, ...] = ()
    raised_outside_hours: tuple[OutOfHours, ...] = ()
    longest_wait: SpanField | None = None
    """The longest time by the clock that a promise in business time may take, as the policy tells its clients."""
    same_for_all: bool = False
    """The policy says that priorities share their targets."""


class Clock(Item):
    """What starts and stops the clocks of one metric."""

    stops_on: Words = ()
    starts_on: Words = ()
    counts: Sentence = Text()
    """What is meant, in words."""


class Pause(Item):
    """A stretch of time that stops clocks."""

    waiting_for: str | None = None
    """A `waiting` event for this party begins it, the next `working` ends it."""
    begins: Words = ()
    """Events that begin it."""
    ends: Words = ()
    clocks: tuple[Metric, ...] = ("response", "next-response", "update", "resolution")
    plans: Words = ()


class Duty(Item):
    """What the other side must do, and what follows when it does not."""

    of: Literal["client", "vendor"] = "client"
    priorities: Words = ()
    """Empty: always."""
    if_missing: Literal["excuse", "pause", "nothing"] = "nothing"
    source_party: Literal["", "client", "vendor"] = ""
    """The party on which the source puts the duty, where that differs."""


class Reason(Item):
    """A reason that allows something; its id is what a case gives."""


class Reclassify(Item):
    """Who may change the priority of a request, in which direction, for which reasons, and what becomes of targets."""

    by: Words = ("vendor",)
    direction: Literal["down", "up", "any"] = "any"
    reasons: dict[str, Reason] = field(default_factory=dict)
    """Empty: no reason is needed."""
    to: Words = ()
    """The priorities that a change may lead to; empty: any in that direction."""
    targets: Recount = "from original start"
    tell_client: bool = False


class Contact(Item):
    """Somebody on a ladder."""

    by: str = ""
    """The channel on which they are told."""
    address: str = ""
    placeholder: bool = False
    """The source says that the name will be provided."""
    outside_hours: bool = False
    """May help outside support hours, where a client's record names them; no clock starts for it."""


class Step(Item):
    """One rung: when, who, on which condition."""

    at: str
    """A length on the ladder's calendar (`6 business hours`) or a share (`75 % of response`)."""
    tell: str | None = None
    """A contact; None: nobody, the ladder ends here."""
    by: str = ""
    if_: Literal["", "no response", "no resolution", "breached"] = ""
    why: Sentence = Text()


class Ladder(Item):
    """Who is called when."""

    steps: tuple[Step, ...]
    calendar: str | None = None
    kinds: Words = ()
    priorities: Words = ()
    until: Literal["response", "resolution"] = "response"
    end: Literal["silence", "repeat last step"] = "silence"
    every: SpanField | None = None
    """With `repeat last step`: how often."""


class ExclusionCategory(Item):
    """A cause that takes an outage or a request out of the promise."""

    from_: tuple[Literal["targets", "uptime"], ...] = ("uptime",)
    alias: Words = ()
    open_list: bool = False
    """The source says `not only`: it does not close the list."""
    evidence: bool = True


class ProcedureStep(Item):
    """A step of the procedure that a request goes through."""

    waits_for: Literal["", "client", "vendor"] = ""
    events: Words = ()
    contacts: Words = ()


class Terms(Item):
    """Readings of time that a policy chooses; each is a ruling, never a constant in code."""

    late: Literal["support time", "clock time"] = "support time"
    """Late when the support time spent exceeds the target, or as soon as the clock passes the due instant (I-G1)."""
    business_days: Literal["same time", "end of day", "full days"] = "same time"
    """How n business days end (I-G3)."""
    business_day_term: Literal["ouvrable", "ouvré"] = "ouvrable"
    day_names: Name = Text()
    reopen: Literal["resume", "restart", "count"] = "resume"
    """A reopened request: the clock resumes, restarts, or counts the time between as well."""
    plan_change: Literal["keep", "from original start", "restart"] = "keep"
    """What a change of plan or add-ons does to open requests."""
    measured_from: Literal["request", "ticket events"] = "request"
