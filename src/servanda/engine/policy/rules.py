"""The canonical form of a policy: a flat list of rules, one a line, that programs read (``POLICY_FORMAT``, shape B).

    {id: targets/table/P3/BASIC/response, clauses: [K24], type: target, metric: response,
     when: {plan: [BASIC], priority: [P3]}, value: 8, unit: business_hour, calendar: office, from: 2023-12-08}

The id of a rule is the path of its part in the document, so that it stays when neighbours change. Every part that
decides something or carries a clause is a rule; one that is only a sentence has type `statement` or the name of its
section, and its words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from servanda.engine.calendars.model import Calendar
from servanda.engine.diagnostics import Place
from servanda.engine.policy import classify, clocks, offer, uptime_section
from servanda.engine.policy.document import Assumption, Statement
from servanda.engine.policy.fields import Item
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.policy.shape import Part
from servanda.engine.policy.walk import parts_of
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `when` names what must hold (plan, priority, facts): each name with the values that satisfy it.

    `value` is a number or a word, `unit` what it counts: ``business_hour``, ``percent of annual subscription``.
    `from_` and `to` are the dates of the policy, [from, to). `says` are the rule's own words.
    """

    id: str
    type: str
    clauses: tuple[str, ...] = ()
    metric: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    value: str | int | Decimal | None = None
    unit: str = ""
    calendar: str | None = None
    strength: str = ""
    says: Text = Text()
    from_: str = ""
    to: str = ""
    place: Place = Place()


def rules_of(policy: Policy) -> tuple[Rule, ...]:
    """Every rule of a policy, in the order of its file."""
    effective = policy.document.effective
    since = effective.from_.isoformat() if effective.from_ else ""
    until = effective.to.isoformat() if effective.to else ""
    found = (
        replace(rule, place=policy.place(rule.id.partition("#")[0]), from_=since, to=until) for rule in _rules(policy)
    )
    return tuple(sorted(found, key=lambda rule: rule.place))


def write_rules(policy: Policy) -> str:
    """The rules as YAML, one a line: an item of a list, written as JSON, which YAML readers read too."""
    return "".join(f"- {json.dumps(rule_record(rule), ensure_ascii=False)}\n" for rule in rules_of(policy))


def rule_record(rule: Rule) -> dict[str, Any]:
    """A rule as plain values for JSON or YAML; what says nothing is left out. A single clause is `clause`."""
    record: dict[str, Any] = {"id": rule.id, "type": rule.type}
    if rule.clauses:
        record |= {"clause": rule.clauses[0]} if len(rule.clauses) == 1 else {"clauses": list(rule.clauses)}
    optional = {
        "metric": rule.metric,
        "when": {name: list(values) for name, values in rule.when.items() if values},
        "value": str(rule.value) if isinstance(rule.value, Decimal) else rule.value,
        "unit": rule.unit,
        "calendar": rule.calendar,
        "strength": rule.strength,
        "says": {"en": rule.says.en, "fr": rule.says.fr} if rule.says else None,
        "from": rule.from_,
        "to": rule.to,
    }
    record |= {name: value for name, value in optional.items() if value not in (None, "", {})}
    return record | {"place": str(rule.place)}


def _rules(policy: Policy) -> Iterator[Rule]:
    for target in policy.targets:
        yield _target(policy, target)
    for name, calendar in policy.calendars.items():
        yield Rule(f"calendars/{name}", "calendar", calendar.clauses, value=_opening(calendar), says=calendar.name)
    for path, part in parts_of(policy.document):
        if isinstance(part, clocks.Target):
            continue
        special = _SPECIAL.get(type(part))
        if special is not None:
            yield from special(path, part)
        elif isinstance(part, Item) and (part.cited or part.text):
            yield _worded(path, part)


