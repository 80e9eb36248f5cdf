"""Statistics of a replay for people: a table, the means, and what another policy would have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import click

from servanda.engine.policy.policy import Policy
from servanda.engine.prose import write_moment, write_number
from servanda.engine.replay.comparison import NOTHING, Comparison, Difference
from servanda.engine.replay.fold import Statistics
from servanda.engine.replay.outcomes import OUTCOMES, Counts, Outcome, percent
from servanda.engine.requests.means_account import mean_because, mean_prose
from servanda.engine.requests.sayings import METRIC, STATE
from servanda.engine.text import THIN, Language, Text

OUTCOME: Mapping[str, Text] = {
    **{name: STATE[name] for name in ("met", "breached", "excused", "excluded", "running")},
    "in time": Text("in time", "à temps"),
    "late": Text("late", "en retard"),
    "undated": Text("no date yet", "sans date"),
    "mean": Text("mean", "moyenne"),
    NOTHING: Text("no promise", "sans engagement"),
}
_MOVES: Mapping[str, Text] = {
    "earlier": Text("due earlier", "échéance avancée"),
    "later": Text("due later", "échéance reculée"),
    "gained": Text("due time gained", "échéance gagnée"),
    "lost": Text("due time lost", "échéance perdue"),
}
_WHOSE = (Text("Clock", "Délai"), Text("Plan", "Forfait"), Text("Priority", "Priorité"))
_SHARES = (
    Text("kept", "respect"),
    Text("without excused", "sans excusés"),
    Text("best effort in time", "au mieux, à temps"),
)
_ALL = Text("all", "tous")


def statistics_lines(statistics: Statistics, language: Language) -> Iterator[str]:
    """The account of one policy."""
    policy = statistics.policy
    yield click.style(f"{policy.document.title.of(language)} · {policy.version}", bold=True)
    yield from _counted(statistics, language)
    if statistics.groups:
        yield ""
        yield from _table(statistics, language)
    prose = mean_prose(policy, language)
    for figure in statistics.means:
        because = mean_because(policy, figure)
        yield ""
        yield f"{prose.say(because)}{_clauses(because.clauses)}"
        yield from (f"  {prose.say(part)}" for part in because.because if part.key != "mean.period")


def _clauses(clauses: Sequence[str]) -> str:
    return click.style(f" ({', '.join(clauses)})", fg="blue") if clauses else ""


def _counted(statistics: Statistics, language: Language) -> Iterator[str]:
    zone = statistics.policy.zone
    if statistics.first is not None and statistics.last is not None:
        first, last = (write_moment(at, language, zone) for at in (statistics.first, statistics.last))
        yield Text(
            f"Requests: {statistics.requests}, opened {first} to {last}.",
            f"Demandes : {statistics.requests}, ouvertes du {first} au {last}.",
        ).of(language)
    for number, text in (
        (statistics.refused, Text("Not covered by the agreement", "Hors de l’entente")),
        (
            statistics.open_priority,
            Text("Priority left to the agent, none chosen", "Priorité laissée à l’agent, aucune choisie"),
        ),
        (
            statistics.not_in_force,
            Text("Opened when no version was in force", "Ouvertes quand aucune version n’était en vigueur"),
        ),
        (statistics.without_promise, Text("Of a kind that carries no promise", "D’un type sans engagement")),
        (
            statistics.not_yet_opened,
            Text("Opened later than the asked instant", "Ouvertes après l’instant de la question"),
        ),
    ):
        if number:
            yield "  " + Text(f"{text.en}: {number}", f"{text.fr} : {number}").of(language)


# The table


def _table(statistics: Statistics, language: Language) -> Iterator[str]:
    rows = [((METRIC[one.metric], one.plan, one.priority or "–"), one.counts) for one in statistics.groups]
    rows += [((METRIC[metric], _ALL.of(language), ""), statistics.total(metric)) for metric in statistics.metrics]
    shown = [name for name in OUTCOMES if any(counts.of(name) for _, counts in rows)]
    cells = [[head.of(language) for head in (*_WHOSE, *(OUTCOME[name] for name in shown), *_SHARES)]]
    for (metric, plan, level), counts in rows:
        cells.append([metric.of(language), plan, level, *_numbers(counts, shown, language)])
    yield from _aligned(_without_empty(cells), len(statistics.groups))


def _numbers(counts: Counts, shown: Sequence[Outcome], language: Language) -> list[str]:
    shares = (counts.attainment, counts.attainment_without_excused, counts.best_effort)
    numbers = [str(counts.of(name)) for name in shown]
    return numbers + [write_share(share, language) for share in shares]


def write_share(share: Fraction | None, language: Language) -> str:
    """``95.23 %`` or ``95,23 %``; nothing where nothing is decided."""
    shown = percent(share)
    return "" if shown is None else f"{write_number(shown, language)}{THIN if language == 'fr' else ''}%"


def _without_empty(cells: list[list[str]]) -> list[list[str]]:
    """The columns that say something in some row."""
    filled = [column for column in range(len(cells[0])) if any(row[column] for row in cells[1:])]
    return [[row[column] for column in filled] for row in cells]


def _aligned(cells: list[list[str]], groups: int) -> Iterator[str]:
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for number, row in enumerate(cells):
        words = [cell.ljust(width) for cell, width in zip(row[:3], widths[:3], strict=True)]
        words += [cell.rjust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
        line = "  ".join(words).rstrip()
        yield click.style(line, bold=True) if number in (0, *range(groups + 1, len(cells))) else line


# What another policy would have changed


def comparison_lines(
    comparison: Comparison, before: Statistics, after: Statistics, language: Language
) -> Iterator[str]:
    """How the other policy differs over the same history."""
    other = after.policy
    yield ""
    yield click.style(
        Text(
            f"Under {other.document.title.en} · {other.version} instead",
            f"Sous {other.document.title.fr} · {other.version} à la place",
        ).of(language),
        bold=True,
    )
    differing, requests = comparison.differing, comparison.requests
    yield Text(
        f"Requests treated otherwise: {differing} of {requests}.",
        f"Demandes traitées autrement : {differing} sur {requests}.",
    ).of(language)
    for metric in dict.fromkeys((*before.metrics, *after.metrics)):
        shares = [write_share(one.total(metric).attainment, language) or "–" for one in (before, after)]
        name = METRIC[metric]
        yield "  " + Text(
            f"{name.en}, kept: {shares[0]} → {shares[1]}", f"{name.fr}, respect : {shares[0]} → {shares[1]}"
        ).of(language)
    for (metric, was, becomes), clocks in comparison.outcomes:
        change = f"{OUTCOME[was].of(language)} → {OUTCOME[becomes].of(language)}"
        yield "  " + _labelled(_labelled(METRIC[metric].of(language), change, language), str(clocks), language)
    for (metric, moves), clocks in comparison.dues:
        moved = f"{METRIC[metric].of(language)}, {_MOVES[moves].of(language)}"
        yield "  " + _labelled(moved, str(clocks), language)
    if comparison.examples:
        yield Text("Examples", "Exemples").of(language)
    for example in comparison.examples:
        yield from _example(example, other, language)


def _example(example: Difference, policy: Policy, language: Language) -> Iterator[str]:
    line = example.past.place.line
    name = example.past.id or Text(f"line {line}", f"ligne {line}").of(language)
    opened = write_moment(example.past.case.request.opened, language, policy.zone)
    yield f"  {name}, {Text('opened', 'ouverte le').of(language)} {opened}"
    if example.priority[0] != example.priority[1]:
        levels = " → ".join(level or "–" for level in example.priority)
        yield f"    {Text('Priority', 'Priorité').of(language)} {levels}"
    for change in example.changes:
        outcomes = " → ".join(dict.fromkeys(OUTCOME[one].of(language) for one in change.outcome))
        dues = [write_moment(at, language, policy.zone) if at is not None else "–" for at in change.due]
        due = Text("due", "échéance").of(language)
        said = f"{outcomes}, {due} {' → '.join(dict.fromkeys(dues))}"
        yield "    " + _labelled(METRIC[change.metric].of(language), said, language)


def _labelled(label: str, said: str, language: Language) -> str:
    return Text(f"{label}: {said}", f"{label} : {said}").of(language)
