"""What one request costs, and when work on it may begin."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pricelist import pricelist

from servanda.engine.entitlements.charges import charge_for
from servanda.engine.entitlements.refusal import say_all


@pytest.mark.parametrize(
    ("kind", "facts", "charge", "price", "quote", "locked", "missing"),
    [
        ("bug", {"cause": "platform"}, "bug", "0", False, False, ()),
        ("bug", {"cause": "client"}, "other-cause", None, True, True, ()),
        ("bug", {}, "bug", "0", False, False, ("cause",)),
        ("bug", {"cause": "lightning"}, None, None, False, False, ()),
        ("feature", {"sponsor": "client"}, "feature", None, True, True, ()),
        ("feature", {"sponsor": "MSSS"}, "ministry", None, True, False, ()),
        ("feature", {}, "feature", None, True, True, ("sponsor",)),
        ("extra", {}, "extra", None, True, True, ()),
        ("visit", {}, "visit", "120.50", False, False, ()),
        ("question", {}, None, None, False, False, ()),
    ],
)
def test_the_first_charge_whose_conditions_hold_decides(
    kind: str,
    facts: dict[str, str],
    charge: str | None,
    price: str | None,
    quote: bool,
    locked: bool,
    missing: tuple[str, ...],
) -> None:
    verdict = charge_for(pricelist(), kind, facts)

    assert (verdict.charge, verdict.price) == (charge, None if price is None else Decimal(price))
    assert (verdict.quote, not verdict.work_may_start, verdict.missing) == (quote, locked, missing)
    assert verdict.free == (charge is None or price == "0")


def test_work_outside_the_contract_waits_for_the_account_manager() -> None:
    waiting = charge_for(pricelist(), "extra", {})
    agreed = charge_for(pricelist(), "extra", {}, agreed=True)

    assert (waiting.through, waiting.clauses) == ("account manager", ("A42", "A43"))
    assert (waiting.work_may_start, agreed.work_may_start) == (False, True)
    assert say_all((waiting.because, *waiting.because.because)).en == (
        "“extra”: priced by a quote. Agreed with: account manager. Work begins once scope and cost are agreed."
    )
    assert "le travail peut commencer" in say_all(agreed.because.because).fr


def test_the_because_names_how_a_charge_is_shared_and_what_did_not_apply() -> None:
    verdict = charge_for(pricelist(), "bug", {"cause": "client"})
    shared = charge_for(pricelist(), "feature", {"sponsor": "MSSS"})

    assert [fact.key for fact in verdict.because.because if not fact.applied] == ["charge.other"]
    assert say_all(shared.because.because).fr == (
        "Réparti entre établissements\u202f: à parts égales\u202f; les cents restants vont aux premiers dans l’ordre."
    )
    assert shared.share is not None
    assert say_all((charge_for(pricelist(), "visit", {}).because,)).fr == "«\u202fVisite\u202f»\u202f: 120,50\u00a0CAD."
