"""Which tickets, messages and files somebody may see. Every page and every interface begins here."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from servanda.desk.agreements.queries import managed_by, own_clients
from servanda.desk.organisations.models import Member, Organisation
from servanda.desk.organisations.permissions import OWN_CLIENTS_ONLY, Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Attachment, Event, Link, Message, Ticket

CLIENT_SEES = frozenset(
    {
        "opened",
        "automatic-reply",
        "response",
        "update",
        "client-message",
        "waiting",
        "working",
        "reclassified",
        "solution-proposed",
        "solution-accepted",
        "solution-rejected",
        "resolved",
        "reopened",
        "closed",
        "duty-missed",
        "duty-met",
        "date-agreed",
        "due-date-overridden",
        "excluded",
        "plan-changed",
        "kind-corrected",
        "correction-planned",
        "correction-released",
        "incident-ended",
        "merged",
        "satisfaction",
    }
)
"""Events that a client may read. Notes, assignments, who else is in an incident and tags are the vendor's own."""


def desk_tickets(who: Who, permission: Permission = Permission.READ_TICKETS) -> QuerySet[Ticket]:
    """The tickets on which somebody may act as staff with `permission`, at whichever vendor."""
    everywhere = Q(vendor_id__in=who.vendors_with(permission))
    if not who.members_for_own_clients(permission):
        return Ticket.objects.filter(everywhere)
    managed = Organisation.objects.filter(own_clients(who, permission)).order_by().values("pk")
    return Ticket.objects.filter(everywhere | Q(organisation_id__in=managed))


def member_sees(member: Member, ticket: Ticket, *, at: int) -> bool:
    """Whether somebody of a ticket's vendor sees it at an instant: everybody, but account managers their own clients'."""
    return member.role not in OWN_CLIENTS_ONLY or managed_by(member, at=at).filter(pk=ticket.organisation_id).exists()


def client_tickets(who: Who) -> QuerySet[Ticket]:
    """The tickets that somebody may see as a client: their own, those into which their own were merged, and the whole
    company's where their role says so."""
    companies = [person.organisation_id for person in who.people if person.sees_company]
    own = [person.pk for person in who.people]
    joined = Ticket.objects.filter(requester_id__in=own, merged_into__isnull=False).values("merged_into_id")
    return Ticket.objects.filter(Q(requester_id__in=own) | Q(organisation_id__in=companies) | Q(pk__in=joined))


def redirected(ticket: Ticket) -> Ticket:
    """Where a ticket goes on: itself, or the one that it was merged into, however often."""
    while ticket.merged_into_id is not None:
        ticket = Ticket.objects.select_related("vendor", "requester", "agreement").get(pk=ticket.merged_into_id)
    return ticket


def linked_tickets(who: Who, ticket: Ticket) -> tuple[Ticket, ...]:
    """The tickets that were linked with one, of those that somebody of the staff may see, by their numbers."""
    links = Link.objects.filter(Q(first=ticket) | Q(second=ticket)).values_list("first_id", "second_id")
    others = {pk for link in links for pk in link if pk != ticket.pk}
    if not others:
        return ()
    return tuple(desk_tickets(who).filter(pk__in=others).select_related("vendor").order_by("number"))


def thread_of(ticket: Ticket) -> tuple[int, ...]:
    """The ticket and all that were merged into it, however deep: their ids, its own first."""
    found = [ticket.pk]
    following = list(Ticket.objects.filter(merged_into=ticket).order_by("pk").values_list("pk", flat=True))
    while following:
        found += following
        following = list(Ticket.objects.filter(merged_into__in=following).order_by("pk").values_list("pk", flat=True))
    return tuple(found)


def thread_messages(ticket: Ticket) -> QuerySet[Message]:
    """Every message of a ticket that `desk_tickets` gave, and of those that were merged into it.

    Staff learn of each that it is there; what it says they read only where `reads` lets them.
    """
    return Message.objects.filter(ticket_id__in=thread_of(ticket)).select_related("ticket__agreement", "ticket__vendor")


def reads(who: Who, message: Message) -> bool:
    """Whether somebody of the staff may read a message: by the agreement of the ticket on which it was written (B22)."""
    return message.kind != Message.Kind.DATA or sees_records(who, message.ticket)


def client_messages(who: Who, ticket: Ticket) -> QuerySet[Message]:
    """What a client may read on a ticket that `client_tickets` gave, and on those merged into it that they may see."""
    theirs = client_tickets(who).filter(pk__in=thread_of(ticket)).values("pk")
    return Message.objects.filter(Q(ticket=ticket) | Q(ticket__in=theirs), kind=Message.Kind.PUBLIC)


def client_events(ticket: Ticket) -> QuerySet[Event]:
    """What has happened that a client may know."""
    return ticket.events.filter(name__in=CLIENT_SEES)


def sees_records(who: Who, ticket: Ticket) -> bool:
    """Whether somebody of the staff may see the client's data: by the country from which they look (B22)."""
    member = who.member_at(ticket.vendor_id)
    countries = ticket.agreement.data_countries
    return member is not None and (not countries or member.country in countries)


def attachments_for(who: Who) -> QuerySet[Attachment]:
    """The files that somebody may know of, as staff or as a client.

    Whoever sends one checks `reads` for its message, so that staff outside the client's countries are
    told that they may not, and not that there is none (B22).
    """
    staff = Q(message__ticket__in=desk_tickets(who).order_by())
    client = Q(message__ticket__in=client_tickets(who), message__kind=Message.Kind.PUBLIC)
    return Attachment.objects.filter(staff | client)
