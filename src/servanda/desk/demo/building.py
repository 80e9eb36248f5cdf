"""Builds the demonstration: five vendors with half a year behind them, written in few large steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from servanda.desk.accounts.models import User
from servanda.desk.agreements.models import Agreement, AgreementChange, BoughtAddon
from servanda.desk.agreements.terms import row_of, terms_of
from servanda.desk.agreements.versions import version_at
from servanda.desk.demo.cast import HOUSES, Colleague, Customer, House
from servanda.desk.demo.mail import hold_mail, send_answers
from servanda.desk.demo.play import Played, Stage, finish, play, play_waiting
from servanda.desk.demo.stories import STORIES
from servanda.desk.demo.stories.causes import CAUSES
from servanda.desk.demo.stories.elsewhere import ELSEWHERE
from servanda.desk.demo.stories.shape import Scene, Story
from servanda.desk.demo.texts import write_texts
from servanda.desk.demo.together import work_together
from servanda.desk.organisations.models import Environment, MailDomain, Member, Organisation, Person, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.tickets.actions.opening import Agreed, client_of
from servanda.desk.tickets.models import Attachment, Clock, Event, Message, Ticket
from servanda.desk.tickets.search import index_tickets
from servanda.engine.entitlements.grants import channels_of
from servanda.engine.instants import DAY, HOUR, MINUTE, local_instant, moment
from servanda.engine.policy.policy import Policy

WEEKS = 26
_UNUSABLE = "!demo"
_BATCH = 500
_SPENT = (0.15, 0.4, 0.65, 0.8, 0.9, 0.97, 1.1)
_TRIES = 20
_UP = 6
"""The hour from which on people write."""
_LATELY = 90
"""Of the last so many requests, nobody asks the same again."""
_HELD_UP = 5
_AGO = (500, 1100, 1800, 2600)
"""So many working minutes ago, until the answer lies before now."""


@dataclass(slots=True)
class Built:
    """A vendor with its people, ready to play."""

    vendor: Vendor
    policy: Policy
    digest: str
    staff: list[Member] = field(default_factory=list)
    people: dict[Person, Agreed] = field(default_factory=dict)


@transaction.atomic
def build_demo(*, now: int, houses: Sequence[House] = HOUSES, weeks: int = WEEKS, seed: int = 7) -> int:
    """Fill an empty desk; the number of tickets. The same seed plays the same stories, ending at `now`."""
    number = 0
    for house in houses:
        dice = Random(f"{seed} {house.slug}")  # noqa: S311  (a play, not a secret)
        built = _people(house, now)
        caused = _caused(house, built, dice, now)
        played = sorted(_plays(house, built, dice, now, weeks) + caused, key=lambda each: each.ticket.opened_at)
        write_played(built.vendor, played)
        send_answers(built.vendor, now=now)
        hold_mail(house, built.vendor, now=now)
        write_texts(built.vendor)
        work_together(built.vendor, built.staff, caused=caused, now=now)
        number += len(played)
    return number


# People and agreements


def _people(house: House, now: int) -> Built:
    began = now - WEEKS * 7 * DAY
    vendor = Vendor.objects.create(
        slug=house.slug,
        name=house.name,
        policy=house.policy,
        prefix=house.prefix,
        address=house.address,
        portal_channel=house.portal_channel,
        mail_channel=house.mail_channel,
        language=house.language,
        next_number=house.first_number,
    )
    digest, policy = version_at(house.policy, opened=now)
    built = Built(vendor, policy, digest)
    built.staff = [_member(vendor, colleague, began) for colleague in house.staff]
    for customer in house.customers:
        _customer(built, customer, house, now)
    return built


def _member(vendor: Vendor, colleague: Colleague, at: int) -> Member:
    language = colleague.languages[0]
    user = _user(colleague.name, _address(colleague.name, vendor.address.partition("@")[2]), language, at)
    return Member.objects.create(
        vendor=vendor,
        user=user,
        role=colleague.role,
        country=colleague.country,
        languages=list(colleague.languages),
        calendar=colleague.calendar,
        signature={
            "en": f"{colleague.name}\n{vendor.name} support",
            "fr": f"{colleague.name}\nSoutien {vendor.name}",
        },
        since=at,
    )


def _user(name: str, email: str, language: str, at: int, zone: str = "") -> User:
    user = User(name=name, email=email, language=language, zone=zone, password=_UNUSABLE, created_at=at)
    user.save(force_insert=True)
    return user


def _address(name: str, domain: str) -> str:
    plain = name.translate(str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜàâäçéèêëîïôöùûü’", "AAACEEEEIIOOUUUaaaceeeeiioouuu-"))
    return f"{plain.casefold().replace(' ', '.')}@{domain}"


def _customer(built: Built, customer: Customer, house: House, now: int) -> None:
    began = now - WEEKS * 7 * DAY
    organisation = Organisation.objects.create(
        vendor=built.vendor,
        name=customer.name,
        language=customer.language,
        country=customer.country,
        zone=customer.zone,
        created_at=began,
    )
    MailDomain.objects.create(vendor=built.vendor, organisation=organisation, domain=customer.domain)
    for name, kind in customer.environments:
        Environment.objects.create(organisation=organisation, name=name, kind=kind)
    agreed = Agreed(agreement := _agreement(built, organisation, customer, house, now), built.digest, built.policy,
                    client_of(agreement, built.policy))  # fmt: skip
    for position, name in enumerate(customer.people):
        built.people[_person(organisation, customer, name, position, began)] = agreed


def _agreement(built: Built, organisation: Organisation, customer: Customer, house: House, now: int) -> Agreement:
    first = (moment(now) - timedelta(days=400)).date().replace(month=1, day=1)
    keeper = next(member for member in built.staff if member.role == Role.ACCOUNT_MANAGER)
    agreement = Agreement.objects.create(
        organisation=organisation,
        plan=customer.plan,
        since=first,
        until=moment(now + customer.days_left * DAY).date() if customer.days_left else None,
        fee=Decimal(customer.fee).scaleb(-2) if customer.fee else None,
        currency=house.currency if customer.fee else "",
        account_manager=keeper if customer.managed else None,
        phase=customer.phase,
        data_countries=list(customer.data_countries),
    )
    for addon in customer.addons:
        BoughtAddon.objects.create(agreement=agreement, addon=addon, since=first)
    entered = local_instant(datetime.combine(first, time(10)), built.policy.zone)
    AgreementChange.objects.create(agreement=agreement, at=entered, by=keeper, after=row_of(terms_of(agreement)))
    return agreement


def _person(organisation: Organisation, customer: Customer, name: str, position: int, at: int) -> Person:
    email = _address(name, customer.domain)
    return Person.objects.create(
        organisation=organisation,
        user=_user(name, email, customer.language, at, customer.zone),
        name=name,
        email=email,
        language=customer.language,
        zone=customer.zone,
        administrator=position == 0 or (position == 1 and customer.plan == "member"),
        representative=position == 0 and customer.represented,
        sees_all=position == 1,
        created_at=at,
    )


# Stories


def _plays(house: House, built: Built, dice: Random, now: int, weeks: int) -> list[Played]:
    """Every story of the time before now, in the order in which they began."""
    agents = _agents(built)
    stories = STORIES[house.slug]
    found: list[Played] = []
    told: dict[tuple[int, str], int] = {}
    for number, at in enumerate(sorted(_openings(built, dice, now, weeks * house.weekly, weeks))):
        person = dice.choice(list(built.people))
        stage = Stage(person, built.people[person], agents, now, dice)
        fitting = [story for story in stories if fits(story, stage)]
        fresh = [each for each in fitting if number - told.get((person.pk, each.subject.en), -_LATELY) >= _LATELY]
        story = dice.choices(fresh or fitting, [story.weight for story in fresh or fitting])[0]
        told[person.pk, story.subject.en] = number
        played = play(stage, story, _channel(house, built, stage, story, dice), _awake(person, at, now))
        if played is not None:
            found.append(played)
    found += _waiting(house, built, dice, now, agents)
    found += _held_up(house, built, dice, now, agents)
    return found


def _agents(built: Built) -> list[Member]:
    return [member for member in built.staff if member.role in (Role.AGENT, Role.MANAGER)]


def fits(story: Story, stage: Stage) -> bool:
    """Whether a story may happen under somebody's plan."""
    return not story.plans or stage.agreed.client.plan in story.plans


