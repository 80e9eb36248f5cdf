"""A policy's `uptime:` section → the terms that `servanda.engine.uptime` computes with."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime_section import Credits, NoticeRule, StandingWindow, Uptime
from servanda.engine.text import Text
from servanda.engine.uptime.model import (
    Base,
    Counts,
    CreditStep,
    CreditTable,
    ExcludedCategory,
    MaintenanceRule,
    NoticeClock,
    Proration,
    Scaling,
    Strength,
    Target,
    Tiers,
    UnknownAs,
    UptimeTerms,
    unpromised,
)
from servanda.engine.uptime.model import (
    StandingWindow as StandingTerms,
)

_PRORATION = {
    "annual fee / 12": Proration.TWELFTH,
    "annual fee by days of year": Proration.DAYS_OF_YEAR,
    "annual fee by days of 365": Proration.DAYS_OF_365,
}


def uptime_section(policy: Policy, plan: str | None) -> Uptime | None:
    """The uptime promise that holds for a plan: its own, else one for all plans; None where there is none."""
    sections = policy.document.uptime
    family = policy.plan_family(plan) if plan else ()
    own = [section for section in sections if set(section.plans) & set(family)]
    return next(iter(own or [section for section in sections if not section.plans]), None)


def uptime_terms(policy: Policy, plan: str | None = None) -> UptimeTerms:
    """The terms of a plan. A policy that promises no uptime has terms without target and credit."""
    section = uptime_section(policy, plan)
    if section is None:
        return unpromised(policy.document.title, policy.zone)
    cited: dict[str, tuple[str, ...]] = {name: tuple(clauses) for name, clauses in section.cited_by.items()}
    strength = section.by_plan.get(plan or "", section.target.strength)
    return UptimeTerms(
        service=section.name or Text(section.service, section.service),
        zone=ZoneInfo(section.tz),
        base=Base(section.denominator),
        target=Target(section.target.at_least, clauses=section.target.cited or section.cited),
        strength=Strength(strength),
        service_hours=policy.timeline(section.service_hours) if section.service_hours else None,
        counts=Counts(
            severities=tuple(section.severities),
            environments=tuple(section.environments),
            scopes=tuple(section.scopes),
            components=tuple(section.components) or None,
            clauses=cited,
        ),
        maintenance=_maintenance(section.maintenance) if section.maintenance else None,
        excluded=tuple(_categories(policy, section)),
        standing=tuple(_standing(window) for window in section.standing),
        unknown_as=UnknownAs(section.unknown),
        min_outage_seconds=section.shortest_outage,
        credits=_credits(section.credits) if isinstance(section.credits, Credits) else None,
        clauses=section.cited or section.target.cited,
        hours_clauses=cited.get("service hours", ()),
        base_clauses=cited.get("base", ()),
        zone_clauses=cited.get("zone", ()),
    )


def _maintenance(rule: NoticeRule) -> MaintenanceRule:
    return MaintenanceRule(
        min_notice_seconds=(rule.notice.seconds or 0) if rule.notice else 0,
        strictly_before=rule.before_start and rule.notice is None,
        clock=NoticeClock(rule.clock),
        statements=tuple(rule.states),
        kinds=tuple(rule.kinds) or None,
        clauses=rule.cited,
    )


def _categories(policy: Policy, section: Uptime) -> list[ExcludedCategory]:
    """The listed categories. A list that the source leaves open (B6) adds none: in doubt the client's downtime counts,
    and what is filed as excluded names one of these."""
    found = []
    for name in section.excluded:
        category = policy.document.exclusions[name]
        label = category.name or category.text
        found += [ExcludedCategory(word, label, category.cited) for word in (name, *category.alias)]
    return found


def _standing(window: StandingWindow) -> StandingTerms:
    windows = tuple(one for text in window.open for one in parse_windows(text))
    timeline = compile_timeline(Calendar(id="standing", zone=window.tz, windows=windows))
    return StandingTerms(timeline, window.name or window.text, window.cited)


def _credits(section: Credits) -> CreditTable:
    steps = tuple(CreditStep(step.below, step.credit, step.inclusive, step.cited) for step in section.steps)
    cited = tuple(dict.fromkeys((*section.cited, *(clause for step in section.steps for clause in step.cited))))
    return CreditTable(
        steps=steps,
        tiers=Tiers.SUM if section.apply == "sum of steps" else Tiers.DEEPEST,
        proration=_PRORATION[section.base],
        scaling=Scaling(section.scaled_by),
        cap=section.cap,
        on_claim=section.issued == "on claim",
        payment=Text(section.paid, section.paid),
        clauses=cited,
    )
