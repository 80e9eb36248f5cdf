"""The small world, furnished: one of everything that has an address, and somebody in every role that may ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.channels.models import Arrival
from servanda.desk.organisations.actions.invitations import Guest, Rights, invite_member, invite_person
from servanda.desk.organisations.models import Absence, Environment, Invitation, Member, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.incidents import open_incident
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message, reply
from servanda.desk.tickets.attachments import KeptFile, Upload, keep_files
from servanda.desk.tickets.models import Attachment, Incident, Macro, TextModule, Ticket, View
from servanda.engine.instants import MINUTE

from .mail_corpus.build import mail
from .world import NOON, World, build_world, member, person, ticket, user

PUBLIC, INTERNAL, RECORDS = "wordforeverybody", "wordofthehouse", "wordofthecountry"
"""Words by which each kind of message is known wherever it turns up."""


@dataclass(frozen=True)
class House:
    """What one vendor has, and what stands in addresses for it."""

    vendor: Vendor
    ticket: Ticket
    view: View
    module: TextModule
    macro: Macro
    incident: Incident
    environment: Environment
    files: dict[str, Attachment]
    """Kind of message → its file."""


@dataclass(frozen=True)
class Furnished:
    """Both vendors, what each has, and who asks."""

    world: World
    kiwi: House
    aidi: House
    arrival: Arrival
    delivery: Delivery
    staff_invitation: Invitation
    person_invitation: Invitation
    absence: Absence
    everybody: dict[str, User | None]


def files(content: str) -> tuple[KeptFile, ...]:
    """A small text that was uploaded and kept."""
    upload: Upload = SimpleUploadedFile("log.txt", content.encode(), "text/plain")
    return keep_files([upload])[0]


def house(world: World, opened: Ticket, by: Member) -> House:
    """A ticket with words of every kind, each with a file, and one of everything that staff keep."""
    vendor = opened.vendor
    for kind, word in (("public", PUBLIC), ("internal", INTERNAL), ("data", RECORDS)):
        words = Incoming(f"Here is {word}.", files=files(word))
        if kind == "public":
            reply(ticket=opened, words=words, by=by, at=NOON + MINUTE)
        else:
            add_note(ticket=opened, words=words, by=by, at=NOON + 2 * MINUTE, data=kind == "data")
    client_says = Incoming("It concerns another list too.")
    receive_message(ticket=opened, words=client_says, by=opened.requester, at=NOON + 3 * MINUTE)
    name = {"en": f"Of {vendor}", "fr": f"De {vendor}"}
    return House(
        vendor=vendor,
        ticket=opened,
        view=View.objects.create(vendor=vendor, name=name, filters={"view": "all"}),
        module=TextModule.objects.create(vendor=vendor, shortcut="thanks", name=name, text=name),
        macro=Macro.objects.create(vendor=vendor, name=name, steps={"text": name, "kind": "public"}),
        incident=open_incident(vendor=vendor, title=f"Outage at {vendor}", at=NOON),
        environment=Environment.objects.create(organisation=opened.organisation, name=f"Live at {vendor}"),
        files={each.message.kind: each for each in Attachment.objects.filter(message__ticket=opened)},
    )


def _link(language: str, secret: str) -> str:
    return f"https://desk.example/{language}/account/invitation/{secret}/"


def furnish() -> Furnished:
    """Build it all. Needs a folder of its own in `settings.VAR`."""
    world = build_world()
    world.hospital.agreements.update(data_countries=["CA"])
    root = world.administrator.user
    other = member(world.kiwi, Role.ACCOUNT_MANAGER, "Olga Other")
    world.clinic.agreements.update(account_manager=other)
    viewer = person(world.hospital, "Vera", "vera@hospital.example", sees_all=True)
    invite_member(
        vendor=world.kiwi, guest=Guest("n@people.example", "Nora", "en"), role=Role.AGENT, country="CA", link=_link, by=root,
        at=NOON,
    )  # fmt: skip
    invite_person(
        organisation=world.hospital, guest=Guest("new@hospital.example", "New", "en"), rights=Rights(), link=_link, by=root,
        at=NOON,
    )  # fmt: skip
    invitations = {each.person_id is None: each for each in Invitation.objects.all()}
    return Furnished(
        world=world,
        kiwi=house(world, ticket(world.bob), world.agent),
        aidi=house(world, ticket(world.dave), world.stranger),
        arrival=receive(raw=mail(sender="Zoé <zoe@newcomer.example>"), envelope=Envelope("imap"), at=NOON)[0],
        delivery=Delivery.objects.filter(vendor=world.kiwi, kind="reply").first(),
        staff_invitation=invitations[True],
        person_invitation=invitations[False],
        absence=Absence.objects.create(member=world.lead, first=date(2099, 1, 1), last=date(2099, 1, 2)),
        everybody={
            "nobody": None,
            "requester": world.bob.user,
            "sees the company": viewer.user,
            "administers the client": world.alice.user,
            "another client": world.carol.user,
            "client elsewhere": world.dave.user,
            "agent": world.agent.user,
            "account manager": world.account.user,
            "another's account manager": other.user,
            "manager": world.lead.user,
            "administrator": world.administrator.user,
            "staff elsewhere": world.stranger.user,
            "left the staff": member(world.kiwi, Role.ADMINISTRATOR, active=False).user,
            "left the client": person(
                world.hospital, "Lea", "lea@hospital.example", administrator=True, active=False
            ).user,
            "closed account": member_of_closed_account(world),
        },
    )


def member_of_closed_account(world: World) -> User:
    """An administrator whose account was closed; the post is still there."""
    closed = user("Cleo Closed", is_active=False)
    Member.objects.create(vendor=world.kiwi, user=closed, role=Role.ADMINISTRATOR, country="CA", since=NOON)
    return closed


class Visitor:
    """Somebody who asks; whatever an answer changes is undone."""

    def __init__(self, there: Furnished, role: str) -> None:
        cache.clear()
        self.role, self.client, user = role, Client(), there.everybody[role]
        if user is not None:
            self.client.force_login(user)
        self._session = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        self._sent = {"client": there.world.hospital.pk, "kind": "internal"}

    def asks(self, method: str, path: str, sent: dict[str, Any] | None = None) -> HttpResponse:
        """One request."""
        if self._session is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self._session.value
        with transaction.atomic():
            answer = getattr(self.client, method.lower())(
                path, self._sent if sent is None and method == "POST" else sent
            )
            transaction.set_rollback(True)
        return answer  # type: ignore[no-any-return]
