"""SV-N04: a duty stands on the wrong party."""

from __future__ import annotations

from clean import check_finds

DUTY = "{name: {en: People, fr: Interlocuteurs}, of: client, if_missing: excuse}"
TURNED = "{name: {en: People, fr: Interlocuteurs}, of: client, source_party: vendor, if_missing: excuse}"


def test_a_duty_that_the_source_puts_on_the_other_side_is_found() -> None:
    finding = check_finds("SV-N04", {"duties/people": TURNED}, {"duties/people": DUTY}, severity="W")

    assert finding.message.en == "'People': the source binds the vendor, the sense binds the client."
    assert "the breach is excused" in finding.example.en
