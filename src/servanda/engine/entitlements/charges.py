"""What is billed for one request: nothing, a price, or a quote that must be accepted before work begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from servanda.engine.because import Because
from servanda.engine.entitlements.grants import name_of, party_name
from servanda.engine.policy.offer import Charge, Share
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import money

_HOW = {"equal": Text("in equal parts", "à parts égales"), "pro rata": Text("pro rata to {key}", "au prorata de {key}")}
_LEFT_OVER = {
    "first": Text("cents left over go to the first in order", "les cents restants vont aux premiers dans l’ordre"),
    "last": Text("cents left over go to the last in order", "les cents restants vont aux derniers dans l’ordre"),
    "largest": Text("cents left over go to the largest shares", "les cents restants vont aux parts les plus grandes"),
}


@dataclass(frozen=True, slots=True)
class ChargeVerdict:
    """What a request costs.

    `charge` is the id of the charge that applies, None where nothing is billed. `price` is an amount in `currency`, None
    where a quote decides. `missing` names facts that are not known yet and could change the verdict. `work_may_start` is
    false while scope and cost are not agreed.
    """

    charge: str | None
    price: Decimal | None
    currency: str | None
    quote: bool
    through: str
    before_work: bool
    work_may_start: bool
    share: Share | None
    missing: tuple[str, ...]
    clauses: tuple[str, ...]
    because: Because

    @property
    def free(self) -> bool:
        """Whether nothing is billed."""
        return self.charge is None or self.price == 0


def charge_for(policy: Policy, kind: str, facts: Mapping[str, str], *, agreed: bool = False) -> ChargeVerdict:
    """What a request of `kind` costs, given what is known of it (``{"cause": "platform", "sponsor": "MSSS"}``).

    The first charge whose conditions hold applies. A fact that is not known satisfies only the charge that the kind
    names as its own (`RequestKind.charge`): that one applies until a fact says otherwise. `agreed` tells that scope and
    cost were accepted. Raises KeyError for a kind that the policy does not have.
    """
    others: list[Because] = []
    for name, charge, own in _candidates(policy, kind):
        missing = tuple(fact for fact in charge.when if fact not in facts)
        holds = all(facts[fact] in values for fact, values in charge.when.items() if fact in facts)
        if holds and (own or not missing):
            return _verdict(policy, name, charge, missing=missing, others=tuple(others), agreed=agreed)
        values = {"charge": name_of(charge, name)}
        others.append(Because("charge.other", values, charge.cited, applied=False))
    return _nothing(policy.document.kinds[kind].cited, tuple(others))


def _candidates(policy: Policy, kind: str) -> Iterator[tuple[str, Charge, bool]]:
    """Charges that may apply to a kind, in the order of the document; whether each is the one that the kind names."""
    own = policy.document.kinds[kind].charge
    for name, charge in policy.document.charges.items():
        if name == own or kind in charge.kinds:
            yield name, charge, name == own


def _verdict(
    policy: Policy,
    name: str,
    charge: Charge,
    *,
    missing: tuple[str, ...],
    others: tuple[Because, ...],
    agreed: bool,
) -> ChargeVerdict:
    locked = charge.before_work and not agreed
    because = Because(
        *_headline(name, charge), charge.cited, because=(*_conditions(policy, charge, missing, agreed=agreed), *others)
    )
    return ChargeVerdict(
        charge=name,
        price=charge.price,
        currency=charge.currency,
        quote=charge.quote,
        through=charge.through,
        before_work=charge.before_work,
        work_may_start=not locked,
        share=charge.share,
        missing=missing,
        clauses=charge.cited,
        because=because,
    )


def _nothing(clauses: tuple[str, ...], others: tuple[Because, ...]) -> ChargeVerdict:
    because = Because("charge.none", clauses=clauses, because=others)
    return ChargeVerdict(None, None, None, False, "", False, True, None, (), clauses, because)


def _headline(name: str, charge: Charge) -> tuple[str, dict[str, Text]]:
    named = name_of(charge, name)
    if charge.price == 0:
        return "charge.free", {"charge": named}
    if charge.price is None:
        return "charge.quote", {"charge": named}
    return "charge.price", {"charge": named, "price": money(charge.price, charge.currency)}


def _conditions(policy: Policy, charge: Charge, missing: tuple[str, ...], *, agreed: bool) -> Iterator[Because]:
    if missing:
        yield Because("charge.undecided", {"facts": missing}, charge.cited)
    if charge.through:
        yield Because("charge.through", {"who": party_name(policy, charge.through)}, charge.cited)
    if charge.before_work:
        yield Because("charge.agreed" if agreed else "charge.locked", clauses=charge.cited)
    if charge.share:
        yield Because("charge.shared", _sharing(policy, charge.share), charge.share.cited or charge.cited)


def _sharing(policy: Policy, share: Share) -> dict[str, Text]:
    how = _HOW[share.how]
    said = Text(how.en.format(key=share.key), how.fr.format(key=share.key))
    return {"over": party_name(policy, share.over), "how": said, "remainder": _LEFT_OVER[share.remainder]}
