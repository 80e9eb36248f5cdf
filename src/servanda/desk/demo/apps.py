"""The demo app."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration."""

    name = "servanda.desk.demo"
    label = "demo"
