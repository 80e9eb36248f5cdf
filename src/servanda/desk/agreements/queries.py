"""Which clients, people and agreements somebody of the staff may see or change."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from servanda.desk.agreements.models import Agreement, AgreementChange, PolicyVersion
from servanda.desk.agreements.versions import day_of
from servanda.desk.alphabet import ByName
from servanda.desk.organisations.models import Environment, Invitation, Member, Organisation, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who


def clients(who: Who, vendor_id: int, permission: Permission = Permission.READ_CLIENTS) -> QuerySet[Organisation]:
    """A vendor's clients: all of them, or those whose agreements name the account manager who asks."""
    ours = Organisation.objects.filter(vendor_id=vendor_id).select_related("vendor")
    if vendor_id in who.vendors_with(permission):
        return ours
    return ours.filter(own_clients(who, permission))


def own_clients(who: Who, permission: Permission) -> Q:
    """The clients whose agreement names an account manager who asks: the one that counts, as `with_current` says.

    Whoever was named once and is named no longer has them no longer.
    """
    found = Q(pk__in=())
    for member in who.members_for_own_clients(permission):
        found |= Q(pk__in=managed_by(member, at=who.at).values("pk"))
    return found


def managed_by(member: Member, *, at: int) -> QuerySet[Organisation]:
    """The clients that a member looks after at an instant."""
    named = Organisation.objects.filter(pk__in=Agreement.objects.filter(account_manager=member).values("organisation"))
    current = with_current(named.order_by(), day_of(member.vendor.policy, at))
    return where_current(current, Q(account_manager=member))


def with_agreements(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Clients with their agreements and domains beside them, and whether somebody represents them (A40)."""
    agreements = Agreement.objects.select_related("account_manager__user", "pinned").prefetch_related("addons")
    return found.prefetch_related(Prefetch("agreements", agreements), "domains").annotate(represented=_represented())


def _represented() -> Exists:
    return Exists(Person.objects.filter(organisation=OuterRef("pk"), representative=True, active=True))


def with_standing(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Clients with no more beside them than `known.known_clients` asks for: lists have many."""
    keeper = (
        "account_manager",
        "account_manager__active",
        "account_manager__user__name",
        "account_manager__user__email",
    )
    terms = Agreement.objects.only("organisation", "plan", "pinned", "since", "until", "phase", *keeper)
    terms = terms.select_related("account_manager__user").prefetch_related("addons")
    return found.prefetch_related(Prefetch("agreements", terms)).annotate(represented=_represented())


def with_current(found: QuerySet[Organisation], day: date) -> QuerySet[Organisation]:
    """Clients with `current`: the id of the agreement that counts on a day, as `standing.standing_of` chooses it."""
    holds = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    coming = Q(since__gt=day)
    counting = (
        Agreement.objects.filter(organisation=OuterRef("pk"))
        .annotate(rank=Case(When(holds, then=0), When(coming, then=1), default=2))
        .order_by("rank", Case(When(coming, then=F("since"))), "-since")
    )
    return found.annotate(current=Subquery(counting.values("pk")[:1]))


def where_current(found: QuerySet[Organisation], condition: Q, *, otherwise: bool = False) -> QuerySet[Organisation]:
    """Clients of `with_current` whose agreement fulfils a condition; `otherwise`: those of whom it is not true."""
    fulfils = Exists(Agreement.objects.filter(condition, pk=OuterRef("current")))
    return found.filter(~fulfils if otherwise else fulfils)


def is_represented(client: Organisation) -> bool:
    """Whether somebody represents a client that `with_agreements` or `with_standing` gave (A40)."""
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
    return found.select_related("organisation__vendor", "user", "merged_into").order_by("-active", ByName("name"))


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
