"""Plays one story with one client at one time: a ticket with its events and messages, as rows that are not saved yet.

Time runs on the vendor's own support hours. The first answer and the resolution take a share of what was promised, so
that most promises are kept, some just so, and a few are broken; a story stops where the present begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from servanda.desk.demo.opinions import opinion
from servanda.desk.demo.stories.shape import Scene, Story, done
from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.opening import Agreed, Asked, opened_event, ticket_row
from servanda.desk.tickets.attachments import KeptFile, keep_file
from servanda.desk.tickets.caches import caches_of
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Clock, Event, Message, Ticket
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import MINUTE, moment
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import Case, Client, Request
from servanda.engine.requests.explain import judge
from servanda.engine.text import Language, Text, spoken

_BY_CLIENT = frozenset({"client-message", "solution-accepted", "solution-rejected", "closed", "satisfaction"})
_OF_NOBODY = frozenset({"automatic-reply"})
_PROMISED = {"response": "response", "resolved": "resolution"}
_WHY_WAIT = Text("The next step depends on this answer.", "La suite dépend de cette réponse.")
_ZONES = {
    "CA": ZoneInfo("America/Toronto"),
    "GB": ZoneInfo("Europe/London"),
    "AU": ZoneInfo("Australia/Sydney"),
    "FR": ZoneInfo("Europe/Paris"),
    "ID": ZoneInfo("Asia/Jakarta"),
}
"""The clock of each country from which staff of the demonstration answers."""
_BEGINS = re.compile(r"(?:^|(?<=[.?] ))[a-zà-ÿ]")
"""Where a sentence begins with a name that was filled in."""
_AT_WORK = range(6, 20)
_QUICKER = 0.4
"""Most solutions come long before they are due; first answers do not."""
_CLOSES = 0.25
"""The share of those who come back to close what was resolved."""


@dataclass(slots=True)
class Played:
    """What one story left behind."""

    ticket: Ticket
    events: list[Event] = field(default_factory=list)
    messages: list[tuple[Event, Message]] = field(default_factory=list)
    files: list[tuple[Message, KeptFile]] = field(default_factory=list)
    clocks: tuple[Clock, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and by whom a story is played."""

    person: Person
    agreed: Agreed
    staff: Sequence[Member]
    now: int
    dice: Random

    @property
    def language(self) -> Language:
        """The language of the client."""
        return spoken(self.person.language)

    @property
    def hours(self) -> Timeline:
        """The support hours of the client's plan."""
        client = self.agreed.client
        policy = self.agreed.policy
        return policy.timeline(policy.calendar_of(client.plan, client.addons_at(self.now)))


def play(stage: Stage, story: Story, channel: str, at: int) -> Played | None:
    """Play a story that begins at an instant; None where the agreement does not cover it."""
    chosen = {name: stage.dice.choice(pairs) for name, pairs in story.slots.items()}
    asked = Asked(
        subject=_filled(story.subject, chosen, stage.language),
        kind=story.kind,
        channel=channel,
        facts=story.facts,
        choice=story.choice,
        choice_reason=story.choice_reason,
    )
    answer = _promised(stage, asked, at)
    if answer.refusal is not None:
        return None
    ticket = ticket_row(person=stage.person, asked=asked, agreed=stage.agreed, by=stage.person, at=at)
    played = Played(ticket)
    _say(played, opened_event(ticket, stage.person, at), _filled(story.asks, chosen, stage.language), story.file)
    played_out = replace(story, scenes=(*story.scenes, *_closing(stage, story)))
    times = _times(stage, played_out, answer, at)
    late = _late(answer, times)
    owner = _owner(stage, next((when for scene, when in times if scene.name == "response"), at))
    for scene, when in times:
        told = opinion(scene, late=late, dice=stage.dice) if scene.name == "satisfaction" else scene
        if told is not None:
            _happen(stage, played, told, when, owner, chosen)
    return played


def _owner(stage: Stage, at: int) -> Member:
    """Somebody who may read the client's data (B22), is at work at the first answer, and writes the client's language."""
    near = stage.agreed.agreement.data_countries
    allowed = [each for each in stage.staff if not near or each.country in near]
    awake = [each for each in allowed if moment(at, _ZONES[each.country]).hour in _AT_WORK] or allowed
    speaking = [each for each in awake if stage.language in each.languages]
    return stage.dice.choice(speaking or awake)


def _closing(stage: Stage, story: Story) -> tuple[Scene, ...]:
    """Some clients close what was resolved a day or two later."""
    names = [scene.name for scene in story.scenes]
    if "resolved" not in names or "closed" in names or stage.dice.random() > _CLOSES:
        return ()
    return (done("closed", (300, 1400)),)


def _late(answer: Answer, times: list[tuple[Scene, int]]) -> bool:
    """Whether a promise was broken on the way."""
    due = {each.selected.metric: each.deadline.due for each in answer.verdicts if each.deadline is not None}
    first: dict[str, int] = {}
    for scene, when in times:
        first.setdefault(scene.name, when)
    return any(first[name] > due[metric] for name, metric in _PROMISED.items() if name in first and metric in due)


