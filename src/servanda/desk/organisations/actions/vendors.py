"""What a vendor says of itself: its name, its address, the numbers of its tickets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Vendor
from servanda.desk.organisations.refusals import refuse_all
from servanda.engine.text import Text

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class VendorSheet:
    """What may be changed of a vendor; channels are ids of its policy's, empty: none of them."""

    name: str
    address: str
    prefix: str
    portal_channel: str = ""
    mail_channel: str = ""
    language: str = "en"


@transaction.atomic
def change_vendor(*, vendor: Vendor, sheet: VendorSheet) -> None:
    """Change a vendor's settings. Raises SheetRefusedError."""
    locked = Vendor.objects.select_for_update().get(pk=vendor.pk)
    refuse_all(*wrong_with(locked, address=sheet.address, prefix=sheet.prefix))
    for name in VendorSheet.__dataclass_fields__:
        setattr(vendor, name, getattr(sheet, name))
    vendor.save(update_fields=list(VendorSheet.__dataclass_fields__))


def wrong_with(vendor: Vendor, *, address: str, prefix: str) -> tuple[tuple[str, Text | None], ...]:
    """What keeps a vendor from this address and these letters, field by field; None where nothing does."""
    return ("address", _address_taken(vendor, address)), ("prefix", _prefix_wrong(vendor, prefix))


def numbers_stand(vendor: Vendor) -> bool:
    """Whether tickets have numbers already, so that what stands before them must stay."""
    return vendor.tickets.exists()


def _address_taken(vendor: Vendor, address: str) -> Text | None:
    if not Vendor.objects.filter(address__iexact=address).exclude(pk=vendor.pk).exists():
        return None
    return Text(
        f"Another vendor receives mail at {address}. Each needs an address of its own.",
        f"Un autre éditeur reçoit déjà du courriel à {address}. Chacun a besoin de sa propre adresse.",
    )


def _prefix_wrong(vendor: Vendor, prefix: str) -> Text | None:
    if prefix == vendor.prefix:
        return None
    if numbers_stand(vendor):
        return Text(
            f"Clients know their requests as {vendor.prefix}-…; once there are some, this stays.",
            f"Les clients connaissent leurs demandes sous {vendor.prefix}-… ; dès qu’il y en a, ceci reste.",
        )
    if not _PREFIX.fullmatch(prefix):
        return Text(
            f"“{prefix}” does not fit. Write two to eight capital letters or digits, such as {vendor.prefix}.",
            f"« {prefix} » ne convient pas. Écrivez de deux à huit majuscules ou chiffres, p. ex. {vendor.prefix}.",
        )
    if Vendor.objects.filter(prefix__iexact=prefix).exclude(pk=vendor.pk).exists():
        return Text(f"Another vendor uses {prefix}.", f"Un autre éditeur utilise {prefix}.")
    return None
