"""SV-E02: a ladder that ends, after which nobody is told any more."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint

ENDING = (
    "[{at: 0 business hours, tell: desk}, {at: 75 % of response, tell: lead, if: no response}, "
    "{at: 3 business hours, if: no response}]"
)


def test_a_last_step_that_tells_nobody_is_an_error() -> None:
    finding = check_finds("SV-E02", {"ladders/steady/steps": ENDING}, severity="E")

    assert finding.message.en == "Nobody is told after 3 business hours."
    assert "silence from Mon\u00a016\u00a0Mar\u00a02026\u00a012:00 on" in finding.example.en


def test_a_ladder_that_just_stops_is_a_warning_unless_it_says_so() -> None:
    stopping = {"ladders/steady/end": REMOVE, "ladders/steady/every": REMOVE}

    check_finds("SV-E02", stopping, {**stopping, "ladders/steady/end": "silence"}, severity="W")


def test_repeating_the_last_step_is_what_is_asked_for() -> None:
    assert lint({"ladders/steady/every": "1 business hour"}) == []


def test_a_ladder_that_nobody_climbs_still_ends() -> None:
    idle = {"plans/basic/ladder": "steady", "plans/basic/support": "no", "plans/plus/ladder": "other"}
    other = {"ladders/other": "{end: silence, steps: [{at: 75 % of response, tell: lead, if: no response}]}"}

    found = lint({**idle, **other, "ladders/steady/steps": ENDING})

    shown = next(finding for finding in found if finding.code == "SV-E02")
    assert shown.example.en == "An unanswered request stays unanswered."


def test_a_share_of_a_target_is_written_in_words() -> None:
    steps = "[{at: 0 business hours, tell: desk}, {at: 75 % of response, if: no response}]"

    shown = next(finding for finding in lint({"ladders/steady/steps": steps}) if finding.code == "SV-E02")

    assert shown.message.en == "Nobody is told after 75 % of the response time."
    assert shown.message.fr == "Personne n’est averti après 75\u202f% du délai de prise en charge."


def test_a_step_that_cannot_be_read_is_quoted() -> None:
    found = lint({"ladders/steady/steps": "[{at: 0 business hours, tell: desk}, {at: late, if: no response}]"})

    assert "Nobody is told after late." in {finding.message.en for finding in found}
