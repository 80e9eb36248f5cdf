"""What is true of every request, whatever its history: tried on histories that nobody would think of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, product
from typing import Any

import pytest
from asked import POLICIES, case_of, sentences, shipped, written
from hypothesis import given
from hypothesis import strategies as st
from small import TEXT

from servanda.engine.instants import DAY, HOUR, MINUTE, SECOND, moment, parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import STATES, answer_json
from servanda.engine.requests.case import BoughtAddon, Case, Client, Event, Request
from servanda.engine.requests.clock import WALL, Running, breach_after, due_after, spent
from servanda.engine.requests.explain import explain
from servanda.engine.requests.history import read_history
from servanda.engine.requests.verdicts import verdicts

FIRST, LAST = parse_instant("2024-02-01T00:00Z"), parse_instant("2032-01-01T00:00Z")
INSTANTS = st.integers(FIRST // SECOND, LAST // SECOND).map(lambda seconds: seconds * SECOND)
CALENDARS = [
    ("kiwi-stage-plus", "office"),
    ("better-impact", "week"),
    ("aidi", "support"),
    ("cirrus-shield", "office"),
    ("qiscus", "daily"),
    ("qiscus", "always"),
]
RUNNING = st.one_of(st.just(WALL), st.sampled_from(CALENDARS).map(lambda pair: shipped(pair[0]).timeline(pair[1])))
WORK = st.integers(1, 100 * HOUR // SECOND).map(lambda seconds: seconds * SECOND)


@st.composite
def pauses_after(draw: st.DrawFn, start: int) -> tuple[tuple[int, int], ...]:
    """Pauses in order, none touching another; the first may have begun before the start."""
    steps = draw(st.lists(st.tuples(st.integers(1, 40 * 60), st.integers(1, 60 * 60)), max_size=4))
    at = start - draw(st.integers(0, 30 * 60)) * MINUTE
    found = []
    for gap, length in steps:
        found.append((at + gap * MINUTE, at + (gap + length) * MINUTE))
        at = found[-1][1]
    return tuple(found)


@st.composite
def runs(draw: st.DrawFn) -> tuple[Running, int, int, tuple[tuple[int, int], ...]]:
    """A kind of time, a start, an amount of work, and pauses."""
    start = draw(INSTANTS)
    return draw(RUNNING), start, draw(WORK), draw(pauses_after(start))


# One clock


@given(runs())
def test_at_the_due_instant_exactly_the_work_is_spent(
    run: tuple[Running, int, int, tuple[tuple[int, int], ...]],
) -> None:
    running, start, work, pauses = run

    due = due_after(running, start, work, pauses)

    assert spent(running, start, due, pauses) == work
    assert spent(running, start, due - 1, pauses) == work - 1


@given(runs())
def test_between_due_and_late_no_support_time_is_spent(
    run: tuple[Running, int, int, tuple[tuple[int, int], ...]],
) -> None:
    running, start, work, pauses = run

    due, latest = (reach(running, start, work, pauses) for reach in (due_after, breach_after))

    assert latest >= due
    assert spent(running, start, latest, pauses) == work
    assert spent(running, start, latest + 1, pauses) == work + 1


@given(runs(), st.data())
def test_one_more_pause_never_brings_a_deadline_forward(
    run: tuple[Running, int, int, tuple[tuple[int, int], ...]], data: st.DataObject
) -> None:
    running, start, work, pauses = run
    fewer = tuple(pause for pause in pauses if data.draw(st.booleans()))

    assert due_after(running, start, work, fewer) <= due_after(running, start, work, pauses)
    assert breach_after(running, start, work, fewer) <= breach_after(running, start, work, pauses)


@given(INSTANTS, WORK, st.data())
def test_around_the_clock_is_the_wall_clock(start: int, work: int, data: st.DataObject) -> None:
    always, pauses = shipped("qiscus").timeline("always"), data.draw(pauses_after(start))

    assert due_after(always, start, work, pauses) == due_after(WALL, start, work, pauses)
    assert breach_after(always, start, work, pauses) == breach_after(WALL, start, work, pauses)


@given(runs(), st.integers(0, 400 * 60))
def test_time_spent_adds_up(run: tuple[Running, int, int, tuple[tuple[int, int], ...]], minutes: int) -> None:
    running, start, _, pauses = run
    middle, end = start + minutes * MINUTE, start + 2 * minutes * MINUTE

    parts = spent(running, start, middle, pauses) + spent(running, middle, end, pauses)

    assert parts == spent(running, start, end, pauses)


@given(INSTANTS)
def test_the_most_urgent_promise_of_plus_is_four_hours_on_any_date(opened: int) -> None:
    request = Request(opened, "incident", facts={"impact": "extended", "urgency": "critical"})

    answer = explain(shipped("kiwi-stage-plus"), Case(Client("PLUS"), request), opened)

    due = {verdict.selected.metric: verdict.deadline.due - opened for verdict in answer.verdicts if verdict.deadline}
    assert due == {"response": 30 * MINUTE, "resolution": 4 * HOUR}


# Whole histories

PLENTY = written(TEXT)
NAMES = (
    "automatic-reply",
    "response",
    "update",
    "waiting",
    "working",
    "reclassified",
    "duty-missed",
    "duty-met",
    "solution-proposed",
    "solution-accepted",
    "resolved",
    "reopened",
    "client-message",
    "plan-changed",
    "excluded",
    "date-agreed",
    "due-date-overridden",
)
OPENED = parse_instant("2026-03-10T14:30-04:00")


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Something that happens within three weeks of the opening."""
    at = OPENED + draw(st.integers(0, 21 * 24 * 12)) * 5 * MINUTE
    name = draw(st.sampled_from(NAMES))
    return Event(
        at=at,
        name=name,
        party=draw(st.sampled_from(["client", "vendor"])) if name == "waiting" else None,
        facts={"priority": draw(st.sampled_from(["P1", "P2", "P3"]))} if name == "reclassified" else {},
        reason="no resources" if draw(st.booleans()) else None,
        duty=draw(st.sampled_from(["access", "details", "fees"])) if name.startswith("duty") else None,
        plan=draw(st.sampled_from(["basic", "plus"])) if name == "plan-changed" else None,
        category=draw(st.sampled_from(["flood", "laziness"])) if name == "excluded" else None,
        due=at + DAY if name.startswith("d") and "date" in name else None,
    )


