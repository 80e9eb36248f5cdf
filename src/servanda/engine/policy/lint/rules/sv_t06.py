"""A cell that promises nothing and does not say so.

An empty cell is read by the client as "the same as elsewhere" and by the vendor as "nothing"; `none` says which.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import (
    METRIC_NAMES,
    METRICS,
    ordinary_wednesday,
    priorities_of,
    selected,
    support,
)
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import Offer, offer_name, supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

Cell = tuple[Offer, str | None, str]


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each metric with cells that say nothing, one for each that is left to every single case."""
    for metric in METRICS:
        cells = list(_cells(policy, metric))
        for left_open in (False, True):
            some = [(cell, path) for cell, path, by_case in cells if by_case is left_open]
            if some:
                yield _finding(policy, lint, metric, some, left_open=left_open)


def _cells(policy: Policy, metric: str) -> Iterator[tuple[Cell, str, bool]]:
    for plan in supported(policy):
        offer: Offer = (plan, ())
        opened = support(policy, offer).next_open(at_local(ordinary_wednesday(2024), policy.zone))
        for priority in priorities_of(policy, plan):
            found = selected(policy, offer, priority, opened).get(metric)
            rule = found.rule or found.withheld if found else None
            if rule is None:
                yield (offer, priority, metric), "targets/table", False
            elif rule.promise.kind == "agreed per case":
                yield (offer, priority, metric), rule.id, True
            elif rule.promise.kind == "none" and _assumed(policy, rule.id):
                yield (offer, priority, metric), rule.id, False


def _assumed(policy: Policy, path: str) -> bool:
    """Whether `none` is a reading: something around the cell says that the source does not speak of this metric."""
    targets = policy.document.targets
    return "none" in targets.assumed or path.rpartition("/")[2] in targets.assumed


def _finding(policy: Policy, lint: Lint, metric: str, cells: list[tuple[Cell, str]], *, left_open: bool) -> Finding:
    (offer, *_), path = cells[0]
    opened = support(policy, offer).next_open(at_local(ordinary_wednesday(lint.year), policy.zone))
    words = {
        "metric": METRIC_NAMES[metric],
        "cells": names(dict.fromkeys(_name(policy, cell) for cell, _ in cells)),
        "cell": _name(policy, cells[0][0]),
        "opened": when(opened, policy.zone),
    }
    message = fill(
        "{cells}: the {metric} is left to each case, and nobody says by when it is agreed."
        if left_open
        else "No {metric} target for {cells}, and it is not said that there is none.",
        "{cells} : la {metric} est laissée à chaque cas, et l’on ne dit pas pour quand elle se convient."
        if left_open
        else "Aucun délai de {metric} pour {cells}, sans qu’il soit dit qu’il n’y en a pas.",
        **words,
    )
    example = fill(
        "{cell}, raised {opened}: no date falls due for the {metric}, this year or ever.",
        "{cell}, demande du {opened} : aucune échéance de {metric}, cette année ni jamais.",
        **words,
    )
    fix = fill(
        "Publish a {metric} target for these cells, or publish that there is none.",
        "Publiez un délai de {metric} pour ces cellules, ou publiez qu’il n’y en a pas.",
        **words,
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=lint.source_at(path))


def _name(policy: Policy, cell: Cell) -> str:
    offer, priority, _ = cell
    if len(supported(policy)) == 1 and priority:
        return priority
    return " ".join(part for part in (priority, offer_name(offer)) if part)


RULE = Rule("SV-T06", Severity.WARNING, Text("Cell without a target", "Cellule sans délai"), check)
