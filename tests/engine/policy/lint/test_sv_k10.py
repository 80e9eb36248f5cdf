"""SV-K10: Vague word decides."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "classify/facts/reach/values/everybody/text": "{en: Several people are stopped., fr: Plusieurs personnes sont bloquées.}",
}
GOOD = {
    "classify/facts/reach/values/everybody/text": "{en: Five people or more are stopped., fr: Cinq personnes ou plus sont bloquées.}",
}


def test_a_vague_word_that_decides_is_found() -> None:
    finding = check_finds("SV-K10", BAD, GOOD, severity="W")

    assert finding.at == "classify/facts/reach/values/everybody"
    assert "several" in plain(finding.message)
    assert "Several people are stopped" in plain(finding.example)
    assert "plusieurs" in finding.message.fr


def test_examples_settle_it() -> None:
    examples = {**BAD, "classify/facts/reach/values/everybody/examples": "[{en: A whole shop., fr: Tout un magasin.}]"}

    assert lint(examples) == []
