"""Addresses: The agent's queue: what to open next."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "queue"
urlpatterns: list[URLPattern | URLResolver] = []
