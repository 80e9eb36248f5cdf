"""What a client may ask for, by which channel, and what a refusal offers instead."""

from __future__ import annotations

import pytest
from editions import editions
from pricelist import pricelist

from servanda.engine.entitlements.check import check_addons, check_entitlement, why_entitled
from servanda.engine.entitlements.grants import (
    access,
    channels_of,
    entitlements_of,
    holds,
    kinds_of,
    plans_of_package,
    unmet_needs,
)
from servanda.engine.entitlements.refusal import say_all


@pytest.mark.parametrize(
    ("plan", "addons", "kind", "channel"),
    [
        ("paying", (), "incident", "email"),
        ("paying", (), "incident", None),
        ("premium", (), "administration", "email"),
        ("paying", ("administration",), "administration", "email"),
        ("paying", (), "custom-code", "email"),
        ("premium", (), "custom-code", "chat"),
        ("paying", ("hotline",), "incident", "phone"),
        ("partner", (), "remark", "chat"),
    ],
)
def test_what_an_agreement_includes_is_not_refused(
    plan: str, addons: tuple[str, ...], kind: str, channel: str | None
) -> None:
    assert check_entitlement(editions(), plan=plan, addons=addons, kind=kind, channel=channel) is None


@pytest.mark.parametrize(
    ("plan", "addons", "kind", "channel", "key", "offers", "clauses"),
    [
        ("free", (), "incident", "email", "no-support", ("documentation", "paying", "premium", "partner"), ("C1",)),
        ("free", (), "remark", None, "no-support", ("documentation", "paying", "premium", "partner"), ("C1",)),
        ("paying", (), "administration", None, "kind", ("administration", "premium"), ("C6",)),
        ("partner", (), "administration", None, "kind", ("premium",), ("C6",)),
        ("partner", (), "custom-code", None, "kind", ("paying", "premium"), ("C9",)),
        ("paying", (), "incident", "phone", "channel", ("email", "chat", "hotline"), ("C3", "B20", "Q26")),
        ("partner", (), "remark", "email", "channel", ("chat", "paying", "premium"), ("B20", "C3")),
        ("paying", (), "incident", "whatsapp", "channel-unknown", ("email", "chat"), ("C3", "B20")),
        ("paying", (), "incident", "documentation", "channel-informs", ("email", "chat"), ("C3", "B20", "C2")),
        ("premium", (), "incident", "whatsapp", "channel-unknown", ("email", "chat"), ("C3", "B20")),
        ("premium", (), "incident", "meeting", "session", ("email", "phone"), ("B20",)),
    ],
)
def test_a_refusal_names_its_clause_and_what_the_client_has_instead(
    plan: str,
    addons: tuple[str, ...],
    kind: str,
    channel: str | None,
    key: str,
    offers: tuple[str, ...],
    clauses: tuple[str, ...],
) -> None:
    refusal = check_entitlement(editions(), plan=plan, addons=addons, kind=kind, channel=channel)

    assert refusal is not None
    assert refusal.because.key == f"entitlement.refused.{key}"
    assert (refusal.offers, refusal.clauses) == (offers, clauses)


def test_a_refusal_reads_well_in_both_languages() -> None:
    refusal = check_entitlement(editions(), plan="free", kind="incident", channel="email")

    assert refusal is not None
    assert refusal.text.en == (
        "“Free edition” does not include answers to requests. Open to you: online help. "
        "Included in Paying edition, Premium edition and Partner."
    )
    assert refusal.text.fr == (
        "«\u202fÉdition gratuite\u202f» ne comprend pas de réponse aux demandes. À votre disposition\u202f: aide en ligne. "
        "Compris dans Édition payante, Édition premium et Partenaire."
    )


def test_a_policy_without_that_rule_serves_whoever_asks() -> None:
    assert check_entitlement(pricelist(), plan="basic", kind="bug", administrator=False) is None


def test_a_plan_without_channels_is_offered_none() -> None:
    refusal = check_entitlement(pricelist(), plan="basic", kind="bug", channel="email")

    assert refusal is not None
    assert (refusal.offers, refusal.text.en) == ((), "The policy has no channel “email”.")


