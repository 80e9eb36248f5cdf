"""An answer to a whole incident is kept back like every other: for ten seconds, as one, and it leaves exactly once.

It is one row. Whoever deletes it answers all of its requests, in the same transaction; a second worker, or a click on
Undo, finds nothing left to do.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import MATRIX, Permission
from servanda.desk.tickets.actions.drafts import HELD
from servanda.desk.tickets.actions.incidents import Answered, reply_to_incident
from servanda.desk.tickets.actions.refusals import BROKEN, TicketRefusedError, refuse
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.models import Incident, IncidentAnswer
from servanda.desk.tickets.models.tickets import ACTIVE

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What becomes of an answer to an incident: which requests it reaches or has reached, and whether it still waits."""

    answered: Answered
    waits: bool


def answer_of_member(incident: Incident, member: Member) -> IncidentAnswer | None:
    """What a member has written to a whole incident and has not sent, or keeps back."""
    return answers_of_member(member).filter(incident=incident).first()


def answers_of_member(member: Member) -> QuerySet[IncidentAnswer]:
    """The same, for every incident."""
    return IncidentAnswer.objects.filter(member=member).select_related("incident").order_by("pk")


@transaction.atomic
def hold_answer(*, incident: Incident, words: Mapping[str, Incoming], name: str, by: Member, at: int) -> Kept:
    """Answer all open requests of an incident ten seconds later; at once where a promise would be missed meanwhile.

    Raises TicketRefusedError where no request takes it, or where an earlier one of the same member still waits.
    """
    Incident.objects.select_for_update().get(pk=incident.pk)
    if IncidentAnswer.objects.filter(incident=incident, member=by, send_at__isnull=False).exists():
        raise refuse(
            "Your last answer to this incident is about to leave. Take it back first, or wait a moment.",
            "Votre dernière réponse à cet incident est sur le point de partir. Reprenez-la d’abord, ou patientez.",
        )
    values = {"name": name, "words": {tongue: said.text for tongue, said in words.items()}, "refused": {}}
    kept, _ = IncidentAnswer.objects.update_or_create(incident=incident, member=by, defaults=values | {"send_at": None})
    if _urgent(incident, at):
        return Kept(_leave(kept, at=at), waits=False)
    answered = _rehearsed(kept, at)
    IncidentAnswer.objects.filter(pk=kept.pk).update(send_at=at + HELD)
    return Kept(answered, waits=True)


def _urgent(incident: Incident, at: int) -> bool:
    soon = Q(next_breach_at__gte=at, next_breach_at__lt=at + HELD)
    return incident.tickets.filter(soon, state__in=ACTIVE).exists()


def _rehearsed(kept: IncidentAnswer, at: int) -> Answered:
    """What would be answered and what would be refused in ten seconds: do it all, and undo it."""
    with transaction.atomic():
        answered = _leave(kept, at=at)
        transaction.set_rollback(True)
    return answered


def take_back_answer(*, incident: Incident, member: Member) -> bool:
    """Undo: whether the answer was still there to be taken back. Its words stay for the next try."""
    waiting = IncidentAnswer.objects.filter(incident=incident, member=member, send_at__isnull=False)
    return bool(waiting.update(send_at=None))


def send_answer_now(*, incident: Incident, member: Member, at: int) -> bool:
    """Send what is kept back without waiting; whether there was something."""
    kept = _with_people().filter(incident=incident, member=member, send_at__isnull=False).first()
    return kept is not None and _sent(kept, at=at)


def send_due_answers(now: int) -> int:
    """Send every answer to an incident whose ten seconds are over; how many left. Any number of workers may call this."""
    return sum(_sent(kept, at=now) for kept in _with_people().filter(send_at__lte=now).order_by("send_at"))


def _with_people() -> QuerySet[IncidentAnswer]:
    return IncidentAnswer.objects.select_related("incident__vendor", "member__user")


@transaction.atomic
def _sent(kept: IncidentAnswer, *, at: int) -> bool:
    """Send a kept answer if nobody else has; what cannot leave goes back to its author with the reason."""
    claimed = IncidentAnswer.objects.filter(pk=kept.pk, send_at=kept.send_at)
    if not claimed.update(send_at=None):
        return False
    try:
        with transaction.atomic():
            _leave(kept, at=at)
            return True
    except TicketRefusedError as refused:
        why = refused.text
    except OperationalError:
        raise  # the database is busy or gone: it leaves later
    except Exception:
        log.exception("The answer %s to an incident could not be sent; its author has it back.", kept.pk)
        why = BROKEN
    IncidentAnswer.objects.filter(pk=kept.pk).update(refused={"en": why.en, "fr": why.fr})
    return False


def _leave(kept: IncidentAnswer, *, at: int) -> Answered:
    """Answer every request that takes it, and forget the row. Raises TicketRefusedError where none does."""
    if not kept.member.active or Permission.ANSWER not in MATRIX[kept.member.role]:
        raise refuse("Your role no longer allows this.", "Votre rôle ne le permet plus.")
    words = {tongue: Incoming(text) for tongue, text in kept.words.items()}
    answered = reply_to_incident(incident=kept.incident, words=words, by=kept.member, at=at, name=kept.name)
    if not answered.messages:
        raise refuse(
            "No request of this incident is open for this answer; nothing was sent.",
            "Aucune demande de cet incident n’est ouverte à cette réponse ; rien n’est parti.",
        )
    IncidentAnswer.objects.filter(pk=kept.pk).delete()
    return answered
