"""Two units that disagree: 72 hours are three business days only where a business day has 24 hours.

Each party reads the unit that suits it, and the readings lie days apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import ordinary_tuesday
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import Offer, applies, offers
from servanda.engine.policy.lint.phrases import TwoUnits, two_units
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Span
from servanda.engine.requests.clock import hours_of, span_deadline
from servanda.engine.text import Text

Found = tuple[TargetRule, TwoUnits]


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the policy, with every length in two units; the shortest is the example."""
    found = [(rule, pair) for rule in policy.targets for pair in two_units(lint.sources.get(rule.id, ""))]
    if found:
        yield _finding(policy, lint, found)


def _finding(policy: Policy, lint: Lint, found: list[Found]) -> Finding:
    rule, pair = min(found, key=lambda one: one[1].hours)
    offer = next(offer for offer in offers(policy) if applies(policy, rule, offer))
    zone = policy.timeline(policy.calendar_of(*offer)).zone
    opened = at_local(ordinary_tuesday(lint.year), zone, 10)
    dues = _dues(policy, rule, pair, offer, opened)
    words = {
        "all": names(one.words for _, one in found),
        "cell": " ".join((*rule.priorities, *(rule.addons or rule.plans))),
        "hours": pair.hours,
        "days": pair.days,
        "opened": when(opened, policy.zone),
        "clock": when(dues[0], policy.zone),
        "dates": when(dues[1], policy.zone),
        "support": when(dues[2], policy.zone),
    }
    message = fill(
        "Two units that disagree: {all}; a business day would have 24 hours.",
        "Deux unités qui se contredisent : {all} ; un jour ouvrable aurait 24 heures.",
        **words,
    )
    example = fill(
        "{cell}, raised {opened}: due {clock} ({hours} hours by the clock), {dates} ({days} business days) or {support} "
        "({hours} support hours).",
        "{cell}, demande du {opened} : échéance {clock} ({hours} heures d’horloge), {dates} ({days} jours ouvrables) ou "
        "{support} ({hours} heures de soutien).",
        **words,
    )
    fix = fill(
        "Keep one: '{days} business days', or '{hours} clock hours', or 'earliest of' both.",
        "Gardez-en une : « {days} business days », « {hours} clock hours », ou « earliest of » les deux.",
        **words,
    )
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=lint.sources[rule.id])


def _dues(policy: Policy, rule: TargetRule, pair: TwoUnits, offer: Offer, opened: int) -> list[int]:
    spans = (
        Span(pair.hours, "clock", "hour"),
        Span(pair.days, "business", "day"),
        Span(pair.hours, "business", "hour"),
    )
    plan, addons = offer
    return [
        span_deadline(span, hours_of(policy, span, plan=plan, addons=addons, calendar=rule.calendar), opened).due
        for span in spans
    ]


RULE = Rule("SV-U02", Severity.ERROR, Text("Two units that disagree", "Deux unités contradictoires"), check)
