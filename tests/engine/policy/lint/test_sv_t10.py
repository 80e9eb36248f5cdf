"""SV-T10: Lower priority, earlier deadline."""

from __future__ import annotations

from clean import check_finds, plain

BAD = {
    "targets/table/low/basic": "4 business hours / 6 business hours",
    "targets/table/low/plus": "2 business hours / 5 business hours",
    "reclassify": (
        "[{text: {en: Lowered where the client is silent., fr: Abaissée si le client reste "
        "muet.}, direction: down, reasons: {silence: {name: {en: The client is silent, fr: Le "
        "client reste muet}}}, to: [low], targets: from original start, clause: T9}]"
    ),
    "accept": (
        "[{code: SV-T03, at: targets/table/low, until: '2026-12-31', why: {en: Small troubles "
        "take little time., fr: Les petits ennuis prennent peu de temps.}}]"
    ),
}
GOOD = {
    "targets/table/low/basic": "4 business hours / 6 business hours",
    "targets/table/low/plus": "2 business hours / 5 business hours",
    "reclassify": (
        "[{text: {en: Lowered where the client is silent., fr: Abaissée si le client reste "
        "muet.}, direction: down, reasons: {silence: {name: {en: The client is silent, fr: Le "
        "client reste muet}}}, to: [low], targets: keep, clause: T9}]"
    ),
    "accept": (
        "[{code: SV-T03, at: targets/table/low, until: '2026-12-31', why: {en: Small troubles "
        "take little time., fr: Les petits ennuis prennent peu de temps.}}]"
    ),
}


def test_a_lower_priority_with_an_earlier_deadline_is_found() -> None:
    finding = check_finds("SV-T10", BAD, GOOD, severity="W")

    assert finding.at == "reclassify/1"
    assert "Lowering high to low" in plain(finding.message)
    assert "resolution due Wed 11 Mar 2026 17:00" in plain(finding.example)
    assert "late at once" in plain(finding.example)
