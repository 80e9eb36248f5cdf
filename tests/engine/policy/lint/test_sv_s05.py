"""SV-S05: Placeholder."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "contacts/lead": "{name: {en: Team lead, fr: Chef d’équipe}, by: email, placeholder: 'true'}",
}
GOOD = {
    "contacts/lead/name/en": "Team lead",
    "contacts/lead/name/fr": "Chef d’équipe",
    "contacts/lead/by": "email",
    "contacts/lead/address": "lead@tidy.example",
}


def test_a_contact_without_a_name_is_found_with_the_step_that_needs_it() -> None:
    finding = check_finds("SV-S05", BAD, GOOD, severity="E")

    assert finding.at == "contacts/lead"
    assert "No contact for Team lead" in plain(finding.message)
    assert "steady" in plain(finding.example)
    assert "75 % of response" in plain(finding.example)


def test_a_sentence_with_the_mark_of_a_gap_is_found() -> None:
    (found,) = lint({"about": "{en: Support by TBD., fr: Soutien par TBD.}"})[:1]

    assert (found.code, found.at) == ("SV-S05", "about/en")
