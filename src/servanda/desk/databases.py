"""The database of an installation: SQLite in its own folder, or PostgreSQL where an address names one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for `address`, such as ``postgresql://user:password@host:5432/name``; empty: SQLite in `folder`.

    Raises ValueError for any other kind of address.
    """
    if not address:
        return _sqlite(folder / "servanda.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("an address such as postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _PREPARED | dict(parse_qsl(parts.query)),
    }


_PREPARED: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
"""Planning the questions of a page takes PostgreSQL longer than answering them; what is asked again is planned once."""


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
