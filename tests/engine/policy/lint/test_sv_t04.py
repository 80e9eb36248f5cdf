"""SV-T04: Dearer option no better."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "addons": "{swift: {name: {en: Swift, fr: Rapide}, needs: [plus], clause: T9}}",
    "targets/table/high/swift": "{resolution: 4 business hours}",
    "prices/swift": "{amount: '900', currency: CAD, per: year, clause: T9}",
}
GOOD = {
    "addons": "{swift: {name: {en: Swift, fr: Rapide}, needs: [plus], clause: T9}}",
    "targets/table/high/swift": "{resolution: 3 business hours}",
    "prices/swift": "{amount: '900', currency: CAD, per: year, clause: T9}",
}


def test_an_add_on_that_improves_nothing_is_found() -> None:
    finding = check_finds("SV-T04", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/high/swift/resolution"
    assert "swift changes nothing for high" in plain(finding.message)
    assert "13:00 without the add-on" in plain(finding.example)
    assert "13:00 with it" in plain(finding.example)


def test_add_ons_that_only_lengthen_the_hours_are_found_once() -> None:
    addon = "{name: {en: Longer, fr: Plus long}, needs: [plus], calendar: late, clause: T9}"
    price = "{amount: 900, currency: CAD, per: year, clause: T9}"
    late = "{tz: America/Toronto, open: [mon-fri 09:00-20:00]}"
    found = [
        one
        for one in lint({"addons/longer": addon, "prices/longer": price, "calendars/late": late})
        if one.code == "SV-T04"
    ]

    assert [one.at for one in found] == ["addons/longer"]
    assert "only the hours grow" in plain(found[0].message)
