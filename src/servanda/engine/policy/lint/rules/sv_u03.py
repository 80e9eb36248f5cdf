"""Lengths of one table of which some say that they are business time and others do not.

The reader concludes that the unmarked ones run by the clock, at night and on holidays; the vendor meant the opposite.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import METRIC_NAMES, ordinary_wednesday
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import applies, offers
from servanda.engine.policy.lint.phrases import Length, is_mixed, table_lengths
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Span
from servanda.engine.requests.clock import hours_of, span_deadline
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the table, with the unmarked lengths and a marked one."""
    found = table_lengths(policy, lint.sources)
    if is_mixed(found):
        yield _finding(policy, lint, found)


def _finding(policy: Policy, lint: Lint, found: list[tuple[TargetRule, Length]]) -> Finding:
    bare = [(rule, length) for rule, length in found if not length.marked]
    rule, length = bare[0]
    plan, addons = next(offer for offer in offers(policy) if applies(policy, rule, offer))
    zone = policy.timeline(policy.calendar_of(plan, addons)).zone
    opened = at_local(ordinary_wednesday(lint.year) + timedelta(days=2), zone, 16, 45)
    clock, business = (
        span_deadline(span, hours_of(policy, span, plan=plan, addons=addons, calendar=rule.calendar), opened).due
        for span in (Span(length.number, "clock", length.unit), Span(length.number, "business", length.unit))
    )
    words = {
        "bare": names(one.words for _, one in bare),
        "marked": next(one.words for _, one in found if one.marked),
        "metric": METRIC_NAMES[rule.metric],
        "words": length.words,
        "opened": when(opened, policy.zone),
        "clock": when(clock, policy.zone),
        "business": when(business, policy.zone),
    }
    message = fill(
        "The table mixes lengths without a mark ({bare}) and with one ({marked}).",
        "Le tableau mêle des durées sans précision ({bare}) et avec ({marked}).",
        **words,
    )
    example = fill(
        "Raised {opened}, {metric} in {words}: due {clock} by the clock, {business} in business time.",
        "Demande du {opened}, {metric} en {words} : échéance {clock} à l’horloge, {business} en temps ouvrable.",
        **words,
    )
    fix = fill(
        "Publish the mark on every length, as on {marked}.",
        "Publiez la précision pour chaque durée, comme pour {marked}.",
        **words,
    )
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=lint.sources[rule.id])


RULE = Rule("SV-U03", Severity.WARNING, Text("Mixed units in a table", "Unités mêlées dans un tableau"), check)
