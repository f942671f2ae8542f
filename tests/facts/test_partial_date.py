"""Partial dates keep the days they may mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.facts import first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-05-28", date(2026, 5, 28), date(2026, 5, 28)),
    ],
)
def test_spans(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-00", "2026-02-30", "2026/05", "2026-Q1", "2026-5", "x"]
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        last_day(text)
    with pytest.raises(ValueError, match=r"date|month|day"):
        first_day(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_month_holds_its_days_and_a_year_its_months(day: date) -> None:
    year, month, whole = day.isoformat()[:4], day.isoformat()[:7], day.isoformat()
    assert first_day(year) <= first_day(month) <= first_day(whole) == day == last_day(whole)
    assert last_day(whole) <= last_day(month) <= last_day(year)
