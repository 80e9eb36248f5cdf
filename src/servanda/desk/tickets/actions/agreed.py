"""Changing what is agreed with a client, with everything that this means for open requests, in one step."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.agreements.actions import change_agreement, judging_policy
from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.terms import Terms, covers, day_at
from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.plans import plan_changed

MOVES = ("plan", "addons")
"""What open requests are told of."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of terms did: whether anything differs, and to how many open requests it was told."""

    changed: bool
    told: int = 0


@transaction.atomic
def change_terms(*, agreement: Agreement, terms: Terms, by: Member, at: int) -> Changed:
    """Change an agreement, and tell its open requests of a new plan or new add-ons where their policy says so (Q25).

    Raises SheetRefusedError with everything that is wrong with the terms.
    """
    change = change_agreement(agreement=agreement, terms=terms, by=by, at=at)
    if change is None:
        return Changed(False)
    moved = any(change.before[name] != change.after[name] for name in MOVES)
    day = day_at(judging_policy(agreement.organisation.vendor.policy, terms, at), at)
    if not moved or not covers(agreement, day):
        return Changed(True)
    fresh = Agreement.objects.select_related("organisation").prefetch_related("addons").get(pk=agreement.pk)
    return Changed(True, len(plan_changed(agreement=fresh, at=at)))
