"""Agreements and add-ons hold from a date until a date, in the policy's own days."""

from __future__ import annotations

from datetime import date

import pytest
from editions import editions

from servanda.engine.entitlements.agreements import AddonHeld, Agreement, addons_on, entitled
from servanda.engine.instants import parse_instant


@pytest.mark.parametrize(
    ("at", "kind", "key"),
    [
        ("2026-02-28T23:59+01:00", "administration", "entitlement.refused.kind"),
        ("2026-03-01T00:00+01:00", "administration", "entitlement.granted"),
        ("2026-02-28T23:00Z", "administration", "entitlement.granted"),
        ("2025-12-31T23:59+01:00", "incident", "entitlement.refused.not-yet"),
        ("2026-01-01T00:00+01:00", "incident", "entitlement.granted"),
        ("2026-12-31T23:59+01:00", "incident", "entitlement.granted"),
        ("2027-01-01T00:00+01:00", "incident", "entitlement.refused.ended"),
    ],
)
def test_a_request_is_judged_by_what_is_held_on_its_day(at: str, kind: str, key: str) -> None:
    held = AddonHeld("administration", since=date(2026, 3, 1))
    agreement = Agreement("paying", (held,), since=date(2026, 1, 1), until=date(2027, 1, 1))

    verdict = entitled(editions(), agreement, kind=kind, at=parse_instant(at), channel="email")

    assert verdict.because.key == key
    assert verdict.entitled == (key == "entitlement.granted")


def test_add_ons_that_exclude_each_other_may_follow_each_other() -> None:
    change = date(2026, 7, 1)
    agreement = Agreement("premium", (AddonHeld("extended", until=change), AddonHeld("always", since=change)))

    assert addons_on(agreement, date(2026, 6, 30)) == ("extended",)
    assert addons_on(agreement, change) == ("always",)


def test_add_ons_that_overlap_and_exclude_each_other_refuse_every_request() -> None:
    agreement = Agreement("premium", (AddonHeld("extended"), AddonHeld("always")))

    verdict = entitled(editions(), agreement, kind="incident", at=parse_instant("2026-07-01T12:00Z"))

    assert verdict.because.key == "entitlement.refused.addon-excludes"


def test_an_agreement_that_ended_says_when_and_what_helps() -> None:
    agreement = Agreement("premium", until=date(2026, 3, 1))

    refusal = entitled(editions(), agreement, kind="incident", at=parse_instant("2026-07-01T12:00Z")).refusal

    assert refusal is not None
    assert refusal.text.en.startswith("The agreement ended on 1\u00a0March\u00a02026;")
    assert refusal.text.fr.startswith("L’accord a pris fin le 1er\u00a0mars\u00a02026\u202f;")
