"""A button that is pressed twice does once what it says."""

from __future__ import annotations

from django.test import Client

from servanda.desk.organisations.models import Absence, Invitation, Organisation
from servanda.desk.outbox.models import Delivery

from .world import World

GUEST = {"email": "new@people.example", "name": "New", "language": "en", "role": "agent", "country": "CA"}


def test_the_same_form_sent_twice_leads_to_one_invitation_and_one_place(world: World, client: Client) -> None:
    client.force_login(world.administrator.user)
    form = {**GUEST, "csrfmiddlewaretoken": "of this page"}

    answers = [client.post("/en/desk/kiwi/staff/invite/", form) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == ["/en/desk/kiwi/staff/"] * 2
    assert (Invitation.objects.count(), Delivery.objects.count()) == (1, 1)


def test_the_form_of_another_page_or_person_is_another_form(world: World, client: Client) -> None:
    days = {"member": world.agent.pk, "first": "2099-01-01", "last": "2099-01-02", "csrfmiddlewaretoken": "one"}
    lead, own = Client(), client
    lead.force_login(world.lead.user)
    own.force_login(world.agent.user)

    for asks, token in ((lead, "one"), (lead, "another"), (own, "one")):
        asks.post("/en/desk/kiwi/staff/absences/add/", {**days, "csrfmiddlewaretoken": token})

    assert Absence.objects.count() == 3


def test_what_was_refused_is_tried_again(world: World, client: Client) -> None:
    client.force_login(world.lead.user)
    form = {"name": world.clinic.name, "language": "en", "csrfmiddlewaretoken": "one"}

    refused = client.post("/en/desk/kiwi/clients/new/", form)
    Organisation.objects.filter(pk=world.clinic.pk).update(name="Renamed")
    accepted = client.post("/en/desk/kiwi/clients/new/", form)

    assert (refused.status_code, accepted.status_code) == (422, 302)
