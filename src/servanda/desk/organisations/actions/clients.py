"""Clients, the domains that their mail comes from, and where they run the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from servanda.desk.organisations.domains import problem_of
from servanda.desk.organisations.models import Environment, MailDomain, Organisation, Vendor
from servanda.desk.organisations.refusals import SheetRefusedError, refuse_all
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """What is known of a client. `domains` are plain: see `domains.plain_domain`."""

    name: str
    language: str = "en"
    country: str = ""
    zone: str = ""
    notes: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a client runs the product; `pk` None: a new one."""

    name: str
    kind: str
    pk: int | None = None


@transaction.atomic
def add_client(*, vendor: Vendor, sheet: ClientSheet, at: int) -> Organisation:
    """Enter a new client. Raises SheetRefusedError."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    client = Organisation(vendor=vendor, created_at=at)
    return _keep(client, sheet)


@transaction.atomic
def change_client(*, client: Organisation, sheet: ClientSheet, named: bool = True) -> Organisation:
    """Change what is known of a client. Raises SheetRefusedError, which names other clients only where `named` says so."""
    Vendor.objects.select_for_update().get(pk=client.vendor_id)
    return _keep(client, sheet, named)


def _keep(client: Organisation, sheet: ClientSheet, named: bool = True) -> Organisation:
    wrong = _wrong_domains(client, sheet, named)
    refuse_all(("name", _taken(client, sheet.name)), *(("domains", text) for text in wrong))
    client.name, client.language, client.country = sheet.name, sheet.language, sheet.country
    client.zone, client.notes = sheet.zone, sheet.notes
    client.save()
    client.domains.exclude(domain__in=sheet.domains).delete()
    for domain in sheet.domains:
        MailDomain.objects.get_or_create(vendor_id=client.vendor_id, organisation=client, domain=domain)
    return client


def _taken(client: Organisation, name: str) -> Text | None:
    others = Organisation.objects.filter(vendor_id=client.vendor_id, name__iexact=name).exclude(pk=client.pk)
    if not others.exists():
        return None
    return Text(
        f"A client named “{name}” exists already. Open that one, or add a place: “{name} (Québec)”.",
        f"Un client nommé « {name} » existe déjà. Ouvrez-le, ou précisez le lieu : « {name} (Québec) ».",
    )


def _wrong_domains(client: Organisation, sheet: ClientSheet, named: bool) -> Iterator[Text]:
    known = MailDomain.objects.filter(vendor_id=client.vendor_id, domain__in=sheet.domains)
    owners = dict(known.exclude(organisation_id=client.pk).values_list("domain", "organisation__name"))
    own = client.vendor.address.rpartition("@")[2].casefold()
    for domain in sheet.domains:
        if problem := problem_of(domain):
            yield problem
        elif domain == own:
            yield Text(
                f"{domain} is your own domain: mail from it comes from your staff.",
                f"{domain} est votre propre domaine : son courriel vient de votre personnel.",
            )
        elif domain in owners:
            yield _owned(domain, owners[domain] if named else "")


def _owned(domain: str, owner: str) -> Text:
    en, fr = owner or "another client", owner or "un autre client"
    return Text(
        f"{domain} belongs to {en} already. A domain names one client; take it off there first.",
        f"{domain} appartient déjà à {fr}. Un domaine désigne un seul client ; retirez-le d’abord là-bas.",
    )


@transaction.atomic
def keep_environments(*, client: Organisation, places: Sequence[Place], removed: Iterable[int] = ()) -> None:
    """Keep the places where a client runs the product, and remove some (A4, A5).

    Raises SheetRefusedError for a name that stands twice, and for one that requests name and that so must stay.
    """
    names = [place.name.casefold() for place in places]
    refuse_all(*((place.name, _twice(place.name)) for place in places if names.count(place.name.casefold()) > 1))
    gone = client.environments.filter(pk__in=removed)
    try:
        gone.delete()
    except ProtectedError as error:
        kept = {str(each.environment) for each in error.protected_objects}  # type: ignore[attr-defined]  # tickets
        raise SheetRefusedError({name: (_used(name),) for name in sorted(kept)}) from None
    # Two that change places would collide on their way; a name that nobody has is in between.
    known = [(place.pk, place) for place in places if place.pk is not None]
    for pk, _place in known:
        client.environments.filter(pk=pk).update(name=f"\N{SYMBOL FOR NULL}{pk}")
    for pk, place in known:
        client.environments.filter(pk=pk).update(name=place.name, kind=place.kind)
    for place in places:
        if place.pk is None:
            Environment.objects.create(organisation=client, name=place.name, kind=place.kind)


def _twice(name: str) -> Text:
    return Text(f"“{name}” stands here twice.", f"« {name} » figure ici deux fois.")


def _used(name: str) -> Text:
    return Text(
        f"“{name}” stays: there are requests that name it.",
        f"« {name} » reste : des demandes y renvoient.",
    )
