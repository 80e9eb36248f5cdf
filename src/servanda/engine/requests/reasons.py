"""An answer → the tree of facts that made it so: each with its clause, its interval, and what did not apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from servanda.engine.because import Because
from servanda.engine.entitlements.check import why_entitled
from servanda.engine.policy.classify import ClassifyRule
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer, Call, Verdict
from servanda.engine.requests.classification import Classified, same_reason
from servanda.engine.requests.history import Change, Stretch
from servanda.engine.requests.sayings import METRIC, RECOUNT, STATE, STRENGTH
from servanda.engine.requests.verdicts import overridden
from servanda.engine.text import Text

WAITING: Mapping[str, Text] = {
    "waiting for client": Text("waiting for the client", "en attente du client"),
    "waiting for vendor": Text("waiting for the vendor", "en attente du fournisseur"),
    "waiting for third party": Text("waiting for a third party", "en attente d’un tiers"),
    "resolved, then reopened": Text("resolved, then reopened", "résolue, puis rouverte"),
}


def reasons(answer: Answer) -> tuple[Because, ...]:
    """The because of an answer, in the order in which a person asks: in force, entitled, priority, clocks, calls."""
    return tuple(_reasons(answer))


def _reasons(answer: Answer) -> Iterator[Because]:
    yield _in_force(answer.policy)
    yield _entitlement(answer)
    if answer.refusal is not None:
        return
    yield _classified(answer.policy, answer.history.first, answer.history.case.client.plan, answer)
    yield from (_change(answer.policy, change, before) for change, before in _changes(answer))
    yield from _exclusion(answer)
    yield from (_clock(answer, verdict) for verdict in answer.verdicts)
    yield from (_call(answer.policy, call) for call in answer.calls)
    terms = answer.policy.document.terms
    if terms.measured_from == "ticket events":
        yield Because("policy.measured", {}, terms.cited)


def _in_force(policy: Policy) -> Because:
    effective = policy.document.effective
    values = {"policy": policy.document.title, "version": policy.version, "since": effective.from_}
    return Because("policy.in-force" if effective.from_ else "policy.undated", values, effective.cited)


def _entitlement(answer: Answer) -> Because:
    if answer.refusal is not None:
        return answer.refusal.because
    case = answer.history.case
    addons = case.client.addons_at(case.request.opened)
    request = case.request
    return why_entitled(answer.policy, plan=case.client.plan, addons=addons, kind=request.kind, channel=request.channel)


# Classification


def _classified(policy: Policy, classified: Classified, plan: str, answer: Answer) -> Because:
    known = tuple(_facts(policy, classified, answer))
    way, clauses = classified.way, classified.clauses
    if way == "not classified":
        return Because("class.none", {"plan": plan}, clauses)
    if way == "matrix":
        return _matrix(policy, classified, known)
    values: dict[str, Any] = {
        "priority": level_name(policy, classified.priority),
        "allowed": [level_name(policy, level) for level in classified.allowed],
        "choice": level_name(policy, classified.choice),
        "reason": classified.reason,
    }
    if way == "rule":
        number = int(classified.path.rpartition("/")[2])
        rules = policy.document.classify.rules
        values["conditions"] = in_words(policy, rules[number - 1])
        passed = tuple(_passed_over(policy, rule) for rule in rules[: number - 1])
        return Because("class.rule", values, clauses, because=(*known, *passed))
    key = {
        "otherwise": "class.otherwise",
        "stated": "class.stated",
        "chosen": "class.chosen",
        "open": "class.open",
        "choice refused": "class.refused.reason" if classified.choice in classified.allowed else "class.refused.choice",
    }[way]
    return Because(key, values, clauses, because=known)


def _matrix(policy: Policy, classified: Classified, known: tuple[Because, ...]) -> Because:
    section = policy.document.classify
    matrix = section.matrix
    assert matrix is not None  # noqa: S101 - the way says so
    row, column = classified.facts[matrix.rows], classified.facts[matrix.columns]
    values = {
        "priority": level_name(policy, classified.priority),
        "row_fact": section.facts[matrix.rows].name,
        "row": value_name(policy, matrix.rows, row),
        "column_fact": section.facts[matrix.columns].name,
        "column": value_name(policy, matrix.columns, column),
    }
    if label := matrix.row_labels.get(row):
        note = Because("class.label", {"label": label, "row": value_name(policy, matrix.rows, row)}, matrix.cited)
        known = (*known, note)
    return Because("class.matrix", values, classified.clauses, because=known)


def _facts(policy: Policy, classified: Classified, answer: Answer) -> Iterator[Because]:
    given = answer.history.case.request.facts
    for name, value in classified.facts.items():
        fact = policy.document.classify.facts[name]
        values = {
            "fact": fact.name or Text(name, name),
            "value": value_name(policy, name, value),
            "sentence": fact.values[value].text,
        }
        cited = tuple(dict.fromkeys((*fact.values[value].cited, *fact.cited)))
        key = "class.default" if name not in given else "class.value" if values["sentence"] else "class.value.named"
        yield Because(key, values, cited)


def _passed_over(policy: Policy, rule: ClassifyRule) -> Because:
    levels = [level_name(policy, level) for level in (rule.priority, *rule.agent_chooses) if level]
    level = Text(" / ".join(one.en for one in levels), " / ".join(one.fr for one in levels))
    values = {"priority": level, "conditions": in_words(policy, rule)}
    return Because("class.not-applied", values, rule.cited, applied=False)


def level_name(policy: Policy, level: str | None) -> Text:
    """What people call a priority, with its id where that is a code which the name does not contain (P1, II)."""
    found = policy.document.classify.levels.get(level or "")
    if level is None or found is None:
        return Text("no priority", "sans priorité")
    if not found.name or level in found.name.en:
        return found.name or Text(level, level)
    if level.islower():
        return found.name
    return Text(f"{found.name.en} ({level})", f"{found.name.fr} ({level})")


def value_name(policy: Policy, fact: str, value: str) -> Text:
    """What people call an answer."""
    return policy.document.classify.facts[fact].values[value].name or Text(value, value)


def in_words(policy: Policy, rule: ClassifyRule) -> Text:
    """The conditions of a rule as a phrase: the policy's own sentence, else names and values."""
    if rule.text:
        return Text(rule.text.en.rstrip("."), rule.text.fr.rstrip("."))
    sets = [conditions_in_words(policy, conditions) for conditions in (rule.when, *rule.any_of) if conditions]
    return Text("; ".join(one.en for one in sets) or "always", " ; ".join(one.fr for one in sets) or "toujours")


