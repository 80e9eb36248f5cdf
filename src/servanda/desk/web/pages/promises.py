"""The sections on time: targets, what their clocks count, and who is called when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from servanda.desk.web.formats import joined
from servanda.desk.web.pages.blocks import Block, Cell, Grid, Heading, Line, Margin, Row, Section
from servanda.desk.web.pages.scribe import Scribe
from servanda.desk.web.pages.vocabulary import event_word, metric_word, strength_word
from servanda.engine.policy.clocks import (
    Contact,
    Duty,
    Ladder,
    OutOfHours,
    Pause,
    Reclassify,
    SingleTarget,
    Step,
    Target,
)
from servanda.engine.policy.promise import PromiseError, parse_span

_ORDER = ("response", "next-response", "update", "resolution", "engagement")


def targets(scribe: Scribe) -> Section:
    """The table of targets and the promises beside it."""
    section = scribe.document.targets
    blocks: list[Block] = []
    if section.text:
        blocks.append(scribe.line(section))
    if section.table:
        blocks.append(_table(scribe))
    blocks += [_single(scribe, target) for target in section.others]
    blocks += [_outside(scribe, rule) for rule in section.raised_outside_hours]
    return Section("targets", gettext("Targets"), tuple(blocks))


def _columns(scribe: Scribe) -> list[tuple[str, str]]:
    """Every plan or add-on with every metric that some priority promises it."""
    table = scribe.document.targets.table
    found = {(column, metric) for row in table.values() for column, cell in row.items() for metric in cell}
    order = ["all", *scribe.document.plans, *scribe.document.addons]
    return sorted(found, key=lambda pair: (order.index(pair[0]), _ORDER.index(pair[1])))


def _table(scribe: Scribe) -> Grid:
    columns = _columns(scribe)
    section = scribe.document.targets
    names = list(dict.fromkeys(column for column, _metric in columns))
    groups = tuple(
        Cell(
            scribe.plan(name),
            span=sum(1 for column, _metric in columns if column == name),
            clauses=scribe.clauses(section.cited_by.get(name, ())),
        )
        for name in names
    )
    heads = tuple(
        Cell(metric_word(metric), clauses=scribe.clauses(section.cited_by.get(metric, ()))) for _, metric in columns
    )
    return Grid(
        caption=gettext("What is promised, by priority"),
        groups=(Cell(""), *groups),
        heads=(Cell(gettext("Priority")), *heads),
        rows=tuple(_target_row(scribe, priority, columns) for priority in section.table),
        margin=Margin() if section.text else scribe.margin(section),
        margins=False,
    )


def _target_row(scribe: Scribe, priority: str, columns: list[tuple[str, str]]) -> Row:
    section = scribe.document.targets
    cells = tuple(_cell(scribe, priority, column, metric) for column, metric in columns)
    head = Cell(scribe.level(priority), clauses=scribe.clauses(section.cited_by.get(priority, ())))
    return Row(head, cells, anchor=f"target-{priority}")


def _cell(scribe: Scribe, priority: str, column: str, metric: str) -> Cell:
    target = scribe.document.targets.table[priority].get(column, {}).get(metric)  # type: ignore[call-overload]
    if target is None:
        return Cell("–")
    cited = (*target.cited, *scribe.document.targets.cited_by.get(f"{priority}/{column}", ()))
    return Cell(scribe.promise(target.promise), joined(_conditions(scribe, target)), clauses=scribe.clauses(cited))


def _conditions(scribe: Scribe, target: Target) -> Iterator[str]:
    if target.strength and target.strength != "committed":
        yield strength_word(target.strength)
    if target.calendar:
        yield gettext("hours: %(calendar)s") % {"calendar": scribe.calendar(target.calendar)}
    if target.unless:
        yield gettext("not where %(conditions)s") % {"conditions": scribe.conditions(target.unless)}
    if target.indicator:
        yield gettext("indicator: %(span)s") % {"span": scribe.span(target.indicator)}
    if target.text:
        yield scribe.say(target.text)


def _single(scribe: Scribe, target: SingleTarget) -> Line:
    promise = scribe.promise(target.promise)
    points = [promise[0].upper() + promise[1:] + "."] if target.text else []
    if target.facts:
        points.append(gettext("Where %(conditions)s.") % {"conditions": scribe.conditions(target.facts)})
    who = scribe.name_of(scribe.document.contacts, target.who) if target.who else ""
    name = scribe.say(target.name) or metric_word(target.metric) + (f" ({who})" if who else "")
    return scribe.line(target, name=name, text=scribe.say(target.text) or promise, points=points)


def _outside(scribe: Scribe, rule: OutOfHours) -> Line:
    points = []
    if rule.plans or rule.addons:
        points.append(gettext("For %(plans)s.") % {"plans": scribe.plans((*rule.plans, *rule.addons))})
    if rule.without:
        points.append(gettext("Not with %(plans)s.") % {"plans": scribe.plans(rule.without)})
    promise = scribe.promise(rule.promise)
    said = gettext("%(metric)s %(promise)s.") % {"metric": metric_word(rule.metric), "promise": promise}
    return scribe.line(
        rule, name=gettext("Raised outside support hours"), text=scribe.say(rule.text) or said, points=points
    )


def counting(scribe: Scribe) -> Section:
    """What starts, stops, pauses and excuses."""
    document = scribe.document
    blocks: list[Block] = [_terms(scribe)]
    for metric, clock in document.clocks.items():
        said = scribe.say(clock.counts) or scribe.say(clock.text) or _stops(scribe, clock.stops_on)
        blocks.append(scribe.line(clock, name=metric_word(metric), text=said))
    blocks += [_pause(scribe, pause) for pause in document.pauses]
    blocks += [_duty(scribe, key, duty) for key, duty in document.duties.items()]
    blocks += [_reclassify(scribe, rule) for rule in document.reclassify]
    blocks += list(_exclusions(scribe))
    return Section("counting", gettext("How time is counted"), tuple(blocks))


def _stops(scribe: Scribe, events: tuple[str, ...]) -> str:
    return gettext("Until the moment when %(events)s.") % {
        "events": scribe.either(event_word(event) for event in events)
    }


def _terms(scribe: Scribe) -> Line:
    terms = scribe.document.terms
    late = {
        "support time": gettext("Late means that the support time spent is greater than the target."),
        "clock time": gettext("Late means that the clock has passed the due instant."),
    }
    days = {
        "same time": gettext("Business days end at the same time of day, on the last of them."),
        "end of day": gettext("Business days end when the last of them closes."),
        "full days": gettext("Business days are whole days of support time."),
    }
    reopen = {
        "resume": gettext("A reopened request goes on where its clock stopped."),
        "restart": gettext("A reopened request starts its clock again."),
        "count": gettext("A reopened request counts the time between as well."),
    }
    change = {
        "keep": gettext("Open requests keep the plan under which they were opened."),
        "from original start": gettext("A change of plan moves open requests, from their original start."),
        "restart": gettext("A change of plan starts the clocks of open requests again."),
    }
    points = (days[terms.business_days], reopen[terms.reopen], change[terms.plan_change])
    return scribe.line(
        terms, name=gettext("In general"), text=scribe.say(terms.text) or late[terms.late], points=points
    )


def _pause(scribe: Scribe, pause: Pause) -> Line:
    points = []
    if pause.begins:
        points.append(gettext("Begins when %(events)s.") % {"events": scribe.either(map(event_word, pause.begins))})
    if pause.ends:
        points.append(gettext("Ends when %(events)s.") % {"events": scribe.either(map(event_word, pause.ends))})
    if pause.plans:
        points.append(gettext("For %(plans)s.") % {"plans": scribe.plans(pause.plans)})
    stopped = scribe.both(metric_word(metric).lower() for metric in pause.clocks)
    said = scribe.say(pause.text) or gettext("These clocks pause: %(clocks)s.") % {"clocks": stopped}
    return scribe.line(pause, name=scribe.say(pause.name) or gettext("Pause"), text=said, points=points)


def _duty(scribe: Scribe, key: str, duty: Duty) -> Line:
    outcome = {
        "excuse": gettext("Where it is not met, a late answer is excused and counted apart."),
        "pause": gettext("Where it is not met, the clocks pause."),
        "nothing": "",
    }[duty.if_missing]
    said = scribe.name_of(scribe.document.duties, key)
    name = gettext("Duty of the client: %(duty)s") if duty.of == "client" else gettext("Duty of the vendor: %(duty)s")
    return scribe.line(duty, name=name % {"duty": said}, points=(outcome,) if outcome else ())


def _reclassify(scribe: Scribe, rule: Reclassify) -> Line:
    counted = {
        "from original start": gettext("The new targets count from the original start; the time spent counts."),
        "restart": gettext("The new targets start again at the change."),
        "keep": gettext("The old targets stay."),
    }
    points = [counted[rule.targets]]
    if rule.tell_client:
        points.append(gettext("The client is told."))
    return scribe.line(rule, name=scribe.say(rule.name) or gettext("Change of priority"), points=points)


def _exclusions(scribe: Scribe) -> Iterator[Block]:
    for key, category in scribe.document.exclusions.items():
        if "targets" in category.from_:
            name = gettext("Excluded: %(category)s") % {"category": scribe.name_of(scribe.document.exclusions, key)}
            said = scribe.say(category.text) or gettext("Such requests are taken out of the targets.")
            yield scribe.line(category, name=name, text=said)


def ladders(scribe: Scribe) -> Section | None:
    """Who is told, when, on which condition."""
    document = scribe.document
    if not document.ladders and not document.contacts:
        return None
    blocks: list[Block] = [_contact(scribe, key, contact) for key, contact in document.contacts.items()]
    for key, ladder in scribe.document.ladders.items():
        blocks += _ladder(scribe, key, ladder)
    return Section("contacts", gettext("Who is called when"), tuple(blocks))


def _contact(scribe: Scribe, key: str, contact: Contact) -> Line:
    points = []
    if contact.by:
        channel = scribe.name_of(scribe.document.channels, contact.by)
        points.append(gettext("Told by: %(channel)s.") % {"channel": channel})
    if contact.placeholder:
        points.append(gettext("The name is still to be provided."))
    if contact.outside_hours and not contact.text:
        points.append(
            gettext("Outside support hours too, where the client’s record names them; no clock starts for it.")
        )
    name = scribe.name_of(scribe.document.contacts, key)
    said = " ".join(part for part in (scribe.say(contact.text), contact.address) if part)
    return scribe.line(contact, name=name, text=said, points=points)


def _ladder(scribe: Scribe, key: str, ladder: Ladder) -> Iterator[Block]:
    name = scribe.name_of(scribe.document.ladders, key)
    yield Heading(name)
    if ladder.text:
        yield scribe.line(ladder, name=" ")
    end = {
        "silence": gettext("After the last step nobody else is called."),
        "repeat last step": gettext("The last step is repeated."),
    }
    yield Grid(
        caption=gettext("%(name)s: %(value)s") % {"name": name, "value": end[ladder.end]},
        heads=tuple(Cell(name) for name in (gettext("After"), gettext("Who"), gettext("By"), gettext("If"))),
        rows=tuple(_step(scribe, step) for step in ladder.steps),
    )


def _step(scribe: Scribe, step: Step) -> Row:
    conditions = {
        "": "",
        "no response": gettext("nobody has answered"),
        "no resolution": gettext("it is not resolved"),
        "breached": gettext("the target is breached"),
    }
    contacts = scribe.document.contacts
    contact = contacts.get(step.tell or "")
    who = scribe.name_of(contacts, step.tell) if step.tell else gettext("nobody")
    aside = gettext("name to be provided") if contact and contact.placeholder else ""
    by = step.by or (contact.by if contact else "")
    channel = scribe.name_of(scribe.document.channels, by) if by else ""
    cells = (Cell(who, aside, says=scribe.say(step.why)), Cell(channel), Cell(conditions[step.if_]))
    return Row(Cell(step_at(scribe, step.at)), cells, scribe.margin(step))


def step_at(scribe: Scribe, written: str) -> str:
    """When a rung is reached, in words."""
    try:
        span = parse_span(written)
        return scribe.span(span) if span.number else gettext("at once")
    except PromiseError:
        share, _of, metric = written.partition(" of ")
        return gettext("%(share)s of the %(metric)s") % {
            "share": share.replace(" ", "\u00a0"),
            "metric": metric_word(metric).lower() if metric in _ORDER else metric,
        }
