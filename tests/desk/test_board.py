"""The board: its figures are those of the tickets, for those who answer for the house."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from threading import Event
from time import sleep
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from servanda.desk.clock import now
from servanda.desk.organisations.models import Absence
from servanda.desk.organisations.permissions import Role
from servanda.desk.organisations.who import who_is
from servanda.desk.tickets.actions.corrections import plan_correction
from servanda.desk.tickets.actions.states import assign
from servanda.desk.tickets.actions.writing import Incoming, reply
from servanda.desk.tickets.board import VERDICTS, Kept, clocks_of_period, kept_promises, month_mean, verdict_is
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.lists import Filters, Seen, list_page
from servanda.desk.tickets.loads import loads
from servanda.desk.tickets.models import Clock, Ticket
from servanda.desk.web.board.month import fresh
from servanda.desk.web.board.page import board_page
from servanda.desk.web.queue.page import Desk
from servanda.engine.instants import DAY, HOUR, MINUTE, moment
from servanda.engine.requests.means import mean_figure, mean_rules, measure, month_of

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

URGENT = {"impact": "extended", "urgency": "critical"}


@pytest.fixture
def month(world: World) -> World:
    """One answered in time, one too late, one late and open, one still running."""
    for subject, minutes in (("In time", 20), ("Late", 90)):
        opened = ticket(world.bob, subject, facts=URGENT)
        reply(ticket=opened, words=Incoming("Yes."), by=world.agent, at=NOON + minutes * MINUTE)
    ticket(world.carol, "Forgotten", facts=URGENT)
    fresh = ticket(world.bob, "Fresh", at=NOON + 2 * HOUR)
    assign(ticket=fresh, to=world.agent, by=world.lead, at=NOON + 2 * HOUR)
    return world


def test_the_account_of_a_month_is_what_its_tickets_show_and_leads_to_them(month: World) -> None:
    at = NOON + 2 * HOUR + MINUTE
    kept = {each.metric: each for each in kept_promises(clocks_of_period(month.kiwi.pk, NOON - DAY, at), at=at)}

    response = kept["response"]
    assert (response.met, response.breached, response.running) == (1, 2, 1)
    shown = {
        verdict.state
        for each in Ticket.objects.filter(subject__in=["Late", "Forgotten"])
        for verdict in answer_of(each, each.events.all(), as_of=at).verdicts
        if verdict.selected.metric == "response"
    }
    assert shown == {"breached"}
    filters = Filters(view="all", verdict=f"response.breached.{NOON - DAY}.{at}")
    listed = list_page(Ticket.objects.all(), filters, Seen(month.lead, at)).tickets
    assert {each.subject for each in listed} == {"Late", "Forgotten"}


def test_every_promised_clock_has_one_verdict_and_no_more(month: World) -> None:
    at = NOON + 2 * HOUR + MINUTE
    promised = Clock.objects.filter(mean=False).exclude(rule="")

    counted = [set(Clock.objects.filter(verdict_is(name, at=at)).values_list("pk", flat=True)) for name in VERDICTS]

    assert sum(map(len, counted)) == len(set().union(*counted))
    assert set().union(*counted) <= set(promised.values_list("pk", flat=True))


def test_load_lies_with_members_clients_and_nobody(month: World) -> None:
    found = loads(Ticket.objects.all(), at=NOON + 2 * HOUR)

    assert found.members[month.agent.pk].open == 1
    assert (found.members[None].open, found.members[None].breached) == (3, 2)
    assert found.clients[month.clinic.pk].breached == 1
    assert sum(each.open for each in found.clients.values()) == 4


def test_each_number_of_the_board_leads_to_as_many_requests(month: World, client: Client) -> None:
    client.force_login(month.lead.user)
    board = client.get("/en/desk/kiwi/board/").content.decode()
    numbers = re.findall(r'<a (?:class="figure[^"]*" )?href="(/en/desk/kiwi/[?][^"]+)">(?:<span[^>]*>)?(\d+)<', board)
    assert len(numbers) >= 10

    for href, number in numbers:
        page = client.get(unescape(href)).content.decode()
        assert (href, len(re.findall(r'<tr class="row', page))) == (href, int(number))


def test_the_running_mean_is_the_engines(world: World) -> None:
    house = vendor("better", "better-impact", "BI", "chat")
    agent = member(house, Role.AGENT)
    charity = organisation(house, "Charity")
    agreement(charity, "member")
    asker = person(charity, "Erin", "erin@charity.example", administrator=True)
    for minutes in (5, 30, None):
        opened = ticket(asker, f"After {minutes}", kind="question", channel="chat", at=NOON)
        if minutes:
            reply(ticket=opened, words=Incoming("Here."), by=agent, at=NOON + minutes * MINUTE)
    at = NOON + 40 * MINUTE
    tickets = list(Ticket.objects.filter(vendor=house))
    answers = [answer_of(each, each.events.all(), as_of=at) for each in tickets]
    policy = answers[0].policy
    rule = mean_rules(policy)[0]

    found = month_mean(policy, rule, house.pk, at=at)

    expected = mean_figure(
        policy, rule, [one for each in answers for one in measure(each)], month=month_of(policy, at), as_of=at
    )
    shown = ("number", "running", "total", "mean", "met", "left", "next_may_take", "recovers_after")
    assert [getattr(found, name) for name in shown] == [getattr(expected, name) for name in shown]
    assert (found.number, found.running, found.total, found.met) == (3, 1, 75 * MINUTE, False)


def test_the_board_shows_who_is_away_what_is_planned_and_whom_to_see_to(month: World, client: Client) -> None:
    today = moment(now(), ZoneInfo("America/Toronto")).date()
    Absence.objects.create(member=month.other_agent, first=today, last=today + timedelta(days=1))
    fresh = Ticket.objects.get(subject="Fresh")
    plan_correction(ticket=fresh, release="2026.3", by=month.agent, at=now())
    month.hospital.agreements.update(until=today - timedelta(days=1))
    client.force_login(month.lead.user)

    page = client.get("/en/desk/kiwi/board/").content.decode()

    assert "2026.3" in page
    assert re.search(r"Otto Agent</a><span[^>]*>away until", page)
    assert "The agreement has ended" in page
    assert "Forgotten" in page


def test_nobody_is_away_because_it_is_saturday(month: World) -> None:
    saturday = NOON + 4 * DAY
    day = moment(saturday, ZoneInfo("America/Toronto")).date()
    Absence.objects.create(member=month.other_agent, first=day, last=day)

    agents = {
        each.name: each for each in board_page(Desk(who_is(month.lead.user, at=saturday), month.lead, saturday)).agents
    }

    assert [name for name, each in agents.items() if each.away] == ["Otto Agent"]
    assert agents["Ada Agent"].presence.startswith("back Mon")


def test_the_board_is_for_those_who_may_see_it_in_few_questions(
    month: World, client: Client, django_assert_max_num_queries
) -> None:
    for someone, status in ((month.agent, 403), (month.account, 403), (month.stranger, 404)):
        client.force_login(someone.user)
        assert client.get("/en/desk/kiwi/board/").status_code == status
    client.force_login(month.lead.user)
    client.get("/en/desk/kiwi/board/")

    with django_assert_max_num_queries(30):
        assert client.get("/fr/desk/kiwi/board/").status_code == 200


def test_a_short_account_is_counted_whenever_somebody_looks() -> None:
    short = (Kept("response", met=4_000, running=999),)

    assert fresh("short", NOON, lambda: (NOON, short)) == (NOON, short)
    assert fresh("short", NOON + 1, lambda: (NOON + 1, short)) == (NOON + 1, short)


def test_a_long_account_that_is_old_is_shown_at_once_and_counted_again_for_the_next_who_looks() -> None:
    long = (Kept("response", met=5_000),)
    first, second, counted = (NOON, long), (NOON + HOUR, long), Event()

    def count() -> tuple[int, tuple[Kept, ...]]:
        counted.set()
        return second

    assert fresh("account", NOON, lambda: first) == first
    assert fresh("account", NOON + 5 * MINUTE, count) == first
    assert not counted.is_set()
    assert fresh("account", NOON + 5 * MINUTE + 1, count) == first
    assert counted.wait(5)
    while cache.get("account") == first:
        sleep(0.01)
    assert fresh("account", NOON + HOUR, count) == second
