"""The section on uptime: the target, what does not count, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from servanda.desk.web.formats import zone_place
from servanda.desk.web.pages.blocks import Block, Cell, Grid, Heading, Line, Margin, Row, Section
from servanda.desk.web.pages.money import percent
from servanda.desk.web.pages.scribe import Scribe
from servanda.desk.web.pages.vocabulary import environment_word, strength_word
from servanda.engine.policy.uptime_section import Credits, CreditStep, NoticeRule, Uptime


def uptime(scribe: Scribe) -> Section | None:
    """Every uptime promise of the policy."""
    promises = scribe.document.uptime
    if not promises:
        return None
    blocks: list[Block] = []
    for each in promises:
        if len(promises) > 1:
            blocks.append(Heading(scribe.plans(each.plans) if each.plans else each.service))
        blocks += _promise(scribe, each)
    return Section("uptime", gettext("Uptime"), tuple(blocks))


def _promise(scribe: Scribe, each: Uptime) -> Iterator[Block]:
    if each.text:
        yield scribe.line(each)
    strengths = tuple(_strength(scribe, plan, strength) for plan, strength in each.by_plan.items())
    yield scribe.line(each.target, name=gettext("Target"), text=_target(scribe, each), points=strengths)
    yield from _counted(scribe, each)
    if each.maintenance:
        yield _maintenance(scribe, each.maintenance)
    for key in each.excluded:
        category = scribe.document.exclusions[key]
        name = gettext("Not counted: %(category)s") % {"category": scribe.name_of(scribe.document.exclusions, key)}
        open_list = (gettext("The list is open: other causes may be added."),) if category.open_list else ()
        yield scribe.line(category, name=name, points=open_list)
    yield from _credits(scribe, each)


def _target(scribe: Scribe, each: Uptime) -> str:
    said = gettext("%(service)s: available at least %(percent)s of each calendar month (%(strength)s).") % {
        "service": scribe.say(each.name) or each.service,
        "percent": percent(each.target.at_least),
        "strength": strength_word(each.target.strength),
    }
    return scribe.say(each.target.text) or said


def _strength(scribe: Scribe, plan: str, strength: str) -> str:
    return gettext("%(plan)s: %(strength)s.") % {"plan": scribe.plan(plan), "strength": strength_word(strength)}


def _counted(scribe: Scribe, each: Uptime) -> Iterator[Line]:
    """What the figure is made of, a line for each choice, with the clauses that make it."""
    zone = gettext("Months are those of %(place)s.") % {"place": zone_place(ZoneInfo(each.tz))}
    yield _line(scribe, each, gettext("How the percentage is made"), _denominator(each), "base")
    yield _line(scribe, each, gettext("Which month"), zone, "zone")
    if each.service_hours:
        said = gettext("Downtime outside these hours does not count: %(calendar)s.")
        hours = said % {"calendar": scribe.calendar(each.service_hours)}
        yield _line(scribe, each, gettext("Which hours"), hours, "service hours")
    yield _line(
        scribe,
        each,
        gettext("Which environments"),
        f"{scribe.both(map(environment_word, each.environments))}.",
        "environments",
    )
    yield _line(scribe, each, gettext("For whom"), _scopes(each), "scopes")
    if "degraded" not in each.severities:
        slow = gettext("A slow service that can be reached is not down.")
        yield _line(scribe, each, gettext("How badly"), slow, "severities")


def _line(scribe: Scribe, each: Uptime, name: str, said: str, part: str) -> Line:
    cited = each.cited_by.get(part, ())  # type: ignore[call-overload]  # every part that is asked for is one of its keys
    return Line(said[0].upper() + said[1:], name, margin=Margin(scribe.clauses(cited)))


def _scopes(each: Uptime) -> str:
    if "client" in each.scopes:
        return gettext("A service that is cut off for one client counts as down for that client.")
    return gettext("While others can reach the service it is not down.")


def _denominator(each: Uptime) -> str:
    return {
        "service time": gettext("Service time less downtime, divided by service time."),
        "calendar month": gettext("The month less downtime, divided by the month."),
        "net of exclusions": gettext("The month less exclusions and downtime, divided by the month less exclusions."),
        "net of maintenance": gettext(
            "The month less maintenance and downtime, divided by the month less maintenance."
        ),
    }[each.denominator]


def _maintenance(scribe: Scribe, rule: NoticeRule) -> Line:
    points = []
    if rule.notice:
        points.append(gettext("Notice: at least %(span)s before it begins.") % {"span": scribe.span(rule.notice)})
    elif rule.before_start:
        points.append(gettext("The notice must be received before it begins; no minimum is stated."))
    if rule.states:
        points.append(gettext("The notice states: %(parts)s.") % {"parts": scribe.both(map(_stated, rule.states))})
    said = scribe.say(rule.text) or gettext("Announced maintenance is not counted as downtime.")
    return scribe.line(rule, name=gettext("Not counted: planned maintenance"), text=said, points=points)


def _stated(part: str) -> str:
    return {
        "time": gettext("the time"),
        "date": gettext("the date"),
        "impact": gettext("the impact"),
        "duration": gettext("the duration"),
    }.get(part, part)


def _credits(scribe: Scribe, each: Uptime) -> Iterator[Block]:
    if not isinstance(each.credits, Credits):
        said = {
            "none": gettext("No credit is agreed for a month below the target."),
            None: gettext("The policy does not say what follows when the target is missed."),
        }[each.credits]
        yield Line(said, gettext("Credits"))
        return
    credits_ = each.credits
    yield scribe.line(credits_, name=gettext("Credits"), points=tuple(_credit_points(credits_)))
    yield Grid(
        caption=gettext("What a month below the target gives back"),
        heads=(Cell(gettext("Uptime")), Cell(gettext("Credit"))),
        rows=tuple(_step(scribe, step) for step in credits_.steps),
        margins=any(step.cited for step in credits_.steps),
    )


def _step(scribe: Scribe, step: CreditStep) -> Row:
    limit = gettext("%(percent)s or below") if step.inclusive else gettext("below %(percent)s")
    return Row(Cell(limit % {"percent": percent(step.below)}), (Cell(percent(step.credit)),), scribe.margin(step))


def _credit_points(credits_: Credits) -> Iterator[str]:
    yield {
        "annual fee / 12": gettext("Of one twelfth of the annual fee."),
        "annual fee by days of year": gettext("Of the annual fee, by the days of the month in the year."),
        "annual fee by days of 365": gettext("Of the annual fee, by the days of the month in 365."),
    }[credits_.base]
    yield {
        "lowest step reached": gettext("Only the lowest step reached applies."),
        "sum of steps": gettext("The steps add up."),
    }[credits_.apply]
    yield {
        "without claim": gettext("It is issued without a claim."),
        "on claim": gettext("It is issued on claim."),
    }[credits_.issued]
    if credits_.cap is not None:
        yield gettext("At most %(percent)s.") % {"percent": percent(credits_.cap)}
