"""SV-N06: a note whose mark stands nowhere."""

from __future__ import annotations

from clean import check_finds

NOTE = "{en: Only within support hours., fr: Seulement pendant les heures de soutien.}"


def test_a_note_without_its_mark_is_found() -> None:
    finding = check_finds(
        "SV-N06",
        {"statements": f"[{{kind: note, anchored: no, source: '**', text: {NOTE}}}]"},
        {"statements": f"[{{kind: note, source: '**', text: {NOTE}}}]"},
        severity="W",
    )

    assert "(**)" in finding.message.en
    assert "high and low" in finding.example.en
