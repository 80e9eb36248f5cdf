"""What changed in everything else: each part of the document with the one that takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from servanda.engine.policy import classify, clocks, offer, uptime_section
from servanda.engine.policy.diff.change import Change
from servanda.engine.policy.diff.effects import effect_of_field, effect_of_part
from servanda.engine.policy.diff.vocabulary import FIELDS, PARTS
from servanda.engine.policy.document import Assumption, Document, Statement
from servanda.engine.policy.fields import Accept, Item
from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import Promise, Span, write_span
from servanda.engine.policy.shape import Part, fields_of
from servanda.engine.text import Text

_ELSEWHERE: Mapping[type[Part], tuple[str, ...]] = {
    Document: ("calendars", "holidays"),
    clocks.Targets: ("table", "cited_by"),
    clocks.SingleTarget: ("promise", "strength", "calendar", "unless"),
    classify.Matrix: ("cells",),
    classify.Classification: ("rules", "otherwise"),
}
"""Fields that other modules of this package compare by what they do."""
_ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a comparison stands: both policies, the path, and what people call the place."""

    old: Policy
    new: Policy
    path: str = ""
    label: Text = Text()

    def at(self, step: str, label: Text | None = None) -> _Here:
        path = f"{self.path}/{step}" if self.path else step
        return _Here(self.old, self.new, path, self.label if label is None else label)

    @property
    def section(self) -> str:
        return self.path.partition("/")[0]


def part_changes(old: Policy, new: Policy) -> Iterator[Change]:
    """A change for every field that differs, and for every part that is new or gone."""
    yield from _part(_Here(old, new), old.document, new.document)


def _part(here: _Here, before: Part, after: Part) -> Iterator[Change]:
    skipped = _ELSEWHERE.get(type(after), ())
    for key, (attribute, _, _) in fields_of(type(after)).items():
        if key in skipped:
            continue
        was, now = getattr(before, attribute), getattr(after, attribute)
        if was != now:
            yield from _field(here.at(key), key, before, after, was=was, now=now)


def _field(here: _Here, key: str, before: Part, after: Part, *, was: Any, now: Any) -> Iterator[Change]:
    if isinstance(was, dict) and isinstance(now, dict):
        yield from _named(here, key, was, now)
    elif _holds_parts(was, now):
        yield from _named(here, key, _keyed(was), _keyed(now))
    elif isinstance(was, Part) and type(was) is type(now):
        yield from _part(here, was, now)
    else:
        yield _changed(here, key, before, after, was=was, now=now)


def _holds_parts(*values: Any) -> bool:
    return all(isinstance(value, tuple) for value in values) and any(
        isinstance(item, Part) for value in values for item in value
    )


class _About(str):
    """What an item of a list is about; it has no name of its own."""

    __slots__ = ()


def _keyed(items: tuple[Any, ...]) -> dict[str, Any]:
    """Items by what they are about; those that are about the same keep their order."""
    found: dict[str, Any] = {}
    for item in items:
        name = identity(item)
        while name in found:
            name += "′"
        found[_About(name)] = item
    return found


def identity(item: Any) -> str:
    """What an item of a list is about: by this it is found again in the other version."""
    for kind, attributes in _IDENTITIES.items():
        if isinstance(item, kind):
            return " ".join(filter(None, (_plain(getattr(item, attribute)) for attribute in attributes)))
    return _plain(item)


_IDENTITIES: Mapping[type[Part], tuple[str, ...]] = {
    clocks.SingleTarget: ("metric", "plans", "addons", "priorities", "kinds", "facts"),
    clocks.OutOfHours: ("metric", "plans", "addons"),
    clocks.Pause: ("waiting_for", "begins"),
    clocks.Reclassify: ("by", "direction"),
    clocks.Step: ("at",),
    clocks.ProcedureStep: ("name",),
    uptime_section.Uptime: ("service", "plans"),
    uptime_section.CreditStep: ("below",),
    uptime_section.StandingWindow: ("open",),
    offer.Claim: ("plan", "than", "metrics"),
    classify.Wording: ("plans", "addons"),
    Statement: ("kind", "text", "term"),
    Assumption: ("about",),
    Accept: ("code", "at"),
}


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return value.en or value.fr
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _named(here: _Here, key: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name, _ABSENT), now.get(name, _ABSENT)
        step = _step(name, now if name in now else was)
        if before is _ABSENT or after is _ABSENT:
            if isinstance(before, clocks.SingleTarget) or isinstance(after, clocks.SingleTarget):
                continue
            yield _come_or_gone(here.at(step), key, name, before, after)
        elif before != after:
            label = _label(key, name, after)
            inner = here.at(step, label if not here.label else _inside(here.label, label))
            if isinstance(after, Part):
                yield from _part(inner, before, after)
            else:
                yield from _field(inner, "", Part(), Part(), was=before, now=after)


