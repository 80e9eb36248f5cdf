"""A matrix in which a graver case gets a less urgent priority than a milder one.

Whoever reports truthfully waits longer, and two agents will argue about the neighbouring cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.classify import Matrix
from servanda.engine.policy.lint.combinations import in_words
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

Cell = tuple[str, str]


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each pair of neighbouring cells that is out of order."""
    section = policy.document.classify
    matrix = section.matrix
    if matrix is None:
        return
    rank = {level: number for number, level in enumerate(section.levels)}
    for grave, mild in _neighbours(list(section.facts[matrix.rows].values), list(section.facts[matrix.columns].values)):
        high, low = _at(matrix, grave), _at(matrix, mild)
        if high in rank and low in rank and rank[high] > rank[low]:
            yield _finding(policy, lint, matrix, grave, mild)


def _neighbours(rows: list[str], columns: list[str]) -> Iterator[tuple[Cell, Cell]]:
    """Neighbouring cells, the graver first: values stand in order, the gravest first."""
    for row, (left, right) in product(rows, pairwise(columns)):
        yield (row, left), (row, right)
    for column, (upper, lower) in product(columns, pairwise(rows)):
        yield (upper, column), (lower, column)


def _at(matrix: Matrix, cell: Cell) -> str:
    return matrix.cells.get(cell[0], {}).get(cell[1], "")


def _finding(policy: Policy, lint: Lint, matrix: Matrix, grave: Cell, mild: Cell) -> Finding:
    words = {
        "grave": " × ".join(grave),
        "mild": " × ".join(mild),
        "high": _at(matrix, grave),
        "low": _at(matrix, mild),
        "one": in_words(policy, dict(zip((matrix.rows, matrix.columns), grave, strict=True))),
        "other": in_words(policy, dict(zip((matrix.rows, matrix.columns), mild, strict=True))),
    }
    message = fill(
        "{grave} is {high}, less urgent than {mild}, which is {low}.",
        "{grave} donne {high}, moins urgent que {mild}, qui donne {low}.",
        **words,
    )
    example = fill(
        "A request with {one} is {high}; with {other}, which is milder, it would be {low}.",
        "Une demande avec {one} est {high} ; avec {other}, moins grave, elle serait {low}.",
        **words,
    )
    fix = fill("Make {grave} at least {low}.", "Donnez à {grave} au moins {low}.", **words)
    path = f"classify/matrix/cells/{grave[0]}/{grave[1]}"
    return lint.find(RULE, path, message, example=example, fix=fix, wording=_at(matrix, grave))


RULE = Rule("SV-K02", Severity.ERROR, Text("Matrix not monotone", "Matrice non monotone"), check)
