"""What the lint says of calendars, prices, uptime, ladders, texts and versions in the five example policies: all of it.

Each line is a defect of the published text, with the figures that show it. Nothing else is found in these families, so
that a rule that begins to cry wolf fails here.
"""

from __future__ import annotations

from functools import cache

import pytest
from clean import AT
from test_lint_framework import example

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_reading

FAMILIES = ("SV-A", "SV-C", "SV-D", "SV-E", "SV-L", "SV-N", "SV-P")

EXPECTED: dict[str, list[tuple[str, str, str]]] = {
    "kiwi-stage-plus": [
        ("SV-C01", "calendars/office", "Tue 17 Mar 2026 09:45; with the same hours half an hour earlier"),
        ("SV-C02", "calendars/office", "America/Toronto is assumed"),
        ("SV-C03", "calendars/office", "8 dates in 2026"),
        ("SV-C09", "targets/table/P1/PLUS/resolution", "Raised Sun 8 Mar 2026 00:00: due Sun 8 Mar 2026 05:00"),
        ("SV-N01", "entitlements/portal", "portal, guides and interim-versions"),
        ("SV-N02", "classify/matrix/row_labels", "calls 'Scope' what the list calls 'Extended'"),
        ("SV-N03", "clocks/response", "an automatic message Mon 16 Mar 2026 09:01"),
        ("SV-P05", "prices/PLUS", "On 48,000.00 CAD it is 9,600.00 CAD"),
        ("SV-P06", "charges/ministry-feature/share", "33,333.34, 33,333.33 and 33,333.33 in equal shares"),
        ("SV-P07", "charges/bug", "free where cause is platform"),
    ],
    "better-impact": [
        ("SV-A04", "uptime/1/credits", "May 2026 at 99.9499 %, annual fee 48,000.00 CAD: 1,000.00 CAD are owed"),
        ("SV-A05", "uptime/1/denominator", "99.9508 % of the calendar month (met)"),
        ("SV-A08", "exclusions/force_majeure", "100.0000 % if that joins the list"),
        ("SV-A09", "uptime/1", "an outage of 20 min (1,200 s) and one of 21 min (1,260 s) look alike"),
        ("SV-A10", "uptime/1/service", "which parts must work"),
        ("SV-A11", "uptime/1/tz", "Thu 30 Apr 2026 21:00"),
        ("SV-C03", "calendars/week", "Victoria Day, Mon 18 May 2026: open or closed?"),
        ("SV-C05", "calendars/week/closed/3", "Mon 26 Jan 2026 21:00: open if the evening before"),
        ("SV-C06", "calendars/week/closed/3", "4 of 7 dates of 2026"),
        ("SV-C08", "targets/table/L2/all/response", "open 107 h a week"),
        ("SV-D04", "governance/last_review", "Last reviewed Mon 24 Aug 2020"),
        ("SV-L01", "languages", "offered in English (en), and its author publishes it only in French"),
        ("SV-N03", "clocks/response", "response and engagement"),
        ("SV-N05", "statements/2", "B21"),
    ],
    "aidi": [
        ("SV-A03", "uptime/1", "7 h 27 min (26,820 s) down is 98.9986 %"),
        (
            "SV-A05",
            "uptime/1/denominator",
            "99.7311 % of the calendar month (met), 98.7500 % of service hours (missed)",
        ),
        ("SV-A06", "uptime/1", "worth 95.3500 % of support hours. May 2026: 446 of 9,600 support minutes"),
        ("SV-A07", "uptime/1/maintenance", "13:59"),
        ("SV-A11", "uptime/1/tz", "belongs to April 2026, but to May 2026 by UTC"),
        ("SV-C03", "calendars/support", "8 dates in 2026"),
        ("SV-D01", "effective/from", "no date"),
        ("SV-N03", "clocks/response", "response and resolution"),
        ("SV-N04", "duties/representatives", "the source binds the vendor, the sense binds the client"),
        ("SV-N05", "statements/3", "A13 and A20"),
    ],
    "cirrus-shield": [
        ("SV-C01", "calendars/office", "does not say that its targets count in them"),
        ("SV-C02", "calendars/office", "Europe/Paris is assumed"),
        ("SV-C03", "calendars/office", "11 dates in 2026"),
        ("SV-D01", "effective/from", "no date"),
        ("SV-N01", "entitlements/email", "for paying and premium if the marks stand at the right, for free and paying"),
        ("SV-N03", "clocks/response", "response"),
    ],
    "qiscus": [
        ("SV-A03", "uptime/1", "98.9986 %: the target is missed, and nothing happens"),
        ("SV-A05", "uptime/1/denominator", "99.0161 % of the calendar month (met)"),
        ("SV-A07", "uptime/1/maintenance", "excluded."),
        ("SV-A11", "uptime/1/tz", "belongs to May 2026, but to April 2026 by UTC"),
        ("SV-C03", "calendars/weekdays", "Joint leave of 24 December"),
        ("SV-C07", "calendars/daily", "weekdays is closed; is daily open?"),
        ("SV-D01", "effective/from", "no date"),
        ("SV-E01", "ladders/fast/steps/2", "critical 1 h"),
        ("SV-E01", "ladders/slow/steps/2", "critical 5 h, high 4 h, normal 2 h"),
        ("SV-E02", "ladders/fast/steps/3", "Nobody is told after 3 business hours"),
        ("SV-E03", "ladders/fast/steps/2", "'0.0 – 2.0' and '2.0 – 3.0' touch"),
        ("SV-E03", "ladders/slow/steps/2", "'0.0 – 6.0' and '6.0 above' touch"),
        ("SV-E06", "ladders/slow", "Mon 16 Mar 2026 21:00 by the clock, Tue 17 Mar 2026 13:00 in support hours"),
        ("SV-N02", "classify/facts/priority/values/critical", "worded in 2 ways"),
        ("SV-N05", "statements/5", "Q42"),
        ("SV-N06", "statements/7", "*, **"),
        ("SV-P01", "prices/8x7", "216,000,000 IDR if paid once, 648,000,000 IDR if paid every year"),
    ],
}


@cache
def findings(name: str) -> tuple[Finding, ...]:
    return tuple(lint_reading(example(name), at=AT))


@pytest.mark.parametrize("name", EXPECTED)
def test_these_defects_are_found_and_no_others(name: str) -> None:
    found = sorted(findings(name), key=lambda finding: (finding.code, finding.at))

    mine = [(finding.code, finding.at) for finding in found if finding.code.startswith(FAMILIES)]

    assert mine == [(code, at) for code, at, _ in EXPECTED[name]]


@pytest.mark.parametrize(("name", "code", "at", "words"), [(name, *one) for name in EXPECTED for one in EXPECTED[name]])
def test_each_is_shown_with_its_figures(name: str, code: str, at: str, words: str) -> None:
    finding = next(one for one in findings(name) if (one.code, one.at) == (code, at))

    assert words in _plain(finding)


def _plain(finding: Finding) -> str:
    return f"{finding.message.en} {finding.example.en}".replace("\u00a0", " ").replace("\u202f", " ")
