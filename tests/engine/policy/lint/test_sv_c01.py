"""SV-C01: support hours that the source never defines."""

from __future__ import annotations

from clean import check_finds, lint, reading, text


def test_assumed_hours_are_found_with_two_due_times_of_one_request() -> None:
    finding = check_finds("SV-C01", {"calendars/office/assumed": "[hours]"}, severity="E")

    assert "mon-fri 09:00-17:00" in finding.message.en
    assert "Tue\u00a017\u00a0Mar\u00a02026\u00a009:45" in finding.example.en
    assert "Tue\u00a017\u00a0Mar\u00a02026\u00a009:30" in finding.example.en


def test_a_calendar_of_whole_days_has_no_hours_to_define() -> None:
    patches = {"calendars/office": "{tz: America/Toronto, open: [mon-fri], assumed: [hours]}"}

    assert "SV-C01" not in {finding.code for finding in lint(patches)}


def test_the_reader_refuses_a_calendar_without_hours() -> None:
    read = reading(text({"calendars/office": "{tz: America/Toronto}"}))

    assert [finding.code for finding in read.findings] == ["SV-C01"]


def test_hours_that_are_given_for_something_else_are_told_apart() -> None:
    given = {"calendars/office/assumed": "[hours]", "calendars/office/source": '"Support hours: 09:00 to 17:00"'}

    (finding,) = lint(given)

    assert "gives hours of support, and does not say that its targets count in them" in finding.message.en
    assert "ends Tue\u00a017\u00a0Mar\u00a02026\u00a010:00 in those hours" in finding.example.en
    assert "at closing Tue\u00a017\u00a0Mar\u00a02026\u00a017:00" in finding.example.en
