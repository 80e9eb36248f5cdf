"""Everything that can be done to a ticket beside answering: by whom, on which ticket, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from servanda.desk.clock import now
from servanda.desk.organisations.models import Absence
from servanda.desk.organisations.permissions import MATRIX
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.solutions import propose_solution, resolve_ticket
from servanda.desk.tickets.actions.states import assign, wait_for
from servanda.desk.tickets.actions.writing import Incoming, receive_message
from servanda.desk.tickets.models import Follower, Incident, Link, Ticket
from servanda.desk.web.ticket.sides import SIDES
from servanda.engine.instants import moment

from .world import World, ticket

SEVERE = {"impact": "extended", "urgency": "critical"}


def do(client: Client, side: str, on: int = 1, **form: str) -> str:
    """Send the form of a side action; the page that follows."""
    response = client.post(f"/en/desk/kiwi/tickets/{on}/do/{side}/", form, follow=True)
    assert response.status_code in (200, 422), response
    return response.content.decode()


def test_every_side_action_asks_for_its_own_permission(world: World, client: Client) -> None:
    ticket(world.bob)
    refused, allowed = {}, {}
    for member in (world.lead, world.agent, world.account):
        client.force_login(member.user)
        for name, side in SIDES.items():
            if side.permission not in MATRIX[member.role]:
                refused[member.role, name] = client.post(f"/en/desk/kiwi/tickets/1/do/{name}/").status_code
            elif member == world.lead:
                allowed[name] = client.get(f"/en/desk/kiwi/tickets/1/do/{name}/").status_code

    assert len(refused) > 20
    assert set(refused.values()) == {403}
    assert allowed == dict.fromkeys(SIDES, 200)


def test_nobody_else_finds_any_of_them(world: World, client: Client) -> None:
    ticket(world.bob)
    found = set()
    for somebody in (world.stranger, world.bob):
        client.force_login(somebody.user)
        found |= {client.post(f"/en/desk/kiwi/tickets/1/do/{name}/").status_code for name in SIDES}

    assert found == {404}
    assert client.get("/en/desk/kiwi/tickets/1/do/nonsense/").status_code == 404


def test_other_facts_change_the_priority_and_show_before_what_they_would_change(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now(), facts={"impact": "minor", "urgency": "low"})
    before = opened.priority
    client.force_login(world.agent.user)
    wanted = {"fact_impact": "extended", "fact_urgency": "critical", "reason": "All are affected."}

    shown = do(client, "reclassify", **wanted, preview="1")

    assert "Priority 1" in shown
    opened.refresh_from_db()
    assert opened.priority == before
    assert "The priority is now P1." in do(client, "reclassify", **wanted)


def test_a_priority_is_lowered_for_the_reasons_of_the_policy_only(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now(), facts=SEVERE)
    client.force_login(world.agent.user)
    milder = {"fact_impact": "minor", "fact_urgency": "low"}

    assert "for these reasons only" in do(client, "reclassify", **milder, reason="Quieter")
    reasons = client.get("/en/desk/kiwi/tickets/1/do/reclassify/").context["form"].fields["known"].choices
    do(client, "reclassify", **milder, known=reasons[1][0])

    opened.refresh_from_db()
    assert opened.priority != "P1"


def test_where_the_policy_leaves_the_priority_the_agent_chooses_within_its_set(world: World, client: Client) -> None:
    left = {"production": "up", "clients": "one", "feature": "major", "degradation": "significant"}
    opened = ticket(world.dave, at=now(), facts=left)
    client.force_login(world.stranger.user)
    address = f"/en/desk/aidi/tickets/{opened.number}/do/reclassify/"
    facts = {f"fact_{name}": value for name, value in left.items()}
    assert "to be chosen" in client.get(f"/en/desk/aidi/tickets/{opened.number}/").content.decode()

    refused = client.post(address, facts | {"priority": "I", "reason": "Serious"})
    unexplained = client.post(address, facts | {"priority": "II"})
    client.post(address, facts | {"priority": "II", "reason": "Inspections stop."})

    opened.refresh_from_db()
    assert (refused.status_code, unexplained.status_code) == (422, 422)
    assert (opened.priority, opened.undecided) == ("II", False)


def test_a_ticket_is_handed_over_tagged_followed_and_waits(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now())
    client.force_login(world.agent.user)

    assert "Otto Agent has the request now" in do(client, "assign", assignee=str(world.other_agent.pk))
    do(client, "tags", tags="Cache, export, cache")
    do(client, "follow")
    do(client, "wait", party="client", reason="The log is missing.")

    opened.refresh_from_db()
    assert (opened.assignee, opened.tags, opened.state) == (world.other_agent, ["cache", "export"], "waiting")
    assert Follower.objects.get().user == world.agent.user
    do(client, "resume")
    do(client, "unfollow")
    opened.refresh_from_db()
    assert (opened.state, Follower.objects.count()) == ("open", 0)


def test_whoever_is_away_is_marked_where_requests_are_handed_over(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now())
    today = moment(now(), ZoneInfo("America/Toronto")).date()
    Absence.objects.create(member=world.other_agent, first=today, last=today + timedelta(days=3))
    assign(ticket=opened, to=world.other_agent, by=world.agent, at=now())
    client.force_login(world.agent.user)

    shown = client.get("/en/desk/kiwi/tickets/1/").content.decode()

    assert "selected>Otto Agent, away until" in shown
    assert '<span class="ticket-head__away">away until' in shown


def test_a_wait_without_a_reason_says_what_is_missing(world: World, client: Client) -> None:
    ticket(world.bob)
    client.force_login(world.agent.user)

    assert "field__problem" in do(client, "wait", party="client", reason="")


def test_requests_are_linked_merged_and_split(world: World, client: Client) -> None:
    first, second = ticket(world.bob, at=now()), ticket(world.alice, at=now())
    message = receive_message(ticket=second, words=Incoming("And the export is slow."), by=world.alice, at=now())
    client.force_login(world.agent.user)

    offered = client.get("/en/desk/kiwi/tickets/1/do/link/").content.decode()
    assert '<option value="KIWI-2">The list stays empty</option>' in offered
    assert "for example 1042 or KIWI-1042" in offered
    do(client, "link", number="kiwi 2")
    assert Link.objects.count() == 1
    assert "linked" in client.get("/en/desk/kiwi/tickets/1/").content.decode()
    made = do(client, "split", 2, message=str(message.pk), subject="The export is slow")
    assert "KIWI-3 is a request of its own now." in made
    do(client, "merge", 2, number="#1")
    second.refresh_from_db()
    assert second.merged_into == first
    assert "And the export is slow." in client.get("/en/desk/kiwi/tickets/1/").content.decode()
    assert "There is no request 99 here" in do(client, "link", number="99")


@pytest.mark.parametrize("number", ["AIDI-1", "2"])
def test_a_ticket_that_somebody_may_not_see_cannot_be_linked(world: World, client: Client, number: str) -> None:
    ticket(world.bob)
    ticket(world.dave)
    client.force_login(world.agent.user)

    do(client, "link", number=number)

    assert not Link.objects.exists()


def test_requests_of_one_cause_join_an_incident(world: World, client: Client) -> None:
    first = ticket(world.bob, at=now())
    ticket(world.carol, at=now())
    client.force_login(world.agent.user)

    do(client, "incident", title="Storage is down")
    incident = Incident.objects.get()
    assert "clients affected: 2" in do(client, "incident", 2, incident=str(incident.pk))
    shown = client.get("/en/desk/kiwi/tickets/1/").content.decode()
    assert f'href="/en/desk/kiwi/?view=all&amp;incident={incident.pk}">2 requests</a> of 2 clients' in shown
    assert "KIWI-2</a> The list stays empty" in shown
    do(client, "leave-incident")

    first.refresh_from_db()
    assert first.incident is None


def test_an_incident_is_answered_at_once_in_each_language_and_ended(world: World, client: Client) -> None:
    world.carol.language = "fr"
    world.carol.save()
    tickets = [ticket(world.bob, at=now()), ticket(world.carol, at=now())]
    client.force_login(world.agent.user)
    do(client, "incident", title="Storage is down")
    do(client, "incident", 2, incident=str(Incident.objects.get().pk))

    words = {"words_en": "It is back.", "words_fr": "C’est rétabli."}
    assert "Your answer to 2 requests leaves" in do(client, "answer-incident", kind="resolved", **words)
    assert "Your answer has left." in do(client, "send-incident-answer", 2)
    assert "The incident is over." in do(client, "end-incident")
    assert "This incident is over already." in do(client, "end-incident", 2)

    assert Delivery.objects.get(text__contains="It is back.").recipient == world.bob.email
    assert Delivery.objects.get(text__contains="C’est rétabli.").recipient == world.carol.email
    assert {each.state for each in Ticket.objects.filter(pk__in=[one.pk for one in tickets])} == {"resolved"}


def test_an_end_is_noted_and_opened_again(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now())
    client.force_login(world.agent.user)
    propose_solution(ticket=opened, words=Incoming("A restart."), by=world.agent, at=now())
    do(client, "reject", words="They want none.")
    propose_solution(ticket=opened, words=Incoming("A patch."), by=world.agent, at=now())
    do(client, "accept", words="")
    resolve_ticket(ticket=opened, words=Incoming("Done."), by=world.agent, at=now())
    do(client, "close")
    opened.refresh_from_db()
    assert opened.state == "closed"

    do(client, "reopen", words="It came back.")

    opened.refresh_from_db()
    assert opened.state == "open"


def test_a_call_and_a_correction_and_a_session_are_noted(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now(), kind="bug")
    client.force_login(world.agent.user)

    do(client, "contact", channel="phone", words="Restarted together.")
    do(client, "correction", release="4.2", day="2026-12-01")
    do(client, "session", channel="phone")

    assert "A session runs" in client.get("/en/desk/kiwi/tickets/1/").content.decode()
    do(client, "end-session")
    do(client, "released")
    do(client, "identity", how="Called back.")
    do(client, "needs-data")
    names = list(opened.events.values_list("name", flat=True))
    assert names[1:] == [
        *("response", "correction-planned", "session-started", "session-ended", "correction-released"),
        *("identity-checked", "data-needed"),
    ]


def test_a_release_is_noted_for_every_request_that_waits_for_it(world: World, client: Client) -> None:
    for release, person in (("4.2", world.bob), ("4.2", world.carol), ("4.3", world.bob)):
        number = ticket(person, at=now()).number
        client.force_login(world.agent.user)
        do(client, "correction", number, release=release)

    do(client, "released", others="on")

    assert list(Ticket.objects.exclude(correction="").values_list("correction", flat=True)) == ["4.3"]


def test_what_is_missing_on_the_clients_side_is_noted_and_shown(world: World, client: Client) -> None:
    ticket(world.bob, at=now(), facts=SEVERE)
    client.force_login(world.agent.user)
    duties = client.get("/en/desk/kiwi/tickets/1/do/duty-missed/").context["form"].fields["duty"].choices

    do(client, "duty-missed", duty=duties[0][0])

    assert "Missing on the client’s side" in client.get("/en/desk/kiwi/tickets/1/").content.decode()
    do(client, "duty-met", duty=duties[0][0])
    assert "Missing on the client’s side" not in client.get("/en/desk/kiwi/tickets/1/").content.decode()


def test_a_lead_sets_another_due_time_on_the_clock_of_the_contract(world: World, client: Client) -> None:
    opened = ticket(world.bob, facts=SEVERE)
    client.force_login(world.lead.user)

    do(client, "override", metric="resolution", due="2027-02-01T10:00", reason="Agreed in writing.")

    details = opened.events.last().details
    assert (details["metric"], details["due"]) == ("resolution", 1_801_494_000_000_000)
    assert "The policy states this due time itself" in do(client, "agree-date", due="2027-02-01T10:00", reason="x")


def test_the_page_offers_only_what_makes_sense(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now(), facts=SEVERE)
    wait_for(ticket=opened, party="client", reason="Log", by=world.agent, at=now())
    client.force_login(world.agent.user)

    offered = {side.name for side in client.get("/en/desk/kiwi/tickets/1/").context["page"].sides}

    assert {"resume", "reclassify", "merge", "duty-missed"} <= offered
    assert not {"accept", "reopen", "released", "duty-met", "override", "agree-date", "end-session"} & offered