@st.composite
def histories(draw: st.DrawFn) -> Case:
    """A request with up to twelve events."""
    found = sorted(draw(st.lists(events(), max_size=12)), key=lambda event: event.at)
    facts = {"priority": draw(st.sampled_from(["P1", "P2", "P3"]))}
    return Case(
        Client(draw(st.sampled_from(["basic", "plus"]))), Request(OPENED, "incident", facts=facts), tuple(found)
    )


NOW = st.integers(0, 22 * 24 * 12).map(lambda steps: OPENED + steps * 5 * MINUTE)
READINGS = st.builds(
    lambda reopen, change, late: written(
        TEXT.replace(
            "terms: {reopen: resume, plan_change: keep}",
            f"terms: {{reopen: {reopen}, plan_change: {change}, late: {late}}}",
        )
    ),
    st.sampled_from(["resume", "restart", "count"]),
    st.sampled_from(["keep", "from original start", "restart"]),
    st.sampled_from(["support time", "clock time"]),
)


@given(READINGS, histories(), NOW)
def test_what_has_not_happened_yet_changes_nothing(policy: Policy, case: Case, now: int) -> None:
    so_far = Case(case.client, case.request, tuple(event for event in case.events if event.at <= now))

    assert answer_json(explain(policy, case, now)) == answer_json(explain(policy, so_far, now))


@given(READINGS, histories(), NOW, st.randoms(use_true_random=False))
def test_the_order_in_which_a_file_lists_events_does_not_matter(
    policy: Policy, case: Case, now: int, random: Any
) -> None:
    distinct = list({event.at: event for event in case.events}.values())
    shuffled = list(distinct)
    random.shuffle(shuffled)

    answers = [explain(policy, Case(case.client, case.request, tuple(some)), now) for some in (distinct, shuffled)]

    assert answer_json(answers[0]) == answer_json(answers[1])


