"""Words are found in both languages, whatever their accents and endings, by those who may read them."""

from __future__ import annotations

import pytest

from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message
from servanda.desk.tickets.attachments import keep_file
from servanda.desk.tickets.models import Passage, Ticket
from servanda.desk.tickets.search import STAFF, index_again, search, search_for_client, tickets_found
from servanda.engine.instants import MINUTE

from .world import NOON, World, ticket


def found(world: World, question: str) -> list[str]:
    hits = tickets_found(search(Ticket.objects.all(), question, vendors=[world.kiwi.pk]))
    subjects = dict(Ticket.objects.values_list("pk", "subject"))
    return [subjects[each] for each in hits]


@pytest.mark.parametrize(
    ("subject", "question"),
    [
        ("Les factures sont vides", "facture"),
        ("La facture est vide", "FACTURES"),
        ("Délai de résolution", "resolution"),
        ("Delai de resolution", "résolution"),
        ("Invoices are printed twice", "invoice printing"),
        ("Invoices are printed twice", "invo"),
        ("The list stays empty", '"list stays"'),
        ("The list stays empty", "« stays empty »"),
        ("The list stays empty", "KIWI-1"),
        ("The list stays empty", "hospital bob"),
        ("The cœur of it", "coeur"),
        ("The list stays empty", "began morning"),
    ],
)
def test_a_word_finds_its_other_forms_in_both_languages(world: World, subject: str, question: str) -> None:
    ticket(world.bob, subject)

    assert found(world, question) == [subject]


@pytest.mark.parametrize("question", ['"stays list"', "nothing", "", '"" *', "KIWI-2", "empty AND nothing", "'); DROP"])
def test_what_is_not_said_is_not_found(world: World, question: str) -> None:
    ticket(world.bob)

    assert found(world, question) == []


def test_a_word_of_the_subject_comes_before_the_same_word_in_a_message(world: World) -> None:
    ticket(world.bob, "Morning report")
    ticket(world.bob, "Something else", at=NOON + MINUTE)

    assert found(world, "morning") == ["Morning report", "Something else"]


def test_words_may_stand_apart_in_one_ticket_and_files_are_found_by_name(world: World) -> None:
    first, second = ticket(world.bob, "Slow list"), ticket(world.carol, "Slow list")
    for each in (first, second):
        file = keep_file("relevé_d’heures.csv", b"a,b")
        receive_message(
            ticket=each, words=Incoming("Since the import of rosters.", files=(file,)), by=each.requester, at=NOON
        )
    add_note(ticket=second, words=Incoming("Record of Zephyrine"), by=world.agent, at=NOON, data=True)

    assert len(search(Ticket.objects.all(), "clinic imports", vendors=[world.kiwi.pk])) == 1
    assert found(world, "hospital imports slow") == [first.subject]
    assert found(world, "releve heures.csv") == ["Slow list", "Slow list"]
    assert found(world, "carol relevé") == ["Slow list"]
    assert (found(world, "clinic zephyrine"), found(world, "hospital nothing")) == ([], [])
    with_data = search(Ticket.objects.all(), "clinic zephyrine", vendors=[world.kiwi.pk], kinds=[*STAFF, "data"])
    assert [(each.ticket_id, each.kind) for each in with_data] == [(second.pk, "data")]
    mine = Ticket.objects.filter(organisation=world.hospital)
    assert search_for_client(mine, "clinic imports", vendors=[world.kiwi.pk]) == []


def test_clients_find_nothing_of_what_staff_note_and_nothing_of_others(world: World) -> None:
    opened = ticket(world.bob)
    add_note(ticket=opened, words=Incoming("Looks like the turbine."), by=world.agent, at=NOON + MINUTE)
    receive_message(ticket=opened, words=Incoming("The rotor hums."), by=world.bob, at=NOON + MINUTE)
    mine = Ticket.objects.filter(organisation=world.hospital)
    theirs = Ticket.objects.filter(organisation=world.clinic)

    def ask(tickets, question):
        return len(search_for_client(tickets, question, vendors=[world.kiwi.pk]))

    assert (ask(mine, "turbine"), ask(mine, "rotors"), ask(theirs, "rotors")) == (0, 1, 0)
    assert found(world, "turbines") == [opened.subject]


def test_a_note_with_data_is_found_only_where_it_is_asked_for(world: World) -> None:
    opened = ticket(world.bob)
    add_note(ticket=opened, words=Incoming("Record of Zephyrine"), by=world.agent, at=NOON, data=True)

    hits = search(Ticket.objects.all(), "zephyrine", vendors=[world.kiwi.pk], kinds=["data"])

    assert (found(world, "zephyrine"), len(hits)) == ([], 1)


def test_reading_everything_again_finds_the_same(world: World) -> None:
    ticket(world.bob)
    before = set(Passage.objects.values_list("ticket", "message", "kind", "words", "stems"))

    assert index_again(batch=1) == len(before)

    assert set(Passage.objects.values_list("ticket", "message", "kind", "words", "stems")) == before
    assert found(world, "list") == ["The list stays empty"]
