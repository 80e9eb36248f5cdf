"""Clients as a vendor knows them now: where each stands, by which policy, and what somebody should see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.queries import is_represented
from servanda.desk.agreements.standing import Concern, Standing, concerns_of, standing_of
from servanda.desk.agreements.terms import day_at
from servanda.desk.agreements.versions import NoPolicyError, kept_versions, policy_of, version_at
from servanda.desk.organisations.models import Organisation, Vendor
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError


@dataclass(frozen=True, slots=True)
class Known:
    """A client with where it stands."""

    client: Organisation
    standing: Standing
    concerns: tuple[Concern, ...]
    policy: Policy | None


def known_clients(clients: Iterable[Organisation], vendor: Vendor, at: int) -> Iterator[Known]:
    """Clients of `with_standing` at an instant, in their order; each judged by the version that its agreement names."""
    usual = judged_by(vendor, at)
    day = day_at(usual, at)
    for client in clients:
        standing = standing_of(client.agreements.all(), day)
        policy = judged_by(vendor, at, standing.agreement) if _pinned(standing) else usual
        concerns = concerns_of(standing, policy, represented=is_represented(client)) if policy else ()
        yield Known(client, standing, concerns, policy)


def _pinned(standing: Standing) -> bool:
    return standing.agreement is not None and standing.agreement.pinned_id is not None


def judged_by(vendor: Vendor, at: int, agreement: Agreement | None = None) -> Policy | None:
    """The policy for an agreement at an instant: pinned, in force, else the last one kept; None where none is."""
    if agreement is not None and agreement.pinned_id:
        return policy_of(agreement.pinned_id)
    try:
        return version_at(vendor.policy, opened=at)[1]
    except NoPolicyError:
        return None
    except NotInForceError:
        return next(iter(kept_versions(vendor.policy).values()))
