"""The section that says how a request gets its priority, with the policy's own sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from servanda.desk.web.pages.blocks import Block, Cell, Grid, Heading, Line, Margin, Row, Section
from servanda.desk.web.pages.scribe import Scribe
from servanda.engine.policy.classify import ClassifyRule, Fact, Level, Matrix, Value, Wording


def classification(scribe: Scribe) -> Section:
    """Levels, questions, and how the answers decide."""
    classify = scribe.document.classify
    blocks: list[Block] = []
    if classify.text or classify.cited:
        blocks.append(scribe.line(classify))
    if classify.plans:
        blocks.append(
            Line(gettext("Only requests under %(plans)s are classified.") % {"plans": scribe.plans(classify.plans)})
        )
    blocks += [_level(scribe, key, level) for key, level in classify.levels.items() if level.text or level.wordings]
    for key, fact in classify.facts.items():
        blocks += _fact(scribe, key, fact)
    blocks += _decision(scribe)
    if scribe.document.queue:
        blocks += [Heading(gettext("Order of handling")), scribe.line(scribe.document.queue)]
    return Section("priorities", gettext("Priorities"), tuple(blocks))


def _level(scribe: Scribe, key: str, level: Level) -> Line:
    return scribe.line(level, name=scribe.level(key), points=_wordings(scribe, level.wordings))


def _wordings(scribe: Scribe, wordings: tuple[Wording, ...]) -> tuple[str, ...]:
    return tuple(
        gettext("For %(plans)s: %(text)s")
        % {"plans": scribe.plans((*each.plans, *each.addons)), "text": scribe.say(each.text)}
        for each in wordings
    )


def _fact(scribe: Scribe, key: str, fact: Fact) -> Iterator[Block]:
    yield Heading(scribe.name_of(scribe.document.classify.facts, key))
    explained = any(value.text or value.examples for value in fact.values.values())
    if fact.text or not explained:
        yield scribe.line(fact, name=" ", text=scribe.say(fact.text) or scribe.say(fact.ask))
    if explained:
        heads = (Cell(gettext("Answer")), Cell(gettext("When")))
        rows = tuple(_value(scribe, name, value) for name, value in fact.values.items())
        margin = Margin() if fact.text else scribe.margin(fact)
        yield Grid(scribe.say(fact.ask), heads, rows, margin=margin, margins=False)
    else:
        names = scribe.either(scribe.name_of(fact.values, name) for name in fact.values)
        yield Line(gettext("Answers: %(answers)s.") % {"answers": names})
    for value, notice in fact.notice.items():
        yield Line(scribe.say(notice), scribe.name_of(fact.values, value))


def _value(scribe: Scribe, key: str, value: Value) -> Row:
    alias = gettext("also called %(names)s") % {"names": scribe.both(value.alias)} if value.alias else ""
    label = f"{value.label}. " if value.label else ""
    examples = tuple(scribe.say(example) for example in value.examples)
    wordings = " ".join(_wordings(scribe, value.wordings))
    head = Cell(label + (scribe.say(value.name) or key), alias, clauses=scribe.clauses(value.cited))
    return Row(head, (Cell(aside=wordings, says=scribe.say(value.text), points=examples),))


def _decision(scribe: Scribe) -> Iterator[Block]:
    classify = scribe.document.classify
    yield Heading(gettext("How the answers decide"))
    if classify.matrix:
        yield from _matrix(scribe, classify.matrix)
    if classify.rules:
        yield _rules(scribe)
    if classify.stated:
        name = scribe.name_of(classify.facts, classify.stated)
        yield Line(gettext("The requester states it: %(fact)s.") % {"fact": name})


def _matrix(scribe: Scribe, matrix: Matrix) -> Iterator[Block]:
    facts = scribe.document.classify.facts
    rows, columns = facts[matrix.rows], facts[matrix.columns]
    if matrix.text:
        yield scribe.line(matrix)
    heads = tuple(Cell(scribe.name_of(columns.values, key)) for key in columns.values)
    corner = Cell(f"{scribe.name_of(facts, matrix.rows)} / {scribe.name_of(facts, matrix.columns)}")
    yield Grid(
        caption=gettext("Priority by %(rows)s and %(columns)s")
        % {"rows": scribe.name_of(facts, matrix.rows), "columns": scribe.name_of(facts, matrix.columns)},
        heads=(corner, *heads),
        rows=tuple(_matrix_row(scribe, matrix, key, rows, tuple(columns.values)) for key in rows.values),
        margin=scribe.margin(matrix),
        margins=False,
    )


def _matrix_row(scribe: Scribe, matrix: Matrix, key: str, rows: Fact, columns: tuple[str, ...]) -> Row:
    cells = tuple(Cell(matrix.cells.get(key, {}).get(column, "")) for column in columns)
    label = matrix.row_labels.get(key, "")
    aside = gettext("labelled “%(label)s” in the source") % {"label": label} if label else ""
    return Row(Cell(scribe.name_of(rows.values, key), aside), cells)


def _rules(scribe: Scribe) -> Grid:
    classify = scribe.document.classify
    rules = [*classify.rules, *([classify.otherwise] if classify.otherwise else [])]
    return Grid(
        caption=gettext("The first line that fits decides."),
        heads=(Cell(gettext("Priority")), Cell(gettext("When"))),
        rows=tuple(_rule(scribe, rule) for rule in rules),
        margin=Margin() if classify.text or classify.cited else scribe.margin(classify),
    )


def _rule(scribe: Scribe, rule: ClassifyRule) -> Row:
    chosen = scribe.either(scribe.level(level) for level in rule.agent_chooses)
    head = (
        Cell(scribe.level(rule.priority))
        if rule.priority
        else Cell(chosen, gettext("the agent chooses, with a reason"))
    )
    alternatives = [scribe.conditions(each) for each in ([rule.when] if rule.when else [*rule.any_of])]
    when = gettext(" or else ").join(alternatives) or gettext("in every other case")
    return Row(head, (Cell(when, says=scribe.say(rule.text)),), scribe.margin(rule))
