"""Lengths of time as people write them, and those that nobody can mean."""

from __future__ import annotations

import pytest

from servanda.engine.policy.promise import PromiseError, Span, parse_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("8 business hours", Span(8, "business", "hour")),
        ("1 clock minute", Span(1, "clock", "minute")),
        ("2 business days of days", Span(2, "business", "day", "days")),
        ("120 calendar months", Span(120, "calendar", "month")),
        ("3650 business days", Span(3650, "business", "day")),
    ],
)
def test_a_length_is_a_number_a_clock_and_a_unit(text: str, span: Span) -> None:
    assert parse_span(text) == span
    assert str(span) == text


@pytest.mark.parametrize(
    "text", ["3651 clock days", "999999 business days", "99999999999 clock hours", f"{'9' * 5000} clock minutes"]
)
def test_a_length_beyond_ten_years_is_refused(text: str) -> None:
    with pytest.raises(PromiseError) as refused:
        parse_span(text)

    assert refused.value.code == "SV-S01"
    assert "is longer than 10 years" in refused.value.text.en
    assert "dépasse 10 ans" in refused.value.text.fr
    assert len(refused.value.text.en) < 100
