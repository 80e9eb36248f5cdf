"""The promises of time: the table of targets and the promises beside it."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.clocks import METRICS, OutOfHours, SingleTarget, Target
from servanda.engine.policy.fields import Metric
from servanda.publishing.blocks import Block, Cell, Clause, Grid, Line, Margin, Row, Section
from servanda.publishing.scribe import Scribe


def targets(scribe: Scribe) -> Section:
    """The table, with the clauses of each cell in it, then what is promised outside it."""
    section = scribe.document.targets
    blocks: list[Block] = [scribe.line(section)] if section.text else []
    if section.table:
        blocks.append(_table(scribe))
    blocks += [_single(scribe, target) for target in section.others]
    blocks += [_outside(scribe, rule) for rule in section.raised_outside_hours]
    return Section("targets", scribe.both("Targets", "Délais"), tuple(blocks))


def _columns(scribe: Scribe) -> list[tuple[str, Metric]]:
    """Every plan or add-on with every metric that some priority promises it."""
    table = scribe.document.targets.table
    found = {(column, metric) for row in table.values() for column, cell in row.items() for metric in cell}
    order = ("all", *scribe.document.plans, *scribe.document.addons)
    return sorted(found, key=lambda pair: (order.index(pair[0]), METRICS.index(pair[1])))


def _table(scribe: Scribe) -> Grid:
    columns = _columns(scribe)
    section = scribe.document.targets
    heads = (Cell(scribe.metric(metric), clauses=_cited(scribe, metric)) for _, metric in columns)
    return Grid(
        caption=scribe.both("What is promised, by priority", "Ce qui est promis, par priorité"),
        groups=(Cell(), *_groups(scribe, columns)),
        heads=(Cell(scribe.both("Priority", "Priorité")), *heads),
        rows=tuple(_row(scribe, priority, columns) for priority in section.table),
        margin=Margin() if section.text else scribe.margin(section),
    )


def _groups(scribe: Scribe, columns: list[tuple[str, Metric]]) -> Iterator[Cell]:
    for name in dict.fromkeys(column for column, _ in columns):
        span = sum(column == name for column, _ in columns)
        yield Cell(scribe.plan(name), span=span, clauses=_cited(scribe, name))


def _row(scribe: Scribe, priority: str, columns: list[tuple[str, Metric]]) -> Row:
    row = scribe.document.targets.table[priority]
    found = [row.get(column, {}).get(metric) for column, metric in columns]
    cells = tuple(
        _cell(scribe, target, f"{priority}/{column}") for target, (column, _) in zip(found, columns, strict=True)
    )
    head = Cell(scribe.level(priority), clauses=_cited(scribe, priority))
    beside = scribe.margin(*found)
    return Row(head, cells, Margin((), beside.assumed, beside.ruling, beside.source), anchor=f"target-{priority}")


def _cited(scribe: Scribe, name: str, *more: str) -> tuple[Clause, ...]:
    return scribe.clauses((*more, *scribe.document.targets.cited_by.get(name, ())))


def _cell(scribe: Scribe, target: Target | None, place: str) -> Cell:
    if target is None:
        return Cell("–")
    conditions = [*_conditions(scribe, target), *([scribe.say(target.text)] if target.text else [])]
    clauses = _cited(scribe, place, *target.cited)
    return Cell(scribe.promise(target.promise), scribe.joined(conditions), clauses=clauses)


def _conditions(scribe: Scribe, target: Target) -> Iterator[str]:
    if target.strength and target.strength != "committed":
        yield scribe.strength(target.strength)
    if target.calendar:
        hours = scribe.calendar(target.calendar)
        yield scribe.both(f"hours: {hours}", f"heures : {hours}")
    if target.unless:
        where = scribe.conditions(target.unless)
        yield scribe.both(f"not where {where}", f"sauf dans ce cas : {where}")
    if target.indicator:
        shown = scribe.span(target.indicator)
        yield scribe.both(f"indicator: {shown}", f"repère : {shown}")


def _single(scribe: Scribe, target: SingleTarget) -> Line:
    promise = scribe.joined((scribe.promise(target.promise), *_conditions(scribe, target)))
    points = [scribe.sentence(promise)] if target.text else []
    who = scribe.name_of(scribe.document.contacts, target.who) if target.who else ""
    called = scribe.say(target.name) or scribe.metric(target.metric) + (f" ({who})" if who else "")
    said = scribe.say(target.text) or scribe.sentence(promise)
    return scribe.line(target, name=called, text=said, points=(*points, *_scope(scribe, target)))


def _scope(scribe: Scribe, target: SingleTarget) -> Iterator[str]:
    """For whom and for what a promise outside the table is made."""
    if target.plans or target.addons:
        plans = scribe.plans((*target.plans, *target.addons))
        yield scribe.both(f"For {plans}.", f"Pour {plans}.")
    if target.priorities:
        levels = scribe.listed(map(scribe.level, target.priorities))
        yield scribe.both(f"Priorities: {levels}.", f"Priorités : {levels}.")
    if target.kinds:
        kinds = scribe.named(scribe.document.kinds, target.kinds)
        yield scribe.both(f"Requests: {kinds}.", f"Demandes : {kinds}.")
    if target.facts:
        where = scribe.conditions(target.facts)
        yield scribe.both(f"Where {where}.", f"Dans ce cas : {where}.")


def _outside(scribe: Scribe, rule: OutOfHours) -> Line:
    metric, promise = scribe.metric(rule.metric), scribe.promise(rule.promise)
    said = scribe.both(f"{metric}: {promise}.", f"{metric} : {promise}.")
    points = [said] if rule.text else []
    if rule.plans or rule.addons:
        plans = scribe.plans((*rule.plans, *rule.addons))
        points.append(scribe.both(f"For {plans}.", f"Pour {plans}."))
    if rule.without:
        others = scribe.plans(rule.without)
        points.append(scribe.both(f"Not with {others}.", f"Pas avec {others}."))
    name = scribe.both("Raised outside support hours", "Signalé hors des heures de soutien")
    return scribe.line(rule, name=name, text=scribe.say(rule.text) or said, points=points)
