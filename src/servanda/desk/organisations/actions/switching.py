"""A client is switched off as a whole, and on again; each time somebody says so stays on record."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Member, Organisation, OrganisationChange
from servanda.desk.organisations.refusals import refuse_all
from servanda.engine.text import Text

_REASON = Text(
    "Say why the client is switched off; colleagues read it on its page.",
    "Dites pourquoi le client est désactivé ; vos collègues le lisent sur sa page.",
)
_ALREADY = {
    True: Text("This client is switched on already.", "Ce client est déjà actif."),
    False: Text("This client is switched off already.", "Ce client est déjà désactivé."),
}


@transaction.atomic
def switch_client(*, client: Organisation, active: bool, reason: str, by: Member, at: int) -> OrganisationChange:
    """Switch a client off, with the reason, or on again.

    While it is off nobody of it signs in, asks, or is invited, and its mail is held; its tickets stay as they are.
    Raises SheetRefusedError.
    """
    locked = Organisation.objects.select_for_update().get(pk=client.pk)
    refuse_all(
        ("", _ALREADY[active] if locked.active == active else None),
        ("reason", _REASON if not active and not reason.strip() else None),
    )
    Organisation.objects.filter(pk=client.pk).update(active=active)
    client.active = active
    return OrganisationChange.objects.create(
        organisation=client, at=at, by=by, active=active, reason=reason.strip()[:200]
    )
