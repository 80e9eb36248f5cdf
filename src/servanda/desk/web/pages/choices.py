"""The choices of the calculator's form, each with the policy's own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext

from servanda.desk.web.formats import local_field
from servanda.engine.instants import parse_instant
from servanda.engine.policy.classify import Fact, Value
from servanda.engine.policy.fields import Item
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import EVENTS

_EVENTS = (
    "automatic-reply",
    "response",
    "client-message",
    "update",
    "waiting:client",
    "working",
    "solution-proposed",
    "solution-accepted",
    "resolved",
    "reopened",
)
_SPARE_ROWS = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value, its name, what is said of it, whether it is chosen, its key on the keyboard."""

    value: str
    name: str
    says: str = ""
    chosen: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A question of the form. `several` allows more than one answer; `select` draws a list instead of buttons."""

    name: str
    legend: str
    options: tuple[Option, ...]
    hint: str = ""
    several: bool = False
    select: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """One thing that has happened: which, and when."""

    number: int
    options: tuple[Option, ...]
    at: str


def case_choices(scribe: Scribe, query: QueryDict) -> tuple[Choices, ...]:
    """Plan, add-ons, kind, channel and every fact that the policy asks for."""
    document = scribe.document
    found = [_choices(scribe, "plan", gettext("Plan"), document.plans, query)]
    if document.addons:
        found.append(_addons(scribe, query))
    found.append(_choices(scribe, "kind", gettext("What is it?"), document.kinds, query))
    found += [_fact(scribe, name, fact, query) for name, fact in document.classify.facts.items()]
    if document.channels:
        found.append(_channels(scribe, query))
    return tuple(each for each in found if len(each.options) > 1 or each.several)


def _choices(scribe: Scribe, name: str, legend: str, items: Mapping[str, Item], query: QueryDict) -> Choices:
    chosen = query.get(name) or next(iter(items))
    options = tuple(
        Option(key, scribe.name_of(items, key), scribe.say(item.text), key == chosen) for key, item in items.items()
    )
    return Choices(name, legend, options)


def _addons(scribe: Scribe, query: QueryDict) -> Choices:
    held = query.getlist("addon")
    addons = scribe.document.addons
    options = tuple(Option(key, scribe.plan(key), scribe.say(item.text), key in held) for key, item in addons.items())
    return Choices("addon", gettext("Options bought"), options, several=True)


def _channels(scribe: Scribe, query: QueryDict) -> Choices:
    chosen = query.get("channel", "")
    channels = scribe.document.channels
    options = [Option("", gettext("any"), chosen=not chosen)]
    options += [
        Option(key, scribe.name_of(channels, key), chosen=key == chosen)
        for key, channel in channels.items()
        if channel.opens_requests
    ]
    return Choices("channel", gettext("How is it reported?"), tuple(options), select=True)


def _fact(scribe: Scribe, name: str, fact: Fact, query: QueryDict) -> Choices:
    chosen = query.get(f"fact.{name}") or fact.mildest
    options = tuple(
        Option(key, scribe.name_of(fact.values, key), _says(scribe, value, query), key == chosen)
        for key, value in fact.values.items()
    )
    legend = scribe.say(fact.ask) or scribe.name_of(scribe.document.classify.facts, name)
    hint = gettext("Only where %(conditions)s.") % {"conditions": scribe.conditions(fact.when)} if fact.when else ""
    return Choices(f"fact.{name}", legend, options, hint)


def _says(scribe: Scribe, value: Value, query: QueryDict) -> str:
    """The sentence of the plan's or the option's own annex where it has one, else the common one."""
    held = {query.get("plan", ""), *query.getlist("addon")}
    for wording in value.wordings:
        if held & {*wording.plans, *wording.addons}:
            return scribe.say(wording.text)
    return scribe.say(value.text)


def requester_choices(scribe: Scribe, query: QueryDict) -> Choices | None:
    """Who asks, where the policy answers administrators only."""
    access = scribe.document.access
    if access is None or access.administrators_only is None:
        return None
    chosen = query.get("requester", "")
    names = {"": gettext("not said"), "administrator": gettext("an administrator"), "user": gettext("another user")}
    options = tuple(Option(key, name, chosen=key == chosen) for key, name in names.items())
    return Choices("requester", gettext("Who asks?"), options, select=True)


def agent_choices(scribe: Scribe, allowed: Iterable[str], chosen: str) -> Choices:
    """The priorities that the policy leaves to the agent."""
    options = tuple(Option(key, scribe.level(key), key_says(scribe, key), key == chosen) for key in allowed)
    return Choices("priority", gettext("The agent’s choice"), options)


def key_says(scribe: Scribe, key: str) -> str:
    """What the policy says of a priority."""
    level = scribe.document.classify.levels.get(key)
    return scribe.say(level.text) if level else ""


def event_rows(scribe: Scribe, query: QueryDict, zone: ZoneInfo) -> tuple[EventRow, ...]:
    """The events of the address and a few empty rows for more."""
    given = [pair for pair in zip(query.getlist("event"), query.getlist("event_at"), strict=False) if any(pair)]
    rows = [*given, *[("", "")] * _SPARE_ROWS]
    words = list(_event_words(scribe))
    return tuple(
        EventRow(number, tuple(Option(value, word, chosen=value == name) for value, word in words), _field(at, zone))
        for number, (name, at) in enumerate(rows, 1)
    )


def _field(written: str, zone: ZoneInfo) -> str:
    try:
        return local_field(parse_instant(written, zone), zone)
    except (ValueError, OverflowError):
        return written


def _event_words(scribe: Scribe) -> Iterator[tuple[str, str]]:
    yield "", "–"
    for event in _EVENTS:
        yield event, gettext("waiting for the client") if event == "waiting:client" else scribe.say(EVENTS[event])
    duties = scribe.document.duties
    for key, duty in duties.items():
        if duty.of == "client":
            name = scribe.name_of(duties, key)
            yield f"duty-missed:{key}", gettext("missing: %(duty)s") % {"duty": name}
            yield f"duty-met:{key}", gettext("there again: %(duty)s") % {"duty": name}
