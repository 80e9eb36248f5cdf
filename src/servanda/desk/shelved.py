"""Find the policy or the calendar of an address."""

from __future__ import annotations

from django.http import Http404

from servanda.desk.clock import today
from servanda.desk.shelf import Shelved, shelf
from servanda.engine.calendars.timeline import Timeline


def shelved_or_404(policy_id: str) -> Shelved:
    """The policy with that id. Raises Http404 where there is none, naming those that there are."""
    policies = shelf(today()).policies
    if policy_id not in policies:
        raise Http404(f"There is no policy '{policy_id[:60]}'. Known: {', '.join(policies)}.")
    return policies[policy_id]


def timeline_or_404(policy_id: str, name: str) -> Timeline:
    """A calendar of a policy. Raises Http404 where there is none, naming those that there are."""
    policy = shelved_or_404(policy_id).policy
    if name not in policy.calendars:
        raise Http404(f"There is no calendar '{name[:60]}'. Known: {', '.join(policy.calendars)}.")
    return policy.timeline(name)
