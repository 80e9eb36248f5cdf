"""SV-X01: Cited part missing."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "statements": (
        "[{kind: link, text: {en: Features are described in another document., fr: Un autre "
        "document décrit les fonctionnalités.}, clause: T9}]"
    ),
}
GOOD = {
    "statements": (
        "[{kind: link, text: {en: Features are described in another document., fr: Un autre "
        "document décrit les fonctionnalités.}, target: 'https://tidy.example/features', clause: "
        "T9}]"
    ),
}


def test_a_link_without_a_target_is_found() -> None:
    finding = check_finds("SV-X01", BAD, GOOD, severity="E")

    assert finding.at == "statements/1"
    assert "not said where it is" in plain(finding.message)


def test_an_annex_that_is_missing_is_found_with_its_add_on() -> None:
    addon = "{name: {en: Night, fr: Nuit}, needs: [plus], annex: {en: Annex D, fr: Annexe D}, annex_missing: true, clause: T9}"
    found = [finding for finding in lint({"addons/night": addon}) if finding.code == "SV-X01"]

    assert [finding.at for finding in found] == ["addons/night"]
    assert "Annex D is cited but absent" in plain(found[0].message)
