"""Where a client's person stands: at which vendor, under which agreement, on which clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.terms import day_at
from servanda.desk.agreements.versions import NoPolicyError
from servanda.desk.clock import now
from servanda.desk.organisations.models import Person, Vendor
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions.opening import Agreed, agreed_for
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.web.access import portal_vendor
from servanda.desk.web.facts import Held
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.frames import Frame, portal_frame
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True)
class Standing:
    """One person of a client in the portal of one vendor, at the instant of the request."""

    who: Who
    person: Person
    at: int

    @property
    def vendor(self) -> Vendor:
        """Whose portal it is."""
        return self.person.organisation.vendor

    @property
    def user(self) -> int:
        """The id of the user who is signed in."""
        return self.who.user.pk if self.who.user else 0

    @cached_property
    def _found(self) -> Agreed | str:
        try:
            return agreed_for(self.person, at=self.at)
        except TicketRefusedError:
            return gettext(
                "%(client)s has no agreement with %(vendor)s yet, so nothing is promised. Write to %(address)s."
            ) % {"client": self.person.organisation, "vendor": self.vendor, "address": self.vendor.address}
        except (NoPolicyError, NotInForceError) as error:
            return error.text.of(language())

    @property
    def agreed(self) -> Agreed | None:
        """What covers them now; where nothing does, `missing` says why."""
        return None if isinstance(self._found, str) else self._found

    @property
    def missing(self) -> str:
        """Why there is nothing to promise by; empty where there is."""
        return self._found if isinstance(self._found, str) else ""

    @property
    def policy(self) -> Policy:
        """The version of the policy that holds now. Raises LookupError where there is none."""
        if self.agreed is None:
            raise LookupError(self.missing)
        return self.agreed.policy

    @property
    def scribe(self) -> Scribe:
        """Writes the policy in the language of the page. Raises LookupError where there is none."""
        return Scribe(self.policy, language())

    @property
    def held(self) -> Held:
        """Plan and add-ons in force now. Raises LookupError where there is no agreement."""
        agreed = self.agreed
        if agreed is None:
            raise LookupError(self.missing)
        return Held(agreed.policy, agreed.client.plan, agreed.client.addons_at(self.at))

    @property
    def zone(self) -> ZoneInfo:
        """Their own clock: the person's, the user's, the client's, else the policy's."""
        named = (self.person.zone, self.who.user.zone if self.who.user else "", self.person.organisation.zone)
        found = next((zone for zone in map(zone_named, named) if zone is not None), None)
        return found or (self.agreed.policy.zone if self.agreed else ZoneInfo("UTC"))

    def frame(self, current: str) -> Frame:
        """The portal's navigation."""
        return portal_frame(self.who, self.vendor, current)

    @property
    def lapsed(self) -> str:
        """That the subscription is over, or begins later; empty while it lasts (K2)."""
        agreed = self.agreed
        if agreed is None:
            return self.missing
        day = day_at(agreed.policy, self.at)
        return next(iter(_lapsed(agreed.agreement, day, str(self.vendor))), "")


def _lapsed(agreement: Agreement, day: date, vendor: str) -> Iterator[str]:
    if agreement.until is not None and day >= agreement.until:
        yield gettext(
            "Your subscription ended on %(day)s. Requests are answered again, with their due times, once it is renewed: "
            "ask %(vendor)s."
        ) % {"day": long_date(agreement.until), "vendor": vendor}
    if day < agreement.since:
        yield gettext("Your agreement begins on %(day)s. Nothing is promised before.") % {
            "day": long_date(agreement.since)
        }


def zone_named(name: str) -> ZoneInfo | None:
    """A time zone by its name; None for an empty or an unknown one."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def standing_at(request: HttpRequest, slug: str) -> Standing:
    """Who asks, as a client of the vendor. Raises SignInNeededError, or Http404 for those who are not its client."""
    who, vendor = portal_vendor(request, slug)
    person = next(each for each in who.people if each.organisation.vendor_id == vendor.pk)
    return Standing(who, person, now())
