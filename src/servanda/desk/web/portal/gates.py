"""What keeps somebody from making any request at all, with what they have instead (B12, C2, Q9, K2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from servanda.desk.organisations.models import Person
from servanda.desk.web.facts import kind_question
from servanda.desk.web.formats import language
from servanda.desk.web.portal.standing import Standing
from servanda.desk.web.portal.ways import Way, ways
from servanda.engine.entitlements.check import check_entitlement


@dataclass(frozen=True, slots=True)
class Gate:
    """Why no request can be made here, and the ways that are open all the same."""

    title: str
    says: str
    ways: tuple[Way, ...] = ()
    people: tuple[Person, ...] = ()
    """Colleagues who may ask."""


def gate_of(standing: Standing) -> Gate | None:
    """The reason that keeps every request of this person from this portal; None where the way is free."""
    if standing.lapsed:
        found = ways(standing, opening=False) if standing.agreed else ()
        return Gate(gettext("No request can be made now"), standing.lapsed, found)
    held = standing.held
    kinds = [option.value for option in kind_question(held, "").options] or list(held.policy.document.kinds)
    refusal = check_entitlement(
        held.policy,
        plan=held.plan,
        addons=held.addons,
        kind=kinds[0],
        channel=standing.vendor.portal_channel or None,
        administrator=standing.person.administrator,
    )
    if refusal is None:
        return None
    return Gate(
        title=gettext("No request can be made here"),
        says=refusal.text.of(language()),
        ways=tuple(way for way in ways(standing) if way.key in refusal.offers),
        people=tuple(_administrators(standing)) if not standing.person.administrator else (),
    )


def _administrators(standing: Standing) -> Iterable[Person]:
    """Who of the client may ask where the policy answers administrators only (B9)."""
    access = standing.policy.document.access
    if access is None or access.administrators_only is None:
        return ()
    return standing.person.organisation.people.filter(active=True, administrator=True)
