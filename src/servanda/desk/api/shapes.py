"""The shapes of the API: what programs may rely on. Fields may be added, never renamed (`docs/`: public contracts)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "fr"]


class Open(BaseModel):
    """A shape to which fields may be added."""

    model_config = ConfigDict(extra="allow")


class Words(BaseModel):
    """A sentence in both languages."""

    en: str
    fr: str


class ErrorOut(BaseModel):
    """One problem: the parameter, or ``line:column`` of a posted case, and what would be right."""

    path: str
    message: Words


class ErrorsOut(BaseModel):
    """Everything that is wrong with a question."""

    errors: list[ErrorOut]


class PolicyRef(BaseModel):
    """Which version answered."""

    id: str
    version: str
    in_force_since: str | None


class PolicyOut(Open):
    """A policy in the list."""

    id: str
    version: str
    in_force_since: str | None
    title: Words
    vendor: Words
    page: str


class NamedOut(Open):
    """A part of a policy that has a name."""

    id: str
    name: Words
    text: Words


class FactOut(NamedOut):
    """A question that classification asks, and its answers, the gravest first."""

    ask: Words
    values: list[NamedOut]
    default: str


class PolicyDetailOut(PolicyOut):
    """Everything that a case may say under a policy."""

    zone: str
    plans: list[NamedOut]
    addons: list[NamedOut]
    kinds: list[NamedOut]
    channels: list[NamedOut]
    facts: list[FactOut]
    priorities: list[NamedOut]
    calendars: list[NamedOut]


class AcceptedOut(BaseModel):
    """Somebody's decision to live with a finding."""

    until: str
    why: str


class FindingOut(Open):
    """One finding of the lint."""

    code: str
    severity: Literal["E", "W", "I"]
    file: str
    line: int
    column: int
    clause: str | None
    message: str
    example: str
    fix: str
    help: str
    accepted: AcceptedOut | None


class TargetOut(Open):
    """One promise: when it is due and what became of it. Durations are whole seconds, rounded down."""

    metric: str
    promise: str
    calendar: str | None
    strength: str
    clauses: list[str]
    started: str | None
    due: str | None
    breach_after: str | None
    state: Literal["running", "paused", "met", "breached", "excused", "excluded", "none"]
    stopped: str | None
    elapsed_seconds: int | None
    target_seconds: int | None


class PauseOut(Open):
    """A stretch of time that did not count."""

    from_: str = Field(alias="from")
    to: str | None
    why: str


class ContactOut(Open):
    """Somebody who is told."""

    at: str
    who: str
    by: str | None
    why: str
    clauses: list[str]


class BecauseOut(Open):
    """One reason, and the reasons for it."""

    says: str
    clauses: list[str]
    from_: str | None = Field(alias="from")
    to: str | None
    because: list[BecauseOut]


class AnswerOut(Open):
    """What was promised for one request, by when, and why."""

    policy: PolicyRef
    entitled: bool
    refusal: str | None
    priority: str | None
    targets: list[TargetOut]
    pauses: list[PauseOut]
    contacts: list[ContactOut]
    because: list[BecauseOut]


class OpenOut(BaseModel):
    """Whether a calendar is open, and when that changes."""

    open: bool
    next_open: str | None
    next_close: str | None


class DueOut(BaseModel):
    """When so much open time has passed: the earliest instant and the latest."""

    due: str
    breach_after: str


class DaysOut(BaseModel):
    """When so many business days have passed."""

    due: str


class SecondsOut(BaseModel):
    """Open time between two instants, in whole seconds, rounded down."""

    seconds: int


class WindowOut(BaseModel):
    """A half-open stretch of open time."""

    from_: str = Field(alias="from")
    to: str


class ClosedOut(WindowOut):
    """A stretch that a closure takes away, and its name."""

    name: Words
    why: Literal["holiday", "closure"]
    table: str | None


class ListOut(BaseModel):
    """The open windows of some dates, and what was closed."""

    windows: list[WindowOut]
    closed: list[ClosedOut]


CASE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A case: the client's agreement, the request, what has happened since.",
    "properties": {
        "client": {
            "type": "object",
            "properties": {
                "plan": {"type": "string"},
                "addons": {"type": "array", "items": {}},
                "since": {"type": "string"},
                "until": {"type": "string"},
            },
        },
        "request": {
            "type": "object",
            "required": ["opened"],
            "properties": {
                "opened": {"type": "string", "description": "RFC 3339; a local time is read in the policy's zone"},
                "channel": {"type": "string"},
                "kind": {"type": "string"},
                "facts": {"type": "object", "additionalProperties": {"type": "string"}},
                "priority": {"type": "string"},
                "reason": {"type": "string"},
            },
        },
        "events": {"type": "array", "items": {"type": "object", "required": ["at", "event"]}},
    },
    "required": ["request"],
}
