"""SV-E02: a ladder that ends, after which nobody is told any more.

Harm: the request that everybody overlooked for three hours is overlooked for good. A source that names nobody after an
hour is an error; a ladder that just stops is a warning, unless `end: silence` says that its last contact keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import DAY
from servanda.engine.policy.clocks import Ladder
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.rungs import climbs, ladder_path, step_at, step_in_words, users
from servanda.engine.policy.lint.tree import stands
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, ladder in policy.document.ladders.items():
        if not ladder.steps:
            continue
        if ladder.steps[-1].tell is None:
            yield _finding(policy, lint, name, ladder, Severity.ERROR)
        elif ladder.end == "silence" and not stands(policy, f"ladders/{name}/end"):
            yield _finding(policy, lint, name, ladder, Severity.WARNING)


def _finding(policy: Policy, lint: Lint, name: str, ladder: Ladder, severity: Severity) -> Finding:
    last = ladder.steps[-1]
    return lint.find(
        RULE,
        ladder_path(name, len(ladder.steps)),
        fill(
            "Nobody is told after {last}.",
            "Personne n’est averti après {last}.",
            last=step_in_words(last, policy.document.terms.business_day_term),
        ),
        wording=lint.source_at(ladder_path(name, max(len(ladder.steps) - 1, 1))) or last.at,
        example=_example(policy, name, ladder, lint.year),
        fix=Text(
            "Write 'end: repeat last step' with 'every: 1 business hour', say, after a last step that tells somebody.",
            "Écrivez « end: repeat last step » avec, par exemple, « every: 1 business hour », après un échelon qui avertit "
            "quelqu’un.",
        ),
        severity=severity,
    )


def _example(policy: Policy, name: str, ladder: Ladder, year: int) -> Text:
    climb = next((one for offer in users(policy, name) for one in climbs(policy, name, offer, year)), None)
    at = step_at(policy, climb, ladder, ladder.steps[-1]) if climb else None
    if climb is None or at is None:
        return Text("An unanswered request stays unanswered.", "Une demande sans réponse le reste.")
    return fill(
        "Raised {opened} and unanswered: silence from {at} on; {later} it is still open and nobody has been told again.",
        "Demande du {opened} sans réponse : silence à partir du {at} ; le {later}, elle est toujours ouverte et personne "
        "n’a été averti à nouveau.",
        opened=when(climb.opened, policy.zone),
        at=when(at, policy.zone),
        later=when(at + 7 * DAY, policy.zone),
    )


RULE = Rule(
    "SV-E02",
    Severity.ERROR,
    Text("A ladder ends with nobody", "Une échelle finit sans personne"),
    _check,
)
