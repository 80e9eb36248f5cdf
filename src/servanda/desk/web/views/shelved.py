"""Find the policy of an address."""

from __future__ import annotations

from django.http import Http404

from servanda.desk.library import Shelved, shelf


def shelved_or_404(policy_id: str) -> Shelved:
    """The policy with that id. Raises Http404 where there is none."""
    found = shelf().policies.get(policy_id)
    if found is None:
        raise Http404(f"There is no policy '{policy_id}'.")
    return found