def _target(policy: Policy, rule: TargetRule) -> Rule:
    value, unit = _promised(rule.promise)
    span = rule.promise.spans[0] if rule.promise.spans else None
    runs = span is not None and span.measure in ("business", "support")
    own = rule.calendar or (span.calendar if span else None)
    plan = rule.plans[0] if len(rule.plans) == 1 else None
    calendar = own or (policy.calendar_of(plan) if plan else policy.document.default_calendar) if runs else None
    when = {
        "plan": rule.plans,
        "addon": rule.addons,
        "priority": rule.priorities,
        "kind": rule.kinds,
        **rule.facts,
        **{f"not {fact}": values for fact, values in rule.unless.items()},
    }
    return Rule(
        rule.id, "target", rule.clauses, rule.metric, when, value, unit, calendar, rule.strength, place=rule.place
    )


def _promised(promise: Promise) -> tuple[str | int, str]:
    if promise.kind == "within" and len(promise.spans) == 1 and not promise.strict:
        span = promise.spans[0]
        return span.number, f"{span.measure}_{span.unit}"
    return str(promise), ""


def _opening(calendar: Calendar) -> str:
    return "always" if calendar.always else f"{len(calendar.windows)} windows a week, {len(calendar.closures)} closures"


def _worded(path: str, part: Item) -> Rule:
    return Rule(path, _section(path), part.cited, says=part.text or part.name)


def _section(path: str) -> str:
    return path.partition("/")[0].rstrip("s")


def _out_of_hours(path: str, part: clocks.OutOfHours) -> Iterator[Rule]:
    value, unit = _promised(part.promise)
    when = {"raised": ("outside hours",), "plan": part.plans, "addon": part.addons, "not addon": part.without}
    yield Rule(path, "target", part.cited, part.metric, when, value, unit)


def _matrix(path: str, part: classify.Matrix) -> Iterator[Rule]:
    for row, cells in part.cells.items():
        for column, priority in cells.items():
            when = {part.rows: (row,), part.columns: (column,)}
            yield Rule(f"{path}/cells/{row}/{column}", "classification", part.cited, "priority", when, priority)


def _classify_rule(path: str, part: classify.ClassifyRule) -> Iterator[Rule]:
    value = part.priority or ", ".join(part.agent_chooses)
    unit = "" if part.priority else "agent chooses"
    alternatives = part.any_of or ({},)
    for number, alternative in enumerate(alternatives, 1):
        name = f"{path}#{number}" if len(alternatives) > 1 else path
        when = {**part.when, **alternative}
        yield Rule(name, "classification", part.cited, "priority", when, value, unit, says=part.text)


def _entitlement(path: str, part: offer.Entitlement) -> Iterator[Rule]:
    says = part.name or part.text
    for key, names in (("plan", part.plans), ("addon", part.addons)):
        if names:
            yield Rule(f"{path}/{key}s", "entitlement", part.cited, when={key: names}, value="granted", says=says)
    if part.quote:
        yield Rule(f"{path}/quote", "entitlement", part.cited, when={"plan": part.quote}, value="on quote", says=says)
    if not (part.plans or part.addons or part.quote):
        yield Rule(path, "entitlement", part.cited, value="granted", says=says)


def _channel(path: str, part: offer.Channel) -> Iterator[Rule]:
    when = {"plan": part.plans, "addon": part.addons, "session on": part.within}
    value = "opens requests" if part.opens_requests else "informs"
    yield Rule(path, "channel", part.cited, when=when, value=value, calendar=part.calendar, says=part.name)


def _price(path: str, part: offer.Price) -> Iterator[Rule]:
    value, unit = _priced(part)
    per = f" per {part.per}" if part.per and part.per != "once" else (", once" if part.per else "")
    when = {"line": (path.partition("/")[2],)}
    yield Rule(path, "price", part.cited, when=when, value=value, unit=f"{unit}{per}".strip(), says=part.text)


def _priced(part: offer.Price) -> tuple[str | Decimal, str]:
    if part.percent is not None:
        return part.percent, f"percent of {part.of}"
    if part.amount is not None:
        return part.amount, part.currency or ""
    return ("included" if part.included else "on quote"), ""


