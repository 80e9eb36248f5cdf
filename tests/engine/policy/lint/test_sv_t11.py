"""SV-T11: Best effort has no breach."""

from __future__ import annotations

from clean import check_finds, lint, plain

BAD = {
    "plans/basic/strength": "best effort",
}
GOOD = {
    "plans/basic/strength": "committed",
}


def test_a_target_on_best_effort_is_noted() -> None:
    finding = check_finds("SV-T11", BAD, GOOD, severity="I")

    assert finding.at == "plans/basic"
    assert "never counted as a breach" in plain(finding.message)
    assert "no breach" in plain(finding.example)


def test_uptime_on_reasonable_efforts_is_noted() -> None:
    uptime = "[{service: app, target: {at_least: 99, strength: reasonable efforts}, tz: America/Toronto, denominator: calendar month}]"
    (found,) = (one for one in lint({"uptime": uptime}) if one.code == "SV-T11")

    assert found.at == "uptime/1"
    assert "7 h 26 min 24 s" in plain(found.example)
