"""The uptime promise: the target, what does not count, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.uptime_section import NoticeRule, Uptime
from servanda.publishing.blocks import Block, Heading, Line, Section
from servanda.publishing.places import zone_place
from servanda.publishing.scribe import Scribe
from servanda.publishing.sections.counting import open_list
from servanda.publishing.sections.credits import credits_of
from servanda.publishing.vocabulary import DENOMINATORS, ENVIRONMENTS, NOTICE_PARTS


def uptime(scribe: Scribe) -> Section | None:
    """Every uptime promise of the policy, each under its own name where there are several."""
    promises = scribe.document.uptime
    if not promises:
        return None
    blocks: list[Block] = []
    for each in promises:
        if len(promises) > 1:
            blocks.append(Heading(scribe.plans(each.plans) or _service(scribe, each)))
        blocks += _promise(scribe, each)
    return Section("uptime", scribe.both("Uptime", "Disponibilité"), tuple(blocks))


def _service(scribe: Scribe, each: Uptime) -> str:
    return scribe.say(each.name) or each.service


def _promise(scribe: Scribe, each: Uptime) -> Iterator[Block]:
    if each.text:
        yield scribe.line(each, name="" if len(scribe.document.uptime) > 1 else None)
    yield _target(scribe, each)
    yield from _counted(scribe, each)
    if each.maintenance:
        yield _maintenance(scribe, each.maintenance)
    yield from _excluded(scribe, each)
    yield from credits_of(scribe, each)


def _target(scribe: Scribe, each: Uptime) -> Line:
    service, rate = _service(scribe, each), scribe.percent(each.target.at_least)
    strength = scribe.strength(each.target.strength)
    said = scribe.both(
        f"{service}: available at least {rate} of each calendar month ({strength}).",
        f"{service} : disponible au moins {rate} de chaque mois civil ({strength}).",
    )
    return Line(
        text=scribe.say(each.target.text) or said,
        name=scribe.both("Target", "Objectif"),
        points=tuple(_strength(scribe, plan, own) for plan, own in each.by_plan.items()),
        margin=scribe.margin(each.target, None if each.text else each),
    )


def _strength(scribe: Scribe, plan: str, strength: str) -> str:
    called, said = scribe.plan(plan), scribe.strength(strength)
    return scribe.both(f"{called}: {said}.", f"{called} : {said}.")


def _counted(scribe: Scribe, each: Uptime) -> Iterator[Line]:
    """What the figure is made of, a line for each choice, with the clauses that make it."""
    name = scribe.both("How the percentage is made", "Comment se calcule le pourcentage")
    yield _line(scribe, each, name, scribe.say(DENOMINATORS[each.denominator]), "base")
    place = zone_place(each.tz, scribe.language)
    said = scribe.both(f"Months are those of {place}.", f"Les mois sont ceux de l’heure locale : {place}.")
    yield _line(scribe, each, scribe.both("Which month", "Quel mois"), said, "zone")
    if each.service_hours:
        yield _service_hours(scribe, each, each.service_hours)
    names = scribe.listed(scribe.say(ENVIRONMENTS[one]) if one in ENVIRONMENTS else one for one in each.environments)
    name = scribe.both("Which environments", "Quels environnements")
    yield _line(scribe, each, name, scribe.sentence(names), "environments", "components")
    yield _line(scribe, each, scribe.both("For whom", "Pour qui"), _scopes(scribe, each), "scopes")
    if "degraded" not in each.severities:
        slow = scribe.both(
            "A slow service that can be reached is not down.", "Un service lent mais accessible n’est pas en panne."
        )
        yield _line(scribe, each, scribe.both("How badly", "À quel point"), slow, "severities")


def _service_hours(scribe: Scribe, each: Uptime, key: str) -> Line:
    hours = scribe.calendar(key)
    said = scribe.both(
        f"Downtime outside these hours does not count: {hours}.",
        f"Hors de ces heures, le temps d’arrêt ne compte pas : {hours}.",
    )
    return _line(scribe, each, scribe.both("Which hours", "Quelles heures"), said, "service hours")


def _line(scribe: Scribe, each: Uptime, name: str, said: str, *parts: str) -> Line:
    return Line(said, name, margin=scribe.margin(more=_cited(each, *parts)))


def _cited(each: Uptime, *parts: str) -> list[str]:
    # Every part that is asked for is one of its keys.
    return [clause for part in parts for clause in each.cited_by.get(part, ())]  # type: ignore[call-overload]


def _scopes(scribe: Scribe, each: Uptime) -> str:
    if "client" in each.scopes:
        return scribe.both(
            "A service that is cut off for one client counts as down for that client.",
            "Un service inaccessible à un seul client compte comme une panne pour ce client.",
        )
    return scribe.both(
        "While others can reach the service it is not down.",
        "Tant que d’autres peuvent joindre le service, il n’est pas en panne.",
    )


def _maintenance(scribe: Scribe, rule: NoticeRule) -> Line:
    said = scribe.say(rule.text) or scribe.both(
        "Announced maintenance is not counted as downtime.", "L’entretien annoncé ne compte pas comme temps d’arrêt."
    )
    name = scribe.both("Not counted: planned maintenance", "Ne compte pas : l’entretien planifié")
    return scribe.line(rule, name=name, text=said, points=_notice(scribe, rule))


def _notice(scribe: Scribe, rule: NoticeRule) -> Iterator[str]:
    if rule.notice:
        span = scribe.span(rule.notice)
        yield scribe.both(f"Notice: at least {span} before it begins.", f"Préavis : au moins {span} avant le début.")
    elif rule.before_start:
        yield scribe.both(
            "The notice must be received before it begins; no minimum is stated.",
            "Le préavis doit être reçu avant le début ; aucun minimum n’est énoncé.",
        )
    if rule.states:
        parts = scribe.listed(scribe.say(NOTICE_PARTS[part]) if part in NOTICE_PARTS else part for part in rule.states)
        yield scribe.both(f"The notice states: {parts}.", f"Le préavis indique : {parts}.")


def _excluded(scribe: Scribe, each: Uptime) -> Iterator[Line]:
    causes, own = scribe.document.exclusions, _cited(each, "excluded")
    for number, key in enumerate(each.excluded):
        cause = causes[key]
        called = scribe.name_of(causes, key)
        yield Line(
            text=scribe.say(cause.text),
            name=scribe.both(f"Not counted: {called}", f"Ne compte pas : {called}"),
            points=(open_list(scribe),) if cause.open_list else (),
            margin=scribe.margin(cause, more=() if number or cause.cited else own),
        )