def play_waiting(stage: Stage, story: Story, channel: str, share: float) -> Played | None:
    """A request that nobody has answered, of whose first promise a share is spent by now; None where none is due."""
    asked = Asked("", story.kind, channel, story.facts, story.choice, story.choice_reason)
    answer = _promised(stage, asked, stage.now)
    verdict = next((each for each in answer.verdicts if each.selected.metric == "response"), None)
    if verdict is None or verdict.deadline is None:
        return None
    hours = stage.agreed.policy.timeline(verdict.calendar) if verdict.calendar else stage.hours
    whole = hours.elapsed(verdict.started, verdict.deadline.due)
    return play(stage, replace(story, scenes=()), channel, hours.due(stage.now, -max(1, int(whole * share))))


def finish(played: Played) -> None:
    """Compute the caches of a ticket whose rows have ids wherever events name them."""
    found = caches_of(played.ticket, played.events)
    for column, value in found.columns.items():
        setattr(played.ticket, column, value)
    played.clocks = found.clocks


def _promised(stage: Stage, asked: Asked, at: int) -> Answer:
    request = Request(
        opened=at,
        kind=asked.kind,
        channel=asked.channel or None,
        facts=asked.facts,
        priority=asked.choice or None,
        reason=asked.choice_reason or None,
        administrator=stage.person.administrator,
    )
    return judge(stage.agreed.policy, Case(_client(stage), request), at)


def _client(stage: Stage) -> Client:
    return stage.agreed.client


def _times(stage: Stage, story: Story, answer: Answer, at: int) -> list[tuple[Scene, int]]:
    """When each scene takes place; those that would lie in the future are left out."""
    found: list[tuple[Scene, int]] = []
    present, answered = at, False
    for scene in story.scenes:
        present = max(present + 1, _moment(stage, scene, answer, present, first=not answered))
        answered = answered or scene.name == "response"
        if present > stage.now:
            break
        found.append((scene, present))
    return found


def _moment(stage: Stage, scene: Scene, answer: Answer, before: int, *, first: bool) -> int:
    minutes = stage.dice.randint(*scene.after)
    if scene.name == "assigned":
        return int(_hours_of(stage, answer, "response").due(before, stage.dice.randint(1, 6) * MINUTE))
    usual = stage.hours.due(before, minutes * MINUTE)
    metric = _PROMISED.get(scene.name)
    if metric is None or (metric == "response" and not first):
        return usual
    promised = _share_of(stage, answer, metric)
    return usual if promised is None else max(promised, usual if metric == "resolution" else before)


def _hours_of(stage: Stage, answer: Answer, metric: str) -> Timeline:
    """The hours in which somebody works on a promise: day and night for the most urgent, else those of the plan."""
    verdict = next((each for each in answer.verdicts if each.selected.metric == metric), None)
    return stage.agreed.policy.timeline(verdict.calendar) if verdict and verdict.calendar else stage.hours


def _share_of(stage: Stage, answer: Answer, metric: str) -> int | None:
    """An instant at which a share of the promise is spent: most often well within it, now and then beyond."""
    verdict = next((each for each in answer.verdicts if each.selected.metric == metric), None)
    if verdict is None or verdict.deadline is None:
        return None
    hours = _hours_of(stage, answer, metric)
    whole = hours.elapsed(verdict.started, verdict.deadline.due)
    luck = stage.dice.random()
    share = stage.dice.uniform(0.05, 0.7) if luck < 0.82 else stage.dice.uniform(0.7, 1.0)
    if metric == "resolution" and luck < 0.82:
        share *= _QUICKER
    if luck > 0.955:
        share = stage.dice.uniform(1.02, 1.6)
    return int(hours.due(verdict.started, int(whole * share)))


def _happen(
    stage: Stage, played: Played, scene: Scene, at: int, owner: Member, chosen: dict[str, tuple[str, str]]
) -> None:
    details: dict[str, Any] = {
        name: value.of(stage.language) if isinstance(value, Text) else value for name, value in scene.details.items()
    }
    if scene.name == "waiting":
        details.setdefault("reason", _WHY_WAIT.of(spoken(owner.languages[0])))
    if scene.name == "assigned":
        details = {"assignee": owner.pk}
    words = _filled(scene.words, chosen, stage.language)
    if scene.name == "reclassified":
        details = {"reason": details.get("reason") or words, **details}
    event = Event(ticket=played.ticket, at=at, name=scene.name, details=details)
    if scene.name in _BY_CLIENT:
        event.person = stage.person
    elif scene.name not in _OF_NOBODY:
        event.member = owner
    if words:
        _say(played, event, words, scene.file)
        return
    played.events.append(event)


def _say(played: Played, event: Event, words: str, file: tuple[str, str]) -> None:
    kind = Message.Kind.INTERNAL if event.name == "internal-note" else Message.Kind.PUBLIC
    played.events.append(event)
    message = Message(ticket=played.ticket, kind=kind, text=words, html=html_of(words), channel=played.ticket.channel)
    played.messages.append((event, message))
    name, content = file
    if name:
        played.files.append((message, keep_file(name, content.encode())))


def _filled(text: Text, chosen: dict[str, tuple[str, str]], language: Language) -> str:
    index = 1 if language == "fr" else 0
    said = text.of(language).format(**{name: pair[index] for name, pair in chosen.items()})
    return _BEGINS.sub(lambda found: found[0].upper(), said)
