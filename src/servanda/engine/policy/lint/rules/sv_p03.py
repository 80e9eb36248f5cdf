"""SV-P03: an add-on that can be bought and adds nothing.

Harm: the client pays for what its plan has already, and asks for the money back when somebody notices.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.offers import supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.offer import Addon
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import money


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, addon in policy.document.addons.items():
        plans = tuple(addon.needs) or supported(policy)
        idle = [plan for plan in plans if not any(_gains(policy, plan, name, addon))]
        if idle and (addon.needs or len(idle) == len(plans)):
            yield _finding(policy, lint, idle[0], name)


def _gains(policy: Policy, plan: str, name: str, addon: Addon) -> Iterator[bool]:
    """What the add-on changes for a client of the plan."""
    document, family = policy.document, set(policy.plan_family(plan))
    yield bool(addon.calendar) and addon.calendar != policy.calendar_of(plan)
    yield bool(addon.ladder) and addon.ladder not in {document.plans[one].ladder for one in family}
    yield any(name in rule.addons for rule in policy.targets)
    yield any(name in one.addons and not family & set(one.plans) for one in document.entitlements.values())
    yield any(name in one.addons and not family & set(one.plans) for one in document.channels.values())
    yield any(name in (*one.addons, *one.without) for one in document.targets.raised_outside_hours)


def _finding(policy: Policy, lint: Lint, plan: str, name: str) -> Finding:
    price = policy.document.prices.get(name)
    cost = money(price.amount, price.currency) if price and price.amount is not None else Text("its price", "son prix")
    return lint.find(
        RULE,
        f"addons/{name}",
        Text(
            f"With plan {plan}, add-on {name} changes nothing.",
            f"Avec le forfait {plan}, l’option {name} ne change rien.",
        ),
        wording=name,
        example=fill(
            "{plan} + {name}: same hours, targets, contacts, channels and entitlements as {plan} alone, for {cost} more.",
            "{plan} + {name} : mêmes heures, délais, contacts, canaux et droits que {plan} seul, pour {cost} de plus.",
            plan=plan,
            name=name,
            cost=cost,
        ),
        fix=Text(
            f"Say what {name} adds, or take {plan} out of its 'needs'.",
            f"Dites ce que {name} ajoute, ou retirez {plan} de « needs ».",
        ),
    )


RULE = Rule(
    "SV-P03",
    Severity.WARNING,
    Text("An add-on adds nothing", "Une option n’ajoute rien"),
    _check,
)
