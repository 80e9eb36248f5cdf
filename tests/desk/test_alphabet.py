"""Names stand where people look for them: accents and capitals do not decide, in either language."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from servanda.desk.alphabet import ByName, name_key
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.queries import active_staff

from .world import World, agreement, member, organisation, person

SORTED = ("Eleonor", "Élodie", "emma", "Eric", "Éric", "Œuvres", "Zoe", "Zoé")
"""As a reader of French or of English expects them; among those alike but for an accent, the plain one first."""


MIXED = ("Zoé", "Eric", "Œuvres", "emma", "Éric", "Zoe", "Élodie", "Eleonor")


def test_names_are_sorted_alike_here_and_in_the_database(world: World) -> None:
    for name in MIXED:
        organisation(world.aidi, name)
    found = Organisation.objects.filter(vendor=world.aidi, name__in=SORTED)

    assert tuple(sorted(MIXED, key=name_key)) == SORTED
    assert tuple(each.name for each in found) == SORTED
    assert tuple(each.name for each in found.order_by(ByName("name").desc())) == SORTED[::-1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_clients_people_and_staff_are_listed_by_name(world: World, client: Client, language: str) -> None:
    for number, name in enumerate(MIXED):
        member(world.kiwi, "agent", f"{name} Desk")
        agreement(organisation(world.kiwi, f"{name} Inc."), "basic")
        person(world.hospital, f"{name} Ward", f"ward{number}@hospital.example")
    client.force_login(world.administrator.user)

    def listed(path: str, surname: str) -> list[str]:
        said = client.get(f"/{language}/desk/kiwi/{path}").content.decode()
        return list(dict.fromkeys(re.findall(rf"({'|'.join(SORTED)}) {surname}", said)))

    assert listed("clients/", "Inc") == list(SORTED)
    assert listed(f"clients/{world.hospital.pk}/", "Ward") == list(SORTED)
    assert listed("staff/", "Desk") == list(SORTED)
    assert [str(each) for each in active_staff(world.kiwi.pk) if str(each).endswith("Desk")] == [
        f"{name} Desk" for name in SORTED
    ]
