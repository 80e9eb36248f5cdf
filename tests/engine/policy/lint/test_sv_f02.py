"""SV-F02: Promise for every hour, nobody on duty."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "targets/source": "'high, plus: 30 min, 4 h (24x7)'",
    "targets/table/high/plus": "30 clock minutes / 4 clock hours",
    "accept": (
        "[{code: SV-C09, at: targets/table/high/plus, until: '2026-12-31', why: {en: An hour off "
        "twice a year is meant., fr: Une heure d’écart deux fois l’an est voulue.}}]"
    ),
}
GOOD = {
    "targets/source": "'high, plus: 30 min, 4 h (24x7)'",
    "targets/table/high/plus": "30 clock minutes / 4 clock hours",
    "calendars/always": "{tz: America/Toronto, open: always}",
    "channels/hotline": "{name: {en: Hotline, fr: Ligne directe}, address: +1 555 0100, calendar: always, clause: T4}",
    "accept": (
        "[{code: SV-C09, at: targets/table/high/plus, until: '2026-12-31', why: {en: An hour off "
        "twice a year is meant., fr: Une heure d’écart deux fois l’an est voulue.}}]"
    ),
}


def test_a_promise_for_every_hour_without_anybody_on_duty_is_found() -> None:
    finding = check_finds("SV-F02", BAD, GOOD, severity="W")

    assert finding.at == "targets/table/high/plus/response"
    assert "high plus" in plain(finding.message)
    assert "Sat 14 Mar 2026 03:00" in plain(finding.example)
    assert "Sat 14 Mar 2026 03:30" in plain(finding.example)


def test_a_ladder_at_night_to_a_real_contact_is_a_roster() -> None:
    ladder = "{priorities: [high], end: repeat last step, every: 1 clock hour, steps: [{at: 0 clock minutes, tell: lead}], clause: T7}"
    codes = {one.code for one in lint({**BAD, "ladders/night": ladder})}

    assert "SV-F02" not in codes


def test_a_ladder_to_a_placeholder_is_none() -> None:
    ladder = "{priorities: [high], end: repeat last step, every: 1 clock hour, steps: [{at: 0 clock minutes, tell: lead}], clause: T7}"
    codes = {one.code for one in lint({**BAD, "ladders/night": ladder, "contacts/lead/placeholder": "true"})}

    assert "SV-F02" in codes
