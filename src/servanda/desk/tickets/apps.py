"""The tickets app."""

from __future__ import annotations

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """Tickets, their history and their clocks."""

    name = "servanda.desk.tickets"
    label = "tickets"
