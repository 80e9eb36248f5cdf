"""Writes the parts of one policy in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from servanda.engine.entitlements.grants import party_name
from servanda.engine.policy.document import Document
from servanda.engine.policy.fields import Item
from servanda.engine.policy.policy import ALL_PLANS, ANY_PRIORITY, Policy
from servanda.engine.policy.promise import Promise, Span
from servanda.engine.prose import write_list
from servanda.engine.text import Language, Text
from servanda.engine.uptime.wording import money, percent
from servanda.publishing.blocks import Entry, Margin, Paragraph
from servanda.publishing.vocabulary import ASSUMED


class Scribe:
    """One policy in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy = policy
        self.language = language

    @property
    def document(self) -> Document:
        """The policy's document."""
        return self.policy.document

    def say(self, text: Text) -> str:
        """A sentence in the language of the page."""
        return text.of(self.language)

    def both(self, en: str, fr: str) -> str:
        """A sentence of the page itself."""
        return Text(en, fr).of(self.language)

    def listed(self, names: Iterable[str]) -> str:
        """``a, b and c``."""
        return write_list(names, self.language)

    # Names

    def name(self, part: Item, name: str) -> str:
        """What people call a part: its name, else its id."""
        return self.say(part.name) if part.name else name

    def named(self, names: Iterable[str], parts: Mapping[str, Item]) -> str:
        """Several parts by their names."""
        return self.listed(self.name(parts[name], name) if name in parts else name for name in names)

    def plans(self, names: Iterable[str]) -> str:
        """Plans and add-ons by their names."""
        return self.named(names, {**self.document.plans, **self.document.addons})

    def column(self, name: str) -> str:
        """The head of a column of the target table."""
        return self.both("All plans", "Tous les forfaits") if name == ALL_PLANS else self.plans((name,))

    def level(self, name: str) -> str:
        """A priority by its name and its id."""
        if name == ANY_PRIORITY:
            return self.both("Any priority", "Toute priorité")
        called = self.name(self.document.classify.levels[name], name)
        internal = name[:1].islower() or name.casefold() in called.casefold()
        return called if internal else f"{name} · {called}"

    def calendar(self, name: str) -> str:
        """A calendar by its name."""
        found = self.policy.calendars.get(name)
        return self.say(found.name) if found and found.name else name

    def party(self, name: str) -> str:
        """Somebody whom the policy names."""
        return self.say(party_name(self.policy, name))

    # Values

    def promise(self, promise: Promise) -> str:
        """A promise in words."""
        return self.say(self.policy.in_words(promise))

    def span(self, span: Span) -> str:
        """A length of time in words."""
        return self.say(self.policy.span_in_words(span))

    def condition(self, fact: str, values: Iterable[str]) -> str:
        """``Impact is “Everybody”``, with the policy’s own names."""
        asked = self.document.classify.facts[fact]
        either = self.both(" or ", " ou ").join(
            self.both(f"“{called}”", f"« {called} »")
            for called in (self.name(asked.values[value], value) for value in values)
        )
        return self.both(f"{self.name(asked, fact)} is {either}", f"{self.name(asked, fact)} est {either}")

    def sentence(self, words: str) -> str:
        """Words that begin like a sentence."""
        return words[:1].upper() + words[1:]

    def money(self, amount: Decimal, currency: str | None) -> str:
        """An amount with its currency."""
        return self.say(money(amount, currency))

    def percent(self, value: Decimal) -> str:
        """A percentage, its digits as they are."""
        return self.say(percent(value))

    # Blocks

    def margin(self, *parts: Item | None) -> Margin:
        """What stands beside these parts."""
        found = [part for part in parts if part is not None]
        return Margin(
            _each(part.cited for part in found),
            tuple(self.assumed(word) for word in _each(tuple(part.assumed) for part in found)),
            next((part.ruling for part in found if part.ruling), ""),
        )

    def assumed(self, word: str) -> str:
        """What was assumed, in a word."""
        return self.say(ASSUMED.get(word, Text(word, word)))

    def paragraph(self, part: Item | None) -> tuple[Paragraph, ...]:
        """The sentence of a part, or nothing where it has none."""
        if part is None or not (part.text or part.name):
            return ()
        return (Paragraph(self.say(part.text or part.name), self.margin(part)),)

    def entry(self, part: Item, name: str, *sentences: str) -> Entry:
        """A part by its name, with its own sentence and those that follow from its fields."""
        said = (self.say(part.text), *sentences)
        return Entry(self.name(part, name), " ".join(sentence for sentence in said if sentence), self.margin(part))


def _each(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in groups for word in group))
