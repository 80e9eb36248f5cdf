"""Several versions of one policy: which one judges a request.

A request is judged by the version in force on the local date on which it was opened, for good; unless that version
says ``transition: move``, which hands its open requests to the version that follows (``DESIGN``: Policy).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


class NotInForceError(ValueError):
    """No version of the policy is in force on the asked day; `text` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def is_in_force(policy: Policy, at: int) -> bool:
    """Whether this version holds on the local date of an instant (microseconds). One without a date always does."""
    effective = policy.document.effective
    day = moment(at, policy.zone).date()
    return (effective.from_ is None or effective.from_ <= day) and (effective.to is None or day < effective.to)


def check_in_force(policy: Policy, at: int) -> None:
    """Raise NotInForceError where this version does not yet, or no longer, hold on the local date of `at`."""
    if not is_in_force(policy, at):
        raise NotInForceError(_not_in_force(policy, at))


def version_for(versions: Sequence[Policy], *, opened: int, as_of: int) -> Policy:
    """The version that judges, as of an instant, a request opened at another (both in microseconds).

    `versions` are versions of one policy, at least one. Of several in force the one that began last counts. Raises
    NotInForceError where none was in force when the request was opened.
    """
    judging = _latest(version for version in versions if is_in_force(version, opened))
    if judging is None:
        raise NotInForceError(_not_in_force(_nearest(versions, opened), opened))
    while judging.document.governance and judging.document.governance.transition == "move":
        following = _latest(
            version for version in versions if is_in_force(version, as_of) and _begins_after(version, judging)
        )
        if following is None:
            break
        judging = following
    return judging


def _begin(policy: Policy) -> str:
    begin = policy.document.effective.from_
    return begin.isoformat() if begin else ""


def _begins_after(policy: Policy, other: Policy) -> bool:
    return _begin(policy) > _begin(other)


def _latest(versions: Iterable[Policy]) -> Policy | None:
    return max(versions, key=_begin, default=None)


def _nearest(versions: Sequence[Policy], at: int) -> Policy:
    """The version that people would have expected: the first that begins later, else the last."""
    day = moment(at, versions[0].zone).date().isoformat()
    later = [version for version in versions if _begin(version) > day]
    return min(later, key=_begin) if later else max(versions, key=_begin)


def _not_in_force(policy: Policy, at: int) -> Text:
    effective = policy.document.effective
    day = moment(at, policy.zone).date()
    name, version = policy.id, policy.version
    if effective.from_ and day < effective.from_:
        return Text(
            f"{name} version {version} is in force since {effective.from_}; nothing is promised on {day}.",
            f"{name}, version {version}, est en vigueur depuis le {effective.from_} ; rien n’est promis le {day}.",
        )
    return Text(
        f"{name} version {version} was in force until {effective.to}; it promises nothing on {day}.",
        f"{name}, version {version}, était en vigueur jusqu’au {effective.to} ; elle ne promet rien le {day}.",
    )
