"""What a plan with its add-ons has: entitlements, channels, kinds of request, and what it inherits.

A plan has everything of the plans that it includes (`Plan.includes`), however long the chain is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from servanda.engine.policy.fields import Item
from servanda.engine.policy.offer import Channel
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

PARTIES: Mapping[str, Text] = {
    "account manager": Text("account manager", "gestionnaire de compte"),
    "representatives": Text("representatives", "représentants"),
    "establishments": Text("establishments", "établissements"),
    "clients": Text("clients", "clients"),
}
"""Those whom policies name by a word and not as a contact."""
Access = Literal["included", "add-on", "on quote", "none"]
"""How something is had: by the plan, by an add-on, after a quote, or not at all."""


def name_of(part: Item, name: str) -> Text:
    """What people call a part: its name, else its id."""
    return part.name if part.name else Text(name, name)


def party_name(policy: Policy, party: str) -> Text:
    """Somebody whom a policy names, as within a sentence: a contact by its name, else by the word itself."""
    contact = policy.document.contacts.get(party)
    if contact is not None and contact.name:
        en, fr = contact.name.en, contact.name.fr
        return Text(en[:1].lower() + en[1:], fr[:1].lower() + fr[1:])
    return PARTIES.get(party, Text(party, party))


def access(policy: Policy, *, plan: str, addons: tuple[str, ...] = (), entitlement: str) -> Access:
    """How `plan` with `addons` has an entitlement. One that names no plan and no add-on is everybody's.

    Raises KeyError for an entitlement that the policy does not have.
    """
    granted = policy.document.entitlements[entitlement]
    family = policy.plan_family(plan)
    if not (granted.plans or granted.addons or granted.quote) or not set(granted.plans).isdisjoint(family):
        return "included"
    if not set(granted.addons).isdisjoint(addons):
        return "add-on"
    return "none" if set(granted.quote).isdisjoint(family) else "on quote"


def holds(policy: Policy, plan: str, addons: tuple[str, ...], entitlement: str) -> bool:
    """Whether `plan` with `addons` has the entitlement without a further quote."""
    return access(policy, plan=plan, addons=addons, entitlement=entitlement) in ("included", "add-on")


def entitlements_of(policy: Policy, plan: str, addons: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every entitlement that `plan` with `addons` has, in the order of the document."""
    return tuple(name for name in policy.document.entitlements if holds(policy, plan, addons, name))


def has_support(policy: Policy, plan: str) -> bool:
    """Whether requests under `plan` are answered at all (`Plan.support`)."""
    return policy.document.plans[plan].support


def has_channel(policy: Policy, plan: str, addons: tuple[str, ...], channel: Channel) -> bool:
    """Whether `plan` with `addons` may use `channel`: by name, by a plan that it includes, or by an add-on."""
    if channel.plans or channel.addons:
        by_plan = not set(channel.plans).isdisjoint(policy.plan_family(plan))
        return by_plan or not set(channel.addons).isdisjoint(addons)
    return has_support(policy, plan)


def channels_of(policy: Policy, plan: str, addons: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The channels open to `plan` with `addons`, those that only inform among them, in the order of the document."""
    channels = policy.document.channels.items()
    return tuple(name for name, channel in channels if has_channel(policy, plan, addons, channel))


def kind_access(policy: Policy, plan: str, addons: tuple[str, ...], kind: str) -> Access:
    """How `plan` with `addons` may make requests of a kind. Raises KeyError for a kind that does not exist."""
    if not has_support(policy, plan):
        return "none"
    needs = policy.document.kinds[kind].needs
    return "included" if needs is None else access(policy, plan=plan, addons=addons, entitlement=needs)


def kinds_of(policy: Policy, plan: str, addons: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The kinds of request that `plan` with `addons` may make, those on quote among them."""
    return tuple(kind for kind in policy.document.kinds if kind_access(policy, plan, addons, kind) != "none")


def plans_of_package(policy: Policy, package: str) -> tuple[str, ...]:
    """The plans that a package of the vendor's own product gives."""
    return tuple(name for name, plan in policy.document.plans.items() if plan.package == package)


def unmet_needs(policy: Policy, plan: str, has: tuple[str, ...]) -> tuple[str, ...]:
    """What the client's record must have under `plan` and has not: an account manager, representatives."""
    wanted = [need for member in policy.plan_family(plan) for need in policy.document.plans[member].needs]
    return tuple(need for need in dict.fromkeys(wanted) if need not in has)
