"""Signing in by a link that is sent by mail: one use, a quarter of an hour."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from servanda.desk.accounts.letters import send_link
from servanda.desk.accounts.models import MailLink, User
from servanda.desk.accounts.tokens import digest_of, new_token
from servanda.desk.organisations.actions.places import language_at, user_who_reads
from servanda.engine.instants import MINUTE

LIFETIME = 15 * MINUTE


class LinkSpentError(Exception):
    """The link was used, is too old, was never ours, or belongs to somebody who may not sign in any more."""


@transaction.atomic
def ask_for_link(*, email: str, link: Callable[[str, str], str], at: int) -> None:
    """Send a link to whoever signs in with an address; to others nothing, and nobody is told which it was.

    `link` makes the address of the page from language and secret.
    """
    address = email.casefold()
    language = language_at(address)
    if language is None:
        return
    send_link(email=address, language=language, address=link(language, new_link(email=address, at=at)), at=at)


def new_link(*, email: str, at: int) -> str:
    """The secret of a new link for an address in lower case."""
    token = new_token()
    MailLink.objects.create(email=email, digest=token.digest, created_at=at, expires_at=at + LIFETIME)
    return token.secret


def link_lives(secret: str, at: int) -> bool:
    """Whether a link would sign somebody in at an instant; looking uses nothing up."""
    return MailLink.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=at).exists()


@transaction.atomic
def use_link(*, secret: str, at: int) -> User:
    """Use a link up, and every other one of the same address. Raises LinkSpentError."""
    links = MailLink.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=at)
    if not links.update(used_at=at):
        raise LinkSpentError
    email = MailLink.objects.values_list("email", flat=True).get(digest=digest_of(secret))
    MailLink.objects.filter(email=email, used_at=None).update(used_at=at)
    user = user_who_reads(email=email, at=at)
    if user is None:
        raise LinkSpentError
    return user
