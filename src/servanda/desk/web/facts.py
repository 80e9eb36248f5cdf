"""The questions that a policy's classification asks of one client, as parts of a form, and what was answered.

Portal and desk ask the same: kinds that the plan has, each fact in the policy's own sentence for this plan and its
add-ons, a fact with conditions only where they hold, and no fact at all under a plan that is not classified.
Draw a question with the template ``web/calculator/choices.html``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from servanda.desk.web.formats import language
from servanda.desk.web.pages.choices import Choices, Option
from servanda.engine.entitlements.check import check_entitlement
from servanda.engine.entitlements.grants import channels_of, kind_access
from servanda.engine.policy.classify import Fact, Value
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.classification import complete, holds
from servanda.publishing.scribe import Scribe

PREFIX = "fact."
"""A field of the form is named by it and the fact: ``fact.impact``."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the client whose request it is holds now: a plan and the add-ons in force."""

    policy: Policy
    plan: str
    addons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A kind that the client cannot ask for, and what there is instead."""

    name: str
    refusal: str


def facts_given(held: Held, form: Mapping[str, str]) -> dict[str, str]:
    """The answers of a form to the questions that it asks: known facts with known values, nothing else."""
    known = held.policy.document.classify.facts
    given = {name: form.get(f"{PREFIX}{name}", "") for name in known}
    answered = {name: value for name, value in given.items() if value in known[name].values}
    return {name: value for name, value in answered.items() if name in asked(held, answered)}


def asked(held: Held, given: Mapping[str, str]) -> tuple[str, ...]:
    """The facts that are asked, in the policy's order, after what has been answered so far."""
    section = held.policy.document.classify
    if section.plans and held.plan not in section.plans:
        return ()
    known = complete(held.policy, given)
    return tuple(name for name, fact in section.facts.items() if holds(fact.when, known))


def unanswered(held: Held, given: Mapping[str, str]) -> tuple[str, ...]:
    """The facts that are asked and not answered; ids, in the policy's order."""
    return tuple(name for name in asked(held, given) if name not in given)


def questions(held: Held, given: Mapping[str, str]) -> tuple[Choices, ...]:
    """Each fact that is asked, with its values' sentences; nothing is chosen beforehand."""
    scribe = Scribe(held.policy, language())
    facts = held.policy.document.classify.facts
    return tuple(_question(scribe, held, name, facts[name], given.get(name, "")) for name in asked(held, given))


def _question(scribe: Scribe, held: Held, name: str, fact: Fact, chosen: str) -> Choices:
    options = tuple(
        Option(key, scribe.name_of(fact.values, key), _says(scribe, held, value), key == chosen)
        for key, value in fact.values.items()
    )
    legend = scribe.say(fact.ask) or scribe.name_of(held.policy.document.classify.facts, name)
    return Choices(f"{PREFIX}{name}", legend, options, scribe.say(fact.text) if fact.ask else "")


def _says(scribe: Scribe, held: Held, value: Value) -> str:
    """The sentence of the plan's or the add-on's own annex where it has one, else the common one (Q33)."""
    mine = {held.plan, *held.addons}
    own = (each for each in value.wordings if mine & {*each.plans, *each.addons})
    wording = next(own, None)
    return scribe.say(wording.text if wording else value.text)


def kind_question(held: Held, chosen: str) -> Choices:
    """What a request may be: the kinds that the plan has, those on quote marked."""
    scribe = Scribe(held.policy, language())
    kinds = held.policy.document.kinds
    options = tuple(
        Option(key, _kind_name(scribe, held, key), scribe.say(kind.text), key == chosen)
        for key, kind in kinds.items()
        if kind_access(held.policy, held.plan, held.addons, key) != "none"
    )
    return Choices("kind", gettext("What is it?"), options)


def _kind_name(scribe: Scribe, held: Held, key: str) -> str:
    name = scribe.name_of(held.policy.document.kinds, key)
    if kind_access(held.policy, held.plan, held.addons, key) == "on quote":
        return gettext("%(kind)s (on quote)") % {"kind": name}
    return name


def kinds_not_offered(held: Held) -> tuple[NotOffered, ...]:
    """The kinds that the plan does not have, each with its refusal."""
    scribe = Scribe(held.policy, language())
    found = []
    for key in held.policy.document.kinds:
        refusal = check_entitlement(held.policy, plan=held.plan, addons=held.addons, kind=key)
        if refusal is not None:
            found.append(NotOffered(scribe.name_of(held.policy.document.kinds, key), scribe.say(refusal.text)))
    return tuple(found)


def channel_question(held: Held, chosen: str) -> Choices:
    """Every channel of the policy that opens requests. The plan decides afterwards."""
    scribe = Scribe(held.policy, language())
    channels = held.policy.document.channels
    mine = set(channels_of(held.policy, held.plan, held.addons))
    options = tuple(
        Option(key, _channel_name(scribe, key, key in mine), chosen=key == chosen)
        for key, channel in channels.items()
        if channel.opens_requests
    )
    return Choices("channel", gettext("How did it reach you?"), options, select=True)


def _channel_name(scribe: Scribe, key: str, mine: bool) -> str:
    name = scribe.name_of(scribe.document.channels, key)
    return name if mine else gettext("%(channel)s (not part of the plan)") % {"channel": name}
