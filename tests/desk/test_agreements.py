"""Agreements: checked whole against the policy, kept with every change, followed by open requests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from servanda.desk.agreements.actions import change_agreement, enter_agreement
from servanda.desk.agreements.models import Agreement, AgreementChange, PolicyVersion
from servanda.desk.agreements.standing import standing_of
from servanda.desk.agreements.terms import Terms, terms_of
from servanda.desk.organisations.models import Member, Organisation
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.agreed import change_terms
from servanda.desk.tickets.actions.opening import NotEntitledError
from servanda.engine.instants import HOUR, MINUTE, parse_instant

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

LIST = "/en/desk/kiwi/clients/"
BEGAN = date(2026, 1, 1)


@pytest.fixture
def airline(world: World) -> tuple[Organisation, Member]:
    """A client of a vendor whose policy has add-ons, and who enters its agreement."""
    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")
    return organisation(qiscus, "Airline"), member(qiscus, "manager")


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"plan": "gold"}, {"plan"}),
        ({"plan": "basic", "addons": {"24x7": BEGAN}}, {"addon.24x7"}),
        ({"addons": {"8x7": BEGAN, "24x7": BEGAN}}, {"addon.24x7"}),
        ({"addons": {"resolution": date(2025, 12, 31)}}, {"addon.resolution"}),
        ({"until": date(2026, 6, 1), "addons": {"24x7": date(2026, 6, 1)}}, {"addon.24x7"}),
        ({"addons": {"9x9": BEGAN}}, {"addon.9x9"}),
        ({"until": BEGAN}, {"until"}),
        ({"fee": Decimal(-1)}, {"fee", "currency"}),
        ({"fee": Decimal(10), "currency": "XXY"}, {"currency"}),
        ({"data_countries": ("CA", "QC")}, {"countries"}),
        ({"pinned": "0" * 32}, {"pinned"}),
        ({"plan": "gold", "until": BEGAN, "fee": Decimal(1)}, {"plan", "until", "currency"}),
    ],
)
def test_terms_that_do_not_fit_the_policy_are_refused_all_at_once(
    airline: tuple[Organisation, Member], given: dict[str, object], fields: set[str]
) -> None:
    """Q15-Q26, B22: each problem beside its field, in both languages, and nothing is kept."""
    client, lead = airline
    terms = Terms(**({"plan": "premium", "since": BEGAN} | given))
    with pytest.raises(SheetRefusedError) as refused:
        enter_agreement(client=client, terms=terms, by=lead, at=NOON)

    assert set(refused.value.problems) == fields
    assert all(text.en and text.fr for texts in refused.value.problems.values() for text in texts)
    assert not Agreement.objects.filter(organisation=client).exists()


@pytest.mark.parametrize(("day", "stage", "days"), [(2, "running", 1), (3, "ended", None)])
def test_an_agreement_has_ended_on_the_first_day_that_it_does_not_cover(day: int, stage: str, days: int | None) -> None:
    agreed = Agreement(since=BEGAN, until=date(2026, 2, 3))

    standing = standing_of([agreed], date(2026, 2, day))

    assert (standing.stage, standing.days) == (stage, days)


def test_the_last_moment_of_an_agreement_is_midnight_where_the_policy_counts_its_days(world: World) -> None:
    world.hospital.agreements.update(until=date(2026, 2, 4))
    midnight = parse_instant("2026-02-04T00:00-05:00")

    assert ticket(world.bob, at=midnight - 1).reference == "KIWI-1"
    with pytest.raises(NotEntitledError):
        ticket(world.bob, at=midnight)


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (date(2025, 1, 1), date(2025, 3, 1), False),
        (date(2025, 1, 1), date(2025, 3, 2), True),
        (date(2025, 8, 31), None, True),
        (date(2025, 9, 1), None, False),
        (date(2025, 4, 1), date(2025, 5, 1), True),
        (date(2025, 1, 1), None, True),
    ],
)
def test_two_agreements_of_a_client_never_overlap(
    airline: tuple[Organisation, Member], since: date, until: date | None, refused: bool
) -> None:
    """Days are half-open: one may begin on the day before which the other ends."""
    client, lead = airline
    agreement(client, "basic", since=date(2025, 3, 1), until=date(2025, 9, 1))
    terms = Terms("basic", since, until)
    if not refused:
        assert enter_agreement(client=client, terms=terms, by=lead, at=NOON).pk
        return
    with pytest.raises(SheetRefusedError, match="overlap"):
        enter_agreement(client=client, terms=terms, by=lead, at=NOON)


def test_every_change_stays_on_record_and_the_database_refuses_another_past(world: World) -> None:
    bought = world.hospital.agreements.get()
    terms = terms_of(bought)
    assert change_agreement(agreement=bought, terms=terms, by=world.lead, at=NOON) is None
    change_agreement(
        agreement=bought,
        terms=Terms("PLUS", terms.since, fee=Decimal("60000.50"), currency="CAD"),
        by=world.lead,
        at=NOON,
    )
    kept = bought.changes.get()

    assert (kept.before["plan"], kept.after["plan"], kept.after["fee"]) == ("BASIC", "PLUS", "60000.50")
    assert kept.before["account_manager"]["member"] == world.account.pk
    with pytest.raises(DatabaseError, match="appended"), transaction.atomic():
        AgreementChange.objects.update(at=0)


def test_open_requests_keep_their_plan_or_follow_the_new_one_as_the_policy_says(world: World) -> None:
    """Q25: shipped policies keep; one that says otherwise moves the due times of what is open in the same step."""
    kept = PolicyVersion.objects.get(policy="kiwi-stage-plus")
    moving = kept.text.replace("plan_change: keep", "plan_change: from original start")
    moves = PolicyVersion.objects.create(
        digest="a" * 32, policy=kept.policy, version="moving", text=moving, tables=kept.tables, kept_at=NOON
    )
    for pinned, told in ((kept, 0), (moves, 1)):
        bought = agreement(organisation(world.kiwi, f"Client {told}"), "BASIC", pinned=pinned)
        asker = person(bought.organisation, "Eve", f"eve@{told}.example", signs_in=False)
        asked = ticket(asker, facts={"impact": "extended", "urgency": "critical"}, at=NOON)
        before = asked.next_due_at
        terms = Terms("PLUS", bought.since, pinned=pinned.pk)
        done = change_terms(agreement=bought, terms=terms, by=world.lead, at=NOON + 10 * MINUTE)
        asked.refresh_from_db()

        assert (done.changed, done.told) == (True, told)
        assert ("plan-changed" in {event.name for event in asked.events.all()}) == bool(told)
        assert (asked.next_due_at, before) == (
            (before, before) if not told else (NOON + 30 * MINUTE, NOON + 60 * MINUTE)
        )
        fresh = Agreement.objects.get(pk=bought.pk)
        assert change_terms(agreement=fresh, terms=terms_of(fresh), by=world.lead, at=NOON + HOUR).changed is False


def test_a_pinned_version_judges_its_agreement_for_good(world: World) -> None:
    pinned = PolicyVersion.objects.get(policy="kiwi-stage-plus").pk
    bought = world.clinic.agreements.get()
    change_agreement(agreement=bought, terms=Terms("PLUS", bought.since, pinned=pinned), by=world.lead, at=NOON)

    assert Agreement.objects.get(pk=bought.pk).pinned_id == pinned
    other = PolicyVersion.objects.get(policy="qiscus").pk
    with pytest.raises(SheetRefusedError, match="not kept here"):
        change_agreement(agreement=bought, terms=Terms("PLUS", bought.since, pinned=other), by=world.lead, at=NOON)


# Pages


def test_an_agreement_is_entered_as_people_write(client: Client, airline: tuple[Organisation, Member]) -> None:
    """Amounts of either language, countries by name, an add-on that begins with the agreement."""
    bought_by, lead = airline
    client.force_login(lead.user)
    address = f"/en/desk/qiscus/clients/{bought_by.pk}/agreements/"
    given = {
        "plan": "premium",
        "since": "2026-01-01",
        "fee": "48 000,50",
        "currency": "idr",
        "phase": "onboarding",
        "countries": "indonesia, CA",
        "account_manager": str(lead.pk),
        "addon.24x7": "on",
        "addon.resolution": "on",
        "since.resolution": "2026-03-01",
    }
    response = client.post(f"{address}new/", given)
    made = bought_by.agreements.get()
    shown = client.get(response["Location"]).content.decode()

    assert (made.fee, made.currency, made.data_countries) == (Decimal("48000.50"), "IDR", ["ID", "CA"])
    assert {each.addon: each.since.isoformat() for each in made.addons.all()} == {
        "24x7": "2026-01-01",
        "resolution": "2026-03-01",
    }
    assert "IDR" in shown
    assert "420,000,000" in shown, "the quote prices the add-ons as the policy does"
    assert "Entered." in shown
    clash = client.post(f"{address}new/", given | {"addon.8x7": "on", "fee": "much"})
    assert clash.status_code == 422
    for said in ("exclude each other", "overlap with the agreement", "is no number"):
        assert (said in clash.content.decode()) == (said == "is no number"), "the form's own slips come first"
    clash = client.post(f"{address}new/", given | {"addon.8x7": "on"})
    for said in ("exclude each other", "overlap with the agreement"):
        assert said in clash.content.decode(), said


def test_a_change_is_told_in_words_and_quoted_anew(client: Client, world: World) -> None:
    """K12, K14: PLUS costs 20 % of the subscription."""
    bought = world.hospital.agreements.get()
    client.force_login(world.lead.user)
    address = f"{LIST}{world.hospital.pk}/agreements/{bought.pk}/"
    given = {"plan": "PLUS", "since": "2025-01-01", "fee": "48000", "currency": "CAD", "phase": "live"}
    response = client.post(f"{address}change/", given, follow=True)
    shown = response.content.decode()

    assert "The agreement was changed" in shown
    assert "BASIC plan" in shown
    assert "PLUS plan" in shown
    assert "$9,600" in shown
    assert "$57,600" in shown
    french = client.get(address.replace("/en/", "/fr/")).content.decode()
    assert "9 600" in french.replace("\u202f", " ").replace("\u00a0", " ")


def test_who_gives_a_client_away_is_led_back_to_the_list(client: Client, world: World) -> None:
    bought = world.hospital.agreements.get()
    client.force_login(world.account.user)
    given = {"plan": "BASIC", "since": "2025-01-01", "phase": "live", "account_manager": str(world.lead.pk)}
    response = client.post(f"{LIST}{world.hospital.pk}/agreements/{bought.pk}/change/", given)

    assert response["Location"] == LIST
    assert client.get(f"{LIST}{world.hospital.pk}/").status_code == 404


def test_an_ended_agreement_refuses_requests_from_that_day_on(client: Client, world: World) -> None:
    """K2-K3: the subscription gates support."""
    bought = world.hospital.agreements.get()
    client.force_login(world.lead.user)
    given = {"plan": "BASIC", "since": "2025-01-01", "until": "2026-02-03", "phase": "live"}
    client.post(f"{LIST}{world.hospital.pk}/agreements/{bought.pk}/change/", given)
    person(world.hospital, "Eve", "eve@hospital.example")

    assert ticket(world.bob, at=parse_instant("2026-02-02T23:00-05:00")).pk
    with pytest.raises(ValueError, match="ended on 3"):
        ticket(world.bob, at=parse_instant("2026-02-03T00:00-05:00"))
