"""A commitment that is narrower than the table.

The sentence above the table promises one column; the others look like promises and are none, which comes out in the
first dispute.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import METRIC_NAMES
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the columns of the table that its sentence leaves out."""
    promised = policy.document.targets.promised
    if not promised:
        return
    left_out: dict[str, list[TargetRule]] = {}
    for rule in policy.targets:
        in_table = rule.id.startswith("targets/table/")
        if in_table and rule.metric not in promised and rule.promise.kind != "none":
            left_out.setdefault(rule.metric, []).append(rule)
    if left_out:
        yield _finding(policy, lint, promised, left_out)


def _finding(policy: Policy, lint: Lint, promised: tuple[str, ...], left_out: dict[str, list[TargetRule]]) -> Finding:
    rule = next(iter(left_out.values()))[0]
    words = {
        "promised": _list(promised),
        "columns": _list(left_out),
        "metric": METRIC_NAMES[rule.metric],
        "priority": next(iter(rule.priorities), ""),
        "promise": policy.in_words(rule.promise),
        "count": sum(map(len, left_out.values())),
    }
    message = fill(
        "The text promises the {promised} only; the table has the {columns} as well.",
        "Le texte ne promet que la {promised} ; le tableau donne aussi la {columns}.",
        **words,
    )
    example = fill(
        "{priority} {metric}: {promise} stands in the table and is promised nowhere; so do {count} cells in all.",
        "{priority} {metric} : {promise} figure au tableau sans être promis nulle part ; {count} cellules en tout.",
        **words,
    )
    fix = fill(
        "Name the {columns} in the sentence above the table, or say that the column only informs.",
        "Nommez la {columns} dans la phrase qui précède le tableau, ou dites que la colonne est indicative.",
        **words,
    )
    wording = lint.source_at("targets") or policy.document.targets.text.en
    return lint.find(RULE, "targets", message, example=example, fix=fix, wording=wording)


def _list(metrics: object) -> Text:
    known = [METRIC_NAMES[str(metric)] for metric in metrics]  # type: ignore[attr-defined]
    return Text(names(text.en for text in known).en, names(text.fr for text in known).fr)


RULE = Rule(
    "SV-T07",
    Severity.WARNING,
    Text("Commitment narrower than the table", "Engagement plus étroit que le tableau"),
    check,
)
