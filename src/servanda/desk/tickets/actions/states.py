"""What staff do with a ticket: wait, go on, hand over, tag, follow; and the judgements that a lead alone may make."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from servanda.desk.accounts.models import User
from servanda.desk.agreements.terms import day_at
from servanda.desk.organisations.models import Absence, Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.choices import PARTIES
from servanda.desk.tickets.happenings import ASSIGNED, TAGGED
from servanda.desk.tickets.history import answer_of, policy_for
from servanda.desk.tickets.models import Event, Follower, Ticket
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Verdict
from servanda.engine.requests.reading import SINGLE

MOST_TAGS, LONGEST_TAG = 20, 40


def wait_for(*, ticket: Ticket, party: str, reason: str, by: Member, at: int) -> Event:
    """Wait for the client, a third party, or somebody of the vendor, and say why. Whether a clock stops, the policy says."""
    if party not in PARTIES:
        raise refuse(f"Nobody waits for “{party}”.", f"On n’attend pas « {party} ».")
    _require(reason)
    return record_event(ticket=ticket, name="waiting", by=by, at=at, details={"for": party, "reason": reason.strip()})


def resume(*, ticket: Ticket, by: Member, at: int) -> Event:
    """Begin to work on a ticket, or go on with it."""
    return record_event(ticket=ticket, name="working", by=by, at=at)


@transaction.atomic
def assign(*, ticket: Ticket, to: Member | None, by: Member | None, at: int) -> Event | None:
    """Give a ticket to a member of its vendor, or to nobody; None where they have it already.

    Somebody who is absent may be given a ticket: see `absence_of`, to warn first. `by` None: Servanda does it.
    """
    lock_ticket(ticket)
    if to is not None and (to.vendor_id != ticket.vendor_id or not to.active):
        raise refuse(
            f"{to} does not work for {ticket.vendor}. Choose somebody who does.",
            f"{to} ne travaille pas pour {ticket.vendor}. Choisissez quelqu’un qui y travaille.",
        )
    if ticket.assignee_id == (to.pk if to else None):
        return None
    details = {"assignee": to.pk, "name": str(to)} if to else {"assignee": None}
    return record_event(ticket=ticket, name=ASSIGNED, by=by, at=at, details=details)


def absence_of(member: Member, policy: Policy, *, at: int) -> Absence | None:
    """The absence of a member on the day of an instant, in the policy's zone; None where they are there."""
    day = day_at(policy, at)
    return member.absences.filter(first__lte=day, last__gte=day).order_by("-last").first()


@transaction.atomic
def tag(*, ticket: Ticket, tags: Iterable[str], by: Member | None, at: int) -> Event | None:
    """Give a ticket exactly these tags: lower case, each once; None where it has them already."""
    lock_ticket(ticket)
    wanted = list(dict.fromkeys(word for tag in tags if (word := " ".join(tag.casefold().split()))))
    if len(wanted) > MOST_TAGS or any(len(word) > LONGEST_TAG for word in wanted):
        raise refuse(
            f"A ticket has at most {MOST_TAGS} tags of {LONGEST_TAG} letters each.",
            f"Une demande porte au plus {MOST_TAGS} étiquettes de {LONGEST_TAG} lettres chacune.",
        )
    if wanted == ticket.tags:
        return None
    return record_event(ticket=ticket, name=TAGGED, by=by, at=at, details={"tags": wanted})


@transaction.atomic
def add_tags(*, ticket: Ticket, tags: Iterable[str], by: Member | None, at: int) -> Event | None:
    """Give a ticket more tags; those stay that somebody else gave it meanwhile. None where it has them already."""
    lock_ticket(ticket)
    return tag(ticket=ticket, tags=[*ticket.tags, *tags], by=by, at=at)


def follow(*, ticket: Ticket, user: User) -> None:
    """Be told of what happens to a ticket."""
    Follower.objects.get_or_create(ticket=ticket, user=user)


def unfollow(*, ticket: Ticket, user: User) -> None:
    """Be told no longer."""
    Follower.objects.filter(ticket=ticket, user=user).delete()


