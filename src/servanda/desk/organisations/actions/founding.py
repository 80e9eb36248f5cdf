"""The first steps of an installation: a vendor, and somebody who administers it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, count

from django.db import transaction

from servanda.desk.accounts.actions import Profile, create_user
from servanda.desk.organisations.actions.mail_links import new_link
from servanda.desk.organisations.actions.places import user_at
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.organisations.permissions import Role


@transaction.atomic
def found_vendor(*, slug: str, policy: str, address: str) -> Vendor:
    """A vendor that keeps one policy; its name and all else are changed on its settings page."""
    name = slug.replace("-", " ").replace("_", " ").title()
    return Vendor.objects.create(slug=slug, name=name, policy=policy, address=address, prefix=_free_prefix(slug))


def _free_prefix(slug: str) -> str:
    """What stands before its ticket numbers: the letters of its word, with a number where another vendor has them."""
    letters = "".join(each for each in slug.upper() if each.isalnum())
    plain = letters if letters[:1].isalpha() and len(letters) > 1 else f"V{letters}"
    taken = {each.upper() for each in Vendor.objects.values_list("prefix", flat=True)}
    numbered = (f"{plain[: 8 - len(str(number))]}{number}" for number in count(2))
    return next(each for each in chain((plain[:8],), numbered) if each not in taken)


@transaction.atomic
def admit_administrator(*, vendor: Vendor, email: str, link: Callable[[str, str], str], at: int) -> str:
    """Make somebody an administrator of a vendor; the address of a link that signs them in once."""
    user = user_at(email)
    if user is None:
        name = email.partition("@")[0]
        user = create_user(email=email, profile=Profile(name=name, language=vendor.language), at=at)
    Member.objects.update_or_create(
        vendor=vendor,
        user=user,
        defaults={"role": Role.ADMINISTRATOR, "active": True},
        create_defaults={"role": Role.ADMINISTRATOR, "languages": [user.language], "since": at},
    )
    return link(user.language, new_link(email=user.email, at=at))
