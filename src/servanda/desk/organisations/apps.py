"""The organisations app."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Vendors with staff, clients with people."""

    name = "servanda.desk.organisations"
    label = "organisations"
