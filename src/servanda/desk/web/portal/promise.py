"""What would be promised if a request were sent now, and what the client is needed for, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from servanda.desk.tickets.actions.opening import Asked, preview
from servanda.desk.web.facts import PREFIX
from servanda.desk.web.formats import language, zone_place
from servanda.desk.web.pages.answer import AnswerView, Promised, answer_view, promises_view
from servanda.desk.web.pages.hours import open_now
from servanda.desk.web.portal.asking import Asking, asked_of, open_questions
from servanda.desk.web.portal.standing import Standing
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.instants import MINUTE
from servanda.engine.policy.clocks import Duty
from servanda.engine.prose import write_moment
from servanda.engine.requests.answer import Answer, Verdict
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import IDENTITY


@dataclass(frozen=True, slots=True)
class Level:
    """A priority that an agent may choose, with what it would promise."""

    name: str
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What stands beside the form. `open` are questions without an answer, `lead` says when somebody answers."""

    open: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    state: str = ""
    hours: str = ""
    outside: str = ""
    view: AnswerView | None = None
    levels: tuple[Level, ...] = ()
    needs: tuple[str, ...] = ()
    contact: bool = False
    """Whether somebody of the client must be at hand (K21)."""
    failed: str = ""
    article: bool = False
    """Whether an article or a video may be the quickest answer (B17, A26)."""


def promise_of(standing: Standing, asking: Asking) -> Promise:
    """What is promised for the form as it stands; nothing is written."""
    held = standing.held
    calendar = held.policy.calendar_of(held.plan, held.addons)
    state, hours = open_now(held.policy.timeline(calendar), standing.zone, standing.at)
    here = Promise(state=state, hours=hours, needs=tuple(_details_needed(standing)))
    if not asking.kind:
        return replace(here, open=(("kind", gettext("What is it?")), *_open(standing, asking)))
    here = replace(here, article=held.policy.document.kinds[asking.kind].article_first)
    if left := _open(standing, asking):
        return replace(here, open=left)
    try:
        return _promised(standing, asking, here)
    except CalendarError as error:
        return replace(here, failed=error.message.of(language()))


def _open(standing: Standing, asking: Asking) -> tuple[tuple[str, str], ...]:
    scribe, facts = standing.scribe, standing.policy.document.classify.facts
    return tuple(
        (f"{PREFIX}{name}", scribe.say(facts[name].ask) or scribe.name_of(facts, name))
        for name in open_questions(standing.held, asking)
    )


def _promised(standing: Standing, asking: Asking, here: Promise) -> Promise:
    asked = asked_of(standing, asking)
    answer = preview(standing.person, asked, at=standing.at)
    scribe = standing.scribe
    binding = tuple(_binding(answer))
    return replace(
        here,
        lead=_lead_of(answer, standing),
        outside=_outside(answer),
        view=answer_view(scribe, answer, standing.zone),
        levels=tuple(_levels(standing, asked, answer)),
        needs=(*here.needs, *(scribe.say(duty.text) for duty in binding), *_identity(scribe, asking)),
        contact=any(duty.priorities for duty in binding),
    )


def _lead_of(answer: Answer, standing: Standing) -> str:
    """When somebody answers, in one sentence; empty where nothing says so."""
    verdict = next((each for each in answer.verdicts if each.selected.metric == "response"), None)
    if verdict is None or verdict.deadline is None:
        return ""
    when = f"{write_moment(verdict.deadline.due // MINUTE * MINUTE, language(), standing.zone)} ({zone_place(standing.zone)})"
    return _lead(verdict) % {"when": when}


def _lead(verdict: Verdict) -> str:
    if verdict.strength == "committed":
        return gettext("Somebody answers by %(when)s at the latest.")
    return gettext("Somebody tries to answer by %(when)s; it is an aim and not a commitment.")


def _outside(answer: Answer) -> str:
    """That nobody is there now, and from when time counts."""
    if answer.open_at_start or not answer.verdicts:
        return ""
    promised = [
        verdict for verdict in answer.verdicts if verdict.selected.rule and verdict.selected.promise.kind != "none"
    ]
    at_once = [verdict for verdict in promised if verdict.started <= answer.history.as_of]
    if not at_once:
        return gettext("It is outside support hours. Time counts from the next opening.") if promised else ""
    if len(at_once) == len(promised):
        return gettext("It is outside support hours. Time counts all the same.")
    return gettext("It is outside support hours. Some of these times count at once, the others from the next opening.")


def _levels(standing: Standing, asked: Asked, answer: Answer) -> Iterator[Level]:
    """The priorities among which the agent chooses; every one of them where the policy does not narrow it down."""
    if answer.classified.decided or answer.refusal is not None:
        return
    for key in answer.classified.allowed:
        chosen = preview(standing.person, replace(asked, choice=key, choice_reason="preview"), at=standing.at)
        yield Level(standing.scribe.level(key), promises_view(standing.scribe, chosen, standing.zone))


def _binding(answer: Answer) -> Iterator[Duty]:
    """What the client must do while a request of this priority is open (K21, A40)."""
    priority = answer.classified.priority
    if not answer.verdicts:
        return
    for duty in answer.policy.document.duties.values():
        if (
            duty.of == "client"
            and duty.if_missing != "nothing"
            and (not duty.priorities or priority in duty.priorities)
        ):
            yield duty


def _details_needed(standing: Standing) -> Iterator[str]:
    """That complete details with pictures are asked for, in the policy's words (Q29)."""
    duty = standing.policy.document.duties.get("details")
    if duty is not None and duty.of == "client":
        yield standing.scribe.say(duty.text)


def _identity(scribe: Scribe, asking: Asking) -> Iterator[str]:
    kind = scribe.document.kinds[asking.kind]
    if kind.identity != "none":
        yield scribe.say(IDENTITY[kind.identity])
