"""A request gets another priority by the rules of its policy, with a reason, and the client is told."""

from __future__ import annotations

import pytest

from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.classifying import (
    correct_kind,
    preview_reclassification,
    reclassify,
)
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.choices import choices_for, clocks_stopped_by_waiting
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.rules import charge_of
from servanda.engine.instants import HOUR, MINUTE

from .world import NOON, World, agreement, organisation, person, ticket, vendor

GRAVE = {"impact": "extended", "urgency": "critical"}
MILDER = {"urgency": "medium"}
SIGNIFICANT = {"clients": "one", "feature": "major", "degradation": "significant"}


def test_a_downgrade_needs_one_of_the_reasons_of_the_policy_and_the_client_is_told(world: World) -> None:  # K13
    opened = ticket(world.bob, facts=GRAVE)
    for reason in ("", "It is late"):
        with pytest.raises(TicketRefusedError, match="The client lacks resources"):
            reclassify(ticket=opened, facts=MILDER, reason=reason, by=world.agent, at=NOON + MINUTE)

    reclassify(
        ticket=opened,
        facts=MILDER,
        reason="client lacks resources",
        remark="One printer only",
        by=world.agent,
        at=NOON + MINUTE,
    )

    assert opened.priority == "P2"
    assert opened.clocks.get(metric="response").due_at == NOON + 2 * HOUR
    told = Delivery.objects.get(kind="priority-changed")
    assert told.recipient == "bob@hospital.example"
    assert "The client lacks resources. One printer only" in told.text


def test_a_requester_cannot_reclassify(world: World) -> None:  # K13
    opened = ticket(world.bob, facts=MILDER)

    with pytest.raises(TicketRefusedError, match="Only the vendor"):
        reclassify(ticket=opened, facts=GRAVE, reason="It is urgent", by=world.bob, at=NOON)  # type: ignore[arg-type]


def test_an_upgrade_needs_a_reason_of_any_kind_and_a_computed_priority_is_not_typed(world: World) -> None:  # K19
    opened = ticket(world.bob, facts=MILDER)
    with pytest.raises(TicketRefusedError, match="Give the reason"):
        reclassify(ticket=opened, facts=GRAVE, by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="computes the priority"):
        reclassify(ticket=opened, facts={}, priority="P1", reason="Boss", by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Nothing would change"):
        reclassify(ticket=opened, facts=MILDER, reason="Same", by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="no impact “cosmic”"):
        reclassify(ticket=opened, facts={"impact": "cosmic"}, reason="Odd", by=world.agent, at=NOON)

    reclassify(ticket=opened, facts=GRAVE, reason="All wards are down", by=world.agent, at=NOON)
    assert opened.priority == "P1"
    assert not Delivery.objects.exists(), "the policy tells of what is lowered, and of nothing else"


def test_what_a_reclassification_would_do_is_shown_and_nothing_is_written(world: World) -> None:
    opened = ticket(world.bob, facts=GRAVE)

    seen = preview_reclassification(opened, facts=MILDER, reason="client lacks resources", at=NOON + MINUTE)

    assert seen.refusal is None
    assert [answer.classified.priority for answer in (seen.before, seen.after)] == ["P1", "P2"]
    assert opened.events.count() == 1


@pytest.mark.parametrize(("choice", "reason", "said"), [("I", "Big", "II, III"), ("II", " ", "with a reason")])
def test_the_agent_chooses_within_the_set_of_the_policy_and_says_why(
    world: World, choice: str, reason: str, said: str
) -> None:  # A38
    opened = ticket(world.dave, facts=SIGNIFICANT)
    assert opened.undecided
    assert choices_for(opened, at=NOON).allowed == ("II", "III")

    with pytest.raises(TicketRefusedError, match=said):
        reclassify(ticket=opened, facts={}, priority=choice, reason=reason, by=world.stranger, at=NOON + MINUTE)

    reclassify(ticket=opened, facts={}, priority="III", reason="Two users wait", by=world.stranger, at=NOON + MINUTE)
    assert (opened.priority, opened.undecided) == ("III", False)


def test_a_ticket_is_not_opened_with_a_choice_that_the_policy_does_not_leave(world: World) -> None:  # A37
    with pytest.raises(TicketRefusedError, match="between II, III"):
        ticket(world.dave, facts=SIGNIFICANT, choice="I", choice_reason="Big")


def test_a_bug_whose_cause_is_the_client_is_no_longer_free(world: World) -> None:  # K4
    opened = ticket(world.bob, kind="bug")
    policy = choices_for(opened, at=NOON).policy
    assert charge_of(opened, opened.events.all(), policy).free

    correct_kind(
        ticket=opened, kind="bug", about={"cause": "client"}, reason="A changed file", by=world.agent, at=NOON + MINUTE
    )

    charge = charge_of(opened, opened.events.all(), policy)
    assert (charge.charge, charge.free, charge.work_may_start) == ("other-cause", False, False)
    with pytest.raises(TicketRefusedError, match="Nothing is billed"):
        correct_kind(ticket=opened, kind="bug", about={"cause": "moon"}, reason="?", by=world.agent, at=NOON + HOUR)


def test_a_request_outside_the_contract_loses_its_clocks_until_it_is_agreed(world: World) -> None:  # A42
    opened = ticket(world.dave, facts=SIGNIFICANT, choice="II", choice_reason="Bad")
    assert opened.clocks.exists()

    correct_kind(ticket=opened, kind="out-of-scope", reason="A new module", by=world.stranger, at=NOON + MINUTE)

    assert (opened.current_kind, opened.clocks.exists()) == ("out-of-scope", False)


@pytest.fixture
def paying(world: World) -> Ticket:
    """A request of a client of Cirrus Shield whose plan is not classified."""
    cirrus = vendor("cirrus", "cirrus-shield", "CIR", "email")
    shop = organisation(cirrus, "Boutique")
    agreement(shop, "paying")
    return ticket(person(shop, "Zoé", "zoe@boutique.example"))


def test_where_a_plan_has_no_priorities_nothing_is_offered_and_nothing_changes(world: World, paying: Ticket) -> None:
    assert choices_for(paying, at=NOON).facts == ()  # C13

    with pytest.raises(TicketRefusedError, match="no priority"):
        reclassify(ticket=paying, facts={"unreachable": "yes"}, reason="Down", by=None, at=NOON)


def test_a_form_can_say_which_clocks_a_wait_stops(world: World) -> None:
    opened = ticket(world.bob)

    assert clocks_stopped_by_waiting(choices_for(opened, at=NOON).policy, opened)["client"] == ()
