"""What one client holds, from when to when, and the verdict on a request made at an instant.

Dates are days in the policy's zone; an agreement holds on [since, until), an add-on from its own date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.engine.because import Because
from servanda.engine.entitlements.check import check_addons, check_entitlement, why_entitled
from servanda.engine.entitlements.refusal import Refusal, refuse
from servanda.engine.instants import moment
from servanda.engine.policy.hours_text import write_day
from servanda.engine.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class AddonHeld:
    """An add-on that a client bought: from a date, perhaps until one, which is the first day without it."""

    id: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A plan, its add-ons, and the days on which they hold: [since, until)."""

    plan: str
    addons: tuple[AddonHeld, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EntitlementVerdict:
    """Whether a request is covered; `addons` are those in force at that instant, `because` says why or why not."""

    refusal: Refusal | None
    addons: tuple[str, ...]
    because: Because

    @property
    def entitled(self) -> bool:
        """Whether the request is covered."""
        return self.refusal is None


def addons_on(agreement: Agreement, day: date) -> tuple[str, ...]:
    """The add-ons in force on a day, in the order of the agreement."""
    return tuple(held.id for held in agreement.addons if _holds_on(held.since, held.until, day))


def entitled(
    policy: Policy,
    agreement: Agreement,
    *,
    kind: str,
    at: int,
    channel: str | None = None,
    session: bool = False,
    administrator: bool | None = None,
) -> EntitlementVerdict:
    """Whether a request of `kind` made at instant `at` (microseconds) is covered by `agreement`.

    Checks the dates of the agreement, the add-ons in force among themselves, then what `check_entitlement` checks.
    Raises KeyError for a plan, an add-on or a kind that the policy does not have.
    """
    day = moment(at, policy.zone).date()
    addons = addons_on(agreement, day)
    refusal = (
        _out_of_term(policy, agreement, day)
        or check_addons(policy, agreement.plan, addons)
        or check_entitlement(
            policy,
            plan=agreement.plan,
            addons=addons,
            kind=kind,
            channel=channel,
            session=session,
            administrator=administrator,
        )
    )
    if refusal is not None:
        return EntitlementVerdict(refusal, addons, refusal.because)
    because = why_entitled(policy, plan=agreement.plan, addons=addons, kind=kind, channel=channel)
    return EntitlementVerdict(None, addons, because)


def _holds_on(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _out_of_term(policy: Policy, agreement: Agreement, day: date) -> Refusal | None:
    cited = tuple(dict.fromkeys((*policy.document.cited, *policy.document.plans[agreement.plan].cited)))
    if agreement.since and day < agreement.since:
        return refuse("entitlement.refused.not-yet", {"day": write_day(agreement.since)}, clauses=cited)
    if agreement.until and day >= agreement.until:
        return refuse("entitlement.refused.ended", {"day": write_day(agreement.until)}, clauses=cited)
    return None
