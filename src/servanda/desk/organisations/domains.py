"""Mail domains: what may be one, and which belong to everybody."""

from __future__ import annotations

import re

from servanda.engine.text import Text

PUBLIC = frozenset(
    {
        "aol.com",
        "bell.net",
        "fastmail.com",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.fr",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "live.ca",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "sfr.fr",
        "shaw.ca",
        "sympatico.ca",
        "videotron.ca",
        "yahoo.ca",
        "yahoo.com",
        "yahoo.fr",
        "ymail.com",
        "zoho.com",
    }
)
"""Providers at which anybody has an address: their domain says nothing of whose mail it is."""
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def plain_domain(written: str) -> str:
    """A domain as it is kept: lower case, as mail writes it, without what people put around it (``@``, ``https://``)."""
    bare = written.strip().casefold().removeprefix("https://").removeprefix("http://")
    bare = bare.partition("/")[0].rpartition("@")[2].rstrip(".")
    try:
        return bare.encode("idna").decode("ascii") if not bare.isascii() else bare
    except UnicodeError:
        return bare


def problem_of(domain: str) -> Text | None:
    """Why a plain domain cannot tell whose mail it is; None where it can."""
    labels = domain.split(".")
    if len(domain) > 253 or len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        return Text(
            f"“{domain}” is not a domain. Write what stands behind the @ of their addresses, such as hospital.example.",
            f"« {domain} » n’est pas un domaine. Écrivez ce qui suit le @ de leurs adresses, p. ex. hopital.example.",
        )
    if domain in PUBLIC:
        return Text(
            f"Anybody can have an address at {domain}. Enter these people one by one, by their addresses.",
            f"N’importe qui peut avoir une adresse chez {domain}. Inscrivez ces personnes une à une, par leur adresse.",
        )
    return None
