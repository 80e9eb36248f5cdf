"""What may happen to a ticket as it stands: the order of things, acceptance before work, identity before work.

Every event passes here before it is recorded, whoever asks. Who may ask is decided elsewhere, by permission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from servanda.desk.agreements.versions import policy_of
from servanda.desk.tickets import happenings as names
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE, State
from servanda.engine.entitlements.charges import ChargeVerdict, charge_for
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_ENDED = (State.RESOLVED, State.CLOSED)
_OF_ACTIVE = frozenset({"working", "waiting", "solution-proposed", "resolved", "date-agreed", "duty-missed", "engaged"})
_LATE = frozenset({"internal-note", "automatic-reply"})
"""What may still be written down on a ticket that was merged, besides what moves no clock."""

MERGED = Text(
    "This request was merged into another and goes on there. Write there.",
    "Cette demande a été fusionnée avec une autre, où elle se poursuit. Écrivez là-bas.",
)
ENDED = Text(
    "This request is resolved. Reopen it first, with what is left to do.",
    "Cette demande est résolue. Rouvrez-la d’abord en disant ce qui reste à faire.",
)
NOT_ENDED = Text(
    "This request is still open. It can be reopened once it is resolved.",
    "Cette demande est encore ouverte. On ne rouvre qu’une demande résolue.",
)
NOT_RESOLVED = Text(
    "This request is not resolved yet. Resolve it first; it can then be closed.",
    "Cette demande n’est pas encore résolue. Résolvez-la d’abord ; elle pourra ensuite être fermée.",
)
NOTHING_PROPOSED = Text(
    "No proposed solution is waiting for an answer. It was answered already, or taken back.",
    "Aucune solution proposée n’attend de réponse. On y a déjà répondu, ou elle a été retirée.",
)
PROPOSED = Text(
    "The client has not accepted the proposed solution yet. Work goes on once they have; their answer is noted here.",
    "Le client n’a pas encore accepté la solution proposée. Le travail reprend après son accord, qui est consigné ici.",
)
UNANSWERED = Text(
    "A proposed solution is waiting for your answer. Accept it or turn it down; the request can then be closed.",
    "Une solution proposée attend votre réponse. Acceptez-la ou refusez-la ; la demande pourra ensuite être fermée.",
)
PRICED = Text(
    "Scope and cost are agreed before work begins. Propose them to the client; once accepted, work can start.",
    "L’étendue et le coût sont convenus avant le travail. Proposez-les au client ; après son accord, le travail peut commencer.",
)
IDENTITY = Text(
    "Who is asking must be confirmed before the work is done. Confirm it, and say how.",
    "L’identité de la personne doit être confirmée avant le travail. Confirmez-la et dites comment.",
)


def why_not(ticket: Ticket, events: Sequence[Event], name: str, *, by_client: bool) -> Text | None:
    """Why an event may not be recorded on a ticket as it stands; None where it may."""
    if ticket.state == State.MERGED and name in names.JUDGED and name not in _LATE:
        return MERGED
    if name in _OF_ACTIVE and ticket.state not in ACTIVE:
        return ENDED
    rule = _RULES.get(name)
    return rule(ticket, events, by_client) if rule else None


def _reopened(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    return None if ticket.state in _ENDED else NOT_ENDED


def _closed(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    return None if ticket.state == State.RESOLVED else NOT_RESOLVED


def _answered(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    return None if ticket.state == State.PROPOSED else NOTHING_PROPOSED


def _waiting(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    return PROPOSED if ticket.state == State.PROPOSED else None


def _working(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    policy = policy_of(ticket.policy_version_id)
    if lacks_identity(ticket, events, policy):
        return IDENTITY
    if not charge_of(ticket, events, policy).work_may_start:
        return PRICED
    return PROPOSED if ticket.state == State.PROPOSED and pauses_for_acceptance(ticket, policy) else None


def _resolved(ticket: Ticket, events: Sequence[Event], by_client: bool) -> Text | None:
    """Q31, A43: no fix before acceptance. A client who says that all is well answers what is proposed, and needs no check."""
    if by_client:
        return UNANSWERED if ticket.state == State.PROPOSED else None
    policy = policy_of(ticket.policy_version_id)
    if lacks_identity(ticket, events, policy):
        return IDENTITY
    if ticket.state != State.PROPOSED:
        return None
    locked = pauses_for_acceptance(ticket, policy) or not charge_of(ticket, events, policy).work_may_start
    return PROPOSED if locked else None


_RULES: Mapping[str, Callable[[Ticket, Sequence[Event], bool], Text | None]] = {
    "reopened": _reopened,
    names.CLOSED: _closed,
    "solution-accepted": _answered,
    "solution-rejected": _answered,
    "waiting": _waiting,
    "working": _working,
    "resolved": _resolved,
}


def pauses_for_acceptance(ticket: Ticket, policy: Policy) -> bool:
    """Whether the policy stops a clock while a proposed solution waits to be accepted (Q31)."""
    family = set(policy.plan_family(ticket.plan))
    return any(
        "solution-proposed" in pause.begins and (not pause.plans or family & set(pause.plans))
        for pause in policy.document.pauses
    )


def charge_of(ticket: Ticket, events: Iterable[Event], policy: Policy) -> ChargeVerdict:
    """What the request costs as far as is known, and whether work may start (K4, K27, A42, A43)."""
    events = list(events)
    agreed = any(event.name == "solution-accepted" for event in events)
    return charge_for(policy, ticket.current_kind or ticket.kind, billing_facts(ticket, events), agreed=agreed)


def billing_facts(ticket: Ticket, events: Iterable[Event]) -> dict[str, str]:
    """What is known of who pays: the cause of a bug, the sponsor of a feature; as asked first, then as corrected."""
    known = dict(ticket.facts)
    for event in events:
        if event.name == names.KIND_CORRECTED:
            known |= event.details.get("about", {})
    return known


def lacks_identity(ticket: Ticket, events: Iterable[Event], policy: Policy) -> bool:
    """Whether the kind of request needs a check of identity that has not been made yet (A27)."""
    kind = policy.document.kinds[ticket.current_kind or ticket.kind]
    if kind.identity == "none":
        return False
    enough = ("strong",) if kind.identity == "strong" else ("caller known", "strong")
    return not any(event.name == names.IDENTITY_CHECKED and event.details.get("level") in enough for event in events)