def conditions_in_words(policy: Policy, conditions: Mapping[str, tuple[str, ...]]) -> Text:
    """``feature: major or several, degradation: significant`` in both languages."""
    english, french = [], []
    for name, values in conditions.items():
        fact = policy.document.classify.facts[name].name or Text(name, name)
        names = [value_name(policy, name, value) for value in values]
        english.append(f"{fact.en}: {' or '.join(value.en for value in names)}")
        french.append(f"{fact.fr} : {' ou '.join(value.fr for value in names)}")
    return Text(", ".join(english), ", ".join(french))


# Changes and exclusions


def _changes(answer: Answer) -> Iterator[tuple[Change, Classified]]:
    before = answer.history.first
    for change in answer.history.changes:
        yield change, before
        if change.allowed:
            before = change.classified


def _change(policy: Policy, change: Change, before: Classified) -> Because:
    rule = change.rule
    clauses = rule.cited if rule else ()
    values: dict[str, Any] = {
        "at": change.at,
        "before": level_name(policy, before.priority),
        "after": level_name(policy, change.classified.priority),
        "targets": RECOUNT[change.targets],
    }
    if change.event.name == "plan-changed":
        return Because("change.plan", values, policy.document.terms.cited, change.at)
    if not change.allowed:
        values["reasons"] = [reason.name for reason in rule.reasons.values()] if rule else []
        return Because("change.refused", values, clauses, change.at, applied=False)
    given = (Because("change.reason", {"reason": _reason(change)}),) if change.event.reason else ()
    return Because("change.reclassified", values, clauses, change.at, because=given)


def _reason(change: Change) -> Text | str:
    """What people call the reason of a change: in both languages, where the policy names it."""
    given = change.event.reason or ""
    for id, reason in change.rule.reasons.items() if change.rule else ():
        if reason.name and same_reason(given, id, reason.name.en, reason.name.fr):
            return reason.name
    return given


def _exclusion(answer: Answer) -> Iterator[Because]:
    history, exclusions = answer.history, answer.policy.document.exclusions
    event = history.excluded or history.exclusion_refused
    if event is None:
        return
    why: Any = event.category or event.reason or "–"
    found = exclusions.get(str(why).replace(" ", "_"))
    values = {"at": event.at, "why": (found.name or found.text) if found else why}
    if history.excluded:
        yield Because("exclusion.applies", values, found.cited if found else (), event.at)
    else:
        yield Because("exclusion.refused", values, (), event.at, applied=False)


# Clocks


def _clock(answer: Answer, verdict: Verdict) -> Because:
    policy, selected = answer.policy, verdict.selected
    metric = METRIC[selected.metric]
    values: dict[str, Any] = {"metric": metric, "promise": policy.in_words(selected.promise)}
    parts = tuple(_parts(answer, verdict))
    if verdict.state == "excluded":
        return Because("clock.excluded", values, selected.clauses, because=parts)
    if verdict.deadline is None:
        key = {"mean": "clock.mean", "agreed per case": "clock.agreed"}.get(selected.promise.kind, "clock.none")
        return Because(key, values, selected.clauses, because=parts)
    values["due"] = verdict.deadline.due
    key = "clock.agreed-date" if selected.promise.kind == "agreed per case" else "clock.due"
    clauses = selected.clauses
    override = overridden(answer.history, selected.metric)
    if override is not None:
        governance = policy.document.governance
        precedence = governance.precedence if governance else None
        key, clauses = "clock.overridden", (precedence.cited if precedence else ()) or clauses
        values |= {"at": override.at, "reason": override.reason or override.by or "–"}
    return Because(key, values, clauses, verdict.started, verdict.deadline.due, because=parts)


