"""Versions of policies: kept whole, read once, and chosen by the day on which a request was opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, tzinfo
from functools import lru_cache
from pathlib import Path

from servanda.desk.agreements.models import PolicyVersion
from servanda.desk.shelf import Shelf
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError, version_for
from servanda.engine.text import Text
from servanda.policy_files import read_file_text, read_kept_policy, table_texts


class NoPolicyError(LookupError):
    """A vendor names a policy of which no version is kept; `text` says so in both languages."""

    def __init__(self, policy: str) -> None:
        self.text = Text(
            f"No version of the policy '{policy}' is kept here. Add its file to the folder of policies.",
            f"Aucune version de la politique « {policy} » n’est conservée ici. Ajoutez son fichier au dossier des politiques.",
        )
        super().__init__(self.text.en)


def keep_shelf(shelf: Shelf, folder: Path, *, at: int) -> tuple[PolicyVersion, ...]:
    """Keep each policy of the shelf that stands in `folder` and is not kept yet, whole; those that were new."""
    kept = (keep_version(policy=each.policy, path=folder / each.policy.file, at=at) for each in shelf.policies.values())
    return tuple(version for version, new in kept if new)


def keep_version(*, policy: Policy, path: Path, at: int) -> tuple[PolicyVersion, bool]:
    """Keep the text of a policy, as its file has it, with its holiday tables; whether it was new."""
    text = read_file_text(str(path))
    tables = table_texts(text, str(path))
    digest = digest_of(text, tables)
    return PolicyVersion.objects.get_or_create(
        digest=digest,
        defaults={"policy": policy.id, "version": policy.version, "text": text, "tables": tables, "kept_at": at},
    )


def digest_of(text: str, tables: Mapping[str, str]) -> str:
    """What names a version: half of the SHA-256 of its text and tables."""
    whole = json.dumps([text, tables], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


@lru_cache(maxsize=64)
def policy_of(digest: str) -> Policy:
    """The compiled policy of a kept version. Raises PolicyVersion.DoesNotExist."""
    row = PolicyVersion.objects.get(pk=digest)
    policy = read_kept_policy(row.text, row.tables, f"{row.policy}.yaml").policy
    if policy is None:
        raise NoPolicyError(row.policy)
    return policy


def day_of(policy: str, at: int) -> date:
    """The date of an instant where a policy counts its days; in UTC where no version of it is in force."""
    try:
        zone: tzinfo = version_at(policy, opened=at)[1].zone
    except (NoPolicyError, NotInForceError):
        zone = UTC
    return moment(at, zone).date()


def kept_versions(policy: str) -> dict[str, Policy]:
    """Digest → policy, the one kept last first."""
    digests = PolicyVersion.objects.filter(policy=policy).order_by("-kept_at", "digest").values_list("pk", flat=True)
    return {digest: policy_of(digest) for digest in digests}


def policy_in_force(policy: str, *, at: int) -> Policy | None:
    """The version of a policy that judges what is opened at an instant; None where there is none."""
    try:
        return version_at(policy, opened=at)[1]
    except (NoPolicyError, NotInForceError):
        return None


def version_at(policy: str, *, opened: int, pinned: str | None = None) -> tuple[str, Policy]:
    """The version that judges a request opened at an instant: the pinned one, else the one in force.

    Raises NoPolicyError where none is kept, NotInForceError where none is in force then.
    """
    if pinned:
        return pinned, policy_of(pinned)
    versions = kept_versions(policy)
    if not versions:
        raise NoPolicyError(policy)
    chosen = version_for(list(versions.values()), opened=opened, as_of=opened)
    return next(digest for digest, version in versions.items() if version is chosen), chosen
