"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, sessions and invitations' accounts."""

    name = "servanda.desk.accounts"
    label = "accounts"