def _parts(answer: Answer, verdict: Verdict) -> Iterator[Because]:
    yield from _promise_parts(answer, verdict)
    if verdict.deadline is not None:
        yield from _calendar_parts(answer, verdict)
    yield from (_pause(pause) for pause in verdict.pauses)
    if verdict.selected.promise.kind != "none":
        yield from _state_parts(answer, verdict)


def _promise_parts(answer: Answer, verdict: Verdict) -> Iterator[Because]:
    policy, selected = answer.policy, verdict.selected
    if selected.withheld:
        values = {
            "promise": policy.in_words(selected.withheld.promise),
            "conditions": conditions_in_words(policy, selected.withheld.unless),
        }
        yield Because("clock.withheld", values, selected.withheld.clauses, applied=False)
    if selected.second and selected.rule:
        second = {"promise": policy.in_words(selected.second.promise)}
        yield Because("clock.out-of-hours", second, selected.second.cited)
        usual = {"promise": policy.in_words(selected.rule.promise)}
        yield Because("clock.instead-of", usual, selected.rule.clauses, applied=False)
    yield from _other_plans(answer, verdict)


def _other_plans(answer: Answer, verdict: Verdict) -> Iterator[Because]:
    """The same cell of the table for plans that the client does not have."""
    policy, rule = answer.policy, verdict.selected.rule
    family = policy.plan_family(answer.history.client.plan)
    if rule is None:
        return
    for other in policy.targets:
        if other.metric != rule.metric or not other.plans or set(other.plans) & set(family):
            continue
        if other.priorities == rule.priorities and other.promise.kind == "within":
            plan = policy.document.plans[other.plans[0]].name or Text(other.plans[0], other.plans[0])
            values = {"promise": policy.in_words(other.promise), "plan": plan}
            yield Because("clock.other-plan", values, other.clauses, applied=False)


def _calendar_parts(answer: Answer, verdict: Verdict) -> Iterator[Because]:
    policy, deadline, calendar = answer.policy, verdict.deadline, verdict.calendar
    assert deadline is not None  # noqa: S101 - the caller looked
    if calendar is None:
        yield Because("clock.wall", {}, verdict.selected.clauses)
        return
    found = policy.calendars[calendar]
    terms = tuple(dict.fromkeys((*found.clauses, *policy.document.targets.cited)))
    yield Because("clock.calendar", {"calendar": found.name or calendar}, terms)
    opened = answer.history.case.request.opened
    if verdict.started > opened and verdict.cycle == 1:
        yield Because(
            "clock.moved", {"opened": opened, "started": verdict.started}, found.clauses, opened, verdict.started
        )
    timeline = policy.timeline(calendar)
    begin = min(opened, verdict.started)
    if begin < deadline.due and timeline.closures(begin, deadline.due):  # mostly there are none, and asking is cheap
        for closed in timeline.closed(begin, deadline.due):
            name = closed.name or Text("an exception of the calendar", "une exception du calendrier")
            yield Because("clock.closed", {"name": name}, closed.clauses or found.clauses, closed.start, closed.end)
    if deadline.breach_after != deadline.due:
        yield Because("clock.late-from", {"at": deadline.breach_after}, (), deadline.due, deadline.breach_after)


def _pause(pause: Stretch) -> Because:
    why = WAITING.get(pause.why, Text("waiting for the client", "en attente du client"))
    return Because("clock.paused", {"why": why}, pause.clauses, pause.start, pause.end)


def _state_parts(answer: Answer, verdict: Verdict) -> Iterator[Because]:
    values = {"at": verdict.stopped, "spent": verdict.spent or 0, "state": STATE[verdict.state]}
    if verdict.stopped is not None or verdict.spent or verdict.state != "running":  # nothing spent yet needs no line
        yield Because("clock.so-far" if verdict.stopped is None else "clock.stopped", values)
    duties = answer.policy.document.duties
    if verdict.excuse:
        duty = duties[verdict.excuse.subject]
        values = {"duty": duty.name or duty.text}
        yield Because("clock.excused", values, duty.cited, verdict.excuse.start, verdict.excuse.end)
    elif verdict.late and any(duty.if_missing == "excuse" for duty in duties.values()):
        cited = tuple(clause for duty in duties.values() if duty.if_missing == "excuse" for clause in duty.cited)
        yield Because("clock.no-excuse", {}, cited, applied=False)
    if verdict.strength in ("best effort", "reasonable efforts"):
        yield Because("clock.best-effort", {"strength": _capital(STRENGTH[verdict.strength])})


def _capital(text: Text) -> Text:
    return Text(text.en[:1].upper() + text.en[1:], text.fr[:1].upper() + text.fr[1:])


# Calls


def _call(policy: Policy, call: Call) -> Because:
    who = policy.document.contacts[call.who].name or Text(call.who, call.who)
    why = Text(call.why.en.rstrip("."), call.why.fr.rstrip("."))
    values = {"who": _capital(who), "at": call.at, "why": why}
    return Because("ladder.call" if call.why else "ladder.call-plain", values, call.clauses, call.at)
