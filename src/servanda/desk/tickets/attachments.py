"""Files that people send: kept once under their digest, typed by their content, named without tricks."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from django.conf import settings
from django.core import signing

from servanda.desk.sizes import LARGEST_TOGETHER

LARGEST = 25 * 1024 * 1024
"""Bytes of one file."""
MOST = 20
"""Files of one message."""
_KEPT_FOR = 24 * 3600
"""Seconds for which a file that was sent with an unfinished form can still be named."""
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
    {
        *(
            "exe",
            "com",
            "scr",
            "bat",
            "cmd",
            "msi",
            "msp",
            "js",
            "jse",
            "vbs",
            "vbe",
            "wsf",
            "wsh",
            "ps1",
            "jar",
            "lnk",
        ),
        *("hta", "reg", "dll", "cpl", "pif", "scf", "apk", "app", "chm", "iso", "img", "url"),
    }
)
"""Endings of files that start something when they are opened."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe")
"""First bytes of programs, whatever their name says."""
_BAD = re.compile(r"[^\w.\-–() ,+'’]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the folder of attachments."""

    name: str
    kind: str
    size: int
    digest: str
    content_id: str = ""


class FileRefusedError(ValueError):
    """A file cannot be kept; `why` is large, empty, kind (nobody should open it), many or together (all too large)."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


def keep_file(name: str, content: bytes, *, content_id: str = "") -> KeptFile:
    """Check a file and keep it. Raises FileRefusedError."""
    named = clean_name(name)
    _check_size(named, len(content))
    if PurePosixPath(named).suffix.lstrip(".").casefold() in _REFUSED or content.startswith(_PROGRAMS):
        raise FileRefusedError(named, "kind")
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    return KeptFile(named, kind_of_content(content), len(content), digest, content_id)


def _check_size(named: str, size: int) -> None:
    if not size:
        raise FileRefusedError(named, "empty")
    if size > LARGEST:
        raise FileRefusedError(named, "large")


class Upload(Protocol):
    """A file as a form brings it: its size is known before its bytes are read."""

    @property
    def name(self) -> str | None:
        """What the sender calls it."""

    @property
    def size(self) -> int | None:
        """Its bytes."""

    def read(self) -> Any:
        """All of them."""


def keep_files(
    uploads: Iterable[Upload], *, beside: Iterable[KeptFile] = ()
) -> tuple[tuple[KeptFile, ...], tuple[FileRefusedError, ...]]:
    """Keep what can be kept of several files, and say of every other why not; `beside` are those kept before.

    A file that was kept already is not kept twice.
    """
    kept, refused = {(file.name, file.digest): file for file in beside}, []
    for upload in uploads:
        try:
            file = _kept_beside(upload, tuple(kept.values()))
        except FileRefusedError as error:
            refused.append(error)
        else:
            kept[file.name, file.digest] = file
    return tuple(kept.values()), tuple(refused)


def _kept_beside(upload: Upload, kept: tuple[KeptFile, ...]) -> KeptFile:
    named, size = clean_name(upload.name or ""), upload.size or 0
    _check_size(named, size)
    if len(kept) >= MOST:
        raise FileRefusedError(named, "many")
    if total_size(kept) + size > LARGEST_TOGETHER:
        raise FileRefusedError(named, "together")
    return keep_file(upload.name or "", upload.read())


def signed_file(file: KeptFile, *, owner: int) -> str:
    """A kept file as text for a form that comes back; only `owner`, the id of a user, can send it in again."""
    return signing.dumps([file.name, file.kind, file.size, file.digest], salt=f"kept-file-{owner}")


def signed_files(tokens: Iterable[str], *, owner: int) -> tuple[KeptFile, ...]:
    """The files that these texts name; forged, foreign and old ones are left out."""
    found = (_read_token(token, owner) for token in list(tokens)[:MOST])
    return tuple(file for file in found if file is not None)


def _read_token(token: str, owner: int) -> KeptFile | None:
    try:
        name, kind, size, digest = signing.loads(token, salt=f"kept-file-{owner}", max_age=_KEPT_FOR)
    except signing.BadSignature:
        return None
    file = KeptFile(name, kind, size, digest)
    return file if path_of(digest).exists() else None


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
