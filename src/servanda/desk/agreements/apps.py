"""The agreements app."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements and the kept versions of policies."""

    name = "servanda.desk.agreements"
    label = "agreements"
