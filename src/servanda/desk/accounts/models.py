"""A person who can sign in, whether of a vendor's staff or of a client: what they are allowed stands elsewhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from servanda.desk.fields import InstantField, LanguageField, NameField, ZoneField


class Users(BaseUserManager["User"]):
    """Finds users by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this mail address. Raises User.DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One person with one mail address. Roles are memberships at vendors and places in client organisations."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    email = models.EmailField(max_length=254, unique=True)
    name = NameField(max_length=120)
    language = LanguageField()
    zone = ZoneField()
    is_active = models.BooleanField(default=True)
    shortcuts = models.BooleanField(default=True)
    """Whether single keys act on the agent's pages."""
    created_at = InstantField()

    objects: ClassVar[Any] = Users()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class MailLink(models.Model):
    """A link by mail that signs the owner of an address in once. Only the digest of its token is kept."""

    email = models.EmailField(max_length=254)
    """In lower case. Who it belongs to is looked up when the link is used: the user may not exist yet."""
    digest = models.CharField(max_length=64, unique=True)
    created_at = InstantField()
    expires_at = InstantField()
    used_at = InstantField(null=True)
