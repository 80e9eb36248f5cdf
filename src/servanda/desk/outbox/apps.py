"""The outbox app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail that leaves."""

    name = "servanda.desk.outbox"
    label = "outbox"
