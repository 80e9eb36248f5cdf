"""A promise that runs by the clock on a desk that closes.

It falls due at night or at a weekend, when nobody is there to keep it; every such request is a breach that was
planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import (
    METRIC_NAMES,
    Answer,
    answers,
    due_in_words,
    ordinary_wednesday,
    priorities_of,
    support,
)
from servanda.engine.policy.lint.duty import round_the_clock, runs_by_the_clock
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import Offer, offer_name, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each offer, with every promise that falls due while its desk is closed."""
    seen: set[str] = set()
    for offer in offers(policy):
        late = [one for one in _due_while_closed(policy, lint, offer) if one.rule.id not in seen]
        if late:
            seen.update(one.rule.id for one in late)
            yield _finding(policy, lint, late)


def _due_while_closed(policy: Policy, lint: Lint, offer: Offer) -> Iterator[Answer]:
    desk = support(policy, offer)
    friday = ordinary_wednesday(lint.year) + timedelta(days=2)
    opened = at_local(friday, desk.zone, 16, 30)
    for priority in priorities_of(policy, offer[0]):
        for one in answers(policy, offer, priority, opened).values():
            unmanned = runs_by_the_clock(one.promise) and not round_the_clock(policy, lint, one.rule)
            if unmanned and not desk.is_open(one.due):
                yield one


def _finding(policy: Policy, lint: Lint, late: list[Answer]) -> Finding:
    one = late[0]
    words = {
        "cells": names(dict.fromkeys(answer.cell for answer in late)),
        "metric": METRIC_NAMES[one.rule.metric],
        "offer": offer_name(one.offer),
        "promise": policy.in_words(one.promise),
        "opened": when(one.opened, policy.zone),
        "due": due_in_words(policy, one),
    }
    message = fill(
        "{cells}: {promise} can fall due while {offer} is closed.",
        "{cells} : {promise} peut échoir pendant que {offer} est fermé.",
        **words,
    )
    example = fill(
        "Raised {opened}: {metric} due {due}, while closed.",
        "Demande du {opened} : {metric} due {due}, pendant la fermeture.",
        **words,
    )
    fix = Text(
        "Promise business hours, or say that the promise holds around the clock and who is on call.",
        "Promettez des heures ouvrables, ou dites que l’engagement vaut jour et nuit, et qui est de garde.",
    )
    return lint.find(RULE, one.rule.id, message, example=example, fix=fix, wording=str(one.promise))


RULE = Rule("SV-F01", Severity.ERROR, Text("Due while closed", "Échéance pendant la fermeture"), check)
