"""A demonstration of three weeks, built and asked on whichever database the environment names; prints what it found.

Run as a process of its own: ``python -m tests.desk.played INSTANT``. Two databases have to print the same.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import django

QUEUES = ("", "?view=open&order=policy", "?view=all", "?view=resolved", "?view=unassigned", "?view=all&tag=cache")
SEARCHES = ("list", "résolution", "mot de passe", '"the list"', "export", "zzz")
PARTS = ("board/", "clients/", "mail/", "sent/", "staff/", "texts/")
RACERS = 4
AWKWARD = (
    "Zoé",
    "emma",
    "Eric",
    "Élodie",
    "ZOE",
    "Œuvres",
    "d’Arcy",
    "de Sève",
    "Straße",
    "Jean-Luc",
    "Jean Luc",
    "Ångström",
)


def build(now: int) -> None:
    """Tables, policies, two vendors."""
    from django.core.management import call_command

    from servanda.desk.agreements.versions import keep_shelf
    from servanda.desk.clock import today
    from servanda.desk.demo.building import build_demo
    from servanda.desk.demo.cast import HOUSES
    from servanda.desk.shelf import policies_folder, shelf

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    keep_shelf(shelf(today()), policies_folder(), at=now)
    build_demo(now=now, houses=[house for house in HOUSES if house.slug in ("kiwi", "qiscus")], weeks=3)


def pages() -> Iterator[tuple[str, list[Any]]]:
    """Every list of a vendor and some tickets, as its administrator sees them: status and links, in their order."""
    from django.test import Client

    from servanda.desk.organisations.models import Member, Person, Vendor

    for vendor in Vendor.objects.order_by("pk"):
        staff, portal = Client(), Client()
        staff.force_login(Member.objects.get(vendor=vendor, role="administrator").user)
        asker = Person.objects.filter(organisation__vendor=vendor, administrator=True).order_by("pk")[0]
        portal.force_login(asker.user)
        searches = tuple(f"search/?q={words}" for words in SEARCHES)
        tickets = tuple(
            f"tickets/{each}/" for each in vendor.tickets.order_by("-number").values_list("number", flat=True)[:2]
        )
        desk = (f"/fr/desk/{vendor.slug}/{path}" for path in (*QUEUES, *searches, *tickets, *PARTS))
        yield from ((path, _asked(staff, path)) for path in desk)
        own = (
            f"/fr/portal/{vendor.slug}/{path}" for path in ("?show=all&who=company", "?show=all&who=company&q=liste")
        )
        yield from ((path, _asked(portal, path)) for path in own)


def _asked(client: Any, path: str) -> list[Any]:
    answer = client.get(path, headers={"host": "localhost"})
    return [answer.status_code, *re.findall(r'href="(/fr/(?:desk|portal)/[^"]+)"', answer.content.decode())]


def at_once(act: Callable[[int], None]) -> list[str]:
    """Let several threads do something at the same moment; the errors."""
    from django.db import connection

    gate, errors = threading.Barrier(RACERS), []

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            act(number)
        except Exception as error:  # noqa: BLE001 - told by the test
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(RACERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return errors


def races(now: int) -> dict[str, Any]:
    """What several do at once happens once, or to each apart."""
    from servanda.desk.organisations.models import Member, Person
    from servanda.desk.outbox.delivering import deliver_next
    from servanda.desk.outbox.models import Delivery
    from servanda.desk.tickets.actions.drafts import Written, hold_draft, keep_draft, send_due_drafts
    from servanda.desk.tickets.actions.opening import Asked, open_ticket
    from servanda.desk.tickets.actions.writing import Incoming
    from servanda.desk.tickets.models import Ticket
    from servanda.engine.instants import MINUTE

    asker = Person.objects.filter(organisation__vendor__slug="kiwi", administrator=True).order_by("pk")[0]
    asked = Asked(subject="At once", kind="incident", channel="portal")
    opened = at_once(lambda n: _open(open_ticket, asker, asked, Incoming(f"Number {n}"), now))
    tickets = list(Ticket.objects.filter(subject="At once").order_by("number"))

    agent = Member.objects.filter(vendor__slug="kiwi", role="agent").order_by("pk")[0]
    draft = keep_draft(ticket=tickets[0], member=agent, written=Written(text="We are on it."), at=now)
    held = hold_draft(draft=draft, at=now)
    drafts = at_once(lambda _: send_due_drafts(now + MINUTE) and None)

    Delivery.objects.exclude(ticket=tickets[0]).update(due_at=None)
    carried: list[str] = []
    posted = at_once(
        lambda _: deliver_next(now=now + 2 * MINUTE, carrier=_Carrier(carried), files=lambda ids: ()) and None
    )
    return {
        "errors": [*opened, *drafts, *posted],
        "numbers apart": len({each.number for each in tickets}),
        "held": held,
        "answers": tickets[0].messages.filter(text="We are on it.").count(),
        "mails": Delivery.objects.filter(ticket=tickets[0], kind="reply").count(),
        "carried": len(carried),
        "clicked": clicked_at_once(),
        "fetched": fetched_twice(now),
        "waits with empty hands": waits_with_empty_hands(now),
    }


def fetched_twice(now: int) -> dict[str, Any]:
    """Four fetch the same two mails, of which one names its vendor only inside; the errors, and what became of each mail."""
    from servanda.desk.channels.actions.receiving import take_in
    from servanda.desk.channels.actions.storing import Envelope, store_mail
    from servanda.desk.channels.models import Arrival
    from servanda.desk.organisations.models import Vendor

    from .mail_corpus.build import mail

    kiwi = Vendor.objects.get(slug="kiwi")
    raws = [mail(f"Mail {number}.", sender="somebody@nowhere.example", To=kiwi.address) for number in range(2)]
    errors = at_once(lambda _: store_mail(raw=raws[0], envelope=Envelope("imap", vendor=kiwi), at=now) and None)
    errors += at_once(lambda _: store_mail(raw=raws[1], envelope=Envelope("imap"), at=now) and None)
    stored = list(Arrival.objects.filter(fate="stored"))
    errors += at_once(lambda number: [take_in(arrival=each, at=now) for each in stored[number::RACERS]] and None)
    fates = (
        Arrival.objects.filter(pk__in=[each.pk for each in stored]).exclude(why="duplicate").values_list("fate", "why")
    )
    return {"errors": errors, "fates": [list(each) for each in fates]}


def clicked_at_once() -> dict[str, Any]:
    """One agent presses *Send* four times in the same moment; the errors, and how many notes that made."""
    from django.test import Client

    from servanda.desk.organisations.models import Member
    from servanda.desk.tickets.models import Ticket

    agent = Member.objects.filter(vendor__slug="kiwi", role="agent").order_by("pk")[0]
    opened = Ticket.objects.filter(subject="At once").order_by("number")[2]
    clicks = [Client() for _ in range(RACERS)]
    for each in clicks:
        each.force_login(agent.user)
    sent = {"kind": "internal", "text": "Once.", "do": "send", "seen": opened.events.latest("pk").pk}
    address = f"/en/desk/kiwi/tickets/{opened.number}/compose/"
    errors = at_once(lambda number: clicks[number].post(address, sent, headers={"host": "localhost"}) and None)
    return {"errors": errors, "notes": opened.messages.filter(text="Once.").count()}


def waits_with_empty_hands(now: int) -> bool:
    """Whether whoever takes a request out of an incident that another deed holds leaves that deed its request meanwhile."""
    from django.db import OperationalError, transaction

    from servanda.desk.organisations.models import Member
    from servanda.desk.tickets.actions.incidents import join_incident, leave_incident, open_incident
    from servanda.desk.tickets.models import Incident, Ticket

    agent = Member.objects.filter(vendor__slug="kiwi", role="agent").order_by("pk")[0]
    incident = open_incident(vendor=agent.vendor, title="Outage", at=now)
    joined = Ticket.objects.filter(subject="At once").order_by("number")[1]
    join_incident(ticket=joined, incident=incident, by=agent, at=now)
    leaving = threading.Thread(target=_leave, args=(leave_incident, joined, agent, now))
    try:
        with transaction.atomic():
            Incident.objects.select_for_update().get(pk=incident.pk)
            leaving.start()
            leaving.join(0.3)
            Ticket.objects.select_for_update(nowait=True).get(pk=joined.pk)
            return leaving.is_alive()
    except OperationalError:
        return False
    finally:
        leaving.join(30)


def _leave(leave_incident: Any, joined: Any, agent: Any, now: int) -> None:
    from django.db import connection

    leave_incident(ticket=joined, by=agent, at=now)
    connection.close()


def names() -> list[str]:
    """The names of a vendor's clients, in their order."""
    from servanda.desk.organisations.models import Organisation, Vendor

    kiwi = Vendor.objects.get(slug="kiwi")
    for name in AWKWARD:
        Organisation.objects.create(vendor=kiwi, name=name, created_at=0)
    return list(Organisation.objects.filter(vendor=kiwi).values_list("name", flat=True))


