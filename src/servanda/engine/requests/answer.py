"""The answer to "what was promised, by when, and why?" as data, and its public JSON shape (``CONTRACT``: explain)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.engine.because import Because
from servanda.engine.entitlements.refusal import Refusal
from servanda.engine.instants import SECOND, write_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import Prose
from servanda.engine.requests.classification import Classified
from servanda.engine.requests.clock import Deadline
from servanda.engine.requests.history import Change, History, Stretch
from servanda.engine.requests.selection import Selected
from servanda.engine.text import Language, Text

RUNNING, PAUSED, MET, BREACHED = "running", "paused", "met", "breached"
EXCUSED, EXCLUDED, NONE = "excused", "excluded", "none"
STATES = (RUNNING, PAUSED, MET, BREACHED, EXCUSED, EXCLUDED, NONE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One clock: what was promised, when it is due, and what became of it.

    `late` says whether the target was or is exceeded, also where nothing can be breached (best effort).
    """

    selected: Selected
    state: str
    strength: str
    started: int
    deadline: Deadline | None = None
    stopped: int | None = None
    spent: int | None = None
    late: bool = False
    indicator: int | None = None
    excuse: Stretch | None = None
    pauses: tuple[Stretch, ...] = ()
    restarted_by: Change | None = None
    cycle: int = 1
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who is told something at an instant."""

    at: int
    who: str
    by: str | None
    why: Text
    clauses: tuple[str, ...]
    called: bool
    """Whether the instant has come; false for one that lies ahead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that a policy says of one request as of an instant."""

    policy: Policy
    history: History
    classified: Classified
    verdicts: tuple[Verdict, ...]
    calls: tuple[Call, ...]
    refusal: Refusal | None
    notices: tuple[tuple[Text, tuple[str, ...]], ...]
    calendar: str
    open_at_start: bool

    @property
    def because(self) -> tuple[Because, ...]:
        """The tree of reasons, built when somebody asks."""
        from servanda.engine.requests.reasons import reasons

        return reasons(self)


def answer_json(answer: Answer, language: Language = "en", *, because: bool = True) -> dict[str, Any]:
    """The public shape: instants in the policy's zone, durations in whole seconds, prose in `language`.

    Without `because` the tree of reasons, the costly part, is left out.
    """
    policy, document = answer.policy, answer.policy.document
    from_ = document.effective.from_
    zone = policy.zone

    def write(at: int | None) -> str | None:
        return None if at is None else write_instant(at, zone)

    shape: dict[str, Any] = {
        "policy": {"id": policy.id, "version": policy.version, "in_force_since": from_.isoformat() if from_ else None},
        "as_of": write(answer.history.as_of),
        "entitled": answer.refusal is None,
        "refusal": answer.refusal.text.of(language) if answer.refusal else None,
        "offers": list(answer.refusal.offers) if answer.refusal else [],
        "plan": answer.history.client.plan,
        "kind": answer.history.case.request.kind,
        "calendar": answer.calendar,
        "in_support_hours": answer.open_at_start,
        "priority": answer.classified.priority,
        "facts": dict(answer.classified.facts),
        "targets": [_verdict_json(policy, verdict, write, language) for verdict in answer.verdicts],
        "pauses": [
            {"from": write(pause.start), "to": write(pause.end), "why": pause.why, "clauses": list(pause.clauses)}
            for pause in _pauses(answer.verdicts)
        ],
        "contacts": [
            {
                "at": write(call.at),
                "who": call.who,
                "by": call.by,
                "why": call.why.of(language),
                "clauses": list(call.clauses),
                "called": call.called,
            }
            for call in answer.calls
        ],
        "notices": [{"says": text.of(language), "clauses": list(clauses)} for text, clauses in answer.notices],
    }
    if because:
        shape["because"] = because_json(answer.because, answer_prose(answer, language), write)
    if answer.classified.priority is None and answer.classified.allowed:
        shape["allowed_priorities"] = list(answer.classified.allowed)
    return shape


def answer_prose(answer: Answer, language: Language) -> Prose:
    """What writes this answer's reasons in a language, with times in the policy's zone."""
    from servanda.engine.requests.sayings import SAYINGS

    return Prose(SAYINGS, language, answer.policy.zone)


def because_json(
    nodes: Iterable[Because], prose: Prose, write: Callable[[int | None], str | None]
) -> list[dict[str, Any]]:
    """A tree of reasons in its public shape."""
    return [
        {
            "says": prose.say(node),
            "clauses": list(node.clauses),
            "from": write(node.start),
            "to": write(node.end),
            "applied": node.applied,
            "because": because_json(node.because, prose, write),
        }
        for node in nodes
    ]


def _pauses(verdicts: Iterable[Verdict]) -> list[Stretch]:
    found: dict[Stretch, None] = {}
    for verdict in verdicts:
        found.update(dict.fromkeys(verdict.pauses))
    return sorted(found, key=lambda pause: pause.start)


def _verdict_json(
    policy: Policy, verdict: Verdict, write: Callable[[int | None], str | None], language: Language
) -> Mapping[str, Any]:
    deadline, selected = verdict.deadline, verdict.selected
    shape: dict[str, Any] = {
        "metric": selected.metric,
        "promise": str(selected.promise),
        "in_words": policy.in_words(selected.promise).of(language),
        "calendar": verdict.calendar,
        "strength": verdict.strength,
        "clauses": list(selected.clauses),
        "started": write(verdict.started),
        "due": write(deadline.due if deadline else None),
        "breach_after": write(deadline.breach_after if deadline else None),
        "state": verdict.state,
        "stopped": write(verdict.stopped),
        "elapsed_seconds": None if verdict.spent is None else verdict.spent // SECOND,
        "target_seconds": deadline.target_seconds if deadline else _fixed(selected),
        "late": verdict.late,
    }
    if verdict.indicator is not None:
        shape["indicator"] = write(verdict.indicator)
    if verdict.excuse is not None:
        shape["excused_by"] = {"duty": verdict.excuse.subject, "clauses": list(verdict.excuse.clauses)}
    if verdict.cycle > 1:
        shape["cycle"] = verdict.cycle
    return shape


def _fixed(selected: Selected) -> int | None:
    spans = selected.promise.spans
    return spans[0].seconds if len(spans) == 1 else None
