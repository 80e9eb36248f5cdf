"""What a policy answers, as a reader sees it: the verdict first, then each promise, who is called, and the because."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from servanda.desk.web.formats import language, offset, relative, time_tag, worked, zone_place
from servanda.desk.web.pages.choices import Choices, agent_choices
from servanda.desk.web.pages.timeline import verdict_ribbon
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.prose import Prose
from servanda.engine.requests.answer import Answer, Call, Verdict, answer_prose
from servanda.publishing.scribe import Scribe

_PREFIX = "b"
"""The ids of reasons begin with it: b1, b1-2."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on one clock."""

    place: str
    shown: SafeString
    offset: str


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause and the address of its sentence."""

    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of the answer."""

    metric: str
    state: str
    word: str
    promise: str
    due: tuple[Moment, ...]
    due_in: str
    kept_until: tuple[Moment, ...]
    stopped: tuple[Moment, ...]
    indicator: tuple[Moment, ...]
    counted: str
    hours: str
    remark: str
    clauses: tuple[ClauseLink, ...]
    ribbon: Ribbon | None


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is told."""

    at: tuple[Moment, ...]
    who: str
    by: str
    why: str
    clauses: tuple[ClauseLink, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One node of the because."""

    id: str
    says: str
    clauses: tuple[ClauseLink, ...]
    applied: bool
    reasons: tuple[Reason, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The whole answer."""

    over: str
    verdict: str
    refusal: str
    notices: tuple[tuple[str, tuple[ClauseLink, ...]], ...]
    choice: Choices | None
    choice_reason: str
    promises: tuple[Promised, ...]
    calls: tuple[Called, ...]
    reasons: tuple[Reason, ...]
    zone: str
    opened: tuple[Moment, ...]
    as_of: tuple[Moment, ...]


def answer_view(scribe: Scribe, answer: Answer, zone: ZoneInfo) -> AnswerView:
    """The answer for a reader whose clock is `zone`."""
    clocks = _Clocks(zone, answer.policy.zone)
    because = answer.because
    named = tuple(_named(because, _PREFIX))
    promises = tuple(
        _promised(scribe, answer, verdict, clocks, ribbon=verdict_ribbon(scribe, answer, verdict, f"r{number}", named))
        for number, verdict in enumerate(answer.verdicts, 1)
    )
    request = answer.history.case.request
    return AnswerView(
        over=_over(scribe, answer),
        verdict=_verdict(scribe, answer),
        refusal=answer.refusal.text.of(language()) if answer.refusal else "",
        notices=tuple((text.of(language()), links(scribe, clauses)) for text, clauses in answer.notices),
        choice=_choice(scribe, answer),
        choice_reason=request.reason or "",
        promises=promises,
        calls=tuple(_called(scribe, call, clocks) for call in answer.calls),
        reasons=_reasons(scribe, because, answer_prose(answer, language()), _PREFIX),
        zone=zone_place(answer.policy.zone),
        opened=clocks.show(request.opened),
        as_of=clocks.show(answer.history.as_of) if answer.history.as_of != request.opened else (),
    )


def promises_view(scribe: Scribe, answer: Answer, zone: ZoneInfo) -> tuple[Promised, ...]:
    """Each promise for a reader whose clock is `zone`, without ribbons and reasons: what a first paint needs."""
    clocks = _Clocks(zone, answer.policy.zone)
    return tuple(_promised(scribe, answer, verdict, clocks, ribbon=None) for verdict in answer.verdicts)


@dataclass(frozen=True, slots=True)
class _Clocks:
    """The reader's clock first, the contract's beside it where it shows another time."""

    reader: ZoneInfo
    vendor: ZoneInfo

    def show(self, at: int | None) -> tuple[Moment, ...]:
        """An instant on both clocks; once where they agree; nothing for no instant."""
        if at is None:
            return ()
        zones = (self.reader,) if str(self.reader) == str(self.vendor) else (self.reader, self.vendor)
        return tuple(Moment(zone_place(zone), time_tag(at, zone), offset(at, zone)) for zone in zones)


def links(scribe: Scribe, clauses: Iterable[str]) -> tuple[ClauseLink, ...]:
    """Clause numbers that lead to their sentence on the policy's page."""
    page = reverse("policy", args=[scribe.policy.id])
    return tuple(ClauseLink(number, f"{page}#{number}") for number in clauses)


def _verdict(scribe: Scribe, answer: Answer) -> str:
    if answer.refusal:
        return gettext("This is not part of the plan")
    classified = answer.classified
    if not classified.decided:
        return gettext("The policy leaves the priority to the agent")
    if not answer.verdicts:
        return gettext("No target applies to this kind of request")
    if classified.priority is None:
        return gettext("Under this plan requests have no priority")
    return scribe.level(classified.priority)


def _over(scribe: Scribe, answer: Answer) -> str:
    """What the verdict names, where its own words do not say so."""
    priority, word = answer.classified.priority, gettext("Priority")
    if not answer.verdicts or priority is None or scribe.level(priority).startswith(word):
        return ""
    return word


def _choice(scribe: Scribe, answer: Answer) -> Choices | None:
    allowed = answer.classified.allowed
    return agent_choices(scribe, allowed, answer.classified.choice or "") if allowed else None


def _promised(scribe: Scribe, answer: Answer, verdict: Verdict, clocks: _Clocks, *, ribbon: Ribbon | None) -> Promised:
    deadline = verdict.deadline
    differs = deadline is not None and deadline.breach_after != deadline.due
    state, word = _state(verdict, answer.history.as_of)
    return Promised(
        metric=_metric(scribe, verdict),
        state=state,
        word=word,
        promise=scribe.promise(verdict.selected.promise),
        due=clocks.show(deadline.due) if deadline else (),
        due_in=relative(deadline.due, answer.history.as_of) if deadline and verdict.stopped is None else "",
        kept_until=clocks.show(deadline.breach_after) if deadline and differs else (),
        stopped=clocks.show(verdict.stopped),
        indicator=clocks.show(verdict.indicator),
        counted=_counted(verdict),
        hours=scribe.calendar(verdict.calendar) if verdict.calendar else _around_the_clock(verdict),
        remark=_remark(scribe, verdict),
        clauses=links(scribe, verdict.selected.clauses),
        ribbon=ribbon,
    )


def _metric(scribe: Scribe, verdict: Verdict) -> str:
    word = scribe.metric(verdict.selected.metric)
    return f"{word} {verdict.cycle}" if verdict.cycle > 1 else word


def _state(verdict: Verdict, as_of: int) -> tuple[str, str]:
    if verdict.strength == "best effort" and verdict.state in {"running", "none"} and verdict.selected.rule:
        return "best-effort", ""
    if verdict.state == "running" and verdict.started > as_of:
        return "running", gettext("not begun")
    return verdict.state, ""


def _around_the_clock(verdict: Verdict) -> str:
    return gettext("day and night") if verdict.deadline else ""


def _counted(verdict: Verdict) -> str:
    if verdict.spent is None or verdict.selected.promise.kind in {"none", "agreed per case"}:
        return ""
    spent = worked(verdict.spent)
    target = verdict.deadline.target_seconds if verdict.deadline else None
    if target is None:
        return spent
    return gettext("%(spent)s of %(target)s") % {"spent": spent, "target": worked(target * SECOND)}


def _remark(scribe: Scribe, verdict: Verdict) -> str:
    if verdict.selected.promise.kind == "mean":
        return gettext("A mean over many requests: nothing is due for this one alone.")
    if verdict.selected.promise.kind == "agreed per case":
        return gettext("A date is agreed for each request.")
    if verdict.strength not in {"committed", "none"}:
        return gettext("Strength: %(strength)s; it is reported, never breached.") % {
            "strength": scribe.strength(verdict.strength)
        }
    return ""


def _called(scribe: Scribe, call: Call, clocks: _Clocks) -> Called:
    document = scribe.document
    return Called(
        at=clocks.show(call.at),
        who=scribe.name_of(document.contacts, call.who),
        by=scribe.name_of(document.channels, call.by) if call.by else "",
        why=call.why.of(language()),
        clauses=links(scribe, call.clauses),
    )


def _named(nodes: Iterable[Because], prefix: str) -> Iterator[tuple[str, Because]]:
    """Every node of the tree with the id that it has on the page."""
    for number, node in enumerate(nodes, 1):
        yield f"{prefix}{number}", node
        yield from _named(node.because, f"{prefix}{number}-")


def _reasons(scribe: Scribe, nodes: Iterable[Because], prose: Prose, prefix: str, depth: int = 0) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            id=f"{prefix}{number}",
            says=prose.say(node),
            clauses=links(scribe, node.clauses),
            applied=node.applied,
            reasons=_reasons(scribe, node.because, prose, f"{prefix}{number}-", depth + 1),
            open=depth == 0,
        )
        for number, node in enumerate(nodes, 1)
    )
