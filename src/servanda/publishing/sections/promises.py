"""The promises of time: targets, what their clocks count, pauses, duties, new priorities, and who is called when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.policy.clocks import (
    METRICS,
    Duty,
    Ladder,
    OutOfHours,
    Pause,
    Reclassify,
    SingleTarget,
    Step,
    Target,
)
from servanda.engine.policy.fields import Metric
from servanda.engine.policy.promise import PromiseError, parse_span
from servanda.engine.requests.sayings import METRIC, STRENGTH
from servanda.publishing.blocks import (
    Block,
    Cell,
    Entries,
    Entry,
    Grid,
    Heading,
    Margin,
    Paragraph,
    Row,
    Section,
    without_empty_columns,
)
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import EVENTS, MISSING_DUTY, RECOUNTS, STEP_CONDITIONS


def targets(scribe: Scribe) -> Section:
    """The table of targets, the promises beside it, and what the clocks count."""
    section = scribe.document.targets
    blocks: list[Block] = [*scribe.paragraph(section)]
    if section.table:
        blocks.append(_table(scribe))
    singles = [_single(scribe, target) for target in section.others]
    singles += [_outside(scribe, rule) for rule in section.raised_outside_hours]
    if singles:
        blocks.append(Entries(tuple(singles)))
    blocks += _clocks(scribe)
    return Section("targets", scribe.both("Targets", "Délais"), tuple(blocks))


def _table(scribe: Scribe) -> Grid:
    table = scribe.document.targets.table
    found = {(column, metric) for row in table.values() for column, cell in row.items() for metric in cell}
    order = ("all", *scribe.document.plans, *scribe.document.addons)
    columns = sorted(found, key=lambda pair: (order.index(pair[0]), METRICS.index(pair[1])))
    names = list(dict.fromkeys(column for column, _ in columns))
    groups = tuple(Cell(scribe.column(name), sum(column == name for column, _ in columns)) for name in names)
    heads = (scribe.both("Priority", "Priorité"), *(scribe.say(METRIC[metric]) for _, metric in columns))
    rows = tuple(_row(scribe, priority, columns) for priority in table)
    return Grid(scribe.both("What is promised", "Ce qui est promis"), heads, rows, groups)


def _row(scribe: Scribe, priority: str, columns: list[tuple[str, Metric]]) -> Row:
    section = scribe.document.targets
    row = section.table[priority]
    cells, beside = [], []
    for column, metric in columns:
        target = row.get(column, {}).get(metric)
        cells.append(Cell("–" if target is None else _target(scribe, target)))
        beside += [scribe.margin(target)] if target else []
    names = (priority, *(f"{priority}/{column}" for column in row), *row, *(metric for _, metric in columns))
    cited = [clause for name in names for clause in section.cited_by.get(name, ())]
    return Row(scribe.level(priority), tuple(cells), _joined(beside, tuple(cited)))


def _joined(margins: list[Margin], clauses: tuple[str, ...] = ()) -> Margin:
    cited = (*(clause for margin in margins for clause in margin.clauses), *clauses)
    assumed = tuple(word for margin in margins for word in margin.assumed)
    ruling = next((margin.ruling for margin in margins if margin.ruling), "")
    return Margin(tuple(dict.fromkeys(cited)), tuple(dict.fromkeys(assumed)), ruling)


def _target(scribe: Scribe, target: Target) -> str:
    said = [scribe.promise(target.promise)]
    if target.strength and target.strength != "committed":
        said.append(scribe.say(STRENGTH[target.strength]))
    if target.calendar:
        hours = scribe.calendar(target.calendar)
        said.append(scribe.both(f"on {hours}", f"selon {hours}"))
    if target.unless:
        said.append(scribe.both(f"unless {_facts(scribe, target.unless)}", f"sauf si {_facts(scribe, target.unless)}"))
    if target.indicator:
        shown = scribe.span(target.indicator)
        said.append(scribe.both(f"shown beside each request: {shown}", f"indiqué à chaque demande : {shown}"))
    return ", ".join(said)


def _facts(scribe: Scribe, conditions: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(scribe.condition(name, values) for name, values in conditions.items())


def _single(scribe: Scribe, target: SingleTarget) -> Entry:
    term = scribe.say(METRIC[target.metric])
    whom = [scribe.plans((*target.plans, *target.addons)), scribe.listed(map(scribe.level, target.priorities))]
    whom.append(scribe.named(target.kinds, scribe.document.kinds))
    whom.append(_facts(scribe, target.facts))
    if target.who:
        whom.append(scribe.named((target.who,), scribe.document.contacts))
    shown = ", ".join(word for word in whom if word)
    sentences = (f"{scribe.sentence(_target(scribe, target))}.", scribe.say(target.text))
    return Entry(f"{term} ({shown})" if shown else term, " ".join(filter(None, sentences)), scribe.margin(target))


def _outside(scribe: Scribe, rule: OutOfHours) -> Entry:
    metric = scribe.say(METRIC[rule.metric]).lower()
    term = scribe.both(f"Raised outside hours: {metric}", f"Hors des heures : {metric}")
    who = scribe.plans((*rule.plans, *rule.addons))
    said = [f"{scribe.sentence(scribe.promise(rule.promise))}{f' ({who})' if who else ''}."]
    if rule.without:
        others = scribe.plans(rule.without)
        said.append(scribe.both(f"Not with {others}.", f"Pas avec {others}."))
    return Entry(term, " ".join([*said, scribe.say(rule.text)]).strip(), scribe.margin(rule))


def _clocks(scribe: Scribe) -> Iterator[Block]:
    clocks = scribe.document.clocks
    if not clocks:
        return
    yield Heading(scribe.both("What the clocks count", "Ce que mesurent les délais"))
    entries = []
    for metric, clock in clocks.items():
        said = [scribe.say(clock.text), scribe.say(clock.counts)]
        if clock.starts_on:
            said.append(
                scribe.both(
                    f"Starts with {_events(scribe, clock.starts_on)}.",
                    f"Commence avec : {_events(scribe, clock.starts_on)}.",
                )
            )
        if clock.stops_on and not clock.counts:
            said.append(
                scribe.both(
                    f"Stops with {_events(scribe, clock.stops_on)}.",
                    f"S’arrête avec : {_events(scribe, clock.stops_on)}.",
                )
            )
        term = scribe.say(clock.name) if clock.name else scribe.say(METRIC[metric])
        entries.append(Entry(term, " ".join(filter(None, said)), scribe.margin(clock)))
    yield Entries(tuple(entries))


def _events(scribe: Scribe, events: tuple[str, ...]) -> str:
    return scribe.listed(scribe.say(EVENTS[event]) for event in events)


def conduct(scribe: Scribe) -> Section | None:
    """What both sides do while a request is open: steps, duties, pauses, new priorities, exclusions."""
    document = scribe.document
    blocks: list[Block] = []
    if document.steps:
        steps = tuple(scribe.entry(step, str(number)) for number, step in enumerate(document.steps, 1))
        blocks.append(Entries(steps, ordered=True))
    if document.duties:
        blocks.append(Heading(scribe.both("Duties", "Obligations")))
        blocks.append(Entries(tuple(_duty(scribe, name, duty) for name, duty in document.duties.items())))
    if document.pauses:
        blocks.append(Heading(scribe.both("Pauses", "Pauses")))
        blocks += [_pause(scribe, pause) for pause in document.pauses]
    if document.reclassify:
        blocks.append(Heading(scribe.both("New priorities", "Nouvelles priorités")))
        blocks += [_reclassify(scribe, rule) for rule in document.reclassify]
    if not blocks:
        return None
    return Section("conduct", scribe.both("How requests are handled", "Traitement des demandes"), tuple(blocks))


def _duty(scribe: Scribe, name: str, duty: Duty) -> Entry:
    whose = (
        scribe.both("the client", "le client") if duty.of == "client" else scribe.both("the vendor", "le fournisseur")
    )
    when = f", {scribe.listed(duty.priorities)}" if duty.priorities else ""
    entry = scribe.entry(duty, name, scribe.say(MISSING_DUTY[duty.if_missing]))
    return Entry(f"{entry.term[:1].upper()}{entry.term[1:]} ({whose}{when})", entry.text, entry.margin)


def _pause(scribe: Scribe, pause: Pause) -> Paragraph:
    said = scribe.say(pause.text)
    if not said and pause.waiting_for:
        said = scribe.both(
            f"While waiting for {pause.waiting_for}, clocks pause.",
            f"En attente de : {pause.waiting_for}, les délais sont suspendus.",
        )
    if not said:
        said = scribe.both(
            f"From {_events(scribe, pause.begins)} to {_events(scribe, pause.ends)}, clocks pause.",
            f"Suspension des délais, entre : {_events(scribe, pause.begins)} ; et : {_events(scribe, pause.ends)}.",
        )
    return Paragraph(said, scribe.margin(pause))


def _reclassify(scribe: Scribe, rule: Reclassify) -> Paragraph:
    said = [scribe.say(rule.text)]
    if rule.reasons:
        reasons = scribe.named(rule.reasons, rule.reasons)
        said.append(scribe.both(f"Reasons that allow it: {reasons}.", f"Motifs admis : {reasons}."))
    said.append(scribe.say(RECOUNTS[rule.targets]))
    if rule.tell_client:
        said.append(scribe.both("The client is told.", "Le client en est avisé."))
    return Paragraph(" ".join(filter(None, said)), scribe.margin(rule))


def ladders(scribe: Scribe) -> Section | None:
    """Who is called when, and the contacts."""
    document = scribe.document
    if not document.ladders and not document.contacts:
        return None
    blocks: list[Block] = []
    for name, ladder in document.ladders.items():
        blocks += _ladder(scribe, name, ladder)
    if document.contacts:
        blocks.append(Heading(scribe.both("Contacts", "Contacts")))
        entries = []
        for name, contact in document.contacts.items():
            named = (
                scribe.both("The name is still to be given.", "Le nom reste à fournir.") if contact.placeholder else ""
            )
            outside = (
                scribe.both("May help outside hours.", "Peut aider hors des heures.") if contact.outside_hours else ""
            )
            entries.append(scribe.entry(contact, name, contact.address, named, outside))
        blocks.append(Entries(tuple(entries)))
    return Section("escalation", scribe.both("Who is called when", "Qui est appelé, et quand"), tuple(blocks))


def _ladder(scribe: Scribe, name: str, ladder: Ladder) -> Iterator[Block]:
    yield Heading(scribe.name(ladder, name), scribe.margin(ladder))
    document = scribe.document
    users = [plan for plan, part in document.plans.items() if part.ladder == name]
    users += [addon for addon, bought in document.addons.items() if bought.ladder == name]
    for said in (scribe.both("For ", "Pour ") + scribe.plans(users) + "." if users else "", scribe.say(ladder.text)):
        if said:
            yield Paragraph(said)
    heads = scribe.both("When,Who,By,Remarks", "Quand,Qui,Par,Remarques").split(",")
    rows = tuple(_step(scribe, step) for step in ladder.steps)
    yield without_empty_columns(
        Grid(f"{scribe.both('Steps', 'Échelons')} · {scribe.name(ladder, name)}", tuple(heads), rows)
    )
    if ladder.end == "repeat last step" and ladder.every:
        every = scribe.span(ladder.every)
        yield Paragraph(
            scribe.both(
                f"Then the last step again every {every}.", f"Puis le dernier échelon, à répéter chaque {every}."
            )
        )


def _step(scribe: Scribe, step: Step) -> Row:
    try:
        when = scribe.span(parse_span(step.at))
    except PromiseError:
        when = step.at
    who = scribe.named((step.tell,), scribe.document.contacts) if step.tell else scribe.both("nobody", "personne")
    by = scribe.named((step.by,), scribe.document.channels) if step.by else "–"
    why = "" if step.why.en == step.if_ else scribe.say(step.why)
    said = ", ".join(filter(None, (scribe.say(STEP_CONDITIONS[step.if_]), why)))
    return Row(when, (Cell(who), Cell(by), Cell(said or "–")), scribe.margin(step))
