"""A policy ready for questions: the document, its calendars, and its targets as rules with stable ids.

People write a document; engine, lint, diff and interfaces ask rules. A rule's id is the path of its place in the
document (``targets/table/P3/BASIC/resolution``), so that it stays when neighbours change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.diagnostics import Place
from servanda.engine.policy.clocks import SingleTarget, Target
from servanda.engine.policy.document import Document
from servanda.engine.policy.promise import Promise, Span, write_promise, write_span
from servanda.engine.source import Table
from servanda.engine.text import Text

ANY_PRIORITY = "any"
ALL_PLANS = "all"
_MOST_KEPT = 20_000
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class TargetRule:
    """One promise, with everything that decides whether it applies. Empty tuples mean: any."""

    id: str
    metric: str
    promise: Promise
    strength: str
    clauses: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    addons: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendar: str | None = None
    """The calendar that the clock runs on where it is neither the plan's nor named in the promise."""
    indicator: Span | None = None
    who: str = ""
    place: Place = Place()


class Policy:
    """One version of a policy. Built by `servanda.engine.policy.reader.read_policy`; never changed afterwards."""

    def __init__(
        self,
        document: Document,
        calendars: Mapping[str, Calendar],
        *,
        places: Mapping[str, Place],
        tree: Table,
        file: str = "",
    ) -> None:
        self.document = document
        self.calendars = calendars
        self.places = places
        self.tree = tree
        self.file = file
        self._timelines: dict[str, Timeline] = {}
        self._kept: dict[Hashable, Any] = {}

    @property
    def id(self) -> str:
        """The policy's name."""
        return self.document.policy

    @property
    def version(self) -> str:
        """The version, as written."""
        return self.document.version

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of the policy's dates and of bare local times in its cases."""
        return ZoneInfo(self.document.effective.tz)

    def timeline(self, calendar: str) -> Timeline:
        """The compiled calendar. Raises KeyError for one that the policy does not have."""
        if calendar not in self._timelines:
            self._timelines[calendar] = compile_timeline(self.calendars[calendar])
        return self._timelines[calendar]

    def kept(self, key: Hashable, compute: Callable[[], Kept]) -> Kept:
        """What `compute` says of this policy for a key, computed once; all is forgotten when it becomes too much.

        For answers that the same few questions ask again and again when millions of requests are judged.
        """
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = compute()
        found: Kept = self._kept[key]
        return found

    def place(self, path: str) -> Place:
        """Where a path of the document stands; the nearest part above it where it has no place of its own."""
        while path and path not in self.places:
            path = path.rpartition("/")[0]
        return self.places.get(path, Place(self.file))

    def plan_family(self, plan: str) -> tuple[str, ...]:
        """The plan and the plans that it includes, the plan itself first."""
        return self.kept(("family", plan), lambda: self._family(plan))

    def _family(self, plan: str) -> tuple[str, ...]:
        found: list[str] = []
        following: str | None = plan
        while following and following not in found:
            found.append(following)
            following = self.document.plans[following].includes if following in self.document.plans else None
        return tuple(found)

    def calendar_of(self, plan: str, addons: tuple[str, ...] = ()) -> str:
        """The id of the calendar that counts as support hours for a plan with these add-ons."""
        for addon in addons:
            if self.document.addons[addon].calendar:
                return str(self.document.addons[addon].calendar)
        for member in self.plan_family(plan):
            if self.document.plans[member].calendar:
                return str(self.document.plans[member].calendar)
        return self.document.default_calendar

    def in_words(self, promise: Promise) -> Text:
        """A promise in both languages, with this policy's words for business time and calendars."""
        return write_promise(promise, self.document.terms.business_day_term, self.calendar_names)

    def span_in_words(self, span: Span) -> Text:
        """A length of time in both languages, likewise."""
        return write_span(span, self.document.terms.business_day_term, self.calendar_names)

    @cached_property
    def calendar_names(self) -> Mapping[str, Text]:
        """What people call the calendars that have a name."""
        return {key: calendar.name for key, calendar in self.calendars.items() if calendar.name}

    @cached_property
    def targets(self) -> tuple[TargetRule, ...]:
        """Every promise of the policy as a rule, in the order of the document."""
        return (*self._table_rules(), *self._other_rules())

    def _table_rules(self) -> Iterator[TargetRule]:
        targets = self.document.targets
        for priority, row in targets.table.items():
            for column, cell in row.items():
                for metric, target in cell.items():
                    path = f"targets/table/{priority}/{column}/{metric}"
                    names = (f"{priority}/{column}", column, priority, metric)
                    cited = [clause for name in names for clause in targets.cited_by.get(name, ())]
                    yield self._rule(
                        path,
                        metric,
                        target,
                        clauses=tuple(dict.fromkeys((*target.cited, *cited))),
                        plans=(column,) if column in self.document.plans else (),
                        addons=(column,) if column in self.document.addons else (),
                        priorities=() if priority == ANY_PRIORITY else (priority,),
                    )

    def _other_rules(self) -> Iterator[TargetRule]:
        for number, target in enumerate(self.document.targets.others, 1):
            yield self._rule(
                f"targets/others/{number}",
                target.metric,
                target,
                clauses=target.cited,
                plans=target.plans,
                addons=target.addons,
                priorities=target.priorities,
                kinds=target.kinds,
                facts=target.facts,
                who=target.who,
            )

    def _rule(self, path: str, metric: str, target: Target | SingleTarget, **conditions: Any) -> TargetRule:
        plans = conditions.get("plans") or ()
        strength = target.strength or (self.document.plans[plans[0]].strength if plans else "committed")
        return TargetRule(
            id=path,
            metric=metric,
            promise=target.promise,
            strength=strength,
            unless=target.unless,
            calendar=target.calendar,
            indicator=target.indicator,
            place=self.place(path),
            **conditions,
        )

    @cached_property
    def cited(self) -> dict[str, str]:
        """Clause → the path of the first part of the document that carries it."""
        found: dict[str, str] = {}
        for path, clause in _clauses(self.tree, ""):
            found.setdefault(clause, path)
        return found


def _clauses(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Table):
        for key, value in node.pairs.items():
            if key in ("clause", "clauses"):
                yield from ((path, item.value) for item in getattr(value, "items", [value]))
            elif key == "cited_by" and isinstance(value, Table):
                for name, clauses in value.pairs.items():
                    yield from ((f"{path}/{name}", item.value) for item in getattr(clauses, "items", [clauses]))
            else:
                yield from _clauses(value, f"{path}/{key}" if path else key)
    elif hasattr(node, "items"):
        for number, item in enumerate(node.items, 1):
            yield from _clauses(item, f"{path}/{number}")
