"""SV-N02: one thing under two names, or one name with two wordings."""

from __future__ import annotations

from clean import check_finds, lint


def test_a_row_with_another_name_than_the_list_is_found() -> None:
    finding = check_finds(
        "SV-N02",
        {"classify/matrix/row_labels": "{everybody: Company}"},
        {"classify/matrix/row_labels": "{everybody: Everybody}"},
        severity="W",
    )

    assert finding.message.en == "The matrix calls 'Company' what the list calls 'Everybody'."
    assert "is its request high?" in finding.example.en


def test_an_answer_with_two_wordings_is_found_with_both() -> None:
    wordings = "[{plans: [plus], text: {en: The whole company stands still., fr: Toute l’entreprise est arrêtée.}}]"

    found = lint({"classify/facts/reach/values/everybody/wordings": wordings})

    assert [finding.code for finding in found] == ["SV-N02"]
    assert "For plus: 'The whole company stands still.'" in found[0].example.en


def test_a_label_for_a_row_that_is_not_there_is_found_by_its_id() -> None:
    found = lint({"classify/matrix/row_labels": "{nobody: Company}"})

    assert "what the list calls 'nobody'" in found[0].message.en