def _step(name: str, items: Mapping[str, Any]) -> str:
    """The step of a path to an item: its key, or its number in the list."""
    return str(list(items).index(name) + 1) if isinstance(name, _About) else name


def _inside(outer: Text, inner: Text) -> Text:
    return Text(f"{outer.en}, {inner.en}", f"{outer.fr}, {inner.fr}")


def _label(key: str, name: str, part: Any) -> Text:
    noun = PARTS.get(key, FIELDS.get(key, Text(key, key)))
    called = part.name if isinstance(part, Item) else Text()
    if not called and isinstance(name, _About):
        called = _about(part)
    called = called or Text(name, name)
    if not name:
        return noun
    return Text(f"{noun.en} “{_cut(called.en)}”", f"{noun.fr} « {_cut(called.fr)} »")


def _about(part: Any) -> Text:
    """The words by which an item without a name is best known."""
    for attribute in ("about", "term", "text", "read_as"):
        said = getattr(part, attribute, None)
        if isinstance(said, Text) and said:
            return Text(said.en.rstrip("."), said.fr.rstrip("."))
    return Text()


def _cut(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"


def _come_or_gone(here: _Here, key: str, name: str, before: Any, after: Any) -> Change:
    gone = after is _ABSENT
    part, policy = (before, here.old) if gone else (after, here.new)
    label = _label(key, name, part)
    where = Text(f"{here.label.en}: ", f"{here.label.fr} : ") if here.label else Text()
    said = Text("removed", "retiré") if gone else Text("new", "nouveau")
    value = Text() if isinstance(part, Part) else _words(policy, part)
    detail = Text(f" ({value.en})", f" ({value.fr})") if value else Text()
    return Change(
        section=here.section,
        path=here.path,
        says=_sentence(
            Text(f"{where.en}{said.en}: {label.en}{detail.en}", f"{where.fr}{said.fr} : {label.fr}{detail.fr}")
        ),
        effect=effect_of_part(part, gone=gone),
        before=_described(policy, part) if gone else Text(),
        after=Text() if gone else _described(policy, part),
        clauses=part.cited if isinstance(part, Item) else (),
        place=policy.place(here.path),
    )


def _described(policy: Policy, part: Any) -> Text:
    if isinstance(part, Item):
        return part.text or part.name
    return Text() if isinstance(part, Part) else _words(policy, part)


def _changed(here: _Here, key: str, before: Part, after: Part, *, was: Any, now: Any) -> Change:
    label = here.label or Text("Policy", "Politique")
    if key:
        field = FIELDS.get(key, Text(key, key))
        label = Text(f"{label.en}: {field.en}", f"{label.fr} : {field.fr}")
    old, new = _words(here.old, was), _words(here.new, now)
    return Change(
        section=here.section,
        path=here.path,
        says=_sentence(
            Text(
                f"{label.en}: {new.en} (was {old.en})",
                f"{label.fr} : {new.fr} (auparavant {old.fr})",
            )
        ),
        effect=effect_of_field(after, key, was, now),
        before=old,
        after=new,
        clauses=after.cited if isinstance(after, Item) else (),
        place=here.new.place(here.path),
    )


def _sentence(said: Text) -> Text:
    return Text(f"{said.en[:1].upper()}{said.en[1:]}.", f"{said.fr[:1].upper()}{said.fr[1:]}.")


_NOTHING = Text("–", "–")


def _words(policy: Policy, value: Any) -> Text:
    """A value as people read it."""
    if value is None or value in ("", ()) or (isinstance(value, Text) and not value):
        return _NOTHING
    if isinstance(value, bool):
        return Text("yes", "oui") if value else Text("no", "non")
    if isinstance(value, Text):
        return Text(f"“{_cut(value.en)}”", f"« {_cut(value.fr)} »")
    if isinstance(value, Promise):
        return policy.in_words(value)
    if isinstance(value, Span):
        return write_span(value, policy.document.terms.business_day_term)
    if isinstance(value, date):
        return write_day(value)
    return _collected(policy, value)


def _collected(policy: Policy, value: Any) -> Text:
    if isinstance(value, tuple):
        words = [_words(policy, item) for item in value]
        return Text(", ".join(word.en for word in words), ", ".join(word.fr for word in words))
    if isinstance(value, dict):
        pairs = [f"{name} = {_plain(item)}" for name, item in value.items()]
        return Text(", ".join(pairs), ", ".join(pairs))
    if isinstance(value, Decimal):
        return Text(str(value), str(value).replace(".", ","))
    if isinstance(value, Part):
        return Text("stated", "indiqué")
    return Text(str(value), str(value))
