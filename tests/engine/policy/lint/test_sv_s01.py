"""SV-S01: Unknown or duplicate key, unreadable value."""

from __future__ import annotations

from clean import check_finds, lint_text, plain, text

BAD = {
    "plans/plus/calender": "office",
}
GOOD = {
    "plans/plus/calendar": "office",
}


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    finding = check_finds("SV-S01", BAD, GOOD, severity="E")

    assert finding.at == "plans/plus"
    assert "calender" in plain(finding.message)
    assert "no request can be judged" in plain(finding.example)
    assert "'calendar'" in finding.fix.en


def test_of_a_key_given_twice_both_lines_are_named() -> None:
    twice = text().replace(
        "    low:\n      name:", "    high: {name: {en: Higher, fr: Plus haute}}\n    low:\n      name:", 1
    )

    (finding,) = lint_text(twice)

    assert finding.code == "SV-S01"
    assert "high is given twice (lines" in plain(finding.message)
    assert "keep the last" in plain(finding.example)


def test_a_broken_file_gives_one_finding_and_no_traceback() -> None:
    for broken in ("policy: [", "\x00", "- a list", "a: &x 1\nb: *x"):
        assert {finding.code for finding in lint_text(broken)} >= {"SV-S01"}
