"""Where a client stands: which of its agreements counts now, and what somebody should see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.terms import covers
from servanda.engine.entitlements.check import check_addons
from servanda.engine.entitlements.grants import unmet_needs
from servanda.engine.policy.policy import Policy

Stage = Literal["none", "coming", "running", "ended"]
SOON = 60
"""An agreement that ends within so many days is worth a call."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The agreement that counts on a day: the one that holds, else the next, else the last; `days` until its end."""

    stage: Stage
    agreement: Agreement | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that somebody should see to. `key` says what, `about` of what: a need, an add-on, a number of days."""

    key: Literal["no-agreement", "coming", "ended", "ending", "need", "keeper-left", "addons", "plan-gone"]
    about: str = ""


def standing_of(agreements: Iterable[Agreement], day: date) -> Standing:
    """Where a client with these agreements stands on a day of the policy's zone."""
    known = sorted(agreements, key=lambda each: each.since)
    running = next((each for each in known if covers(each, day)), None)
    if running is not None:
        return Standing("running", running, (running.until - day).days if running.until else None)
    coming = next((each for each in known if each.since > day), None)
    if coming is not None:
        return Standing("coming", coming)
    return Standing("ended", known[-1]) if known else Standing("none")


def concerns_of(standing: Standing, policy: Policy, *, represented: bool) -> tuple[Concern, ...]:
    """What is missing or about to end: A40, Q17, Q26, the term itself. `policy` is the version that judges now."""
    return tuple(_concerns(standing, policy, represented))


def _concerns(standing: Standing, policy: Policy, represented: bool) -> Iterator[Concern]:
    agreement = standing.agreement
    if agreement is None:
        yield Concern("no-agreement")
        return
    if standing.stage in ("coming", "ended"):
        yield Concern("coming" if standing.stage == "coming" else "ended")
    if standing.days is not None and standing.days <= SOON:
        yield Concern("ending", str(standing.days))
    if standing.stage != "ended":
        yield from _missing(agreement, policy, represented)


def _missing(agreement: Agreement, policy: Policy, represented: bool) -> Iterator[Concern]:
    keeper = agreement.account_manager
    if keeper is not None and not keeper.active:
        yield Concern("keeper-left", str(keeper))
    addons = tuple(each.addon for each in agreement.addons.all())
    gone = [name for name in addons if name not in policy.document.addons]
    if agreement.plan not in policy.document.plans or gone:
        yield Concern("plan-gone", ", ".join(gone) or agreement.plan)
        return
    for need in unmet_needs(policy, agreement.plan, held(keeper is not None, represented)):
        yield Concern("need", need)
    if check_addons(policy, agreement.plan, addons) is not None:
        yield Concern("addons", agreement.plan)


def held(keeper: bool, represented: bool) -> tuple[str, ...]:
    """What of a plan's needs a client's record has."""
    found = {"account manager": keeper, "representatives": represented}
    return tuple(need for need, has in found.items() if has)
