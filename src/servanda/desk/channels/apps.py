"""The channels app."""

from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Arrivals, deliveries, mailboxes."""

    name = "servanda.desk.channels"
    label = "channels"
