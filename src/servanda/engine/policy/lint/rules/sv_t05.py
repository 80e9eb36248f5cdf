"""A claim that the table does not bear out.

The brochure says "twice as fast"; the table says otherwise in a cell, and a client holds the vendor to whichever is
better.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import METRIC_NAMES, METRICS, priorities_of, rule_of
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.offer import Claim
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.prose import write_number
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each claim and metric, with every cell that belies it."""
    for number, claim in enumerate(policy.document.claims, 1):
        for metric in claim.metrics or METRICS:
            false = list(_belied(policy, claim, metric))
            if false:
                yield _finding(policy, lint, f"claims/{number}", claim, metric, false)


Cell = tuple[str | None, Fraction, TargetRule, TargetRule]


def _belied(policy: Policy, claim: Claim, metric: str) -> Iterator[Cell]:
    claimed = Fraction(claim.times_faster)
    for priority in priorities_of(policy, claim.plan):
        fast = rule_of(policy, (claim.plan, ()), priority, metric)
        slow = rule_of(policy, (claim.than, ()), priority, metric)
        if fast is None or slow is None:
            continue
        measured = _ratio(slow.promise, fast.promise)
        if measured is not None and measured != claimed:
            yield priority, measured, slow, fast


def _ratio(slow: Promise, fast: Promise) -> Fraction | None:
    """How many times `fast` goes into `slow` as written; None where their units cannot be compared."""
    if len(slow.spans) != 1 or len(fast.spans) != 1:
        return None
    one, other = slow.spans[0], fast.spans[0]
    if one.seconds is not None and other.seconds is not None:
        return Fraction(one.seconds, other.seconds) if other.seconds else None
    if one.unit == other.unit and one.seconds is other.seconds is None and other.number:
        return Fraction(one.number, other.number)
    return None


def _times(ratio: Fraction) -> Text:
    hundredths = round(ratio * 100)
    shown = f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    return Text(shown, write_number(shown, "fr"))


def _finding(policy: Policy, lint: Lint, path: str, claim: Claim, metric: str, false: list[Cell]) -> Finding:
    cells = [
        fill(
            "{priority}: {slow} against {fast}, {times} times",
            "{priority} : {slow} contre {fast}, soit {times} fois",
            priority=priority or claim.plan,
            slow=policy.in_words(slow.promise),
            fast=policy.in_words(fast.promise),
            times=_times(ratio),
        )
        for priority, ratio, slow, fast in false
    ]
    words = {
        "plan": claim.plan,
        "than": claim.than,
        "claimed": _times(Fraction(claim.times_faster)),
        "metric": METRIC_NAMES[metric],
        "measured": Text(
            ", ".join(f"{_times(ratio).en} times ({priority or claim.plan})" for priority, ratio, *_ in false),
            ", ".join(f"{_times(ratio).fr} fois ({priority or claim.plan})" for priority, ratio, *_ in false),
        ),
    }
    message = fill(
        "{plan} is said to be {claimed} times faster than {than}; measured on the {metric}: {measured}.",
        "{plan} est annoncé {claimed} fois plus rapide que {than} ; mesuré sur la {metric} : {measured}.",
        **words,
    )
    example = Text("; ".join(cell.en for cell in cells) + ".", " ; ".join(cell.fr for cell in cells) + ".")
    fix = Text(
        "Correct the cell, or say in the claim which cells it holds for.",
        "Corrigez la cellule, ou dites pour quelles cellules l’affirmation vaut.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=claim.text.en)


RULE = Rule("SV-T05", Severity.WARNING, Text("Claim against the table", "Annonce démentie par le tableau"), check)
