"""How time is counted: what starts, stops, pauses and excuses."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.clocks import Clock, Duty, Pause, Reclassify
from servanda.engine.policy.fields import Metric
from servanda.engine.text import Text
from servanda.publishing.blocks import Block, Line, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import (
    BUSINESS_DAYS,
    LATE,
    MISSING_DUTY,
    PLAN_CHANGES,
    RECOUNTS,
    REOPENED,
    WAITED_FOR,
)


def counting(scribe: Scribe) -> Section:
    """Time in general, then clocks, pauses, duties, changes of priority and exclusions."""
    document = scribe.document
    blocks: list[Block] = [_terms(scribe)]
    blocks += [_clock(scribe, metric, clock) for metric, clock in document.clocks.items()]
    blocks += [_pause(scribe, pause) for pause in document.pauses]
    blocks += [_duty(scribe, key, duty) for key, duty in document.duties.items()]
    blocks += [_reclassify(scribe, rule) for rule in document.reclassify]
    blocks += _exclusions(scribe)
    return Section("counting", scribe.both("How time is counted", "Comment le temps se compte"), tuple(blocks))


def _terms(scribe: Scribe) -> Line:
    terms = scribe.document.terms
    days = scribe.say(BUSINESS_DAYS[terms.business_days]).replace("{term}", f"{terms.business_day_term}s")
    points = (days, scribe.say(REOPENED[terms.reopen]), scribe.say(PLAN_CHANGES[terms.plan_change]))
    late = scribe.say(LATE[terms.late])
    return scribe.line(
        terms,
        name=scribe.both("In general", "En général"),
        text=scribe.say(terms.text) or late,
        points=(late, *points) if terms.text else points,
    )


def _clock(scribe: Scribe, metric: Metric, clock: Clock) -> Line:
    said = [scribe.say(clock.text), scribe.say(clock.counts)]
    if clock.starts_on:
        events = scribe.events(clock.starts_on)
        said.append(scribe.both(f"Starts when {events}.", f"Commence quand {events}."))
    if clock.stops_on and not clock.counts:
        events = scribe.events(clock.stops_on)
        said.append(scribe.both(f"Until the moment when {events}.", f"Jusqu’au moment où {events}."))
    name = scribe.say(clock.name) or scribe.metric(metric)
    return scribe.line(clock, name=name, text=" ".join(filter(None, said)))


def _pause(scribe: Scribe, pause: Pause) -> Line:
    stopped = scribe.listed(scribe.metric(metric).lower() for metric in pause.clocks)
    said = scribe.both(f"These clocks pause: {stopped}.", f"Ces délais sont suspendus : {stopped}.")
    name = scribe.say(pause.name) or scribe.both("Pause", "Pause")
    return scribe.line(pause, name=name, text=scribe.say(pause.text) or said, points=_pause_points(scribe, pause))


def _pause_points(scribe: Scribe, pause: Pause) -> Iterator[str]:
    if pause.waiting_for:
        whom = scribe.say(WAITED_FOR.get(pause.waiting_for, Text(pause.waiting_for, pause.waiting_for)))
        yield scribe.both(f"While waiting for {whom}.", f"En attente de : {whom}.")
    if pause.begins:
        events = scribe.events(pause.begins)
        yield scribe.both(f"Begins when {events}.", f"Commence quand {events}.")
    if pause.ends:
        events = scribe.events(pause.ends)
        yield scribe.both(f"Ends when {events}.", f"Prend fin quand {events}.")
    if pause.plans:
        plans = scribe.plans(pause.plans)
        yield scribe.both(f"For {plans}.", f"Pour {plans}.")


def _duty(scribe: Scribe, key: str, duty: Duty) -> Line:
    called = scribe.name_of(scribe.document.duties, key)
    name = scribe.both(f"Duty of the vendor: {called}", f"Obligation du fournisseur : {called}")
    if duty.of == "client":
        name = scribe.both(f"Duty of the client: {called}", f"Obligation du client : {called}")
    points = []
    if duty.priorities:
        levels = scribe.listed(map(scribe.level, duty.priorities))
        points.append(scribe.both(f"Priorities: {levels}.", f"Priorités : {levels}."))
    points.append(scribe.say(MISSING_DUTY[duty.if_missing]))
    return scribe.line(duty, name=name, points=filter(None, points))


def _reclassify(scribe: Scribe, rule: Reclassify) -> Line:
    points = []
    if rule.reasons:
        reasons = scribe.joined(scribe.name_of(rule.reasons, reason) for reason in rule.reasons)
        points.append(scribe.both(f"Reasons that allow it: {reasons}.", f"Motifs admis : {reasons}."))
    points.append(scribe.say(RECOUNTS[rule.targets]))
    if rule.tell_client:
        points.append(scribe.both("The client is told.", "Le client est avisé."))
    name = scribe.say(rule.name) or scribe.both("Change of priority", "Changement de priorité")
    return scribe.line(rule, name=name, points=points)


def _exclusions(scribe: Scribe) -> Iterator[Line]:
    """Causes that take a request out of its targets, and those that no uptime promise names."""
    document = scribe.document
    elsewhere = {key for promise in document.uptime for key in promise.excluded}
    aside = scribe.both("Such requests are taken out of the targets.", "Ces demandes sont exclues des délais.")
    for key, cause in document.exclusions.items():
        sets_aside = "targets" in cause.from_
        if sets_aside or key not in elsewhere:
            called = scribe.name_of(document.exclusions, key)
            name = scribe.both(f"Excluded: {called}", f"Exclu : {called}")
            text = scribe.say(cause.text) or (aside if sets_aside else "")
            yield scribe.line(cause, name=name, text=text, points=(open_list(scribe),) if cause.open_list else ())


def open_list(scribe: Scribe) -> str:
    """What follows from a list that the source does not close."""
    return scribe.both(
        "The list is open: other causes may be added.", "La liste est ouverte : d’autres causes peuvent s’y ajouter."
    )
