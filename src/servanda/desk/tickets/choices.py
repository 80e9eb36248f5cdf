"""What a form may offer for a ticket: the policy's facts with their values, priorities, reasons, kinds, waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.desk.tickets.history import answer_of, policy_for
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.rules import billing_facts
from servanda.engine.entitlements.grants import kinds_of
from servanda.engine.policy.classify import Fact
from servanda.engine.policy.clocks import Reason
from servanda.engine.policy.offer import RequestKind
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.classification import classify, holds

PARTIES = ("client", "vendor", "third party")
"""For whom work may wait."""


@dataclass(frozen=True, slots=True)
class FactChoice:
    """A question of classification with the answer that stands; `asked` is false where its condition does not hold."""

    id: str
    fact: Fact
    value: str
    asked: bool


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of request that the agreement has; `about` are the questions that decide who pays, with their answers."""

    id: str
    kind: RequestKind
    about: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ClassifyChoices:
    """What the forms of reclassification may offer for a ticket as it stands.

    `facts` are empty where the plan's requests have no priority. `allowed` are the priorities that the policy leaves to
    the agent. `reasons` are those that a change to a milder (`down`) or a graver (`up`) priority must name; empty: any
    reason does. `about` is what is known of who pays.
    """

    policy: Policy
    answer: Answer
    facts: tuple[FactChoice, ...]
    allowed: tuple[str, ...]
    reasons: Mapping[str, Mapping[str, Reason]]
    kinds: tuple[KindChoice, ...]
    about: Mapping[str, str]


def choices_for(ticket: Ticket, *, at: int) -> ClassifyChoices:
    """What may be changed about the classification of a ticket."""
    policy = policy_for(ticket, as_of=at)
    events = list(ticket.events.all())
    answer = answer_of(ticket, events, as_of=at)
    addons = tuple(answer.history.client.addons_at(ticket.opened_at))
    return ClassifyChoices(
        policy=policy,
        answer=answer,
        facts=_facts(policy, answer),
        allowed=_left_to_agent(policy, answer),
        reasons={direction: _reasons(policy, direction) for direction in ("down", "up")},
        kinds=tuple(
            KindChoice(kind, policy.document.kinds[kind], billing_questions(policy, kind))
            for kind in kinds_of(policy, ticket.plan, addons)
        ),
        about=billing_facts(ticket, events),
    )


def _facts(policy: Policy, answer: Answer) -> tuple[FactChoice, ...]:
    if answer.classified.way == "not classified":
        return ()
    known = answer.classified.facts
    facts = policy.document.classify.facts.items()
    return tuple(FactChoice(name, fact, known[name], holds(fact.when, known)) for name, fact in facts)


def _left_to_agent(policy: Policy, answer: Answer) -> tuple[str, ...]:
    """What the facts as they stand leave to the agent, also where one chose already."""
    if policy.document.classify.stated:
        return ()
    return classify(policy, plan=answer.history.client.plan, facts=answer.classified.facts).allowed


def _reasons(policy: Policy, direction: str) -> Mapping[str, Reason]:
    rules = [rule for rule in policy.document.reclassify if rule.direction in ("any", direction)]
    if not rules or not all(rule.reasons for rule in rules):
        return {}
    return {name: reason for rule in rules for name, reason in rule.reasons.items()}


def billing_questions(policy: Policy, kind: str) -> Mapping[str, tuple[str, ...]]:
    """What decides whether a kind of request is billed, with the answers that the policy knows (cause, sponsor)."""
    asked: dict[str, dict[str, None]] = {}
    own = policy.document.kinds[kind].charge
    for name, charge in policy.document.charges.items():
        if name == own or kind in charge.kinds:
            for question, answers in charge.when.items():
                asked.setdefault(question, {}).update(dict.fromkeys(answers))
    return {question: tuple(answers) for question, answers in asked.items()}


def clocks_stopped_by_waiting(policy: Policy, ticket: Ticket) -> Mapping[str, tuple[str, ...]]:
    """Party → the clocks that stand still while work waits for it; none: the wait is noted and stops nothing."""
    family = set(policy.plan_family(ticket.plan))
    return {
        party: tuple(
            metric
            for pause in policy.document.pauses
            if pause.waiting_for == party and (not pause.plans or family & set(pause.plans))
            for metric in pause.clocks
        )
        for party in PARTIES
    }
