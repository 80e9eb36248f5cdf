"""What changed in the promises of time, cell by cell of what clients can hold, whatever the table looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.policy.diff.change import Change, Effect, Example, combined
from servanda.engine.policy.diff.moments import compare, telling_moments
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import Offer, applies, offer_name, offers
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.prose import write_list
from servanda.engine.requests.classification import complete
from servanda.engine.requests.sayings import METRIC, STRENGTH
from servanda.engine.requests.selection import Situation, select
from servanda.engine.text import Text

_SHOWN = 6
"""Cells that one sentence names before it says how many more there are."""
_STRENGTHS = ("best effort", "reasonable efforts", "committed")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer has for one priority and metric; None where nothing is promised."""

    offer: Offer
    priority: str | None
    metric: str
    rule: TargetRule | None
    circumstances: str = ""
    """The kinds of request and the facts for which the promise is made, where it is not made for all."""

    @property
    def name(self) -> str:
        """``P3 BASIC``."""
        named = " ".join(part for part in (self.priority, offer_name(self.offer)) if part)
        return f"{named} ({self.circumstances})" if self.circumstances else named


Key = tuple[Offer, str | None, str]
Pair = tuple[Cell, Cell]


def target_changes(old: Policy, new: Policy, year: int) -> Iterator[Change]:
    """A change for every promise that differs; cells with the same change are told together."""
    groups: dict[tuple[object, ...], list[Pair]] = {}
    for pair in (*_same_cells(old, new, year), *_special_promises(old, new)):
        kind = _kind(pair)
        if kind is None or _told_for_the_plan(groups.get(kind, []), pair[0]):
            continue
        groups.setdefault(kind, []).append(pair)
    for pairs in groups.values():
        yield _change(old, new, pairs, year)


def _same_cells(old: Policy, new: Policy, year: int) -> Iterator[Pair]:
    before, after = cells(old, year), cells(new, year)
    return ((cell, after[key]) for key, cell in before.items() if key in after)


def _special_promises(old: Policy, new: Policy) -> Iterator[Pair]:
    """Promises for some kinds of request or some facts, found again by what they are about."""
    before, after = _special(old), _special(new)
    for key in dict.fromkeys((*before, *after)):
        rule = after.get(key) or before[key]
        offer = _holder(old, new, rule)
        if offer is not None:
            priority = rule.priorities[0] if rule.priorities else None
            yield (
                Cell(offer, priority, rule.metric, before.get(key), _circumstances(rule)),
                Cell(offer, priority, rule.metric, after.get(key), _circumstances(rule)),
            )


def _special(policy: Policy) -> dict[tuple[object, ...], TargetRule]:
    found: dict[tuple[object, ...], TargetRule] = {}
    for rule in policy.targets:
        if rule.kinds or rule.facts:
            facts = tuple((fact, tuple(values)) for fact, values in rule.facts.items())
            found[rule.metric, rule.plans, rule.addons, rule.priorities, rule.kinds, facts] = rule
    return found


def _holder(old: Policy, new: Policy, rule: TargetRule) -> Offer | None:
    """The first offer of both versions to which a rule speaks."""
    before = set(offers(old))
    return next((offer for offer in offers(new) if offer in before and applies(new, rule, offer)), None)


def _circumstances(rule: TargetRule) -> str:
    facts = (f"{fact} = {'/'.join(values)}" for fact, values in rule.facts.items())
    return ", ".join((*rule.kinds, *facts))


def cells(policy: Policy, year: int) -> dict[Key, Cell]:
    """Every promise that a request of the first kind can have in March of `year`, with all facts at their mildest."""
    opened = at_local(date(year, 3, 15), policy.zone, 12)
    kind = next((name for name, one in policy.document.kinds.items() if one.promises), "")
    found: dict[Key, Cell] = {}
    for offer in offers(policy):
        for priority in _priorities(policy, offer[0]):
            situation = Situation(*offer, priority, kind, complete(policy, {}))
            chosen = {one.metric: one.rule for one in select(policy, situation, opened)}
            for metric in METRIC:
                found[offer, priority, metric] = Cell(offer, priority, metric, chosen.get(metric))
    return found


def _priorities(policy: Policy, plan: str) -> tuple[str | None, ...]:
    section = policy.document.classify
    return (None,) if section.plans and plan not in section.plans else tuple(section.levels)


def _kind(pair: Pair) -> tuple[object, ...] | None:
    """What decides whether two cells changed in the same way; None where nothing changed."""
    before, after = (_decides(cell.rule) for cell in pair)
    return None if before == after else (pair[0].metric, before, after)


def _decides(rule: TargetRule | None) -> tuple[object, ...] | None:
    if rule is None or rule.promise.kind == "none":
        return None
    unless = tuple((fact, tuple(values)) for fact, values in rule.unless.items())
    return rule.promise, rule.strength, rule.calendar, unless


