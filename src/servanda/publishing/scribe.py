"""Writes the parts of one policy in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from servanda.engine.calendars.model import Calendar
from servanda.engine.entitlements.grants import party_name
from servanda.engine.policy.document import Document
from servanda.engine.policy.fields import Item
from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import ALL_PLANS, ANY_PRIORITY, Policy
from servanda.engine.policy.promise import Promise, Span
from servanda.engine.prose import write_list
from servanda.engine.requests.reasons import level_name
from servanda.engine.requests.sayings import METRIC, STRENGTH
from servanda.engine.text import THIN, Language, Text
from servanda.engine.uptime.wording import percent
from servanda.publishing.blocks import Clause, Line, Margin
from servanda.publishing.vocabulary import ASSUMED, EVENTS


class Scribe:
    """One policy in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy = policy
        self.language = language
        self._explained = {each.ruling for each in policy.document.assumptions if each.ruling}

    @property
    def document(self) -> Document:
        """The policy's document."""
        return self.policy.document

    # Sentences

    def say(self, text: Text) -> str:
        """A sentence in the language of the page."""
        return text.of(self.language)

    def both(self, en: str, fr: str) -> str:
        """A sentence of the page itself."""
        return Text(en, fr).of(self.language)

    def listed(self, names: Iterable[str]) -> str:
        """``a, b and c``."""
        return write_list(names, self.language)

    def either(self, names: Iterable[str]) -> str:
        """``a, b or c``."""
        words = list(names)
        if len(words) < 2:
            return "".join(words)
        return ", ".join(words[:-1]) + self.both(" or ", " ou ") + words[-1]

    def joined(self, parts: Iterable[str]) -> str:
        """Parts one behind the other, with the semicolon of the language."""
        return (f"{THIN}; " if self.language == "fr" else "; ").join(parts)

    def sentence(self, words: str) -> str:
        """Words as a sentence: they begin with a capital and end with a full stop."""
        return words[:1].upper() + words[1:] + "."

    # Names

    def name_of(self, items: Mapping[str, Item], key: str) -> str:
        """The name of a named part; its id where it has no name."""
        item = items.get(key)
        return (self.say(item.name) if item else "") or key

    def part(self, items: Mapping[str, Item], key: str) -> str:
        """What a part is called; where it has no name the sentence that it is; its id where it has neither."""
        item = items.get(key)
        return (self.say(item.name or item.text) if item else "") or key

    def named(self, items: Mapping[str, Item], keys: Iterable[str]) -> str:
        """Several named parts in words."""
        return self.listed(self.name_of(items, key) for key in keys)

    def plan(self, key: str) -> str:
        """The name of a plan or an add-on."""
        if key == ALL_PLANS:
            return self.both("All plans", "Tous les forfaits")
        return self.name_of({**self.document.plans, **self.document.addons}, key)

    def plans(self, keys: Iterable[str]) -> str:
        """Several plans and add-ons in words."""
        return self.listed(self.plan(key) for key in keys)

    def level(self, key: str) -> str:
        """The name of a priority, with its id where the name does not say it."""
        if key == ANY_PRIORITY:
            return self.both("Any request", "Toute demande")
        return self.say(level_name(self.policy, key))

    def calendar(self, key: str) -> str:
        """The name of a calendar."""
        calendar = self.policy.calendars.get(key)
        return (self.say(calendar.name) if calendar else "") or key

    def party(self, name: str) -> str:
        """Somebody whom the policy names."""
        return self.say(party_name(self.policy, name))

    def metric(self, metric: str) -> str:
        """The name of a clock."""
        return self.say(METRIC[metric])

    def strength(self, strength: str) -> str:
        """How firmly something is promised."""
        return self.say(STRENGTH[strength])

    # Values

    def promise(self, promise: Promise) -> str:
        """A promise in words."""
        return self.say(self.policy.in_words(promise))

    def span(self, span: Span) -> str:
        """A length of time in words."""
        return self.say(self.policy.span_in_words(span))

    def percent(self, value: Decimal) -> str:
        """A percentage, its digits as they are."""
        return self.say(percent(value))

    def events(self, events: Iterable[str]) -> str:
        """Things that happen to a request, any of which is meant: ``waiting begins or work goes on``."""
        return self.either(self.say(EVENTS[event]) for event in events)

    def conditions(self, conditions: Mapping[str, tuple[str, ...]]) -> str:
        """Facts and the values that satisfy them: ``Production: down; Clients: one or several``."""
        return self.joined(self._condition(fact, values) for fact, values in conditions.items())

    def _condition(self, key: str, values: tuple[str, ...]) -> str:
        facts = self.document.classify.facts
        fact = facts.get(key)
        names = self.either(self.name_of(fact.values if fact else {}, value) for value in values)
        return self.both(f"{self.name_of(facts, key)}: {names}", f"{self.name_of(facts, key)} : {names}")

    def since(self) -> str:
        """``In force since 8 December 2023``, or that the source has no date."""
        start = self.document.effective.from_
        if start is None:
            return self.both("In force since a date that the source does not state", "En vigueur, sans date indiquée")
        day = self.say(write_day(start))
        return self.both(f"In force since {day}", f"En vigueur depuis le {day}")

    # Blocks

    def margin(self, *parts: Item | Calendar | None, more: Iterable[str] = ()) -> Margin:
        """What stands beside these parts; `more` are clauses that decide them from elsewhere."""
        found = [part for part in parts if part is not None]
        cited = [number for part in found for number in (part.clauses if isinstance(part, Calendar) else part.cited)]
        assumed = dict.fromkeys(word for part in found for word in part.assumed)
        return Margin(
            self.clauses((*cited, *more)),
            tuple(self.say(ASSUMED.get(word, Text(word, word))) for word in assumed),
            next((part.ruling for part in found if part.ruling and part.ruling in self._explained), ""),
            " · ".join(dict.fromkeys(part.source for part in found if part.source)),
        )

    def clauses(self, numbers: Iterable[str]) -> tuple[Clause, ...]:
        """Clause numbers, each once."""
        return tuple(Clause(number) for number in dict.fromkeys(numbers))

    def line(self, item: Item, *, name: str | None = None, text: str = "", points: Iterable[str] = ()) -> Line:
        """A part of the document as a sentence with its margin; under its own name where none is given."""
        called = self.say(item.name) if name is None else name
        return Line(text or self.say(item.text), called, tuple(points), self.margin(item))
