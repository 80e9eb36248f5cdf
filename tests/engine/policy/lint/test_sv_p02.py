"""SV-P02: a dearer plan loses something that a cheaper one has."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint

APART = {"plans/plus/includes": REMOVE}
LETTER = {**APART, "entitlements/letter": "{text: {en: A letter., fr: Une lettre.}, plans: [basic]}"}


def test_an_entitlement_that_the_dearer_plan_lacks_is_found() -> None:
    finding = check_finds("SV-P02", LETTER, {**LETTER, "entitlements/letter/plans": "[basic, plus]"}, severity="E")

    assert finding.message.en == "basic has letter, the dearer plus has not."


def test_a_channel_is_judged_alike() -> None:
    found = lint({**APART, "channels/email/plans": "[basic]"})

    assert {finding.code for finding in found} == {"SV-P02"}


def test_a_plan_that_includes_another_loses_nothing() -> None:
    assert lint({**LETTER, "plans/plus/includes": "basic"}) == []
