"""What a client can hold: a plan alone, or with the add-ons that go with it."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.policy import Policy, TargetRule

Offer = tuple[str, tuple[str, ...]]
"""A plan and the add-ons bought with it."""


def offers(policy: Policy) -> Iterator[Offer]:
    """Every plan with support alone, then with each of its add-ons, in the order of the document."""
    addons = policy.document.addons
    for plan in supported(policy):
        yield plan, ()
        for name, addon in addons.items():
            if not addon.needs or plan in addon.needs:
                yield plan, (name,)


def supported(policy: Policy) -> tuple[str, ...]:
    """The plans whose requests are answered, the cheapest first."""
    return tuple(name for name, plan in policy.document.plans.items() if plan.support)


def offer_name(offer: Offer) -> str:
    """``premium + 24x7``."""
    plan, addons = offer
    return " + ".join((plan, *addons))


def applies(policy: Policy, rule: TargetRule, offer: Offer) -> bool:
    """Whether a rule of the target table can speak of an offer, whatever the request is."""
    plan, addons = offer
    family = policy.plan_family(plan)
    return (not rule.plans or any(name in family for name in rule.plans)) and (
        not rule.addons or any(name in addons for name in rule.addons)
    )
