"""Files that people send: kept once under their digest, typed by their content, named without tricks."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings

LARGEST = 25 * 1024 * 1024
"""Bytes of one file."""
MOST = 20
"""Files of one message."""
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"OggS", "video/ogg"),
)
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Types that a page shows inside itself; everything else is only ever downloaded."""
_REFUSED = frozenset(
    {"exe", "com", "scr", "bat", "cmd", "msi", "js", "vbs", "ps1", "jar", "lnk", "hta", "reg", "dll", "apk", "app"}
)
_BAD = re.compile(r"[^\w.\-() ]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the folder of attachments."""

    name: str
    kind: str
    size: int
    digest: str
    content_id: str = ""


class FileRefusedError(ValueError):
    """A file is too large, empty, or of a kind that nobody should open; `why` is large, empty, kind or many."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


def keep_file(name: str, content: bytes, *, content_id: str = "") -> KeptFile:
    """Check a file and keep it. Raises FileRefusedError."""
    named = clean_name(name)
    if not content:
        raise FileRefusedError(named, "empty")
    if len(content) > LARGEST:
        raise FileRefusedError(named, "large")
    if PurePosixPath(named).suffix.lstrip(".").casefold() in _REFUSED or content.startswith(b"MZ"):
        raise FileRefusedError(named, "kind")
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    return KeptFile(named, kind_of_content(content), len(content), digest, content_id)


def path_of(digest: str) -> Path:
    """Where the file with this digest stands."""
    return Path(settings.VAR) / "attachments" / digest[:2] / digest


def clean_name(name: str) -> str:
    """A file name without folders, control characters or signs that turn its reading around; never empty."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    cleaned = _BAD.sub("_", "".join(c for c in last if unicodedata.category(c)[0] != "C")).strip(". ")
    return _shortened(cleaned) or "file"


def _shortened(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: 120 - len(suffix)]}{dot}{suffix}" if dot and len(suffix) <= 10 else name[:120]


def kind_of_content(content: bytes) -> str:
    """The media type that the first bytes show; whatever is not recognised is only bytes, or plain text."""
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "video/mp4"
    return "text/plain" if _is_text(content[:4096]) else "application/octet-stream"


def _is_text(start: bytes) -> bool:
    try:
        text = start.decode("utf-8", "strict" if len(start) < 4096 else "ignore")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f" for c in text)


def total_size(files: Iterable[KeptFile]) -> int:
    """The bytes of several files together."""
    return sum(file.size for file in files)
