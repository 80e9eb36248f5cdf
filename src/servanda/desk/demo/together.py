"""What colleagues of the demonstration do beside answering: one cause behind several requests, tags, links, days off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from servanda.desk.demo.play import Played
from servanda.desk.demo.stories.causes import CAUSES
from servanda.desk.organisations.actions.staff import add_absence
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.tickets.actions.arranging import link
from servanda.desk.tickets.actions.incidents import join_incident, open_incident
from servanda.desk.tickets.actions.states import tag
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import ACTIVE
from servanda.engine.instants import MINUTE, moment
from servanda.engine.text import Text, spoken

_KNOWN = 4
_AWAY = (
    (-40, 4, Text("Training", "Formation")),
    (0, 5, Text("Holiday", "Vacances")),
    (9, 11, Text("Holiday", "Vacances")),
)
"""Days from today, whole days, why: one colleague each."""


def work_together(vendor: Vendor, staff: Sequence[Member], *, caused: Sequence[Played], now: int) -> None:
    """Gather what has one cause, mark known problems, link two, and enter who is away."""
    lead = next(member for member in staff if member.role == Role.MANAGER)
    _gather(vendor, lead, [each.ticket for each in caused], now)
    _mark_known(vendor, lead, now)
    agents = [member for member in staff if member.role == Role.AGENT]
    for member, (first, days, why) in zip(agents, _AWAY, strict=False):
        day = (moment(now) + timedelta(days=first)).date()
        said = why.of(spoken(vendor.language))
        add_absence(member=member, first=day, last=day + timedelta(days=days - 1), reason=said)


def _gather(vendor: Vendor, lead: Member, tickets: Sequence[Ticket], now: int) -> None:
    if not tickets:
        return
    title = CAUSES[vendor.slug].title.of(spoken(vendor.language))
    incident = open_incident(vendor=vendor, title=title, at=max(each.last_event_at for each in tickets))
    for ticket in tickets:
        join_incident(ticket=ticket, incident=incident, by=lead, at=max(ticket.last_event_at, now - 2 * MINUTE))


def _mark_known(vendor: Vendor, lead: Member, now: int) -> None:
    """Tag open requests whose correction is planned or that came again, so that the view of known problems has some."""
    found = list(Ticket.objects.filter(vendor=vendor, state__in=ACTIVE, incident=None).order_by("number")[:_KNOWN])
    for ticket in found:
        tag(ticket=ticket, tags=["known"], by=lead, at=now)
    if len(found) > 1:
        link(ticket=found[0], other=found[1], by=lead, at=now)
