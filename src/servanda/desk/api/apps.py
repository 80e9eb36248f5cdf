"""The API app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Endpoints and the OpenAPI document."""

    name = "servanda.desk.api"
    label = "api"