@given(READINGS, histories(), NOW)
def test_every_clock_of_every_history_is_consistent(policy: Policy, case: Case, now: int) -> None:
    history = read_history(policy, case, now)

    for verdict in verdicts(policy, history):
        assert verdict.state in STATES
        assert verdict.spent is not None
        assert 0 <= verdict.spent <= max(0, (verdict.stopped or now) - case.request.opened)
        assert verdict.stopped is None or verdict.stopped <= now
        if verdict.deadline is not None:
            assert verdict.deadline.due <= verdict.deadline.breach_after or policy.document.terms.late == "clock time"
        if verdict.state in ("breached", "excused"):
            assert verdict.late
        if verdict.state == "met":
            assert verdict.stopped is not None
            assert not verdict.late
        if verdict.state == "paused":
            assert verdict.stopped is None
            assert verdict.pauses[-1].end is None or any(pause.end is None for pause in verdict.pauses)


@given(histories(), NOW)
def test_a_wait_for_the_client_never_brings_a_deadline_forward(case: Case, now: int) -> None:
    unpaused = written(TEXT.replace("  - {waiting_for: client}\n", ""))

    with_waits, without = (
        {
            (verdict.selected.metric, verdict.cycle): verdict.deadline.due
            for verdict in explain(policy, case, now).verdicts
            if verdict.deadline is not None
        }
        for policy in (PLENTY, unpaused)
    )

    assert all(due >= without[clock] for clock, due in with_waits.items())


@given(histories(), NOW)
def test_both_languages_name_the_same_numbers(case: Case, now: int) -> None:
    answer = explain(PLENTY, case, now)

    english, french = (sentences(answer_json(answer, language)) for language in ("en", "fr"))

    assert [_numbers(sentence) for sentence in english] == [_numbers(sentence) for sentence in french]
    assert all(sentence and sentence == sentence.strip() for sentence in (*english, *french))


# The five policies, whole


def every_question(policy: Policy) -> Iterator[tuple[str, tuple[str, ...], str, dict[str, str]]]:
    """Every plan with every set of add-ons, every kind, every combination of facts."""
    document = policy.document
    facts = document.classify.facts
    sets = [some for count in range(len(document.addons) + 1) for some in combinations(document.addons, count)]
    answers = [dict(zip(facts, some, strict=True)) for some in product(*(fact.values for fact in facts.values()))]
    for plan, addons, kind in product(document.plans, sets, document.kinds):
        for given_facts in answers:
            yield plan, addons, kind, given_facts


@pytest.mark.parametrize("name", POLICIES)
def test_every_question_that_a_policy_can_be_asked_has_an_answer_in_both_languages(name: str) -> None:
    policy = shipped(name)
    at = FIRST

    for number, (plan, addons, kind, facts) in enumerate(every_question(policy)):
        at = FIRST + (at - FIRST + 36_371_117 * SECOND) % (LAST - FIRST)
        case = Case(Client(plan, tuple(BoughtAddon(addon) for addon in addons)), Request(at, kind, facts=facts))
        answer = explain(policy, case, at + number % 40 * DAY)
        assert (answer.refusal is None) or not answer.verdicts
        if number % 7 == 0:
            english, french = (sentences(answer_json(answer, language)) for language in ("en", "fr"))
            assert [_numbers(sentence) for sentence in english] == [_numbers(sentence) for sentence in french]


@pytest.mark.parametrize("name", POLICIES)
def test_a_case_written_for_a_person_is_the_case_that_the_engine_judges(name: str) -> None:
    policy = shipped(name)
    opened = moment(FIRST + 12 * HOUR, policy.zone)
    written_case = {
        "client": {"plan": list(policy.document.plans)[-1]},
        "request": {"opened": opened.isoformat()},
        "events": [{"at": (opened + timedelta(hours=1)).isoformat(), "event": "response"}],
    }

    case = case_of(policy, written_case)

    assert case.request.opened == FIRST + 12 * HOUR
    assert [event.at for event in case.events] == [FIRST + 13 * HOUR]


_NUMBER = re.compile(r"\d+(?:[:.,]\d+)*")


def _numbers(sentence: str) -> list[str]:
    """The numbers that a sentence names, in any order; a decimal comma is a point.

    The French name of one holiday, Armistice de 1918, has a number that its English name has not.
    """
    return sorted(number.replace(",", ".") for number in _NUMBER.findall(sentence.replace("Armistice de 1918", "")))
