"""The folder of arrivals: the bytes of each mail under their digest, written once, never changed."""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path

from django.conf import settings


def keep_raw(raw: bytes) -> str:
    """Keep the bytes of a mail, on the disk before this returns; their digest."""
    digest = hashlib.sha256(raw).hexdigest()
    path = raw_path(digest)
    if path.exists() and path.stat().st_size == len(raw):
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{digest}.{uuid.uuid4().hex}")
    with draft.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return digest


def read_raw(digest: str) -> bytes:
    """The bytes of a mail. Raises FileNotFoundError."""
    return raw_path(digest).read_bytes()


def raw_path(digest: str) -> Path:
    """Where the bytes with this digest stand."""
    return Path(settings.VAR) / "arrivals" / digest[:2] / digest
