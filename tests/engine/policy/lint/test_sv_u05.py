"""SV-U05: Vague quantity."""

from __future__ import annotations

import pytest
from clean import check_finds, lint, plain

BAD = {
    "duties": (
        "{answers: {name: {en: Answers, fr: Réponses}, text: {en: The client answers as soon as "
        "possible., fr: Le client répond dès que possible.}, clause: T9}}"
    ),
}
GOOD = {
    "duties": (
        "{answers: {name: {en: Answers, fr: Réponses}, text: {en: The client answers within one "
        "business day., fr: Le client répond en un jour ouvrable.}, clause: T9}}"
    ),
}


def test_a_word_of_measure_without_a_measure_is_found() -> None:
    finding = check_finds("SV-U05", BAD, GOOD, severity="W")

    assert finding.at == "duties/answers"
    assert "as soon as possible" in plain(finding.message)
    assert "one hour" in plain(finding.example)
    assert "one month" in plain(finding.example)


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("{en: Announced in advance., fr: Annoncé.}", True),
        ("{en: Announced., fr: Annoncé à l’avance.}", True),
        ("{en: Announced 2 days in advance., fr: Annoncé 2 jours à l’avance.}", False),
        ("{en: For a reasonable time., fr: Un moment.}", True),
        ("{en: Seen to., fr: Réglé au cas par cas.}", True),
        ("{en: Commercially reasonable efforts., fr: Efforts raisonnables.}", False),
    ],
)
def test_a_number_nearby_settles_it(words: str, vague: bool) -> None:
    found = lint({"duties/notice": f"{{name: {{en: Notice, fr: Avis}}, text: {words}, clause: T9}}"})

    assert ("SV-U05" in {finding.code for finding in found}) is vague
