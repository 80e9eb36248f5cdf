"""The check that everything a policy names exists: plans, add-ons, calendars, priorities, facts, contacts, ladders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from servanda.engine.diagnostics import Finding, Severity, nearest
from servanda.engine.policy.clocks import EVENTS
from servanda.engine.policy.document import QUEUE_KEYS
from servanda.engine.policy.policy import ALL_PLANS, ANY_PRIORITY, Policy
from servanda.engine.text import Text

Reference = tuple[str, str, Iterable[str], str]
"""Path, the name that stands there, the known names, what they are names of."""


def check_references(policy: Policy) -> list[Finding]:
    """A finding SV-S03 for every name of something that does not exist."""
    found: list[Finding] = []
    for path, name, known, what in _references(policy):
        names = list(known)
        if name not in names:
            found.append(_missing(policy, path, name, names, what))
    return found


def _missing(policy: Policy, path: str, name: str, known: list[str], what: str) -> Finding:
    near = nearest(name, known)
    english, french = _WHAT[what]
    have = ", ".join(known) or "–"
    return Finding(
        "SV-S03",
        Severity.ERROR,
        policy.place(path),
        Text(f"There is no {english} '{name}'.", f"Il n’y a pas de {french} « {name} »."),
        wording=name,
        fix=Text(
            f"Did you mean '{near}'?" if near else f"Known: {have}.",
            f"Vouliez-vous dire « {near} » ?" if near else f"Connus : {have}.",
        ),
        at=path,
    )


_WHAT: Mapping[str, tuple[str, str]] = {
    "plan": ("plan", "forfait"),
    "addon": ("add-on", "option"),
    "column": ("plan or add-on", "forfait ni d’option"),
    "calendar": ("calendar", "calendrier"),
    "priority": ("priority", "priorité"),
    "fact": ("fact", "fait"),
    "value": ("answer", "réponse"),
    "kind": ("request kind", "type de demande"),
    "channel": ("channel", "canal"),
    "entitlement": ("entitlement", "droit"),
    "ladder": ("ladder", "échelle"),
    "contact": ("contact", "contact"),
    "charge": ("charge", "facturation"),
    "exclusion": ("exclusion", "exclusion"),
    "event": ("event", "événement"),
    "queue key": ("queue key", "clé de file"),
    "line": ("plan, add-on or fee", "forfait, d’option ni de frais"),
}


def _references(policy: Policy) -> Iterator[Reference]:
    yield from _offer(policy)
    yield from _classification(policy)
    yield from _targets(policy)
    yield from _rules(policy)
    yield from _uptime(policy)


def _each(path: str, names: Iterable[str | None], known: Iterable[str], what: str) -> Iterator[Reference]:
    known = tuple(known)
    return ((path, name, known, what) for name in names if name is not None)


def _offer(policy: Policy) -> Iterator[Reference]:
    document = policy.document
    plans, addons, calendars = document.plans, document.addons, policy.calendars
    yield from _each("default_calendar", [document.default_calendar], calendars, "calendar")
    for name, plan in plans.items():
        yield from _each(f"plans/{name}/includes", [plan.includes], plans, "plan")
        yield from _each(f"plans/{name}/calendar", [plan.calendar], calendars, "calendar")
        yield from _each(f"plans/{name}/ladder", [plan.ladder], document.ladders, "ladder")
    for name, addon in addons.items():
        yield from _each(f"addons/{name}/needs", addon.needs, plans, "plan")
        yield from _each(f"addons/{name}/excludes", addon.excludes, addons, "addon")
        yield from _each(f"addons/{name}/calendar", [addon.calendar], calendars, "calendar")
        yield from _each(f"addons/{name}/ladder", [addon.ladder], document.ladders, "ladder")
    for name, entitlement in document.entitlements.items():
        yield from _each(f"entitlements/{name}/plans", entitlement.plans, plans, "plan")
        yield from _each(f"entitlements/{name}/quote", entitlement.quote, plans, "plan")
        yield from _each(f"entitlements/{name}/addons", entitlement.addons, addons, "addon")
    for name, kind in document.kinds.items():
        yield from _each(f"kinds/{name}/needs", [kind.needs], document.entitlements, "entitlement")
        yield from _each(f"kinds/{name}/charge", [kind.charge], document.charges, "charge")
    for name, channel in document.channels.items():
        yield from _each(f"channels/{name}/plans", channel.plans, plans, "plan")
        yield from _each(f"channels/{name}/addons", channel.addons, addons, "addon")
        yield from _each(f"channels/{name}/calendar", [channel.calendar], calendars, "calendar")
        yield from _each(f"channels/{name}/within", channel.within, document.channels, "channel")
    for name in document.prices:
        yield from _each(f"prices/{name}", [name], (*plans, *addons, "annual subscription"), "line")
    for name, charge in document.charges.items():
        yield from _each(f"charges/{name}/kinds", charge.kinds, document.kinds, "kind")
    for number, claim in enumerate(document.claims, 1):
        yield from _each(f"claims/{number}", [claim.plan, claim.than], plans, "plan")


def _conditions(policy: Policy, path: str, conditions: Mapping[str, Iterable[str]]) -> Iterator[Reference]:
    facts = policy.document.classify.facts
    for fact, values in conditions.items():
        yield path, fact, facts, "fact"
        if fact in facts:
            yield from _each(f"{path}/{fact}", values, facts[fact].values, "value")


def _classification(policy: Policy) -> Iterator[Reference]:
    classify = policy.document.classify
    levels = classify.levels
    yield from _each("classify/plans", classify.plans, policy.document.plans, "plan")
    yield from _each("classify/stated", [classify.stated], classify.facts, "fact")
    rules = [(f"classify/rules/{number}", rule) for number, rule in enumerate(classify.rules, 1)]
    if classify.otherwise:
        rules.append(("classify/otherwise", classify.otherwise))
    for path, rule in rules:
        yield from _each(path, [rule.priority, *rule.agent_chooses], levels, "priority")
        for conditions in (rule.when, *rule.any_of):
            yield from _conditions(policy, path, conditions)
    for number, combination in enumerate(classify.impossible, 1):
        yield from _conditions(policy, f"classify/impossible/{number}", combination)
    for name, fact in classify.facts.items():
        yield from _each(f"classify/facts/{name}/default", [fact.default], fact.values, "value")
        yield from _conditions(policy, f"classify/facts/{name}/when", fact.when)
        yield from _each(f"classify/facts/{name}/notice", fact.notice, fact.values, "value")
    if matrix := classify.matrix:
        yield from _each("classify/matrix", [matrix.rows, matrix.columns], classify.facts, "fact")
        rows = classify.facts[matrix.rows].values if matrix.rows in classify.facts else ()
        columns = classify.facts[matrix.columns].values if matrix.columns in classify.facts else ()
        for row, cells in matrix.cells.items():
            yield f"classify/matrix/cells/{row}", row, rows, "value"
            yield from _each(f"classify/matrix/cells/{row}", cells, columns, "value")
            yield from _each(f"classify/matrix/cells/{row}", cells.values(), levels, "priority")


def _targets(policy: Policy) -> Iterator[Reference]:
    document = policy.document
    levels = (*document.classify.levels, ANY_PRIORITY)
    columns = (*document.plans, *document.addons, ALL_PLANS)
    for priority, row in document.targets.table.items():
        yield f"targets/table/{priority}", priority, levels, "priority"
        yield from _each(f"targets/table/{priority}", row, columns, "column")
    for rule in policy.targets:
        spans = [span.calendar for span in rule.promise.spans]
        yield from _each(rule.id, [rule.calendar, *spans], policy.calendars, "calendar")
        yield from _each(rule.id, rule.priorities, levels, "priority")
        yield from _each(rule.id, rule.kinds, document.kinds, "kind")
        yield from _each(rule.id, [rule.who or None], document.contacts, "contact")
        yield from _conditions(policy, rule.id, rule.facts)
        yield from _conditions(policy, rule.id, rule.unless)
    for number, single in enumerate(document.targets.others, 1):
        yield from _each(f"targets/others/{number}", single.plans, document.plans, "plan")
        yield from _each(f"targets/others/{number}", single.addons, document.addons, "addon")
    for number, second in enumerate(document.targets.raised_outside_hours, 1):
        path = f"targets/raised_outside_hours/{number}"
        yield from _each(path, second.plans, document.plans, "plan")
        yield from _each(path, (*second.addons, *second.without), document.addons, "addon")


def _rules(policy: Policy) -> Iterator[Reference]:
    document = policy.document
    for metric, clock in document.clocks.items():
        yield from _each(f"clocks/{metric}", (*clock.starts_on, *clock.stops_on), EVENTS, "event")
    for number, pause in enumerate(document.pauses, 1):
        yield from _each(f"pauses/{number}", (*pause.begins, *pause.ends), EVENTS, "event")
        yield from _each(f"pauses/{number}/plans", pause.plans, document.plans, "plan")
    for name, duty in document.duties.items():
        yield from _each(f"duties/{name}", duty.priorities, document.classify.levels, "priority")
    for name, ladder in document.ladders.items():
        yield from _each(f"ladders/{name}", [ladder.calendar], policy.calendars, "calendar")
        yield from _each(f"ladders/{name}", ladder.kinds, document.kinds, "kind")
        yield from _each(f"ladders/{name}", ladder.priorities, document.classify.levels, "priority")
        yield from _each(f"ladders/{name}", [step.tell for step in ladder.steps], document.contacts, "contact")
    if document.queue:
        yield from _each("queue/order", document.queue.order, QUEUE_KEYS, "queue key")
    if document.session_limit:
        yield from _each("session_limit", document.session_limit.channels, document.channels, "channel")


def _uptime(policy: Policy) -> Iterator[Reference]:
    for number, uptime in enumerate(policy.document.uptime, 1):
        path = f"uptime/{number}"
        yield from _each(path, uptime.plans, policy.document.plans, "plan")
        yield from _each(path, uptime.by_plan, policy.document.plans, "plan")
        yield from _each(path, [uptime.service_hours], policy.calendars, "calendar")
        yield from _each(f"{path}/excluded", uptime.excluded, policy.document.exclusions, "exclusion")