@transaction.atomic
def engage(*, ticket: Ticket, by: Member, at: int) -> Event:
    """Confirm that those whom the policy engages have taken the request up: level 3 on an outage (B16)."""
    lock_ticket(ticket)
    promised = [verdict for verdict in _verdicts(ticket, at) if verdict.selected.metric == "engagement"]
    if not promised or promised[0].selected.rule is None:
        raise refuse(
            "The policy engages nobody beyond support for this request.",
            "La politique ne mobilise personne d’autre que le soutien pour cette demande.",
        )
    if promised[0].stopped is not None:
        raise refuse("They are at work already.", "Ces personnes sont déjà à l’œuvre.")
    details = {"contact": promised[0].selected.rule.who}
    return record_event(ticket=ticket, name="engaged", by=by, at=at, details=details)


@transaction.atomic
def exclude(*, ticket: Ticket, category: str, reason: str, by: Member, at: int) -> Event:
    """Take a request out of what is promised, for a cause that the policy names for requests (Q46-Q48)."""
    _require(reason)
    lock_ticket(ticket)
    named = exclusions_of(policy_for(ticket, as_of=at))
    if category not in named:
        listed = ", ".join(named) or "–"
        raise refuse(
            f"The policy excludes requests for these causes only: {listed} (got “{category}”).",
            f"La politique n’exclut des demandes que pour ces causes : {listed} (reçu : « {category} »).",
        )
    details = {"category": category, "reason": reason.strip()}
    return record_event(ticket=ticket, name="excluded", by=by, at=at, details=details)


def exclusions_of(policy: Policy) -> tuple[str, ...]:
    """The causes that may take a request out of what is promised."""
    return tuple(name for name, cause in policy.document.exclusions.items() if "targets" in cause.from_)


@transaction.atomic
def override_due(*, ticket: Ticket, metric: str, due: int, reason: str, by: Member, at: int) -> Event:
    """Set another due time for one clock, as where general terms prevail over the policy (A44); the old one stays told."""
    _require(reason)
    lock_ticket(ticket)
    running = clocks_to_override(ticket, at=at)
    if metric not in running:
        listed = ", ".join(running) or "–"
        raise refuse(
            f"This clock does not run: {metric}. Running: {listed}.",
            f"Ce délai ne court pas : {metric}. En cours : {listed}.",
        )
    if due <= ticket.opened_at:
        raise refuse("The due time is after the opening.", "L’échéance suit l’ouverture.")
    details = {"metric": metric, "due": due, "reason": reason.strip()}
    return record_event(ticket=ticket, name="due-date-overridden", by=by, at=at, details=details)


def clocks_to_override(ticket: Ticket, *, at: int) -> tuple[str, ...]:
    """The clocks that promise something and have not stopped."""
    return tuple(
        verdict.selected.metric
        for verdict in _verdicts(ticket, at)
        if verdict.stopped is None and verdict.selected.metric in SINGLE and verdict.selected.promise.kind != "none"
    )


@transaction.atomic
def agree_date(*, ticket: Ticket, due: int, reason: str, by: Member, at: int) -> Event:
    """Note the date that was agreed with the client, where the policy leaves it case by case (A36)."""
    lock_ticket(ticket)
    if not awaits_date(ticket, at=at):
        raise refuse(
            "The policy states this due time itself; no date is to be agreed.",
            "La politique fixe elle-même cette échéance ; aucune date n’est à convenir.",
        )
    if due <= at:
        raise refuse("The agreed date lies ahead.", "La date convenue est à venir.")
    details = {"due": due, **({"reason": reason.strip()} if reason.strip() else {})}
    return record_event(ticket=ticket, name="date-agreed", by=by, at=at, details=details)


def awaits_date(ticket: Ticket, *, at: int) -> bool:
    """Whether a due time is agreed case by case: a date may be agreed, or agreed anew."""
    verdicts = _verdicts(ticket, at)
    return any(each.selected.promise.kind == "agreed per case" and each.stopped is None for each in verdicts)


def _verdicts(ticket: Ticket, at: int) -> tuple[Verdict, ...]:
    return answer_of(ticket, ticket.events.all(), as_of=at).verdicts


def _require(reason: str) -> None:
    if not reason.strip():
        raise refuse("Give the reason; it stays with the request.", "Donnez le motif ; il reste avec la demande.")
