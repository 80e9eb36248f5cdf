"""The OpenID Connect provider of an installation, where its environment names one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from servanda.desk.environment import Environment
from servanda.desk.listening import LOOPBACK

KEY = "house"
"""What stands in addresses for the provider."""


def provider(environment: Environment, *, issuer: str, client: str, secret: str, name: str) -> list[dict[str, Any]]:
    """The one provider as allauth's settings describe it, or none. What is missing stops the boot with all the rest."""
    if not issuer:
        return []
    parts = urlsplit(issuer)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        # What the provider signs is believed because it came over TLS.
        environment.refuse("SERVANDA_OIDC_ISSUER", issuer, "an address such as https://login.example/")
    for variable, written in (("SERVANDA_OIDC_CLIENT_ID", client), ("SERVANDA_OIDC_CLIENT_SECRET", secret)):
        if not written:
            environment.refuse(variable, written, "what the provider gave you for this desk")
    described = {
        "provider_id": KEY,
        "name": name or parts.hostname or "",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return [described]