def _awake(person: Person, at: int, now: int) -> int:
    """Nobody writes between midnight and six: they write when they are up, on their own clock."""
    hour = moment(at, ZoneInfo(person.zone)).hour
    return min(at + 6 * HOUR, now - 2 * MINUTE) if hour < _UP else at


def _held_up(house: House, built: Built, dice: Random, now: int, agents: Sequence[Member]) -> Iterable[Played]:
    """Requests that go on once their client has answered or accepted, and one that waits for somebody else."""
    hours = built.policy.timeline(built.policy.document.default_calendar)
    stories = [each for each in STORIES[house.slug] if _until(each, "waiting", "solution-proposed")]
    held = [replace(each, scenes=_until(each, "waiting", "solution-proposed")) for each in stories]
    for story in (*dice.sample(held, min(_HELD_UP, len(held))), ELSEWHERE[house.slug]):
        stage = next(found for found in _stages(built, dice, now, agents) if fits(story, found))
        channel = _channel(house, built, stage, story, dice)
        for back in _AGO:
            at = _awake(stage.person, hours.due(now, -dice.randint(back, back + 300) * MINUTE), now)
            played = play(stage, story, channel, at)
            if played is not None and played.events[-1].name == story.scenes[-1].name:
                yield played
                break


def _until(story: Story, *names: str) -> tuple[Scene, ...]:
    """The scenes of a story up to the first of some; none where it has none of them."""
    found = next((place for place, scene in enumerate(story.scenes) if scene.name in names), -1)
    return story.scenes[: found + 1]