def _charge(path: str, part: offer.Charge) -> Iterator[Rule]:
    when = {"kind": part.kinds, **part.when}
    value: str | Decimal = "on quote" if part.price is None else part.price
    yield Rule(path, "charge", part.cited, when=when, value=value, unit=part.currency or "", says=part.text)


def _duty(path: str, part: clocks.Duty) -> Iterator[Rule]:
    when = {"of": (part.of,), "priority": part.priorities}
    yield Rule(
        path, "duty", part.cited, when=when, value=part.if_missing, unit="if missing", says=part.text or part.name
    )


def _pause(path: str, part: clocks.Pause) -> Iterator[Rule]:
    when = {
        "waiting for": (part.waiting_for,) if part.waiting_for else (),
        "begins": part.begins,
        "ends": part.ends,
        "plan": part.plans,
    }
    yield Rule(path, "pause", part.cited, ", ".join(part.clocks), when, "stops", says=part.text)


def _reclassify(path: str, part: clocks.Reclassify) -> Iterator[Rule]:
    when = {"by": part.by, "reason": tuple(part.reasons)}
    yield Rule(
        path, "reclassify", part.cited, "priority", when, part.direction, f"targets {part.targets}", says=part.text
    )


def _ladder(path: str, part: clocks.Ladder) -> Iterator[Rule]:
    for number, step in enumerate(part.steps, 1):
        when = {
            "at": (step.at,),
            "if": (step.if_,) if step.if_ else (),
            "priority": part.priorities,
            "kind": part.kinds,
        }
        yield Rule(
            f"{path}/steps/{number}",
            "ladder",
            step.cited or part.cited,
            when=when,
            value=step.tell or "nobody",
            unit=step.by,
            calendar=part.calendar,
            says=step.why,
        )


def _uptime(path: str, part: uptime_section.Uptime) -> Iterator[Rule]:
    cited = tuple(dict.fromkeys(clause for clauses in part.cited_by.values() for clause in clauses))
    target = part.target
    yield Rule(
        path,
        "uptime",
        tuple(dict.fromkeys((*part.cited, *target.cited, *cited))),
        "uptime",
        {"service": (part.service,), "plan": part.plans, "excluded": part.excluded},
        target.at_least,
        f"percent, {part.denominator}",
        part.service_hours,
        target.strength,
        part.text,
    )


def _credit(path: str, part: uptime_section.CreditStep) -> Iterator[Rule]:
    when = {"at or below" if part.inclusive else "below": (f"{part.below} %",)}
    yield Rule(path, "credit", part.cited, "uptime", when, part.credit, "percent of fee base")


def _statement(path: str, part: Statement) -> Iterator[Rule]:
    yield Rule(path, part.kind, part.cited, says=part.text or part.term)


def _assumption(path: str, part: Assumption) -> Iterator[Rule]:
    yield Rule(path, "assumption", part.cited, says=part.read_as)


def _targets_text(path: str, part: clocks.Targets) -> Iterator[Rule]:
    if part.cited or part.text:
        yield _worded(path, part)


_SPECIAL: Mapping[type[Part], Callable[[str, Any], Iterator[Rule]]] = {
    Statement: _statement,
    Assumption: _assumption,
    classify.Matrix: _matrix,
    classify.ClassifyRule: _classify_rule,
    clocks.Targets: _targets_text,
    clocks.OutOfHours: _out_of_hours,
    clocks.Duty: _duty,
    clocks.Pause: _pause,
    clocks.Reclassify: _reclassify,
    clocks.Ladder: _ladder,
    clocks.Step: lambda path, part: iter(()),
    offer.Entitlement: _entitlement,
    offer.Channel: _channel,
    offer.Price: _price,
    offer.Charge: _charge,
    uptime_section.Uptime: _uptime,
    uptime_section.UptimeTarget: lambda path, part: iter(()),
    uptime_section.CreditStep: _credit,
}