def test_a_meeting_opens_during_a_session() -> None:
    refused = check_entitlement(editions(), plan="premium", kind="incident", channel="meeting")
    assert refused is not None
    assert refused.text.fr == "«\u202frencontre\u202f» ne s’ouvre que pendant une séance par courriel ou téléphone."
    assert check_entitlement(editions(), plan="premium", kind="incident", channel="meeting", session=True) is None


def test_only_a_requester_known_not_to_be_an_administrator_is_refused() -> None:
    verdicts = {
        known: check_entitlement(editions(), plan="paying", kind="incident", administrator=known)
        for known in (True, False, None)
    }

    assert verdicts[True] is None
    assert verdicts[None] is None
    assert verdicts[False] is not None
    assert verdicts[False].offers == ("documentation",)
    assert verdicts[False].clauses == ("B9",)


@pytest.mark.parametrize(
    ("plan", "addons", "key", "offers"),
    [
        ("premium", ("extended", "always"), "addon-excludes", ("extended", "always")),
        ("premium", ("always", "extended"), "addon-excludes", ("extended", "always")),
        ("paying", ("extended",), "addon-needs", ("premium",)),
    ],
)
def test_add_ons_that_cannot_be_held_are_refused(
    plan: str, addons: tuple[str, ...], key: str, offers: tuple[str, ...]
) -> None:
    refusal = check_addons(editions(), plan, addons)

    assert refusal is not None
    assert refusal.because.key == f"entitlement.refused.{key}"
    assert refusal.offers == offers


@pytest.mark.parametrize(
    ("plan", "addons"),
    [
        ("premium", ("extended", "administration")),
        ("paying", ("administration",)),
        ("free", ("hotline",)),
        ("free", ()),
    ],
)
def test_add_ons_that_go_together_are_not_refused(plan: str, addons: tuple[str, ...]) -> None:
    assert check_addons(editions(), plan, addons) is None


def test_a_plan_has_everything_of_the_plans_that_it_includes() -> None:
    policy = editions()

    assert entitlements_of(policy, "free") == ("online-help",)
    assert entitlements_of(policy, "paying") == ("online-help", "end-user-help")
    assert entitlements_of(policy, "premium") == ("online-help", "end-user-help", "administration")
    assert channels_of(policy, "premium") == ("documentation", "email", "meeting", "chat")
    assert channels_of(policy, "paying", ("hotline",)) == ("documentation", "email", "phone", "chat")
    assert channels_of(policy, "free") == ("documentation",)


def test_what_is_had_on_quote_may_be_asked_for_but_is_not_held() -> None:
    policy = editions()

    assert access(policy, plan="premium", entitlement="custom-code") == "on quote"
    assert not holds(policy, "premium", (), "custom-code")
    assert kinds_of(policy, "paying") == ("incident", "custom-code", "remark")
    assert kinds_of(policy, "paying", ("administration",)) == ("incident", "administration", "custom-code", "remark")
    assert kinds_of(policy, "free") == ()


def test_a_package_gives_its_plan_and_a_plan_asks_for_its_account_manager() -> None:
    policy = editions()

    assert plans_of_package(policy, "enterprise") == ("premium",)
    assert unmet_needs(policy, "premium", ()) == ("account manager",)
    assert unmet_needs(policy, "premium", ("account manager",)) == ()
    assert unmet_needs(policy, "paying", ()) == ()


def test_the_because_of_a_granted_request_names_plan_kind_channel_and_add_ons() -> None:
    why = why_entitled(editions(), plan="premium", addons=("administration",), kind="administration", channel="email")
    said = say_all((why, *why.because))

    assert said.en == (
        "“Premium edition” includes this request. “Administration”: included. By “e-mail”. "
        "Add-ons in force: administration. “Premium edition” includes everything in Paying edition and Free edition."
    )
    assert "«\u202fAdministration\u202f»\u202f: compris." in said.fr
    assert why.because[0].clauses == ("C6",)
