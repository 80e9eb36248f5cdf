"""What every page about one client begins with: who asks, the client, the policy that judges it now."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from servanda.desk.agreements.queries import clients
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.web.access import AtVendor, vendor_for


@dataclass(frozen=True)
class Asked(AtVendor):
    """Who asks for a client, and the client, which `clients` gave them."""

    client: Organisation

    @property
    def knows_others(self) -> bool:
        """Whether they may know which other clients there are."""
        return self.member.vendor_id in self.who.vendors_with(Permission.READ_CLIENTS)


def client_for(request: HttpRequest, slug: str, pk: int, permission: Permission = Permission.READ_CLIENTS) -> Asked:
    """A client that somebody may open. Raises as `vendor_for` does, Http404 for a client that is not theirs."""
    who, member = vendor_for(request, slug, permission)
    return Asked(who, member, get_object_or_404(clients(who, member.vendor_id, permission), pk=pk))
