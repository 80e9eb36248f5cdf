"""Whose mail is it: which vendor, which ticket, which person. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from servanda.desk.channels.mail import Mail
from servanda.desk.organisations.models import MailDomain, Member, Organisation, Person, Vendor
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.models import Message, Ticket
from servanda.desk.tickets.queries import redirected


def vendors_addressed(addresses: Iterable[str]) -> list[Vendor]:
    """The vendors to which some addresses belong, with or without a tag behind a plus, in the order of the addresses."""
    bare = list(dict.fromkeys(untagged(address) for address in addresses))
    known = {vendor.address.casefold(): vendor for vendor in Vendor.objects.all()}
    return [known[address] for address in bare if address in known]


def only_vendor() -> list[Vendor]:
    """The vendor of an installation that serves one, to whom all mail belongs; none where there are several."""
    known = list(Vendor.objects.all()[:2])
    return known if len(known) == 1 else []


def untagged(address: str) -> str:
    """``support+kiwi-12@kiwi.example`` → ``support@kiwi.example``, in lower case."""
    user, at, host = address.strip().casefold().rpartition("@")
    return f"{user.partition('+')[0]}{at}{host}"


def thread_of(vendor: Vendor, mail: Mail) -> Ticket | None:
    """The ticket that a mail answers: by what it answers, else by the tag of its recipient, else by its subject."""
    return _by_mail_ids(vendor, mail.answers) or _by_number(vendor, mail)


def _by_mail_ids(vendor: Vendor, answers: tuple[str, ...]) -> Ticket | None:
    if not answers:
        return None
    written = Message.objects.filter(mail_id__in=answers, ticket__vendor=vendor)
    messages = written.order_by("-pk").values_list(
        "mail_id", "ticket_id"
    )  # who claims a Message-ID later does not get it
    posted = Delivery.objects.filter(mail_id__in=answers, vendor=vendor, ticket__isnull=False)
    found = dict(messages) | dict(posted.values_list("mail_id", "ticket_id"))
    nearest = next((found[mail_id] for mail_id in answers if mail_id in found), None)
    return None if nearest is None else redirected(_tickets().get(pk=nearest))


def _by_number(vendor: Vendor, mail: Mail) -> Ticket | None:
    for number in _numbers(vendor, mail):
        ticket = _tickets().filter(vendor=vendor, number=number).first()
        if ticket:
            return redirected(ticket)
    return None


def _numbers(vendor: Vendor, mail: Mail) -> Iterator[int]:
    """Numbers of tickets in tags (``support+kiwi-12@…``) and in the subject (``[KIWI-12]``)."""
    prefix = re.escape(vendor.prefix)
    for address in mail.recipients:
        if found := re.fullmatch(rf"(?i)(?:{prefix}-)?(\d{{1,9}})", _tag(address, vendor)):
            yield int(found[1])
    for number in re.findall(rf"(?i)\[\s*{prefix}-(\d{{1,9}})\s*\]", mail.subject):
        yield int(number)


def _tag(address: str, vendor: Vendor) -> str:
    user, _at, _host = address.rpartition("@")
    return user.partition("+")[2] if untagged(address) == vendor.address.casefold() else ""


def _tickets() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("vendor", "organisation")


def people_at(vendor: Vendor, address: str) -> list[Person]:
    """Everybody at the vendor's clients who writes from an address; the tag behind a plus may differ.

    An address of somebody who was entered twice leads to the one who stayed.
    """
    related = ("organisation__vendor", "merged_into__organisation__vendor")
    people = Person.objects.filter(organisation__vendor=vendor).select_related(*related)
    found = list(people.filter(email__iexact=address))
    if not found and "+" in address:
        found = list(people.filter(email__iexact=untagged(address)))
    return list(dict.fromkeys(person.merged_into or person for person in found))


def client_of_domain(vendor: Vendor, address: str) -> Organisation | None:
    """The client whose mail domain an address has, in letters or as the network writes it (``xn--…``)."""
    domain = address.rpartition("@")[2].casefold()
    known = MailDomain.objects.filter(vendor=vendor, domain__in={domain, *_also_written(domain)})
    found = known.select_related("organisation__vendor").first()
    return found.organisation if found else None


def _also_written(domain: str) -> list[str]:
    try:
        return [domain.encode("ascii").decode("idna") if domain.isascii() else domain.encode("idna").decode("ascii")]
    except UnicodeError:
        return []


def is_staff(vendor: Vendor, address: str) -> bool:
    """Whether somebody of the vendor's own staff writes."""
    return Member.objects.filter(vendor=vendor, user__email__iexact=address, active=True).exists()


def is_ours(address: str) -> bool:
    """Whether an address is one of those under which vendors of this installation write."""
    return bool(vendors_addressed([address]))
