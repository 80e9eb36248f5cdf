"""The API."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Servanda", version="1", urls_namespace="api")
