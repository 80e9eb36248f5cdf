"""One person who was entered twice becomes one again."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Person
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.sheets import index_heads
from servanda.desk.tickets.models import Ticket
from servanda.engine.text import Text


@transaction.atomic
def merge_people(*, person: Person, into: Person, at: int) -> int:
    """Give another person of the same client everything of a double one, who leaves; the number of requests that moved.

    What happened keeps its author. Rights are joined; who signs in as the double one signs in as the other, unless
    that one has an account already. Raises SheetRefusedError.
    """
    locked = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=(person.pk, into.pk))}
    double, kept = locked[person.pk], locked[into.pk]
    _check(double, kept)
    moved = list(Ticket.objects.filter(requester=double).values_list("pk", flat=True))
    Ticket.objects.filter(requester=double).update(requester=kept)
    index_heads(Ticket.objects.filter(pk__in=moved))
    _join(double, kept)
    double.invitations.filter(accepted_at=None, revoked_at=None).update(revoked_at=at)
    Person.objects.filter(merged_into=double).update(merged_into=kept)
    return len(moved)


def _check(double: Person, kept: Person) -> None:
    if double.pk == kept.pk or double.organisation_id != kept.organisation_id:
        raise SheetRefusedError(
            {
                "into": (
                    Text(
                        "Choose another person of the same client.",
                        "Choisissez une autre personne du même client.",
                    ),
                )
            }
        )
    if not kept.active or double.merged_into_id:
        raise SheetRefusedError(
            {
                "into": (
                    Text(
                        f"{kept if not kept.active else double} has left. Choose somebody who is there.",
                        f"{kept if not kept.active else double} n’est plus là. Choisissez quelqu’un qui y est.",
                    ),
                )
            }
        )


def _join(double: Person, kept: Person) -> None:
    for right in ("administrator", "representative", "sees_all"):
        setattr(kept, right, getattr(kept, right) or (double.active and getattr(double, right)))
    kept.phone = kept.phone or double.phone
    if kept.user_id is None and double.user_id is not None:
        kept.user_id, double.user_id = double.user_id, None
    double.active, double.merged_into = False, kept
    double.administrator = double.representative = double.sees_all = False
    double.save(update_fields=["user", "active", "merged_into", "administrator", "representative", "sees_all"])
    kept.save(update_fields=["user", "phone", "administrator", "representative", "sees_all"])
