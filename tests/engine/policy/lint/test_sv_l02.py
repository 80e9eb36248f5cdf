"""SV-L02: the two languages of a sentence speak of different numbers."""

from __future__ import annotations

import pytest
from clean import check_finds, lint

from servanda.engine.policy.lint.texts import disagreement
from servanda.engine.text import Text


def test_four_hours_and_four_days_are_found_with_both_due_times() -> None:
    finding = check_finds(
        "SV-L02",
        {"entitlements/reports/text": "{en: A report within 4 days., fr: Un rapport en 4 heures.}"},
        {"entitlements/reports/text": "{en: A report within 4 days., fr: Un rapport en 4 jours.}"},
        severity="E",
    )

    assert finding.message.en == "Numbers differ: English says 4 d, French says 4 h."
    assert "Fri\u00a020\u00a0Mar\u00a02026\u00a009:00" in finding.example.en
    assert "Mon\u00a016\u00a0Mar\u00a02026\u00a013:00" in finding.example.en


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("Up to 15 clients.", "Jusqu’à 50 clients."),
        ("Within 30 minutes.", "En 30 heures."),
        ("A credit of 25 %.", "Un crédit de 20 %."),
        ("Closed on 3 days.", "Fermé certains jours."),
        ("Answered soon.", "Réponse en 2 jours."),
        ("It costs 1,200.50.", "Il en coûte 1200,05."),
    ],
)
def test_numbers_that_part_are_found(en: str, fr: str) -> None:
    assert disagreement(Text(en, fr)) is not None


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("Monday to Friday, 09:00 to 17:00.", "Du lundi au vendredi, de 9 h à 17 h."),
        ("From 08:30.", "Dès 8 h 30."),
        ("216,000,000 a year.", "216 000 000 par an."),
        ("At least 99.95 % of the time.", "Au moins 99,95 % du temps."),
        ("Within 2 business days.", "Dans un délai de deux jours ouvrables."),
        ("One of two people.", "L’une de 2 personnes."),
        ("On 1 July.", "Le 1er juillet."),
        ("24x7, priority P1.", "24x7, priorité P1."),
        ("4 business hours", "4 heures ouvrables"),
    ],
)
def test_the_same_numbers_written_as_each_language_does_are_left_alone(en: str, fr: str) -> None:
    assert disagreement(Text(en, fr)) is None


def test_a_number_without_a_length_is_quoted() -> None:
    found = lint({"entitlements/reports/text": "{en: Up to 15 reports., fr: Jusqu’à 50 rapports.}"})

    assert "One client quotes 15, another 50" in found[0].example.en


@pytest.mark.parametrize(
    ("en", "fr", "said"),
    [
        ("Reports.", "15 rapports.", "English says nothing, French says 15."),
        ("A report within 4 days.", "Un rapport en 400 jours.", "English says 4 d, French says 400 d."),
    ],
)
def test_what_cannot_be_dated_is_still_found(en: str, fr: str, said: str) -> None:
    found = lint({"entitlements/reports/text": f"{{en: {en}, fr: {fr}}}"})

    assert found[0].message.en == f"Numbers differ: {said}"
