"""Writes the parts of a policy in the language of the page, and keeps account of which clauses it has shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext, pgettext

from servanda.desk.web.formats import joined, language
from servanda.desk.web.pages.blocks import Clause, Line, Margin
from servanda.desk.web.pages.vocabulary import assumed_word
from servanda.engine.policy.fields import Item
from servanda.engine.policy.policy import ALL_PLANS, ANY_PRIORITY, Policy
from servanda.engine.policy.promise import Promise, Span
from servanda.engine.prose import write_list
from servanda.engine.requests.reasons import level_name
from servanda.engine.text import Text


class Scribe:
    """One page in the making. The order of calls is the order of the page: the first mention anchors a clause."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.document = policy.document
        self.language = language()
        self._seen: set[str] = set()
        self._rulings = {each.ruling for each in policy.document.assumptions if each.ruling}

    def say(self, text: Text) -> str:
        """A text of the policy in the language of the page."""
        return text.of(self.language)

    def both(self, names: Iterable[str]) -> str:
        """``a, b and c``."""
        return write_list(names, self.language)

    def either(self, names: Iterable[str]) -> str:
        """``a, b or c``."""
        words = list(names)
        if len(words) < 2:
            return "".join(words)
        joined = pgettext("between alternatives", "%(first)s or %(last)s")
        return joined % {"first": ", ".join(words[:-1]), "last": words[-1]}

    def promise(self, promise: Promise) -> str:
        """A promise in words."""
        return self.say(self.policy.in_words(promise))

    def span(self, span: Span) -> str:
        """A length of time in words."""
        return self.say(self.policy.span_in_words(span))

    def clauses(self, numbers: Iterable[str]) -> tuple[Clause, ...]:
        """Clause numbers; each is an anchor the first time that this page shows it."""
        found = []
        for number in dict.fromkeys(numbers):
            found.append(Clause(number, number not in self._seen))
            self._seen.add(number)
        return tuple(found)

    def margin(self, item: Item, *more: str) -> Margin:
        """The margin of a part of the document."""
        return Margin(
            self.clauses((*item.cited, *more)),
            tuple(assumed_word(word) for word in item.assumed),
            item.ruling if item.ruling in self._rulings else "",
            item.source,
        )

    def line(self, item: Item, *, name: str = "", text: str = "", points: Iterable[str] = ()) -> Line:
        """A part of the document as a sentence with its margin."""
        return Line(text or self.say(item.text), name or self.say(item.name), tuple(points), self.margin(item))

    def name_of(self, items: Mapping[str, Item], key: str) -> str:
        """The name of a named part; its id where it has no name."""
        item = items.get(key)
        return (self.say(item.name) if item else "") or key

    def plan(self, key: str) -> str:
        """The name of a plan or an add-on."""
        if key == ALL_PLANS:
            return gettext("All plans")
        return self.name_of({**self.document.plans, **self.document.addons}, key)

    def plans(self, keys: Iterable[str]) -> str:
        """Several plans and add-ons in words."""
        return self.both(self.plan(key) for key in keys)

    def level(self, key: str) -> str:
        """The name of a priority, with its id where the name does not say it."""
        if key == ANY_PRIORITY:
            return gettext("Any request")
        return self.say(level_name(self.policy, key))

    def calendar(self, key: str) -> str:
        """The name of a calendar."""
        calendar = self.policy.calendars.get(key)
        return (self.say(calendar.name) if calendar else "") or key

    def conditions(self, conditions: Mapping[str, tuple[str, ...]]) -> str:
        """Facts and the values that satisfy them: ``Production: down; Clients: one or several``."""
        return joined(self._condition(fact, values) for fact, values in conditions.items())

    def _condition(self, key: str, values: tuple[str, ...]) -> str:
        fact = self.document.classify.facts.get(key)
        names = [
            (self.say(fact.values[value].name) if fact and value in fact.values else "") or value for value in values
        ]
        name = (self.say(fact.name) if fact else "") or key
        return gettext("%(name)s: %(value)s") % {"name": name, "value": self.either(names)}
