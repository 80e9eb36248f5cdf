"""What the staff page needs of the vendor's policy: calendars to work by, and today's date where it is kept."""

from __future__ import annotations

from datetime import UTC, date

from django.utils.translation import gettext

from servanda.desk.agreements.versions import NoPolicyError, version_at
from servanda.desk.organisations.models import Vendor
from servanda.desk.web.formats import language
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError


def held_policy(vendor: Vendor, at: int) -> Policy | None:
    """The vendor's policy in force; None where none is kept, so that staff are still looked after."""
    try:
        return version_at(vendor.policy, opened=at)[1]
    except (NoPolicyError, NotInForceError):
        return None


def calendar_choices(policy: Policy | None) -> list[tuple[str, str]]:
    """The policy's calendars by their names; the first choice is its default."""
    choices = [("", gettext("The usual support hours"))]
    if policy is not None:
        choices += [(key, each.name.of(language()) or key) for key, each in policy.calendars.items()]
    return choices


def today_at(policy: Policy | None, at: int) -> date:
    """The date of an instant in the policy's zone."""
    return moment(at, policy.zone if policy else UTC).date()
