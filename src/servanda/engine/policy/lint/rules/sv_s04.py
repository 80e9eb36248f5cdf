"""Something that is defined and never used.

A calendar, a contact or a ladder that nothing names is either a leftover or, worse, what some rule was meant to use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_WHAT: Mapping[str, Text] = {
    "calendars": Text("Calendar", "Calendrier"),
    "ladders": Text("Ladder", "Échelle"),
    "contacts": Text("Contact", "Contact"),
    "classify/facts": Text("Question", "Question"),
    "charges": Text("Charge", "Facturation"),
    "exclusions": Text("Exclusion", "Exclusion"),
}


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each thing that no other part of the policy names."""
    for section, defined, used in _sections(policy):
        names = set(used)
        for name in defined:
            if name not in names:
                yield _finding(lint, section, name)


def _sections(policy: Policy) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    document = policy.document
    yield "calendars", policy.calendars, _calendars(policy)
    yield "ladders", document.ladders, _ladders(policy)
    yield "contacts", document.contacts, _contacts(policy)
    yield "classify/facts", document.classify.facts, _facts(policy)
    yield "charges", document.charges, _charges(policy)
    yield "exclusions", document.exclusions, _exclusions(policy)


def _calendars(policy: Policy) -> Iterator[str]:
    document = policy.document
    yield document.default_calendar
    yield from (plan.calendar or "" for plan in document.plans.values())
    yield from (addon.calendar or "" for addon in document.addons.values())
    yield from (channel.calendar or "" for channel in document.channels.values())
    for ladder in document.ladders.values():
        yield ladder.calendar or ""
        yield from (step.at.rpartition(" of ")[2] for step in ladder.steps)
    for rule in policy.targets:
        yield rule.calendar or ""
        yield from (span.calendar or "" for span in rule.promise.spans)
    for uptime in document.uptime:
        yield uptime.service_hours or ""


def _ladders(policy: Policy) -> Iterator[str]:
    document = policy.document
    held = [plan.ladder for plan in document.plans.values()] + [addon.ladder for addon in document.addons.values()]
    yield from (ladder for ladder in held if ladder)
    yield from (name for name, ladder in document.ladders.items() if ladder.kinds or ladder.priorities)
    if not any(held):
        yield from document.ladders


def _contacts(policy: Policy) -> Iterator[str]:
    document = policy.document
    for ladder in document.ladders.values():
        yield from (step.tell or "" for step in ladder.steps)
    for target in document.targets.others:
        yield target.who
    for step in document.steps:
        yield from step.contacts
    yield from (charge.through for charge in document.charges.values())
    yield from (name for name, contact in document.contacts.items() if contact.outside_hours)


def _facts(policy: Policy) -> Iterator[str]:
    section = policy.document.classify
    yield section.stated or ""
    if section.matrix:
        yield from (section.matrix.rows, section.matrix.columns)
    for rule in (*section.rules, *((section.otherwise,) if section.otherwise else ())):
        yield from rule.when
        yield from (name for conditions in rule.any_of for name in conditions)
    for name, fact in section.facts.items():
        yield from fact.when
        if fact.notice:
            yield name
    for target in policy.targets:
        yield from (*target.facts, *target.unless)


def _charges(policy: Policy) -> Iterator[str]:
    document = policy.document
    yield from (kind.charge or "" for kind in document.kinds.values())
    yield from (name for name, charge in document.charges.items() if charge.kinds)


def _exclusions(policy: Policy) -> Iterator[str]:
    for uptime in policy.document.uptime:
        yield from uptime.excluded
    yield from (name for name, one in policy.document.exclusions.items() if "targets" in one.from_)


def _finding(lint: Lint, section: str, name: str) -> Finding:
    words = {"what": _WHAT[section], "name": name}
    message = fill("{what} {name} is never used.", "{what} {name} ne sert jamais.", **words)
    example = fill(
        "Take {name} away and every request has the same answer as before.",
        "Retirez {name} : chaque demande reçoit la même réponse qu’avant.",
        **words,
    )
    fix = fill("Name {name} where it was meant, or delete it.", "Nommez {name} où il faut, ou supprimez-le.", **words)
    return lint.find(RULE, f"{section}/{name}", message, example=example, fix=fix, wording=name)


RULE = Rule("SV-S04", Severity.WARNING, Text("Defined, never used", "Défini, jamais utilisé"), check)
