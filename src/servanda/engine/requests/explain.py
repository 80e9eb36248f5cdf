"""What was promised for one request, by when, and why: the function behind the desk, the calculator and the command."""

from __future__ import annotations

from dataclasses import replace

from servanda.engine.entitlements.check import check_addons, check_entitlement
from servanda.engine.entitlements.refusal import Refusal, refuse
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import check_in_force
from servanda.engine.requests.answer import Answer, Verdict
from servanda.engine.requests.case import Case, Request
from servanda.engine.requests.history import History, read_history
from servanda.engine.requests.ladders import calls
from servanda.engine.requests.selection import Situation
from servanda.engine.requests.verdicts import verdicts
from servanda.engine.text import Text


def explain(policy: Policy, case: Case, as_of: int) -> Answer:
    """The verdict of a policy on one request, as of an instant (microseconds).

    The case must be one that `servanda.engine.requests.reading.read_case` accepts for this policy. Raises
    NotInForceError where the policy is not in force at the opening, CalendarError where a holiday table ends.
    """
    check_in_force(policy, case.request.opened)
    return judge(policy, case, as_of)


def judge(policy: Policy, case: Case, as_of: int) -> Answer:
    """`explain` for a version that `servanda.engine.policy.versions.version_for` has chosen for the request."""
    history, refusal, judged = _judged(policy, case, as_of)
    plan, addons = case.client.plan, case.client.addons_at(case.request.opened)
    situation = Situation(plan, addons, history.classified.priority, case.request.kind, history.first.facts)
    return replace(
        _answer(policy, history, refusal, judged),
        calls=calls(policy, history, situation, judged) if judged else (),
        notices=_notices(policy, history),
    )


def judge_clocks(policy: Policy, case: Case, as_of: int) -> Answer:
    """`judge` without whom the request calls and what people are told: all that a list of many requests needs."""
    return _answer(policy, *_judged(policy, case, as_of))


def _judged(policy: Policy, case: Case, as_of: int) -> tuple[History, Refusal | None, tuple[Verdict, ...]]:
    history = read_history(policy, case, max(as_of, case.request.opened))
    refusal = _refusal(policy, case, case.client.addons_at(case.request.opened))
    kind = policy.document.kinds[case.request.kind]
    return history, refusal, verdicts(policy, history) if refusal is None and kind.promises else ()


def _answer(policy: Policy, history: History, refusal: Refusal | None, judged: tuple[Verdict, ...]) -> Answer:
    case = history.case
    opened = case.request.opened
    calendar = policy.calendar_of(case.client.plan, case.client.addons_at(opened))
    return Answer(
        policy=policy,
        history=history,
        classified=history.classified,
        verdicts=judged if history.classified.decided else (),
        calls=(),
        refusal=refusal,
        notices=(),
        calendar=calendar,
        open_at_start=policy.timeline(calendar).is_open(opened),
    )


def _refusal(policy: Policy, case: Case, addons: tuple[str, ...]) -> Refusal | None:
    client, request = case.client, case.request
    if client.since is not None and request.opened < client.since:
        return refuse("entitlement.refused.not-yet", {"day": moment(client.since, policy.zone).date()})
    if client.until is not None and request.opened >= client.until:
        return refuse("entitlement.refused.ended", {"day": moment(client.until, policy.zone).date()})
    key = ("covered", client.plan, addons, request.kind, request.channel, request.session, request.administrator)
    return policy.kept(key, lambda: _uncovered(policy, client.plan, addons, request))


def _uncovered(policy: Policy, plan: str, addons: tuple[str, ...], request: Request) -> Refusal | None:
    return check_addons(policy, plan, addons) or check_entitlement(
        policy,
        plan=plan,
        addons=addons,
        kind=request.kind,
        channel=request.channel,
        session=request.session,
        administrator=request.administrator,
    )


def _notices(policy: Policy, history: History) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    found = []
    for name, value in history.classified.facts.items():
        fact = policy.document.classify.facts[name]
        if value in fact.notice:
            found.append((fact.notice[value], fact.cited))
    for change in history.changes:
        if change.allowed and change.rule and change.rule.tell_client:
            found.append(
                (
                    Text("The client is told of the new priority.", "Le client est avisé de la nouvelle priorité."),
                    change.rule.cited,
                )
            )
    return tuple(found)
