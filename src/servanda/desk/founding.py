"""What the commands for people do: the first person gets in and may invite all others; who lost a second step gets in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import MaxLengthValidator, validate_email, validate_slug
from django.urls import reverse
from django.utils.translation import override

from servanda.desk.clock import now, today
from servanda.desk.organisations.actions.founding import admit_administrator, found_vendor
from servanda.desk.organisations.actions.places import user_at
from servanda.desk.organisations.actions.second_steps import take_second_step_off
from servanda.desk.organisations.models import Vendor
from servanda.desk.shelf import shelf


class FoundingRefusedError(ValueError):
    """Something that was said cannot be used; the message says what can."""


def administrator_link(email: str, slug: str, policy: str, address: str) -> str:
    """The link for an administrator of a vendor, which is founded where it is not there yet."""
    _checked("EMAIL", email, validate_email)
    Path(settings.VAR).mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    vendor = Vendor.objects.filter(slug=slug).first() or _founded(slug, policy, address)
    return admit_administrator(vendor=vendor, email=email.casefold(), link=_link, at=now())


def second_step_off(email: str) -> str:
    """Take the second step off an account; what was done, in a sentence. Raises FoundingRefusedError for an unknown one."""
    user = user_at(email)
    if user is None:
        raise FoundingRefusedError(f"Nobody signs in with '{email}' here.")
    if not take_second_step_off(user=user, by="", at=now()):
        return f"No second step guards the account of {user.email}."
    return f"The second step of {user.email} was taken off; they are signed out everywhere and told by mail."


def _founded(slug: str, policy: str, address: str) -> Vendor:
    known = sorted(shelf(today()).policies)
    if policy not in known:
        raise FoundingRefusedError(
            f"There is no vendor '{slug}'. To found it, name --address and --policy: one of {', '.join(known)}."
        )
    _checked("--address", address, validate_email)
    _checked("VENDOR", slug, validate_slug)
    _checked("VENDOR", slug, MaxLengthValidator(40))
    if Vendor.objects.filter(address__iexact=address).exists():
        raise FoundingRefusedError(f"Another vendor receives mail at '{address}'. Each needs an address of its own.")
    return found_vendor(slug=slug, policy=policy, address=address)


def _checked(name: str, written: str, check: Callable[[str], None]) -> None:
    try:
        check(written)
    except ValidationError as error:
        raise FoundingRefusedError(f"{name} '{written}' is not accepted: {error.messages[0]}") from None


def _link(language: str, secret: str) -> str:
    with override(language):
        return settings.ADDRESS.rstrip("/") + reverse("mail_link_enter", args=[secret])
