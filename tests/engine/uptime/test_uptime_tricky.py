"""The cases that other tools get wrong, with the right answers (``UPTIME``: Tricky cases)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from months import aidi, at, better, outage, qiscus

from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime.model import (
    Agreement,
    Base,
    ExcludedCategory,
    Exclusion,
    Facts,
    Maintenance,
    Outage,
    StandingWindow,
    Strength,
    TermsError,
    Unknown,
    UnknownAs,
    UptimeTerms,
    unpromised,
)
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.tally import TimeClass
from servanda.engine.uptime.window import (
    Month,
)


def _figure(terms: UptimeTerms, month: str, *outages: Outage, client: str | None = None, **facts: object) -> Figure:
    return month_figure(terms, Facts(outages=outages, **facts), Month.parse(month), client=client)  # type: ignore[arg-type]


def keys(because: tuple[Because, ...]) -> set[str]:
    """All keys of a because, at any depth."""
    return {one.key for one in because} | {key for one in because for key in keys(one.because)}


def test_an_outage_over_the_repeated_hour_lasts_as_long_as_it_lasted() -> None:
    figure = _figure(better(), "2026-11", outage("2026-11-01T01:30-04:00", "2026-11-01T01:15-05:00"))

    assert figure.downtime_seconds == 2700


@pytest.mark.parametrize(("month", "seconds"), [("2026-03", 2674800), ("2026-11", 2595600), ("2026-04", 2592000)])
def test_a_month_is_as_long_as_its_zone_makes_it(month: str, seconds: int) -> None:
    assert _figure(better(), month).base_seconds == seconds


def test_an_outage_over_the_month_end_is_split_in_the_zone_of_the_agreement() -> None:
    over = outage("2026-12-31T23:50-05:00", "2027-01-01T00:25-05:00")

    assert _figure(better(), "2026-12", over).downtime_seconds == 600
    assert _figure(better(), "2027-01", over).downtime_seconds == 1500


def test_the_first_half_hour_of_the_first_in_utc_belongs_to_the_old_month() -> None:
    early = outage("2026-05-01T00:00Z", "2026-05-01T00:30Z")

    assert _figure(better(), "2026-04", early).downtime_seconds == 1800
    assert _figure(better(), "2026-05", early).downtime_seconds == 0
    assert _figure(better(zone=ZoneInfo("UTC")), "2026-05", early).downtime_seconds == 1800


def test_overlapping_outages_of_two_monitors_are_one() -> None:
    pair = (outage("2026-04-14T10:00Z", "2026-04-14T10:15Z"), outage("2026-04-14T10:10Z", "2026-04-14T10:20Z"))

    assert _figure(better(), "2026-04", *pair).downtime_seconds == 1200


def test_overlapping_exclusions_are_taken_off_once() -> None:
    figure = _figure(
        better(),
        "2026-04",
        outage("2026-04-14T10:00Z", "2026-04-14T11:00Z"),
        exclusions=(
            Exclusion(at("2026-04-14T10:00Z"), at("2026-04-14T10:15Z"), "third party", approved=True),
            Exclusion(at("2026-04-14T10:10Z"), at("2026-04-14T10:20Z"), "force-majeure", approved=True),
        ),
    )

    assert (figure.excluded_seconds, figure.downtime_seconds) == (1200, 2400)
    assert {one.reason: one.seconds for one in figure.excluded_by} == {"third_party": 900, "force_majeure": 300}


def test_a_weekend_outage_is_two_hours_for_aidi_and_the_base_decides_what_that_means() -> None:
    weekend = outage("2026-04-17T16:00-04:00", "2026-04-20T10:00-04:00")
    hours = _figure(aidi(), "2026-04", weekend)
    month = _figure(aidi(base=Base.CALENDAR_MONTH), "2026-04", weekend)

    assert (hours.downtime_seconds, hours.uptime_percent, hours.target_met) == (7200, "98.7500", False)
    assert (month.downtime_seconds, month.uptime_percent, month.target_met) == (7200, "99.7222", True)


def test_downtime_outside_hours_counts_where_the_policy_says_so() -> None:
    weekend = outage("2026-04-18T00:00-04:00", "2026-04-19T00:00-04:00")
    counted = _figure(aidi(base=Base.CALENDAR_MONTH, counts_outside_hours=True), "2026-04", weekend)

    assert (counted.service_seconds, counted.base_seconds, counted.downtime_seconds) == (576000, 2592000, 86400)


@pytest.mark.parametrize("base", [Base.SERVICE_TIME, Base.NET_OF_EXCLUSIONS, Base.NET_OF_MAINTENANCE])
def test_downtime_outside_hours_cannot_be_a_share_of_the_hours(base: Base) -> None:
    with pytest.raises(TermsError, match="use the calendar month"):
        aidi(base=base, counts_outside_hours=True)


def test_slow_all_day_and_staging_down_are_no_downtime_for_aidi() -> None:
    figure = _figure(
        aidi(),
        "2026-04",
        outage("2026-04-14T09:00-04:00", "2026-04-14T17:00-04:00", severity="degraded"),
        outage("2026-04-15T09:00-04:00", "2026-04-15T17:00-04:00", environment="staging"),
    )

    assert figure.downtime_seconds == 0
    assert {"uptime.outage.severities", "uptime.outage.environments"} <= keys(figure.because)


@pytest.mark.parametrize(("terms", "down"), [(better(), 0), (qiscus(), 0), (aidi(), 3600)])
def test_a_third_party_is_excluded_by_the_agreements_that_list_it(terms: UptimeTerms, down: int) -> None:
    span = (at("2026-04-14T10:00-04:00"), at("2026-04-14T11:00-04:00"))
    figure = _figure(terms, "2026-04", Outage(*span), exclusions=(Exclusion(*span, "Third party", approved=True),))

    assert figure.downtime_seconds == down


def test_an_open_list_excludes_what_it_does_not_name_once_approved() -> None:
    span = (at("2026-04-14T10:00-04:00"), at("2026-04-14T11:00-04:00"))
    facts = {"exclusions": (Exclusion(*span, "solar storm", approved=True), Exclusion(*span, "meteorite"))}

    closed = _figure(better(), "2026-04", Outage(*span), **facts)
    opened = _figure(better(excluded_list_is_open=True), "2026-04", Outage(*span), **facts)

    assert (closed.downtime_seconds, opened.downtime_seconds) == (3600, 0)
    assert [one.reason for one in opened.excluded_by] == ["solar_storm"]
    assert "uptime.exclusion.open-list" in keys(opened.because)
    assert "uptime.exclusion.open-list" not in keys(closed.because)


def test_a_category_that_an_open_list_names_applies_by_its_name() -> None:
    span = (at("2026-04-14T10:00-04:00"), at("2026-04-14T11:00-04:00"))
    named = (Exclusion(*span, "third_party", approved=True),)

    figure = _figure(better(excluded_list_is_open=True), "2026-04", Outage(*span), exclusions=named)

    assert figure.downtime_seconds == 0
    assert "uptime.exclusion.open-list" not in keys(figure.because)


@pytest.mark.parametrize(
    ("exclusion", "key"),
    [
        ({}, "uptime.exclusion.claimed"),
        ({"approved": False}, "uptime.exclusion.rejected"),
        ({"approved": True, "client": "other"}, "uptime.exclusion.other-client"),
        ({"approved": True, "category": "whim"}, "uptime.exclusion.unlisted"),
        ({"approved": True}, "uptime.exclusion.no-evidence"),
    ],
)
def test_an_exclusion_that_does_not_apply_says_why(exclusion: dict[str, object], key: str) -> None:
    span = (at("2026-04-14T10:00-04:00"), at("2026-04-14T11:00-04:00"))
    claimed = Exclusion(*span, **{"category": "third_party", **exclusion})  # type: ignore[arg-type]
    figure = _figure(better(evidence_required=True), "2026-04", Outage(*span), exclusions=(claimed,), client="acme")

    assert figure.downtime_seconds == 3600
    assert key in keys(figure.because)


def test_an_approved_exclusion_with_evidence_applies_where_evidence_is_required() -> None:
    span = (at("2026-04-14T10:00-04:00"), at("2026-04-14T11:00-04:00"))
    proven = Exclusion(*span, "third_party", approved=True, evidence="incident report", client="acme")

    figure = _figure(better(evidence_required=True), "2026-04", Outage(*span), exclusions=(proven,), client="acme")

    assert (figure.downtime_seconds, figure.excluded_seconds) == (0, 3600)


def test_a_cause_excludes_nothing_by_itself() -> None:
    figure = _figure(
        better(),
        "2026-04",
        outage("2026-04-14T10:00Z", seconds=3600, cause="third-party"),
        outage("2026-04-15T10:00Z", seconds=3600, cause="cosmic rays"),
    )

    assert figure.downtime_seconds == 7200
    assert {"uptime.outage.cause-alone", "uptime.outage.cause-unlisted"} <= keys(figure.because)


def test_one_client_cut_off_counts_for_that_client_where_the_scope_says_so() -> None:
    cut_off = outage("2026-04-14T10:00-04:00", seconds=3600, scope="client", client="acme")

    assert _figure(aidi(), "2026-04", cut_off, client="acme").downtime_seconds == 3600
    assert _figure(aidi(), "2026-04", cut_off, client="other").downtime_seconds == 0
    assert _figure(aidi(), "2026-04", cut_off).downtime_seconds == 0
    assert _figure(better(), "2026-04", cut_off, client="acme").downtime_seconds == 0


def test_the_client_of_the_agreement_is_meant_where_no_other_is_named() -> None:
    cut_off = outage("2026-04-14T10:00-04:00", seconds=3600, scope="client", client="acme")

    assert _figure(aidi(), "2026-04", cut_off, agreement=Agreement(client="acme")).downtime_seconds == 3600


def test_an_outage_of_another_component_does_not_count_and_one_of_no_component_does() -> None:
    figure = _figure(
        qiscus(),
        "2026-06",
        outage("2026-06-10T08:00+07:00", seconds=100, component="dashboard"),
        outage("2026-06-11T08:00+07:00", seconds=10, component="Chat"),
        outage("2026-06-12T08:00+07:00", seconds=1),
    )

    assert figure.downtime_seconds == 11
    assert "uptime.outage.components" in keys(figure.because)


def test_a_best_effort_is_missed_without_a_breach() -> None:
    figure = _figure(qiscus(strength=Strength.BEST_EFFORT), "2026-06", outage("2026-06-10T00:00Z", seconds=100000))

    assert (figure.target_met, figure.breach) == (False, False)
    assert "uptime.target.no-breach" in keys(figure.because)


def test_a_month_without_a_second_of_service_is_not_applicable() -> None:
    holidays = Exclusion(at("2026-03-31T00:00Z"), at("2026-05-02T00:00Z"), "third_party", approved=True)
    figure = _figure(
        better(base=Base.NET_OF_EXCLUSIONS), "2026-04", outage("2026-04-10T00:00Z", seconds=60), exclusions=(holidays,)
    )

    assert (figure.uptime, figure.uptime_percent, figure.target_met, figure.credit) == (None, None, None, None)
    assert "uptime.not-applicable" in keys(figure.because)


@pytest.mark.parametrize(
    ("unknown_as", "base", "down"),
    [(UnknownAs.UP, 2592000, 600), (UnknownAs.DOWN, 2592000, 4200), (UnknownAs.EXCLUDE, 2588400, 600)],
)
def test_time_without_monitoring_is_shown_and_counts_as_the_policy_says(
    unknown_as: UnknownAs, base: int, down: int
) -> None:
    figure = _figure(
        better(unknown_as=unknown_as),
        "2026-04",
        outage("2026-04-10T10:00Z", seconds=600),
        unknown=(Unknown(at("2026-04-10T10:05Z"), at("2026-04-10T11:10Z")),),
    )

    assert (figure.unknown_seconds, figure.base_seconds, figure.downtime_seconds) == (3600, base, down)
    assert figure.coverage == (2592000 - 3600, 2592000)


def test_maintenance_alone_may_leave_the_base() -> None:
    facts = {
        "maintenance": (
            Maintenance(at("2026-06-10T00:00Z"), at("2026-06-10T10:00Z"), received=at("2026-06-01T00:00Z")),
        ),
        "exclusions": (Exclusion(at("2026-06-11T00:00Z"), at("2026-06-11T01:00Z"), "third_party", approved=True),),
    }
    bases = {base: _figure(qiscus(base=base), "2026-06", **facts).base_seconds for base in Base}

    assert bases == {
        Base.SERVICE_TIME: 2592000,
        Base.CALENDAR_MONTH: 2592000,
        Base.NET_OF_EXCLUSIONS: 2592000 - 39600,
        Base.NET_OF_MAINTENANCE: 2592000 - 36000,
    }


def test_short_outages_are_merged_before_they_are_dropped() -> None:
    figure = _figure(
        better(min_outage_seconds=60),
        "2026-04",
        outage("2026-04-10T10:00:00Z", seconds=40),
        outage("2026-04-10T10:00:40Z", seconds=40),
        outage("2026-04-11T10:00:00Z", seconds=59),
        outage("2026-04-12T10:00:00Z", seconds=60),
    )

    assert figure.downtime_seconds == 80 + 60
    assert "uptime.outages.too-short" in keys(figure.because)


def test_an_outage_is_measured_whole_before_the_month_cuts_it() -> None:
    over = outage("2026-03-31T23:59:30-04:00", "2026-04-01T00:00:40-04:00")

    assert _figure(better(min_outage_seconds=60), "2026-04", over).downtime_seconds == 40


def test_a_standing_window_needs_no_notice() -> None:
    class Sundays:
        def windows(self, a: int, b: int, /) -> list[tuple[int, int]]:
            return [(at("2026-04-12T02:00Z"), at("2026-04-12T04:00Z"))]

    standing = StandingWindow(Sundays(), Text("Sunday night", "nuit de dimanche"), ("X1",))
    figure = _figure(better(standing=(standing,)), "2026-04", outage("2026-04-12T03:00Z", seconds=7200))

    assert (figure.excluded_seconds, figure.downtime_seconds) == (3600, 3600)
    assert [(one.reason, one.label.en, one.seconds, one.clauses) for one in figure.excluded_by] == [
        ("standing", "Sunday night", 3600, ("X1",))
    ]


def test_fractions_of_a_second_are_dropped() -> None:
    figure = _figure(better(), "2026-04", Outage(at("2026-04-10T10:00:00.9Z"), at("2026-04-10T10:00:02.1Z")))

    assert figure.downtime_seconds == 2


def test_a_category_may_be_written_in_any_of_its_spellings() -> None:
    terms = better(excluded=(ExcludedCategory("Third-Party", Text("a third party", "un tiers"), ("B6",)),))
    span = (at("2026-04-14T10:00Z"), at("2026-04-14T11:00Z"))
    figure = _figure(terms, "2026-04", Outage(*span), exclusions=(Exclusion(*span, "third party", approved=True),))

    assert [(one.label.fr, one.clauses) for one in figure.excluded_by] == [("un tiers", ("B6",))]


def test_every_second_of_the_month_is_in_one_class() -> None:
    figure = _figure(
        aidi(),
        "2026-04",
        outage("2026-04-14T16:00-04:00", "2026-04-14T18:00-04:00"),
        exclusions=(Exclusion(at("2026-04-14T16:30-04:00"), at("2026-04-14T17:30-04:00"), "customer", approved=True),),
        unknown=(Unknown(at("2026-04-15T09:00-04:00"), at("2026-04-15T10:00-04:00")),),
    )
    seconds: dict[TimeClass, int] = {}
    for one in figure.why:
        seconds[one.kind] = seconds.get(one.kind, 0) + (one.end - one.start) // SECOND

    assert all(one.end == following.start for one, following in zip(figure.why, figure.why[1:], strict=False))
    assert (figure.why[0].start, figure.why[-1].end) == (figure.window_start, figure.window_end)
    assert seconds == {
        TimeClass.DOWN: 1800,
        TimeClass.EXCLUDED_OUTAGE: 1800,
        TimeClass.UNKNOWN: 3600,
        TimeClass.UP: 576000 - 7200,
        TimeClass.OUTSIDE_HOURS: 2592000 - 576000,
    }


def test_a_policy_that_promises_no_uptime_still_has_a_measured_month() -> None:
    terms = unpromised(Text("the service", "le service"), ZoneInfo("Europe/Paris"))
    figure = _figure(terms, "2026-04", outage("2026-04-14T10:00Z", seconds=2592))

    assert (figure.uptime_percent, figure.target_met, figure.breach, figure.credit) == ("99.9000", None, False, None)