def _stages(built: Built, dice: Random, now: int, agents: Sequence[Member]) -> Iterator[Stage]:
    """Everybody of the clients in a random order, each with whoever may answer."""
    for person in dice.sample(list(built.people), len(built.people)):
        yield Stage(person, built.people[person], agents, now, dice)


def _caused(house: House, built: Built, dice: Random, now: int) -> list[Played]:
    """What people of several clients write about the one thing that is going wrong at the moment."""
    found: dict[int, Played] = {}
    stories = CAUSES[house.slug].stories
    for stage in _stages(built, dice, now, _agents(built)):
        if len(found) == len(stories):
            break
        if stage.person.organisation_id in found:
            continue
        story = stories[len(found)]
        at = now - dice.randint(40, 100) * MINUTE
        played = play(stage, story, _channel(house, built, stage, story, dice), at)
        if played is not None:
            found[stage.person.organisation_id] = played
    return list(found.values())


def _waiting(house: House, built: Built, dice: Random, now: int, agents: Sequence[Member]) -> Iterable[Played]:
    """Requests that wait for their first answer right now, at every stage from fresh to just too late, each another."""
    left: list[Story] = []
    for share in _SPENT:
        for _ in range(_TRIES):
            left = left or [each for each in STORIES[house.slug] if not each.plans]
            story = left.pop(dice.randrange(len(left)))
            stage = next(_stages(built, dice, now, agents))
            played = play_waiting(stage, story, _channel(house, built, stage, story, dice), share)
            if played is not None:
                yield played
                break


def _openings(built: Built, dice: Random, now: int, number: int, weeks: int) -> Iterable[int]:
    """Instants of requests: mostly within support hours, some at night; more of them lately, so that today is busy."""
    hours = built.policy.timeline(built.policy.document.default_calendar)
    for _ in range(number):
        at = now - int(dice.random() ** 1.35 * weeks * 7 * DAY)
        if not hours.is_open(at) and dice.random() < 0.9:
            at = hours.next_open(at) + dice.randint(0, 7 * 60) * MINUTE
        yield at if at < now else hours.due(now, -dice.randint(5, 900) * MINUTE)


def _channel(house: House, built: Built, stage: Stage, story: Story, dice: Random) -> str:
    client = stage.agreed.client
    known = channels_of(built.policy, client.plan, client.addons_at(stage.now))
    usual = [house.portal_channel] * 3 + [name for name in ("email", "phone", "chat") if name in known]
    return dice.choice([name for name in (story.channels or usual) if name in known] or [house.portal_channel])


# Rows


def write_played(vendor: Vendor, played: Sequence[Played]) -> None:
    """Write stories with numbers in their order, in a few large inserts."""
    for number, each in enumerate(played, vendor.next_number):
        each.ticket.vendor, each.ticket.number = vendor, number
        finish(each)
    Ticket.objects.bulk_create([each.ticket for each in played], batch_size=_BATCH)
    Event.objects.bulk_create(_with_ticket(played), batch_size=_BATCH)
    Message.objects.bulk_create(_messages(played), batch_size=_BATCH)
    Attachment.objects.bulk_create(_attachments(played), batch_size=_BATCH)
    Clock.objects.bulk_create(chain.from_iterable(_clocks(each) for each in played), batch_size=_BATCH)
    index_tickets(Ticket.objects.filter(vendor=vendor, number__gte=vendor.next_number))
    vendor.next_number += len(played)
    vendor.save(update_fields=["next_number"])


def _with_ticket(played: Iterable[Played]) -> Iterable[Event]:
    for each in played:
        for event in each.events:
            event.ticket = each.ticket
            yield event


def _messages(played: Iterable[Played]) -> Iterable[Message]:
    for each in played:
        for event, message in each.messages:
            message.ticket, message.event = each.ticket, event
            yield message


def _attachments(played: Iterable[Played]) -> Iterable[Attachment]:
    for message, file in chain.from_iterable(each.files for each in played):
        yield Attachment(message=message, name=file.name, kind=file.kind, size=file.size, digest=file.digest)


def _clocks(each: Played) -> Iterable[Clock]:
    for clock in each.clocks:
        clock.ticket = each.ticket
        yield clock
