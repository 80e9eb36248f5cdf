"""What a client agreed: plan, add-ons, period, people, channels, what is in and what is not, each target, the policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.agreements.models import Agreement
from servanda.desk.organisations.models import Person
from servanda.desk.web.facts import NotOffered, kinds_not_offered
from servanda.desk.web.formats import language, long_date, period
from servanda.desk.web.portal.standing import Standing, standing_at
from servanda.desk.web.portal.ways import Way, ways
from servanda.engine.entitlements.grants import access
from servanda.engine.policy.policy import TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.requests.selection import Situation, select
from servanda.publishing.scribe import Scribe

NOTHING = Promise("none")
COLON = {"en": ":", "fr": "\u00a0:"}


@dataclass(frozen=True, slots=True)
class Bought:
    """An add-on, what it gives, and from when."""

    name: str
    says: str
    since: str


@dataclass(frozen=True, slots=True)
class Granted:
    """An entitlement: `mark` is met, best-effort (on quote) or none; `how` says it in a word."""

    name: str
    says: str
    mark: str
    how: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What is promised at one priority, a cell for each metric."""

    name: str
    says: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything that the page shows."""

    agreement: Agreement
    plan: str
    says: str
    period: str
    lapsed: str
    addons: tuple[Bought, ...]
    granted: tuple[Granted, ...]
    refused: tuple[NotOffered, ...]
    metrics: tuple[str, ...]
    targets: tuple[TargetRow, ...]
    notes: tuple[str, ...]
    ways: tuple[Way, ...]
    representatives: tuple[Person, ...]
    policy: str
    policy_id: str
    version: str
    since: str


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the agreement."""
    return show_agreement(request, standing_at(request, slug))


def show_agreement(request: HttpRequest, standing: Standing, said: str = "", *, status: int = 200) -> HttpResponse:
    """The page of the agreement, with something said above it."""
    page = agreement_page(standing) if standing.agreed else None
    context = {"frame": standing.frame("agreement"), "page": page, "standing": standing, "said": said}
    return render(request, "web/portal/agreement.html", context, status=status)


def agreement_page(standing: Standing) -> AgreementPage:
    """The agreement that covers a person now, or the nearest one."""
    agreed, scribe, held = standing.agreed, standing.scribe, standing.held
    assert agreed is not None  # noqa: S101  (the view looked)
    metrics = _metrics(standing)
    return AgreementPage(
        agreement=agreed.agreement,
        plan=scribe.plan(held.plan),
        says=scribe.say(scribe.document.plans[held.plan].text),
        period=period(agreed.agreement.since, agreed.agreement.until),
        lapsed=standing.lapsed,
        addons=tuple(_addons(scribe, agreed.agreement)),
        granted=tuple(_granted(standing)),
        refused=kinds_not_offered(held),
        metrics=tuple(scribe.metric(metric) for metric in metrics),
        targets=tuple(_targets(standing, metrics)),
        notes=tuple(_notes(standing)),
        ways=ways(standing),
        representatives=tuple(standing.person.organisation.people.filter(active=True, representative=True)),
        policy=scribe.say(scribe.document.title),
        policy_id=agreed.policy.id,
        version=agreed.policy.version,
        since=scribe.since(),
    )


def _addons(scribe: Scribe, agreed: Agreement) -> Iterator[Bought]:
    for each in agreed.addons.all():
        item = scribe.document.addons.get(each.addon)
        yield Bought(scribe.plan(each.addon), scribe.say(item.text) if item else "", long_date(each.since))


def _granted(standing: Standing) -> Iterator[Granted]:
    held, scribe = standing.held, standing.scribe
    words = {
        "included": ("met", gettext("included")),
        "add-on": ("met", gettext("by an add-on")),
        "on quote": ("best-effort", gettext("on quote")),
        "none": ("none", gettext("not included")),
    }
    for key, item in scribe.document.entitlements.items():
        how = access(held.policy, plan=held.plan, addons=held.addons, entitlement=key)
        name = scribe.part(scribe.document.entitlements, key)
        yield Granted(name, scribe.say(item.text) if item.name else "", *words[how])


def _metrics(standing: Standing) -> tuple[str, ...]:
    """The metrics that are promised to every kind of request, in the order of the policy."""
    return tuple(dict.fromkeys(rule.metric for rule in standing.policy.targets if not rule.kinds))


def _targets(standing: Standing, metrics: tuple[str, ...]) -> Iterator[TargetRow]:
    """A row for each priority; one row where requests under this plan have none."""
    held, scribe = standing.held, standing.scribe
    section = scribe.document.classify
    if section.plans and held.plan not in section.plans:
        yield TargetRow(gettext("Any request"), "", _cells(standing, metrics, None))
        return
    for key, level in section.levels.items():
        yield TargetRow(scribe.level(key), scribe.say(level.text), _cells(standing, metrics, key))


def _cells(standing: Standing, metrics: tuple[str, ...], level: str | None) -> tuple[str, ...]:
    held, scribe = standing.held, standing.scribe
    kind = next((key for key, each in scribe.document.kinds.items() if each.promises), "")
    chosen = select(held.policy, Situation(held.plan, held.addons, level, kind, {}), standing.at)
    rules = {each.metric: each.rule for each in chosen}
    return tuple(_promise(scribe, rules.get(metric)) for metric in metrics)


def _promise(scribe: Scribe, rule: TargetRule | None) -> str:
    if rule is None:
        return scribe.promise(NOTHING)
    said = scribe.promise(rule.promise)
    if rule.strength == "committed" or rule.promise.kind == "none":
        return said
    return f"{said} ({scribe.strength(rule.strength)})"


def _notes(standing: Standing) -> Iterator[str]:
    """What is promised to some kinds only, and what else holds outside hours."""
    held, scribe = standing.held, standing.scribe
    family = held.policy.plan_family(held.plan)
    for rule in held.policy.targets:
        if rule.kinds and (not rule.plans or set(rule.plans) & set(family)):
            kinds = scribe.named(scribe.document.kinds, rule.kinds)
            yield f"{kinds} – {scribe.metric(rule.metric)}{COLON[language()]} {scribe.promise(rule.promise)}"
    for second in scribe.document.targets.raised_outside_hours:
        if (not second.plans or set(second.plans) & set(family)) and not set(second.without) & set(held.addons):
            yield scribe.say(second.text)
