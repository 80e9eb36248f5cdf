"""A cell that is missing from a matrix.

The case that falls into the hole has no priority and therefore no target; it is usually the one that nobody thought of.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.combinations import in_words
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the matrix, with every empty cell."""
    section = policy.document.classify
    matrix = section.matrix
    if matrix is None:
        return
    rows, columns = section.facts[matrix.rows].values, section.facts[matrix.columns].values
    holes = [(row, column) for row in rows for column in columns if column not in matrix.cells.get(row, {})]
    if holes:
        yield _finding(policy, lint, {matrix.rows: holes[0][0], matrix.columns: holes[0][1]}, holes)


def _finding(policy: Policy, lint: Lint, case: dict[str, str], holes: list[tuple[str, str]]) -> Finding:
    words = {"cells": names(f"{row} × {column}" for row, column in holes), "case": in_words(policy, case)}
    message = fill("The matrix has no cell for {cells}.", "La matrice n’a pas de cellule pour {cells}.", **words)
    example = fill(
        "A request with {case} gets no priority, and nothing falls due.",
        "Une demande avec {case} ne reçoit aucune priorité et rien n’échoit.",
        **words,
    )
    fix = Text("Fill the cell.", "Remplissez la cellule.")
    return lint.find(RULE, "classify/matrix/cells", message, example=example, fix=fix, wording=words["cells"].en)


RULE = Rule("SV-K01", Severity.ERROR, Text("Matrix cell missing", "Cellule de matrice absente"), check)
