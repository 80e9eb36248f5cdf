"""Waits, hand-overs, duties, and the judgements of a lead: each as far as the policy goes."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.desk.agreements.versions import policy_of
from servanda.desk.organisations.models import Absence
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.duties import duties_now, mark_duty_met, mark_duty_missed
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.states import (
    absence_of,
    add_tags,
    agree_date,
    assign,
    engage,
    exclude,
    exclusions_of,
    follow,
    override_due,
    resume,
    tag,
    unfollow,
    wait_for,
)
from servanda.desk.tickets.actions.writing import Incoming, receive_message, reply
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import NEVER
from servanda.engine.instants import DAY, HOUR, MINUTE

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

GRAVE = {"impact": "extended", "urgency": "critical"}


def test_a_wait_has_a_reason_and_ends_when_the_client_writes(world: World) -> None:
    opened = ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="reason"):
        wait_for(ticket=opened, party="client", reason=" ", by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Nobody waits"):
        wait_for(ticket=opened, party="rain", reason="Dry", by=world.agent, at=NOON)

    wait_for(ticket=opened, party="client", reason="Which browser?", by=world.agent, at=NOON)
    assert (opened.state, opened.waiting_for) == ("waiting", "client")
    receive_message(ticket=opened, words=Incoming("Firefox"), by=world.bob, at=NOON + MINUTE)
    assert (opened.state, opened.waiting_for) == ("open", "")

    wait_for(ticket=opened, party="third party", reason="The host", by=world.agent, at=NOON + HOUR)
    resume(ticket=opened, by=world.agent, at=NOON + HOUR)
    assert opened.state == "open"


def test_a_ticket_is_given_to_members_of_its_vendor_only(world: World) -> None:
    opened = ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="does not work for Kiwi"):
        assign(ticket=opened, to=world.stranger, by=world.agent, at=NOON)

    assign(ticket=opened, to=world.other_agent, by=world.agent, at=NOON)
    assert opened.assignee == world.other_agent
    assert assign(ticket=opened, to=world.other_agent, by=world.agent, at=NOON) is None
    assign(ticket=opened, to=None, by=world.agent, at=NOON)
    assert opened.assignee is None


def test_somebody_who_is_absent_is_known_to_be(world: World) -> None:
    Absence.objects.create(member=world.agent, first=date(2026, 2, 2), last=date(2026, 2, 3))
    policy = policy_of(ticket(world.bob).policy_version_id)

    assert absence_of(world.agent, policy, at=NOON) is not None
    assert absence_of(world.agent, policy, at=NOON + DAY) is None


def test_a_tag_that_is_added_takes_none_away_that_came_meanwhile(world: World) -> None:
    opened = ticket(world.bob)
    as_read_before = Ticket.objects.get(pk=opened.pk)
    tag(ticket=opened, tags=["cache"], by=world.other_agent, at=NOON)

    add_tags(ticket=as_read_before, tags=["export"], by=world.agent, at=NOON)

    assert as_read_before.tags == ["cache", "export"]


def test_tags_are_kept_in_lower_case_and_each_once(world: World) -> None:
    opened = ticket(world.bob)

    tag(ticket=opened, tags=["Billing", " billing ", "Big  Client"], by=world.agent, at=NOON)

    assert opened.tags == ["billing", "big client"]
    assert tag(ticket=opened, tags=["billing", "big client"], by=world.agent, at=NOON) is None
    with pytest.raises(TicketRefusedError, match="at most"):
        tag(ticket=opened, tags=["x" * 41], by=world.agent, at=NOON)


def test_following_twice_is_following_once(world: World) -> None:
    opened = ticket(world.bob)
    for _ in range(2):
        follow(ticket=opened, user=world.agent.user)
    assert opened.followers.count() == 1

    unfollow(ticket=opened, user=world.agent.user)
    assert not opened.followers.exists()


def test_those_who_follow_a_ticket_are_told_what_others_do_in_their_language(world: World) -> None:
    opened = ticket(world.bob)
    world.other_agent.user.language = "fr"
    world.other_agent.user.save(update_fields=["language"])
    for user in (world.agent.user, world.other_agent.user, world.stranger.user):
        follow(ticket=opened, user=user)

    reply(ticket=opened, words=Incoming("Done."), by=world.agent, at=NOON + MINUTE, name="resolved")

    told = Delivery.objects.get(kind="followed")
    assert (told.recipient, told.language) == (world.other_agent.user.email, "fr")
    assert "Ada Agent" in told.text
    assert "Done." not in told.text


def test_missing_resources_excuse_a_breach_at_the_gravest_priorities_only(world: World) -> None:  # K21, K22
    grave, mild = ticket(world.bob, facts=GRAVE), ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="P1, P2 only"):
        mark_duty_missed(ticket=mild, duty="resources", by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Known: resources"):
        mark_duty_missed(ticket=grave, duty="patience", by=world.agent, at=NOON)

    mark_duty_missed(ticket=grave, duty="resources", by=world.agent, at=NOON)
    assert [(each.id, each.binds, each.missing) for each in duties_now(grave, at=NOON)] == [("resources", True, True)]
    with pytest.raises(TicketRefusedError, match="already"):
        mark_duty_missed(ticket=grave, duty="resources", by=world.agent, at=NOON)
    mark_duty_met(ticket=grave, duty="resources", by=world.agent, at=NOON + HOUR)
    with pytest.raises(TicketRefusedError, match="Nothing is noted"):
        mark_duty_met(ticket=grave, duty="resources", by=world.agent, at=NOON + HOUR)
    reply(ticket=grave, words=Incoming("Done"), by=world.agent, at=NOON + 3 * HOUR)

    assert grave.clocks.get(metric="response").state == "excused"


def test_what_nobody_can_miss_stands_in_lists_by_its_due_time_until_somebody_else_is_waited_for(world: World) -> None:
    excused = ticket(world.bob, facts=GRAVE)
    mark_duty_missed(ticket=excused, duty="resources", by=world.agent, at=NOON)
    assert (excused.next_breach_at, excused.sort_at) == (None, excused.next_due_at)

    wait_for(ticket=excused, party="client", reason="Who is there?", by=world.agent, at=NOON)

    assert (excused.next_due_at is None, excused.sort_at) == (False, NEVER)


def test_a_date_is_agreed_only_where_the_policy_leaves_it_case_by_case(world: World) -> None:  # A36
    low = ticket(world.dave, facts={"feature": "none"})
    with pytest.raises(TicketRefusedError, match="lies ahead"):
        agree_date(ticket=low, due=NOON - HOUR, reason="", by=world.stranger, at=NOON)
    with pytest.raises(TicketRefusedError, match="states this due time itself"):
        agree_date(ticket=ticket(world.bob), due=NOON + DAY, reason="", by=world.agent, at=NOON)

    agree_date(ticket=low, due=NOON + 9 * DAY, reason="After the fair", by=world.stranger, at=NOON)

    assert low.clocks.get(metric="resolution").due_at == NOON + 9 * DAY


def test_another_due_time_is_set_with_a_reason_for_a_clock_that_runs(world: World) -> None:  # A44
    opened = ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="Running: response, resolution"):
        override_due(ticket=opened, metric="engagement", due=NOON + DAY, reason="Terms", by=world.lead, at=NOON)

    override_due(ticket=opened, metric="resolution", due=NOON + DAY, reason="General terms", by=world.lead, at=NOON)

    assert opened.clocks.get(metric="resolution").due_at == NOON + DAY


def test_a_request_leaves_the_promise_only_for_a_cause_that_the_policy_names(world: World) -> None:  # Q46-Q48
    with pytest.raises(TicketRefusedError, match="these causes only"):
        exclude(ticket=ticket(world.bob), category="rain", reason="It rained", by=world.lead, at=NOON)

    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")
    lead, shop = member(qiscus, "manager"), organisation(qiscus, "Shop")
    agreement(shop, "premium")
    opened = ticket(person(shop, "Sari", "sari@shop.example"), facts={"priority": "high"})
    assert "force_majeure" in exclusions_of(policy_of(opened.policy_version_id))

    exclude(ticket=opened, category="third_party", reason="The cable was cut", by=lead, at=NOON + MINUTE)

    assert {clock.state for clock in opened.clocks.all()} <= {"excluded", "none"}


def test_level_3_confirms_an_outage_once_and_nothing_else(world: World) -> None:  # B16
    with pytest.raises(TicketRefusedError, match="engages nobody"):
        engage(ticket=ticket(world.bob), by=world.agent, at=NOON)
    better = vendor("better", "better-impact", "BI", "chat")
    agent, museum = member(better, "agent"), organisation(better, "Museum")
    agreement(museum, "member")
    asking = person(museum, "Mia", "mia@museum.example", administrator=True)
    opened = ticket(asking, kind="outage")

    engage(ticket=opened, by=agent, at=NOON + 9 * MINUTE)

    assert opened.clocks.get(metric="engagement").state == "met"
    with pytest.raises(TicketRefusedError, match="already"):
        engage(ticket=opened, by=agent, at=NOON + 10 * MINUTE)
