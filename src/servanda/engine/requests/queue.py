"""Answers → the order in which requests are handled, by the keys that the policy's queue names (I-C5, K15)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from servanda.engine.because import Because
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import Prose
from servanda.engine.requests.answer import Answer
from servanda.engine.text import Language, Text

OrderKey = tuple[tuple[int, int], ...]
"""Sorts ascending: what is handled first is smallest. Each part is (0, place), or (1, 0) where a request has none."""

UNSTATED = ("due", "age")
"""The order where a policy states none: whatever is due first, then the oldest."""

SAYINGS: Mapping[str, Text] = {
    "queue.stated": Text(
        "Handled in this order, the first difference decides: {keys@list}.",
        "Ordre de traitement, la première différence décide : {keys@list}.",
    ),
    "queue.unstated": Text(
        "The policy states no order; requests are shown by {keys@list}.",
        "La politique n’énonce aucun ordre ; les demandes sont présentées par {keys@list}.",
    ),
    "queue.plan": Text("Plan: {plan}.", "Forfait : {plan}."),
    "queue.priority": Text("Priority: {priority}.", "Priorité : {priority}."),
    "queue.no-priority": Text("No priority: after all that have one.", "Sans priorité : après celles qui en ont une."),
    "queue.due": Text("Due {due@instant}.", "Échéance le {due@instant}."),
    "queue.no-due": Text(
        "Nothing is due: after all that have a due time.", "Sans échéance : après celles qui en ont une."
    ),
    "queue.age": Text("Opened {opened@instant}.", "Ouverte le {opened@instant}."),
}
_NAMES: Mapping[str, Text] = {
    "plan": Text("plan, the dearest first", "forfait, le plus cher d’abord"),
    "priority": Text("priority, the most urgent first", "priorité, la plus urgente d’abord"),
    "due": Text("due time, the earliest first", "échéance, la plus proche d’abord"),
    "age": Text("age, the oldest first", "ancienneté, la plus ancienne d’abord"),
}
_LAST = (1, 0)


def order_of(policy: Policy) -> tuple[str, ...]:
    """The keys of the policy's queue, the first decides; `UNSTATED` where it has none."""
    return policy.document.queue.order if policy.document.queue else UNSTATED


def order_key(policy: Policy, answer: Answer) -> OrderKey:
    """Where a request stands in the queue: a key that sorts ascending, whatever is handled first in front.

    Raises KeyError for an order that names no key of `KEYS`.
    """
    return tuple(KEYS[key](policy, answer) for key in order_of(policy))


def in_order(policy: Policy, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The requests as they are to be handled; equals stay as they were given."""
    return tuple(sorted(answers, key=lambda answer: order_key(policy, answer)))


def next_due(answer: Answer) -> int | None:
    """The earliest due instant among the clocks that have not stopped, in microseconds."""
    dues = (verdict.deadline.due for verdict in answer.verdicts if verdict.deadline and verdict.stopped is None)
    return min(dues, default=None)


def _plan(policy: Policy, answer: Answer) -> tuple[int, int]:
    """Plans stand in the document from the cheapest to the dearest."""
    return 0, -list(policy.document.plans).index(answer.history.client.plan)


def _priority(policy: Policy, answer: Answer) -> tuple[int, int]:
    """Levels stand in the document from the most urgent to the mildest."""
    priority = answer.classified.priority
    levels = list(policy.document.classify.levels)
    return (0, levels.index(priority)) if priority in levels else _LAST


def _due(policy: Policy, answer: Answer) -> tuple[int, int]:
    due = next_due(answer)
    return _LAST if due is None else (0, due)


def _age(policy: Policy, answer: Answer) -> tuple[int, int]:
    return 0, answer.history.case.request.opened


KEYS: Mapping[str, Callable[[Policy, Answer], tuple[int, int]]] = {
    "plan": _plan,
    "priority": _priority,
    "due": _due,
    "age": _age,
}
"""What a queue may be ordered by."""


def why_here(policy: Policy, answer: Answer) -> Because:
    """Why a request stands where it stands: the order, and what this request has to show for each key."""
    keys = order_of(policy)
    queue = policy.document.queue
    parts = tuple(_part(policy, answer, key) for key in keys)
    values = {"keys": [_NAMES[key] for key in keys]}
    return Because("queue.stated" if queue else "queue.unstated", values, queue.cited if queue else (), because=parts)


def _part(policy: Policy, answer: Answer, key: str) -> Because:
    if key == "plan":
        plan = answer.history.client.plan
        return Because("queue.plan", {"plan": policy.document.plans[plan].name or Text(plan, plan)})
    if key == "priority":
        priority = answer.classified.priority
        return Because("queue.priority", {"priority": priority}) if priority else Because("queue.no-priority")
    if key == "due":
        due = next_due(answer)
        return Because("queue.no-due") if due is None else Because("queue.due", {"due": due})
    return Because("queue.age", {"opened": answer.history.case.request.opened})


def queue_prose(policy: Policy, language: Language) -> Prose:
    """What writes the because of an order in a language, with times in the policy's zone."""
    return Prose(SAYINGS, language, policy.zone)
