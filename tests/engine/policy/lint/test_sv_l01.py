"""SV-L01: a language is offered, and the policy does not exist in it."""

from __future__ import annotations

from clean import check_finds, lint


def test_a_language_that_the_vendor_does_not_publish_is_found() -> None:
    finding = check_finds("SV-L01", {"languages/published": "[en]"}, severity="E")

    assert "offered in French (fr)" in finding.message.en
    assert "offerte en français (fr)" in finding.message.fr


def test_a_sentence_that_lacks_an_offered_language_is_found_where_it_stands() -> None:
    finding = check_finds("SV-L01", {"entitlements/reports/text": "{en: Monthly reports.}"})

    assert finding.at == "entitlements/reports/text"
    assert "missing in French: 1" in finding.message.en


def test_a_language_that_is_not_offered_may_be_missing() -> None:
    alone = {"languages": "{source: en, published: [en], offered: [en]}", "entitlements/reports/text": "{en: Reports.}"}

    assert lint(alone) == []
