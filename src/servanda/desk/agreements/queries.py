"""Which clients, people and agreements somebody of the staff may see or change."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from servanda.desk.agreements.models import Agreement, AgreementChange, PolicyVersion
from servanda.desk.organisations.models import Environment, Invitation, Organisation, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who


def clients(who: Who, vendor_id: int, permission: Permission = Permission.READ_CLIENTS) -> QuerySet[Organisation]:
    """A vendor's clients: all of them, or those whose agreements name the account manager who asks."""
    ours = Organisation.objects.filter(vendor_id=vendor_id).select_related("vendor")
    if vendor_id in who.vendors_with(permission):
        return ours
    own = Agreement.objects.filter(account_manager_id__in=who.members_for_own_clients(permission))
    return ours.filter(pk__in=own.values("organisation_id"))


def with_agreements(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Clients with their agreements and domains beside them, and whether somebody represents them (A40)."""
    agreements = Agreement.objects.select_related("account_manager__user", "pinned").prefetch_related("addons")
    named = Person.objects.filter(organisation=OuterRef("pk"), representative=True, active=True)
    return found.prefetch_related(Prefetch("agreements", agreements), "domains").annotate(represented=Exists(named))


def is_represented(client: Organisation) -> bool:
    """Whether somebody represents a client that `with_agreements` gave (A40)."""
    return bool(vars(client)["represented"])


def agreements(who: Who, vendor_id: int, permission: Permission = Permission.READ_CLIENTS) -> QuerySet[Agreement]:
    """The agreements of those clients."""
    found = Agreement.objects.filter(organisation__in=clients(who, vendor_id, permission))
    return found.select_related("organisation__vendor", "account_manager__user", "pinned").prefetch_related("addons")


def changes(agreement: Agreement) -> QuerySet[AgreementChange]:
    """What was changed of an agreement that `agreements` gave, the latest first."""
    return agreement.changes.select_related("by__user").order_by("-pk")


def people(who: Who, vendor_id: int, permission: Permission = Permission.READ_CLIENTS) -> QuerySet[Person]:
    """The people of those clients, those who left last."""
    found = Person.objects.filter(organisation__in=clients(who, vendor_id, permission))
    return found.select_related("organisation__vendor", "user", "merged_into").order_by("-active", "name")


def environments(who: Who, vendor_id: int, permission: Permission = Permission.READ_CLIENTS) -> QuerySet[Environment]:
    """Where those clients run the product."""
    return Environment.objects.filter(organisation__in=clients(who, vendor_id, permission))


def open_invitations(who: Who, vendor_id: int) -> QuerySet[Invitation]:
    """Invitations of those clients' people that are not answered, for those who may write clients."""
    found = Invitation.objects.filter(person__organisation__in=clients(who, vendor_id, Permission.WRITE_CLIENTS))
    return found.filter(accepted_at=None, revoked_at=None).select_related("vendor", "person__organisation")


def versions_kept(policy: str) -> QuerySet[PolicyVersion]:
    """Every version of a policy that is kept, the one kept last first; without their texts."""
    return PolicyVersion.objects.filter(policy=policy).defer("text", "tables").order_by("-kept_at", "digest")
