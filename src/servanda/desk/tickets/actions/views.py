"""Kept views: a list of tickets under a name, one's own or shared with everybody at the vendor."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.lists import Filters
from servanda.desk.tickets.models import View
from servanda.engine.text import Text

LONGEST = 60
"""How long the name of a view may be."""
MOST = 30
"""How many views one person keeps, and how many are shared: each is counted on every page."""


@transaction.atomic
def create_view(*, member: Member, name: str, filters: Filters, shared: bool) -> View:
    """Keep a list under a name. Raises TicketRefusedError for a name that is empty, too long or one too many."""
    owner = None if shared else member
    siblings = View.objects.filter(vendor_id=member.vendor_id, owner=owner)
    if siblings.count() >= MOST:
        raise TicketRefusedError(
            Text(
                f"There are {MOST} views already. Delete one that nobody uses, then keep this one.",
                f"Il y a déjà {MOST} vues. Supprimez-en une qui ne sert plus, puis gardez celle-ci.",
            )
        )
    last = siblings.aggregate(last=Max("position"))["last"] or 0
    return View.objects.create(
        vendor_id=member.vendor_id, owner=owner, name=_names(name), filters=filters.kept, position=last + 1
    )


def rename_view(*, view: View, name: str, language: str) -> None:
    """Give a kept view another name; one that has a name in each language gets it in that language alone."""
    names = _names(name)
    of_each = len(set(view.name.values())) > 1
    view.name = view.name | {language: names[language]} if of_each else names
    view.save(update_fields=["name"])


@transaction.atomic
def raise_view(*, view: View) -> None:
    """Put a view one place further up among the shared ones, or among somebody's own."""
    views = list(View.objects.select_for_update().filter(vendor_id=view.vendor_id, owner=view.owner_id))
    place = next(index for index, each in enumerate(views) if each.pk == view.pk)
    if place:
        views[place - 1], views[place] = views[place], views[place - 1]
    for position, each in enumerate(views, 1):
        each.position = position
    View.objects.bulk_update(views, ["position"])


def share_view(*, view: View, member: Member | None) -> None:
    """Share a view with everybody (`member` None), or make it somebody's own."""
    view.owner = member
    view.save(update_fields=["owner"])


def delete_view(*, view: View) -> None:
    """Forget a view; its tickets stay where they are."""
    view.delete()


def _names(name: str) -> dict[str, str]:
    """The name in both languages: people who name a view write it once."""
    written = " ".join(name.split())
    if not written or len(written) > LONGEST:
        raise TicketRefusedError(
            Text(
                f"A view has a name of one to {LONGEST} letters (got {len(written)}). Write a shorter one.",
                f"Une vue porte un nom d’une à {LONGEST} lettres (reçu : {len(written)}). Écrivez-en un plus court.",
            )
        )
    return {"en": written, "fr": written}