def _open(open_ticket: Any, asker: Any, asked: Any, words: Any, now: int) -> None:
    open_ticket(person=asker, asked=asked, words=words, by=asker, at=now)


class _Carrier:
    """Carries a mail into a list."""

    def __init__(self, carried: list[str]) -> None:
        self._carried = carried

    def carry(self, mail: Any, sender: str, recipient: str) -> None:
        self._carried.append(recipient)

    def close(self) -> None:
        """Nothing is open."""


def appended_only() -> dict[str, bool]:
    """Whether the database itself refuses to change what has happened."""
    from django.db import DatabaseError, connection, transaction

    refused = {}
    for statement in ("UPDATE tickets_event SET name = 'closed'", "DELETE FROM tickets_event"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
            refused[statement] = False
        except DatabaseError:
            refused[statement] = True
    return refused


def main() -> None:
    """Print everything as JSON, as if the clock stood still: what breaks between two looks is no difference."""
    from servanda.desk import clock

    now = int(sys.argv[1])
    clock.now = lambda: now  # before anybody else takes it from there
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.settings")
    django.setup()
    from django.db import connection

    from servanda.desk.tickets.models import Ticket
    from servanda.desk.tickets.rebuilding import rebuild

    build(now)
    shown = dict(pages())
    found = {"pages": shown, "races": races(now), "refused": appended_only()}
    found["names"] = names()
    rebuilt = rebuild()
    found |= {"differed": len(rebuilt.differed), "all": rebuilt.tickets == Ticket.objects.count()}
    print(json.dumps({connection.vendor: found}))


if __name__ == "__main__":
    main()
