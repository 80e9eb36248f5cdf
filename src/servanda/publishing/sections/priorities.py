"""How a request gets its priority, with the policy's own sentences."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.classify import ClassifyRule, Fact, Level, Matrix, Value, Wording
from servanda.publishing.blocks import Block, Cell, Grid, Heading, Line, Margin, Row, Section
from servanda.publishing.scribe import Scribe


def priorities(scribe: Scribe) -> Section:
    """Levels, questions, how the answers decide, and the order of work."""
    classify, queue = scribe.document.classify, scribe.document.queue
    blocks: list[Block] = []
    if classify.text or classify.cited:
        blocks.append(scribe.line(classify))
    if classify.plans:
        plans = scribe.plans(classify.plans)
        only = scribe.both(
            f"Only requests under {plans} are classified.",
            f"Seules les demandes de ces forfaits sont classées : {plans}.",
        )
        blocks.append(Line(only))
    blocks += _levels(scribe)
    for key, fact in classify.facts.items():
        blocks += _fact(scribe, key, fact)
    blocks += _decision(scribe)
    if queue:
        blocks.append(Heading(scribe.both("Order of handling", "Ordre de traitement")))
        blocks.append(scribe.line(queue, text=scribe.say(queue.text) or scribe.sentence(scribe.listed(queue.order))))
    return Section("priorities", scribe.both("Priorities", "Priorités"), tuple(blocks))


def _levels(scribe: Scribe) -> Iterator[Line]:
    """The priorities of which something is said; all in one line where nothing is."""
    levels = scribe.document.classify.levels
    said = {key: level for key, level in levels.items() if level.text or level.wordings}
    if said:
        yield from (_level(scribe, key, level) for key, level in said.items())
        return
    names = scribe.listed(scribe.level(key) for key in levels)
    yield Line(
        scribe.both(
            f"The priorities, the most urgent first: {names}.",
            f"Les priorités, de la plus urgente à la moins urgente : {names}.",
        ),
        margin=scribe.margin(*levels.values()),
    )


def _level(scribe: Scribe, key: str, level: Level) -> Line:
    return scribe.line(level, name=scribe.level(key), points=_wordings(scribe, level.wordings))


def _wordings(scribe: Scribe, wordings: tuple[Wording, ...]) -> tuple[str, ...]:
    return tuple(_wording(scribe, each) for each in wordings)


def _wording(scribe: Scribe, each: Wording) -> str:
    holders, text = scribe.plans((*each.plans, *each.addons)), scribe.say(each.text)
    return scribe.both(f"For {holders}: {text}", f"Pour {holders} : {text}")


def _fact(scribe: Scribe, key: str, fact: Fact) -> Iterator[Block]:
    yield Heading(scribe.name_of(scribe.document.classify.facts, key))
    explained = any(value.text or value.examples or value.wordings for value in fact.values.values())
    if fact.text or not explained:
        yield scribe.line(fact, name="", text=scribe.say(fact.text) or scribe.say(fact.ask))
    if explained:
        heads = (Cell(scribe.both("Answer", "Réponse")), Cell(scribe.both("When", "Quand")))
        rows = tuple(_value(scribe, name, value) for name, value in fact.values.items())
        caption = scribe.say(fact.ask) or scribe.both("Answers", "Réponses")
        yield Grid(caption, heads, rows, margin=Margin() if fact.text else scribe.margin(fact))
    else:
        names = scribe.either(scribe.name_of(fact.values, name) for name in fact.values)
        yield Line(scribe.both(f"Answers: {names}.", f"Réponses : {names}."))
    for value, notice in fact.notice.items():
        yield Line(scribe.say(notice), scribe.name_of(fact.values, value))


def _value(scribe: Scribe, key: str, value: Value) -> Row:
    names = scribe.listed(value.alias)
    alias = scribe.both(f"also called {names}", f"appelé aussi {names}") if names else ""
    label = f"{value.label}. " if value.label else ""
    points = (*(scribe.say(example) for example in value.examples), *_wordings(scribe, value.wordings))
    head = Cell(label + (scribe.say(value.name) or key), alias, clauses=scribe.clauses(value.cited))
    return Row(head, (Cell(says=scribe.say(value.text), points=points),))


def _decision(scribe: Scribe) -> Iterator[Block]:
    classify = scribe.document.classify
    yield Heading(scribe.both("How the answers decide", "Comment les réponses décident"))
    if classify.matrix:
        yield from _matrix(scribe, classify.matrix)
    if classify.rules:
        yield _rules(scribe)
    if classify.stated:
        name = scribe.name_of(classify.facts, classify.stated)
        yield Line(scribe.both(f"The requester states it: {name}.", f"Le demandeur l’indique : {name}."))


def _matrix(scribe: Scribe, matrix: Matrix) -> Iterator[Block]:
    facts = scribe.document.classify.facts
    rows, columns = facts[matrix.rows], facts[matrix.columns]
    if matrix.text:
        yield scribe.line(matrix)
    heads = tuple(Cell(scribe.name_of(columns.values, key)) for key in columns.values)
    names = scribe.name_of(facts, matrix.rows), scribe.name_of(facts, matrix.columns)
    yield Grid(
        caption=scribe.both(f"Priority by {names[0]} and {names[1]}", f"Priorité selon : {names[0]}, {names[1]}"),
        heads=(Cell(f"{names[0]} / {names[1]}"), *heads),
        rows=tuple(_matrix_row(scribe, matrix, key, tuple(columns.values)) for key in rows.values),
        margin=Margin() if matrix.text else scribe.margin(matrix),
    )


def _matrix_row(scribe: Scribe, matrix: Matrix, key: str, columns: tuple[str, ...]) -> Row:
    cells = tuple(Cell(matrix.cells.get(key, {}).get(column, "–")) for column in columns)
    label = matrix.row_labels.get(key, "")
    aside = scribe.both(f"labelled “{label}” in the source", f"intitulé « {label} » dans le texte d’origine")
    rows = scribe.document.classify.facts[matrix.rows]
    return Row(Cell(scribe.name_of(rows.values, key), aside if label else ""), cells)


def _rules(scribe: Scribe) -> Grid:
    classify = scribe.document.classify
    rules = [*classify.rules, *([classify.otherwise] if classify.otherwise else [])]
    return Grid(
        caption=scribe.both("The first line that fits decides.", "La première ligne qui convient décide."),
        heads=(Cell(scribe.both("Priority", "Priorité")), Cell(scribe.both("When", "Quand"))),
        rows=tuple(_rule(scribe, rule) for rule in rules),
        margin=Margin() if classify.text or classify.cited else scribe.margin(classify),
    )


def _rule(scribe: Scribe, rule: ClassifyRule) -> Row:
    if rule.priority:
        head = Cell(scribe.level(rule.priority))
    else:
        chosen = scribe.either(scribe.level(level) for level in rule.agent_chooses)
        head = Cell(chosen, scribe.both("the agent chooses, with a reason", "l’agent choisit, motif à l’appui"))
    alternatives = [scribe.conditions({**rule.when, **each}) for each in rule.any_of or ({},)]
    when = scribe.both(" or else ", " ou encore ").join(filter(None, alternatives))
    otherwise = scribe.both("in every other case", "dans tout autre cas")
    criteria = tuple(scribe.say(text) for text in rule.criteria)
    return Row(head, (Cell(when or otherwise, says=scribe.say(rule.text), points=criteria),), scribe.margin(rule))
