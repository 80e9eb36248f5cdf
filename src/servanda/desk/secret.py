"""The secret key of an installation: from the environment, or made once and kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SHORTEST = 32
"""Characters that a given key needs at least."""


def long_key(given: str) -> str:
    """A given key, or none. Raises ValueError for one that could be guessed."""
    if given and (len(given) < SHORTEST or len(set(given)) < 8):
        raise ValueError(f"at least {SHORTEST} characters that nobody can guess, or leave it out")
    return given


def secret_key(given: str, folder: Path) -> str:
    """`given` where it is set; else the key kept in `folder`, made on the first start and readable by its owner only."""
    if given:
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        _keep(kept, secrets.token_urlsafe(48))
    return kept.read_text(encoding="utf-8").strip()


def _keep(path: Path, key: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # requests and mail stand beside it
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(key + "\n")
    try:
        # Two first starts at once must end with one key: a hard link fails where the other was faster.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
