"""The queue: the right requests in the right order, for those who may see them, in few questions to the database."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from servanda.desk.clock import now
from servanda.desk.organisations.who import who_is
from servanda.desk.tickets.actions.drafts import Written, keep_draft
from servanda.desk.tickets.actions.duties import mark_duty_missed
from servanda.desk.tickets.actions.incidents import close_incident, join_incident, open_incident
from servanda.desk.tickets.actions.states import assign, tag, wait_for
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.counts import count_lists, counts_for
from servanda.desk.tickets.fresh import FRESH
from servanda.desk.tickets.lists import SCOPES, Filters, Seen, conditions, list_page, neighbours
from servanda.desk.tickets.loads import loads
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.rebuilding import rebuild
from servanda.desk.web.live import Known, changed_since, latest
from servanda.desk.web.queue.rows import rows_of
from servanda.engine.instants import DAY, HOUR, MINUTE

from .world import NOON, World, ticket

URGENT = {"impact": "extended", "urgency": "critical"}
MILD = {"impact": "minor", "urgency": "low"}


@pytest.fixture
def day(world: World) -> World:
    """Five requests: one urgent, one mild, one taken by a colleague, one that waits, one resolved."""
    mild = ticket(world.bob, "Mild", facts=MILD)
    add_note(ticket=mild, words=Incoming("@ada, a word?"), by=world.other_agent, at=NOON)
    ticket(world.bob, "Urgent", facts=URGENT, at=NOON + MINUTE)
    taken = ticket(world.carol, "Taken", at=NOON + 2 * MINUTE)
    assign(ticket=taken, to=world.other_agent, by=world.lead, at=NOON + 3 * MINUTE)
    waits = ticket(world.carol, "Waits", at=NOON + 4 * MINUTE)
    wait_for(ticket=waits, party="client", reason="a log", by=world.agent, at=NOON + 5 * MINUTE)
    done = ticket(world.bob, "Done", at=NOON + 6 * MINUTE)
    reply(ticket=done, words=Incoming("Fixed."), by=world.agent, at=NOON + 7 * MINUTE, name="resolved")
    keep_draft(ticket=done, member=world.agent, written=Written(text="One more thing"), at=NOON + 7 * MINUTE)
    keep_draft(ticket=mild, member=world.other_agent, written=Written(text="Not yours"), at=NOON + 7 * MINUTE)
    keep_draft(ticket=mild, member=world.agent, written=Written(tags=("x",)), at=NOON + 7 * MINUTE)
    return world


def subjects(filters: Filters, seen: Seen) -> list[str]:
    return [each.subject for each in list_page(Ticket.objects.all(), filters, seen).tickets]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("attention", ["Urgent", "Mild"]),
        ("mine", []),
        ("unassigned", ["Urgent", "Mild", "Waits"]),
        ("open", ["Urgent", "Mild", "Taken", "Waits"]),
        ("waiting", ["Waits"]),
        ("client-spoke", ["Urgent", "Mild", "Taken", "Waits"]),
        ("named", ["Mild"]),
        ("drafts", ["Done"]),
        ("risk", ["Urgent"]),
        ("breached", []),
        ("unclassified", []),
        ("resolved", ["Done"]),
        ("all", ["Done", "Waits", "Taken", "Urgent", "Mild"]),
    ],
)
def test_each_view_holds_its_requests_with_the_next_breach_first(day: World, view: str, expected: list[str]) -> None:
    seen = Seen(day.agent, NOON + 50 * MINUTE)

    found = subjects(Filters(view=view), seen)

    assert sorted(found) == sorted(expected)
    assert found[:1] == expected[:1]
    assert count_lists(Ticket.objects.all(), [Filters(view=view)], seen) == [len(expected)]


def test_what_was_at_risk_is_breached_once_its_time_is_over(day: World) -> None:
    later = Seen(day.agent, NOON + 2 * HOUR)

    assert ("Urgent" in subjects(Filters(view="breached"), later), subjects(Filters(view="risk"), later)) == (True, [])


def test_the_policys_own_order_puts_the_urgent_before_the_earlier(day: World) -> None:
    found = subjects(Filters(view="open", order="policy"), Seen(day.agent, NOON + 50 * MINUTE))

    assert found[0] == "Urgent"


def test_the_order_says_why_a_request_stands_where_it_stands(day: World, client: Client) -> None:
    client.force_login(day.agent.user)
    listed = client.get("/en/desk/kiwi/?view=open&order=policy").content.decode()
    assert "/en/desk/kiwi/why/2/" in listed

    said = client.get("/en/desk/kiwi/why/2/").content.decode()

    assert ("Handled in this order" in said, "Priority:" in said) == (True, True)
    client.force_login(day.stranger.user)
    assert client.get("/en/desk/kiwi/why/2/").status_code == 404


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({"client": "clin"}, {"Taken", "Waits"}),
        ({"priority": "P1"}, {"Urgent"}),
        ({"plan": "PLUS"}, {"Taken", "Waits"}),
        ({"assignee": "nobody"}, {"Urgent", "Mild", "Waits"}),
        ({"state": "waiting"}, {"Waits"}),
        ({"tag": "câble"}, {"Mild"}),
        ({"words": "urgent"}, {"Urgent"}),
        ({"language": "fr"}, set()),
        ({"kind": "incident", "channel": "portal", "words": "mild"}, {"Mild"}),
        ({"assignee": "no such", "incident": "9999"}, set()),
    ],
)
def test_a_filter_leaves_what_answers_it(day: World, narrow: dict[str, str], expected: set[str]) -> None:
    mild = Ticket.objects.get(subject="Mild")
    tag(ticket=mild, tags=["Câble"], by=day.agent, at=NOON + HOUR)

    assert set(subjects(Filters(view="open", **narrow), Seen(day.agent, NOON + HOUR))) == expected


def test_the_list_is_narrowed_to_an_incident_that_its_reader_may_know_of(day: World, client: Client) -> None:
    incident = open_incident(vendor=day.kiwi, title="Outage", at=NOON)
    join_incident(ticket=Ticket.objects.get(subject="Waits"), incident=incident, by=day.agent, at=NOON + HOUR)
    shown = {}
    for member in (day.agent, day.account):
        client.force_login(member.user)
        page = client.get("/en/desk/kiwi/?view=open").context["page"]
        shown[member.role] = {each.name: each for each in page.narrowings}.get("incident")

    assert [option.name for option in shown["agent"].options] == ["any", "Outage"]
    assert shown["account manager"] is None
    close_incident(incident=incident, by=day.agent, at=NOON + HOUR)
    client.force_login(day.agent.user)
    page = client.get(f"/en/desk/kiwi/?view=open&incident={incident.pk}").context["page"]
    assert [(chip.says, len(page.rows)) for chip in page.chips] == [("Incident: Outage", 1)]


@pytest.mark.parametrize("late", ["excused", "breached"])
def test_a_list_calls_breached_what_its_rows_do_while_time_passes_and_nothing_happens(
    world: World, late: str
) -> None:  # K21
    opened = ticket(world.bob, facts=URGENT)
    if late == "excused":
        mark_duty_missed(ticket=opened, duty="resources", by=world.agent, at=NOON + 10 * MINUTE)
    last = max(each.due_at for each in opened.clocks.exclude(due_at=None))
    said = set()

    for at in (NOON + 11 * MINUTE, NOON + 2 * HOUR, last + DAY):
        seen, filters = Seen(world.agent, at), Filters(view="breached")
        listed = list_page(Ticket.objects.all(), filters, seen).tickets
        at_risk = subjects(Filters(view="risk"), seen)
        (row,) = rows_of([opened], filters, None, now=at)
        said.add(row.promised.state)
        assert bool(listed) is (row.promised.state == "breached") is row.promised.left.late
        assert not (at_risk and row.promised.state == "excused")
        assert loads(Ticket.objects.all(), at=at).members[None].breached == len(listed)

    assert said == {"running", late}
    add_note(ticket=opened, words=Incoming("Still nothing."), by=world.agent, at=last + DAY)
    assert bool(list_page(Ticket.objects.all(), filters, seen).tickets) is (late == "breached")
    assert rebuild().differed == ()


@pytest.mark.parametrize("order", ["breach", "policy", "latest"])
def test_pages_show_every_request_once_and_neighbours_lead_through_them(day: World, order: str) -> None:
    for _twin in range(2):
        ticket(day.bob, "Twin", at=NOON + 10 * MINUTE)
    seen, filters = Seen(day.agent, NOON + 50 * MINUTE), Filters(view="open", order=order)
    whole = list_page(Ticket.objects.all(), filters, seen).tickets

    walked, after = [], ""
    while True:
        page = list_page(Ticket.objects.all(), filters, seen, after=after, size=1)
        walked += page.tickets
        if not (after := page.after):
            break

    assert walked == list(whole)
    numbers = [None, *(each.number for each in whole), None]
    for place, each in enumerate(whole, 1):
        assert neighbours(Ticket.objects.all(), filters, seen, each) == (numbers[place - 1], numbers[place + 1])


def test_the_page_asks_the_database_at_most_fourteen_times(
    day: World, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(day.agent.user)
    client.get("/en/desk/kiwi/?view=open")

    with django_assert_max_num_queries(14):
        page = client.get("/en/desk/kiwi/")

    assert page.status_code == 200
    for number in range(12):
        ticket(day.bob, f"Number {number}", at=now())
    with django_assert_max_num_queries(14):
        client.get("/fr/desk/kiwi/?view=open")


def test_whatever_people_wrote_is_text_in_every_list(world: World, client: Client) -> None:
    hostile = "<script>x</script>\"'><img src=x>"
    world.hospital.name = hostile
    world.hospital.save()
    asked = ticket(world.bob, hostile, facts=URGENT, at=now())
    tag(ticket=asked, tags=(hostile,), by=world.agent, at=now())
    incident = open_incident(vendor=world.kiwi, title=hostile, at=now())
    join_incident(incident=incident, ticket=asked, by=world.agent, at=now())
    client.force_login(world.lead.user)

    for path in ("?view=open", "?view=open&order=policy", "search/?q=script", "board/"):
        page = client.get(f"/en/desk/kiwi/{path}").content.decode()
        assert "&lt;script&gt;x" in page, path
        assert "<script>x" not in page, path
        assert "<img" not in page, path
        assert "\"'>" not in page, path


def test_a_list_walks_an_index_however_many_requests_there_are(world: World) -> None:
    seen = Seen(world.agent, NOON)
    chosen = Ticket.objects.filter(vendor_id=world.kiwi.pk)

    for view in SCOPES:
        for part in conditions(Filters(view=view), seen):
            plan = chosen.filter(part).order_by("sort_at", "id")[:40].explain()
            assert "SCAN tickets_ticket" not in plan, (view, plan)


def test_a_view_is_kept_renamed_shared_moved_and_forgotten(day: World, client: Client) -> None:
    client.force_login(day.lead.user)

    made = client.post("/en/desk/kiwi/views/", {"name": "Clinic first", "query": "view=open&client=clin"})
    number = parse_qs(urlsplit(made["Location"]).query)["kept"][0]
    client.post(f"/en/desk/kiwi/views/{number}/", {"deed": "rename", "name": "The clinic"})
    client.post(f"/en/desk/kiwi/views/{number}/", {"deed": "share"})

    client.force_login(day.agent.user)
    seen = client.get("/en/desk/kiwi/").content.decode()
    assert "The clinic" in seen
    assert re.search(r"The clinic.*?<span class=\"count\">2<", seen, re.DOTALL)
    assert client.post(f"/en/desk/kiwi/views/{number}/", {"deed": "delete"}).status_code == 404
    for name in ("Mine A", "Mine B"):
        last = client.post("/en/desk/kiwi/views/", {"name": name, "query": "view=mine"})["Location"]
    client.post(f"/en/desk/kiwi/views/{parse_qs(urlsplit(last).query)['kept'][0]}/", {"deed": "up"})
    listed = re.findall(r"<span>(Mine .|The clinic)[ <]", client.get("/en/desk/kiwi/").content.decode())
    assert listed == ["The clinic", "Mine B", "Mine A"], "the shared ones first"
    client.force_login(day.lead.user)
    client.post(f"/en/desk/kiwi/views/{number}/", {"deed": "delete"})
    assert "The clinic" not in client.get("/en/desk/kiwi/").content.decode()


def test_strangers_find_no_queue_and_account_managers_their_own_clients_only(day: World, client: Client) -> None:
    addresses = ["", "search/?q=mild", "go/?q=mild", "live/"]
    client.force_login(day.stranger.user)
    assert {client.get(f"/en/desk/kiwi/{each}").status_code for each in addresses} == {404}
    client.force_login(day.bob.user)
    assert {client.get(f"/en/desk/kiwi/{each}").status_code for each in addresses} == {404}

    client.force_login(day.account.user)
    seen = client.get("/en/desk/kiwi/?view=open").content.decode()
    assert ("Urgent" in seen, "Taken" in seen) == (True, False)
    found = client.get("/en/desk/kiwi/search/?q=taken").content.decode()
    assert "0 requests found" in found


def test_the_palette_offers_views_requests_and_clients(day: World, client: Client) -> None:
    client.force_login(day.agent.user)

    names = {each["name"] for each in client.get("/en/desk/kiwi/go/?q=clin").json()["found"]}
    numbered = client.get("/en/desk/kiwi/go/?q=KIWI-2").json()["found"]

    assert "Clinic" in names
    assert [each["name"] for each in numbered] == ["KIWI-2 Urgent"]


def test_search_marks_what_was_found_and_hides_data_from_other_countries(day: World, client: Client) -> None:
    mild = Ticket.objects.get(subject="Mild")
    mild.agreement.data_countries = ["FR"]
    mild.agreement.save()
    add_note(ticket=mild, words=Incoming("Patient Zephyrine"), by=day.agent, at=NOON + HOUR, data=True)
    client.force_login(day.agent.user)

    assert "<mark>Urgent</mark>" in client.get("/en/desk/kiwi/search/?q=urgent").content.decode()
    assert "0 requests found" in client.get("/en/desk/kiwi/search/?q=zephyrine").content.decode()
    for reference in ("kiwi-2", "KIWI 2", "#2"):
        assert client.get("/en/desk/kiwi/search/", {"q": reference}).headers["Location"] == "/en/desk/kiwi/tickets/2/"
    assert "0 requests found" in client.get("/en/desk/kiwi/search/?q=KIWI-99").content.decode()
    day.agent.country = "FR"
    day.agent.save()
    assert "<mark>Zephyrine</mark>" in client.get("/en/desk/kiwi/search/?q=zephyrine").content.decode()


@pytest.mark.usefixtures("one_connection")
def test_open_pages_are_told_of_each_change_once_for_their_own_vendor(world: World) -> None:
    ticket(world.bob)
    known = latest()
    ticket(world.carol)
    ticket(world.dave)

    known, changed = changed_since(known)

    assert changed == {world.kiwi.pk: [2], world.aidi.pk: [1]}
    assert changed_since(known)[1] == {}


@pytest.mark.usefixtures("one_connection")
def test_an_event_that_was_numbered_before_the_last_and_written_after_it_is_told(world: World) -> None:
    ticket(world.bob)
    late = Event.objects.get().pk
    ticket(world.carol)
    known = latest()

    known, changed = changed_since(Known(known.last, known.recent - {late}))

    assert changed == {world.kiwi.pk: [1]}


def test_a_count_is_shared_until_something_happens_and_stands_ten_seconds_at_most(
    day: World, client: Client, django_assert_num_queries
) -> None:
    lists = [Filters(view="unassigned"), Filters(view="breached")]
    agent, lead = who_is(day.agent.user, at=NOON), who_is(day.lead.user, at=NOON)
    before = counts_for(agent, lists, Seen(day.agent, NOON))

    with django_assert_num_queries(1):
        assert counts_for(lead, lists, Seen(day.lead, NOON)) == before

    opened = ticket(day.bob, "Another", at=NOON)
    assert counts_for(lead, lists, Seen(day.lead, NOON))[0] == before[0] + 1
    assign(ticket=opened, to=day.lead, by=day.lead, at=NOON)
    assert counts_for(agent, lists, Seen(day.agent, NOON))[0] == before[0]
    assert FRESH <= 10


def test_an_account_manager_counts_their_own_clients_alone(day: World) -> None:
    lists = [Filters(view="open")]
    everything = counts_for(who_is(day.agent.user, at=NOON), lists, Seen(day.agent, NOON))

    assert counts_for(who_is(day.account.user, at=NOON), lists, Seen(day.account, NOON)) == [2]
    assert everything == [4]
