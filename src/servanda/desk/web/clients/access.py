"""What every page about one client begins with: who asks, the client, the policy that judges it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.queries import clients
from servanda.desk.agreements.versions import NoPolicyError, kept_versions, policy_of, version_at
from servanda.desk.organisations.models import Member, Organisation, Vendor
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.web.access import vendor_for
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a client, and the client."""

    who: Who
    member: Member
    client: Organisation

    def may(self, permission: Permission) -> bool:
        """Whether they may do something with this client, which `clients` gave them."""
        return self.who.may(permission, self.member.vendor_id)

    @property
    def knows_others(self) -> bool:
        """Whether they may know which other clients there are."""
        return self.member.vendor_id in self.who.vendors_with(Permission.READ_CLIENTS)


def client_for(request: HttpRequest, slug: str, pk: int, permission: Permission = Permission.READ_CLIENTS) -> Asked:
    """A client that somebody may open. Raises as `vendor_for` does, Http404 for a client that is not theirs."""
    who, member = vendor_for(request, slug, permission)
    return Asked(who, member, get_object_or_404(clients(who, member.vendor_id, permission), pk=pk))


def judged_by(vendor: Vendor, at: int, agreement: Agreement | None = None) -> Policy | None:
    """The policy for an agreement at an instant: pinned, in force, else the last one kept; None where none is."""
    if agreement is not None and agreement.pinned_id:
        return policy_of(agreement.pinned_id)
    try:
        return version_at(vendor.policy, opened=at)[1]
    except NoPolicyError:
        return None
    except NotInForceError:
        return next(iter(kept_versions(vendor.policy).values()))


def day_at(policy: Policy | None, at: int) -> date:
    """The date of an instant where the policy counts its days."""
    return moment(at, policy.zone if policy else UTC).date()
