"""How a request gets its priority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.engine.policy.classify import ClassifyRule, Fact, Matrix, Value
from servanda.publishing.blocks import Block, Cell, Entries, Entry, Grid, Heading, Paragraph, Row, Section
from servanda.publishing.scribe import Scribe


def priority(scribe: Scribe) -> Section:
    """The levels, the questions with the policy's own sentences, and what decides."""
    section = scribe.document.classify
    blocks: list[Block] = [*scribe.paragraph(section)]
    if not section.text and section.cited:
        blocks.append(Paragraph("", scribe.margin(section)))
    if section.plans:
        plans = scribe.plans(section.plans)
        blocks.append(
            Paragraph(
                scribe.both(
                    f"Only requests under {plans} are classified.", f"Seules les demandes de {plans} sont classées."
                )
            )
        )
    blocks.append(_levels(scribe))
    for name, fact in section.facts.items():
        blocks += _fact(scribe, name, fact)
    if section.matrix:
        blocks += _matrix(scribe, section.matrix)
    if section.rules or section.otherwise:
        blocks += _rules(scribe)
    blocks += _queue(scribe)
    return Section("priority", scribe.both("Priority", "Priorité"), tuple(blocks))


def _levels(scribe: Scribe) -> Block:
    """The priorities; in one line where only their names are to be said."""
    entries = tuple(_level(scribe, name) for name in scribe.document.classify.levels)
    if any(entry.text or entry.margin for entry in entries):
        return Entries(entries)
    names = scribe.listed(entry.term for entry in entries)
    return Paragraph(scribe.both(f"Priorities: {names}.", f"Priorités : {names}."))


def _level(scribe: Scribe, name: str) -> Entry:
    level = scribe.document.classify.levels[name]
    wordings = [_wording(scribe, (*one.plans, *one.addons), scribe.say(one.text)) for one in level.wordings]
    entry = scribe.entry(level, name, *wordings)
    return Entry(scribe.level(name), entry.text, entry.margin)


def _wording(scribe: Scribe, holders: tuple[str, ...], text: str) -> str:
    return scribe.both(f"({scribe.plans(holders)}: {text})", f"({scribe.plans(holders)} : {text})")


def _fact(scribe: Scribe, name: str, fact: Fact) -> Iterator[Block]:
    yield Heading(scribe.name(fact, name), scribe.margin(fact))
    said = " ".join(sentence for sentence in (scribe.say(fact.ask), scribe.say(fact.text)) if sentence)
    if said:
        yield Paragraph(said)
    entries = tuple(_value(scribe, fact, key, value) for key, value in fact.values.items())
    if any(entry.text or entry.margin for entry in entries):
        yield Entries(entries)
        return
    answers = ", ".join(entry.term for entry in entries)
    yield Paragraph(scribe.both(f"Answers: {answers}.", f"Réponses : {answers}."))


def _value(scribe: Scribe, fact: Fact, key: str, value: Value) -> Entry:
    examples = [scribe.say(example).rstrip(".") for example in value.examples]
    wordings = [_wording(scribe, (*one.plans, *one.addons), scribe.say(one.text)) for one in value.wordings]
    notice = scribe.say(fact.notice[key]) if key in fact.notice else ""
    separator = "; " if scribe.language == "en" else "\u202f; "
    listed = scribe.both(f"For example: {separator.join(examples)}.", f"Par exemple : {separator.join(examples)}.")
    entry = scribe.entry(value, key, listed if examples else "", *wordings, notice)
    return Entry(f"{value.label}. {entry.term}" if value.label else entry.term, entry.text, entry.margin)


def _matrix(scribe: Scribe, matrix: Matrix) -> Iterator[Block]:
    facts = scribe.document.classify.facts
    rows, columns = facts[matrix.rows], facts[matrix.columns]
    yield Heading(scribe.both("How the priority follows", "Comment s’en déduit la priorité"), scribe.margin(matrix))
    yield from (Paragraph(scribe.say(matrix.text)) for _ in range(1) if matrix.text)
    heads = (scribe.name(rows, matrix.rows), *(scribe.name(columns.values[key], key) for key in columns.values))
    lines = []
    for key, cells in matrix.cells.items():
        named = scribe.name(rows.values[key], key)
        label = matrix.row_labels.get(key)
        head = f"{named} ({label})" if label else named
        lines.append(Row(head, tuple(Cell(cells.get(column, "–")) for column in columns.values)))
    yield Grid(
        scribe.both("Priority by ", "Priorité selon ")
        + scribe.listed((scribe.name(rows, matrix.rows), scribe.name(columns, matrix.columns))).lower(),
        heads,
        tuple(lines),
    )


def _rules(scribe: Scribe) -> Iterator[Block]:
    section = scribe.document.classify
    yield Heading(scribe.both("The first rule that fits decides", "La première règle qui convient décide"))
    entries = [_rule(scribe, rule) for rule in section.rules]
    if section.otherwise:
        entries.append(_rule(scribe, section.otherwise, otherwise=True))
    yield Entries(tuple(entries), ordered=True)


def _rule(scribe: Scribe, rule: ClassifyRule, *, otherwise: bool = False) -> Entry:
    if rule.priority:
        outcome = scribe.level(rule.priority)
    else:
        names = scribe.listed(rule.agent_chooses)
        outcome = scribe.both(f"The agent chooses among {names}", f"L’agent choisit parmi {names}")
    alternatives = [_conditions(scribe, {**rule.when, **some}) for some in rule.any_of] or [
        _conditions(scribe, rule.when)
    ]
    when = scribe.both("; or: ", " ; ou : ").join(alternatives)
    if otherwise:
        when = scribe.both("in every other case", "dans tous les autres cas")
    said = scribe.both(
        f"When {when}." if not otherwise else "In every other case.",
        f"Si {when}." if not otherwise else "Dans tous les autres cas.",
    )
    text = " ".join(sentence for sentence in (said, scribe.say(rule.text)) if sentence)
    return Entry(outcome, text, scribe.margin(rule))


def _conditions(scribe: Scribe, conditions: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(scribe.condition(name, values) for name, values in conditions.items())


def _queue(scribe: Scribe) -> Iterator[Block]:
    queue = scribe.document.queue
    if queue is not None:
        yield Heading(scribe.both("Order of work", "Ordre de traitement"), scribe.margin(queue))
        yield Paragraph(scribe.say(queue.text) or scribe.listed(queue.order))
