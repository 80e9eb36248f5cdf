"""SV-N05: sentences that read like promises and are none."""

from __future__ import annotations

from clean import check_finds, lint

EMPTY = "[{text: {en: We care., fr: Nous y tenons.}, clause: T9}]"
DEFINITION = "[{kind: definition, term: {en: Care, fr: Soin}, text: {en: Doing it well., fr: Bien faire.}, clause: T9}]"


def test_a_sentence_without_a_rule_is_shown() -> None:
    finding = check_finds("SV-N05", {"statements": EMPTY}, {"statements": DEFINITION}, severity="I")

    assert finding.message.en == "No rule stands behind one sentence (T9)."


def test_several_are_shown_once() -> None:
    two = "[{text: {en: We care., fr: Nous y tenons.}, clause: T8}, {text: {en: A lot., fr: Beaucoup.}, clause: T9}]"

    assert [finding.message.en for finding in lint({"statements": two})] == [
        "No rule stands behind 2 sentences (T8 and T9)."
    ]
