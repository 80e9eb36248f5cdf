"""Promises that hold at night, and who is there to keep them."""

from __future__ import annotations

import re

from servanda.engine.policy.clocks import Contact, Ladder
from servanda.engine.policy.lint.rule import Lint
from servanda.engine.policy.lint.tree import node_at
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.source import Scalar, Table

_MARK = re.compile(
    r"24\s*[x×/]\s*7|around the clock|round the clock|any hour|all hours|jour et nuit|toute heure|en tout temps",
    re.IGNORECASE,
)


def runs_by_the_clock(promise: Promise) -> bool:
    """Whether a promise never stands still."""
    return promise.kind == "within" and any(span.measure == "clock" for span in promise.spans)


def round_the_clock(policy: Policy, lint: Lint, rule: TargetRule) -> bool:
    """Whether a promise is meant to hold at night: it is an engagement, names a calendar that never closes, or says so."""
    named = [rule.calendar, *(span.calendar for span in rule.promise.spans)]
    if rule.metric == "engagement" or any(name and policy.calendars[name].always for name in named):
        return True
    return bool(_MARK.search(f"{lint.source_at(rule.id)} {_text(policy, rule.id)}"))


def _text(policy: Policy, path: str) -> str:
    node = node_at(policy, f"{path}/text")
    pairs = node.pairs.values() if isinstance(node, Table) else ()
    return " ".join(value.value for value in pairs if isinstance(value, Scalar))


def on_duty(policy: Policy, rule: TargetRule) -> bool:
    """Whether anybody can be reached at any hour: a staffed channel, or a ladder that runs at night to a real contact."""
    document = policy.document
    channels = (channel.calendar for channel in document.channels.values())
    if any(name and policy.calendars[name].always for name in channels):
        return True
    return any(_calls_at_night(policy, ladder, rule) for ladder in document.ladders.values())


def _calls_at_night(policy: Policy, ladder: Ladder, rule: TargetRule) -> bool:
    if (ladder.kinds and not set(ladder.kinds) & set(rule.kinds or ladder.kinds)) or not _speaks_of(ladder, rule):
        return False
    always = ladder.calendar is not None and policy.calendars[ladder.calendar].always
    contacts = policy.document.contacts
    return any(
        step.tell in contacts and _reachable(contacts[step.tell])
        for step in ladder.steps
        if step.tell and (always or " clock " in step.at)
    )


def _speaks_of(ladder: Ladder, rule: TargetRule) -> bool:
    return not ladder.priorities or not rule.priorities or bool(set(ladder.priorities) & set(rule.priorities))


def _reachable(contact: Contact) -> bool:
    return not contact.placeholder and bool(contact.by or contact.address)
