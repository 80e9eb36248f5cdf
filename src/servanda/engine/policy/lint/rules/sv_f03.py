"""The longest time by the clock that a promise in business time takes over a year.

A client reads "30 minutes" and waits from Thursday to Easter Monday; whoever publishes the figure is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import DAY, SECOND
from servanda.engine.policy.lint.cases import METRIC_NAMES, METRICS, Wait, longest_wait, priorities_of, rule_of
from servanda.engine.policy.lint.offers import Offer, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, length, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Span
from servanda.engine.prose import write_number
from servanda.engine.text import Text

_EXPECTED = 3 * DAY
"""A weekend from Friday evening to Monday, which everybody expects."""


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One note for each calendar of the offers, where a wait is longer than what the policy publishes."""
    published = policy.document.targets.longest_wait
    limit = max((published.seconds or 0) * SECOND if published else 0, _EXPECTED)
    for calendar, sharing in _by_calendar(policy).items():
        waits = _waits(policy, lint, sharing)
        if waits and max(wait.length for wait in waits) > limit:
            yield _finding(policy, lint, calendar, waits)


def _by_calendar(policy: Policy) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in offers(policy):
        found.setdefault(policy.calendar_of(*offer), []).append(offer)
    return found


def _waits(policy: Policy, lint: Lint, sharing: list[Offer]) -> list[Wait]:
    found = []
    for offer, rule in _telling(policy, sharing):
        wait = longest_wait(lint, rule, rule.promise.spans[0], offer)
        if wait:
            found.append(wait)
    return found


def _telling(policy: Policy, sharing: list[Offer]) -> list[tuple[Offer, TargetRule]]:
    """The shortest and the longest promise in hours, and the longest in days: the others lie between."""
    rules: dict[str, tuple[Offer, TargetRule]] = {}
    for offer in sharing:
        for priority, metric in product(priorities_of(policy, offer[0]), METRICS):
            rule = rule_of(policy, offer, priority, metric)
            if rule and rule.promise.kind == "within" and _in_business_time(rule.promise.spans):
                rules.setdefault(rule.id, (offer, rule))
    lengths = sorted(rules.values(), key=lambda one: _seconds(one[1]))
    hours = [one for one in lengths if one[1].promise.spans[0].seconds]
    days = [one for one in lengths if not one[1].promise.spans[0].seconds]
    return [*hours[:1], *days[-1:], *hours[1:][-1:]]


def _in_business_time(spans: tuple[Span, ...]) -> bool:
    return len(spans) == 1 and spans[0].measure in ("business", "support") and spans[0].unit != "month"


def _seconds(rule: TargetRule) -> int:
    span = rule.promise.spans[0]
    return span.seconds or span.number * 86_400


def _finding(policy: Policy, lint: Lint, name: str, waits: list[Wait]) -> Finding:
    first, last = waits[0], max(waits, key=lambda wait: wait.length)
    words = {
        "calendar": policy.calendars[name].name or Text(name, name),
        "promise": policy.in_words(first.rule.promise),
        "metric": METRIC_NAMES[first.rule.metric],
        "days": _days(first.length),
        "longest": policy.in_words(last.rule.promise),
        "opened": when(first.opened, policy.zone),
        "due": when(first.due, policy.zone),
        "hours": length(first.length),
        "all": length(last.length),
        "since": when(last.opened, policy.zone),
        "until": when(last.due, policy.zone),
        "year": lint.year,
        "publish": -(-last.length // 3_600_000_000),
    }
    message = fill(
        "{calendar}: {promise} can take {hours} by the clock in {year} ({days} days).",
        "{calendar} : {promise} peut prendre {hours} d’horloge en {year} ({days} jours).",
        **words,
    )
    example = fill(
        "Raised {opened}: {metric} due {due}. The longest wait is {all}: {longest}, {since} to {until}.",
        "Demande du {opened} : {metric} due {due}. La plus longue attente est de {all} : {longest}, du {since} au {until}.",
        **words,
    )
    fix = fill(
        "Publish the figure beside the table: 'longest_wait: {publish} clock hours'.",
        "Publiez le chiffre à côté du tableau : « longest_wait: {publish} clock hours ».",
        **words,
    )
    return lint.find(RULE, first.rule.id, message, example=example, fix=fix, wording=str(first.rule.promise))


def _days(wait: int) -> Text:
    tenths = round(wait * 10 / DAY)
    shown = f"{tenths // 10}.{tenths % 10}"
    return Text(shown, write_number(shown, "fr"))


RULE = Rule("SV-F03", Severity.INFO, Text("Longest wait by the clock", "Plus longue attente à l’horloge"), check)
