"""What stands beside the clocks: corrections, identity, sessions, calls, mentions, limits on records, changes of plan."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.desk.agreements.models import BoughtAddon
from servanda.desk.agreements.versions import policy_of
from servanda.desk.organisations.models import Member, Person
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.contacting import note_contact
from servanda.desk.tickets.actions.corrections import (
    Correction,
    correction_of,
    plan_correction,
    release_correction,
    release_corrections,
    waiting_for_release,
)
from servanda.desk.tickets.actions.identity import confirm_identity
from servanda.desk.tickets.actions.mentions import mentioned, see_mentions
from servanda.desk.tickets.actions.plans import plan_changed
from servanda.desk.tickets.actions.records import need_no_records, need_records
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.sessions import channels_for_session, end_session, running_sessions, start_session
from servanda.desk.tickets.actions.solutions import resolve_ticket
from servanda.desk.tickets.actions.states import resume
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.models import Mention
from servanda.engine.instants import HOUR, MINUTE

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor


def test_a_resolved_ticket_keeps_its_correction_open_until_the_release(world: World) -> None:  # K5
    opened, other = ticket(world.bob), ticket(world.carol)
    with pytest.raises(TicketRefusedError, match="No correction"):
        release_correction(ticket=opened, by=world.agent, at=NOON)
    plan_correction(ticket=opened, release="4.2", day=date(2026, 3, 2), by=world.agent, at=NOON)
    plan_correction(ticket=other, release="4.3", by=world.agent, at=NOON)
    resolve_ticket(ticket=opened, words=Incoming("Use the other menu."), by=world.agent, at=NOON)

    assert [correction_of(each) for each in (opened, other)] == [
        Correction(opened.pk, "4.2", date(2026, 3, 2)),
        Correction(other.pk, "4.3", None),
    ]
    assert list(waiting_for_release(world.kiwi, "4.2")) == [opened]
    release_corrections(vendor=world.kiwi, release="4.2", by=world.agent, at=NOON)
    opened.refresh_from_db()
    assert correction_of(opened) is None
    assert opened.state == "resolved"


def test_whoever_waits_for_a_correction_is_told_once_in_their_language_what_the_release_brings(
    world: World,
) -> None:  # K5
    french = person(world.clinic, "Léa", "lea@clinic.example", language="fr")
    gone = person(world.clinic, "Guy", "guy@clinic.example")
    waiting = [ticket(each) for each in (world.bob, french, gone)]
    for each in waiting:
        plan_correction(ticket=each, release="4.2", by=world.agent, at=NOON)
    Person.objects.filter(pk=gone.pk).update(active=False)
    words = {"en": Incoming("Lists load at once."), "fr": Incoming("Les listes s’affichent aussitôt.")}

    release_corrections(vendor=world.kiwi, release="4.2", words=words, by=world.agent, at=NOON + HOUR)

    told = {each.recipient: each for each in Delivery.objects.filter(kind="correction-released")}
    assert set(told) == {"bob@hospital.example", "lea@clinic.example"}
    assert "out with release 4.2.\n\nLists load at once." in told["bob@hospital.example"].text
    assert "Les listes s’affichent aussitôt." in told["lea@clinic.example"].text
    assert told["lea@clinic.example"].language == "fr"
    assert [message.text for message in waiting[1].messages.all()][1:] == ["Les listes s’affichent aussitôt."]
    with pytest.raises(TicketRefusedError, match="No correction"):
        release_correction(ticket=waiting[0], by=world.agent, at=NOON + HOUR)


def test_no_news_goes_to_an_address_from_which_mail_came_back(world: World) -> None:
    opened = ticket(world.bob)
    answered = reply(ticket=opened, words=Incoming("Try again."), by=world.agent, at=NOON)
    plan_correction(ticket=opened, release="4.2", by=world.agent, at=NOON)
    answered.deliveries.update(due_at=None, error="550 no such user")

    release_correction(ticket=opened, by=world.agent, at=NOON)

    assert not Delivery.objects.filter(kind="correction-released").exists()
    assert opened.events.last().name == "correction-released"


def test_risky_work_waits_until_it_is_known_who_asks_and_a_question_does_not(world: World) -> None:  # A27
    agent = world.stranger
    script, question = ticket(world.dave, kind="script"), ticket(world.dave, kind="question")
    resume(ticket=question, by=agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Who is asking"):
        resume(ticket=script, by=agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Say how"):
        confirm_identity(ticket=script, how=" ", by=agent, at=NOON)

    confirm_identity(ticket=script, how="She gave her name", level="caller known", by=agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="Who is asking"):
        resume(ticket=script, by=agent, at=NOON)  # a script needs more than a known caller
    confirm_identity(ticket=script, how="Called back under the number on file", by=agent, at=NOON)

    resume(ticket=script, by=agent, at=NOON)
    assert script.state == "open"


@pytest.fixture
def better(world: World) -> tuple[Member, Person]:
    """An agent of Better Impact, and an administrator of one of its members."""
    house = vendor("better", "better-impact", "BI", "chat")
    museum = organisation(house, "Museum")
    agreement(museum, "member", data_countries=["CA"])
    return member(house, "agent"), person(museum, "Mia", "mia@museum.example", administrator=True)


def test_a_meeting_begins_only_during_a_session_and_ends_with_it(
    world: World, better: tuple[Member, Person]
) -> None:  # B20, B23
    agent, mia = better
    opened = ticket(mia, kind="question")
    assert "meeting" not in channels_for_session(opened, at=NOON)
    with pytest.raises(TicketRefusedError, match="Chat or Telephone"):
        start_session(ticket=opened, channel="meeting", by=agent, at=NOON)

    start_session(ticket=opened, channel="chat", by=agent, at=NOON)
    start_session(ticket=opened, channel="meeting", by=agent, at=NOON + MINUTE)
    assert [session.limit_at for session in running_sessions(opened, at=NOON)] == [
        NOON + 15 * MINUTE,
        NOON + 16 * MINUTE,
    ]
    with pytest.raises(TicketRefusedError, match="runs already"):
        start_session(ticket=opened, channel="chat", by=agent, at=NOON + MINUTE)

    end_session(ticket=opened, channel="chat", by=agent, at=NOON + HOUR)
    assert running_sessions(opened, at=NOON + HOUR) == ()
    with pytest.raises(TicketRefusedError, match="No session"):
        end_session(ticket=opened, by=agent, at=NOON + HOUR)


def test_a_call_counts_as_an_answer_from_the_moment_it_is_noted(world: World) -> None:  # A39
    opened = ticket(world.dave, facts={"production": "down"})
    with pytest.raises(TicketRefusedError, match=r"no channel “telegraph”\. It has: E-mail, Telephone"):
        note_contact(ticket=opened, channel="telegraph", words=Incoming("Stop"), by=world.stranger, at=NOON)

    note_contact(ticket=opened, channel="phone", words=Incoming("We restart it."), by=world.stranger, at=NOON + MINUTE)

    assert opened.clocks.get(metric="response").state == "met"
    assert not Delivery.objects.exists()


def test_a_colleague_is_named_with_or_without_accents(world: World) -> None:
    world.other_agent.user.name = "Élise Boisvert"

    for written in ("@elise, a word?", "@Élise", "Ask @ELISE BOISVERT."):
        assert mentioned(written, [world.agent, world.other_agent]) == (world.other_agent,), written


def test_a_colleague_who_is_named_in_a_note_is_told_once(world: World) -> None:
    opened = ticket(world.bob)

    add_note(ticket=opened, words=Incoming("@Otto Agent, @ada and mail@otto.example?"), by=world.agent, at=NOON)

    assert [mention.member for mention in Mention.objects.all()] == [world.other_agent]
    assert Delivery.objects.get(kind="mention").recipient == world.other_agent.user.email
    assert see_mentions(ticket=opened, member=world.other_agent, at=NOON) == 1
    assert see_mentions(ticket=opened, member=world.other_agent, at=NOON) == 0


def test_a_note_on_records_tells_nobody_who_may_not_see_them(
    world: World, better: tuple[Member, Person]
) -> None:  # B22
    agent, mia = better
    member(agent.vendor, "agent", "Uma Faraway", country="AU")
    opened = ticket(mia, kind="question")

    add_note(ticket=opened, words=Incoming("@Uma look"), by=agent, at=NOON, data=True)
    assert not Mention.objects.exists()
    add_note(ticket=opened, words=Incoming("@Uma look"), by=agent, at=NOON)
    assert Mention.objects.count() == 1


def test_a_client_that_limits_access_is_told_what_follows_when_its_records_are_needed(
    world: World, better: tuple[Member, Person]
) -> None:  # B22
    agent, mia = better
    opened = ticket(mia, kind="question")

    need_records(ticket=opened, by=agent, at=NOON)
    assert opened.needs_data
    assert "staff in Canada" in Delivery.objects.get(kind="notice").text
    with pytest.raises(TicketRefusedError, match="already"):
        need_records(ticket=opened, by=agent, at=NOON)
    need_no_records(ticket=opened, by=agent, at=NOON)
    assert not opened.needs_data


def test_an_add_on_bought_mid_ticket_leaves_open_tickets_as_they_were_where_the_policy_says_so(world: World) -> None:
    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")  # Q25
    shop = organisation(qiscus, "Shop")
    bought = agreement(shop, "premium")
    opened = ticket(person(shop, "Sari", "sari@shop.example"), facts={"priority": "high"})
    before = opened.next_due_at
    assert policy_of(opened.policy_version_id).document.terms.plan_change == "keep"
    BoughtAddon.objects.create(agreement=bought, addon="24x7", since=date(2026, 2, 3))

    assert plan_changed(agreement=bought, at=NOON + MINUTE) == ()

    opened.refresh_from_db()
    assert opened.next_due_at == before