def _told_for_the_plan(pairs: list[Pair], cell: Cell) -> bool:
    """A change of a plan is not told again for the plan with add-ons."""
    plan, addons = cell.offer
    return bool(addons) and any((other.offer, other.priority) == ((plan, ()), cell.priority) for other, _ in pairs)


def _change(old: Policy, new: Policy, pairs: list[Pair], year: int) -> Change:
    first = pairs[0]
    shown, gone = (_promised(cell.rule) for cell in reversed(first))
    effect, examples = _effect(old, new, pairs, year)
    words = new.in_words(shown) if shown else Text("no commitment", "sans engagement")
    was = old.in_words(gone) if gone else Text("no commitment", "sans engagement")
    rule, policy = (first[1].rule, new) if first[1].rule else (first[0].rule, old)
    return Change(
        section="targets",
        path=rule.id if rule else "targets",
        says=_sentence(pairs, words, was),
        effect=effect,
        before=was,
        after=words,
        clauses=_clauses(pairs),
        examples=examples,
        place=policy.place(rule.id if rule else "targets"),
    )


def _promised(rule: TargetRule | None) -> Promise | None:
    return rule.promise if rule and rule.promise.kind != "none" else None


def _sentence(pairs: list[Pair], words: Text, was: Text) -> Text:
    before, after = pairs[0]
    metric, where = METRIC[before.metric], _where(pairs)
    what = _comparison(words, was, promised=(_promised(before.rule) is not None, _promised(after.rule) is not None))
    said = Text(f"{metric.en}, {where.en}: {what.en}", f"{metric.fr}, {where.fr} : {what.fr}")
    extra = _extras(before.rule, after.rule)
    return Text(
        "; ".join((said.en, *(item.en for item in extra))) + ".",
        " ; ".join((said.fr, *(item.fr for item in extra))) + ".",
    )


def _comparison(words: Text, was: Text, *, promised: tuple[bool, bool]) -> Text:
    before, after = promised
    if not before:
        return Text(f"{words.en}; nothing was promised", f"{words.fr} ; rien n’était promis")
    if not after:
        return Text(f"no longer promised (was {was.en})", f"n’est plus promis (auparavant {was.fr})")
    if words == was:
        return Text(f"{words.en} as before", f"toujours {words.fr}")
    return Text(f"{words.en} instead of {was.en}", f"{words.fr} au lieu de {was.fr}")


def _extras(before: TargetRule | None, after: TargetRule | None) -> Iterator[Text]:
    if before is None or after is None:
        return
    if before.strength != after.strength:
        now, was = STRENGTH[after.strength], STRENGTH[before.strength]
        yield Text(f"{now.en} instead of {was.en}", f"{now.fr} au lieu de {was.fr}")
    if before.calendar != after.calendar:
        now, was = _hours(after.calendar), _hours(before.calendar)
        yield Text(f"counted on {now.en} instead of {was.en}", f"compté sur {now.fr} au lieu de {was.fr}")
    if before.unless != after.unless:
        yield Text("the exceptions changed", "les exceptions ont changé")


def _hours(calendar: str | None) -> Text:
    if calendar is None:
        return Text("the hours of the plan", "les heures du forfait")
    return Text(f"calendar {calendar}", f"le calendrier {calendar}")


def _where(pairs: list[Pair]) -> Text:
    names = [cell.name for cell, _ in pairs]
    if len(names) <= _SHOWN:
        return Text(write_list(names, "en"), write_list(names, "fr"))
    some, rest = ", ".join(names[: _SHOWN - 1]), len(names) - _SHOWN + 1
    return Text(f"{some} and {rest} more", f"{some} et {rest} de plus")


def _clauses(pairs: list[Pair]) -> tuple[str, ...]:
    rules = [cell.rule for pair in pairs for cell in pair if cell.rule]
    return tuple(dict.fromkeys(clause for rule in rules for clause in rule.clauses))


def _effect(old: Policy, new: Policy, pairs: list[Pair], year: int) -> tuple[Effect, tuple[Example, ...]]:
    effects: list[Effect] = []
    examples: tuple[Example, ...] = ()
    for before, after in pairs:
        if _promised(before.rule) is None or _promised(after.rule) is None:
            effects.append("worse" if _promised(after.rule) is None else "better")
            continue
        assert before.rule is not None  # noqa: S101 - promised, so that there is a rule
        assert after.rule is not None  # noqa: S101
        effects.append(_by_strength(before.rule, after.rule))
        opened = _openings(new, after.offer, year)
        effect, found = compare(
            (old, new), (before.rule, after.rule), after.offer, priority=after.priority, opened=opened
        )
        effects.append(effect)
        examples = examples or found
    return combined(effects), examples


def _openings(policy: Policy, offer: Offer, year: int) -> tuple[int, ...]:
    try:
        return tuple(telling_moments(policy.timeline(policy.calendar_of(*offer)), year))
    except CalendarError:
        return ()


def _by_strength(before: TargetRule, after: TargetRule) -> Effect:
    was, now = (_STRENGTHS.index(rule.strength) for rule in (before, after))
    if was == now:
        return "neutral"
    return "better" if now > was else "worse"
