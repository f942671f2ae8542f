"""Numbers: the tables of how each unit is written, and the same digits in both languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import PORTFOLIO, Bound, Estimate, Grade, Origin, Quantity, Ref, Term, exact
from specie.report.language import language
from specie.report.number import fixed

ORIGIN = (Origin("costs.csv", "480 rows"),)


def estimate(point, low, high, unit, level=0.9, bound=Bound.EXACT) -> Estimate:
    return Estimate(
        "m", PORTFOLIO, "2026", point, low, high, level, unit, "x", Grade.RECORDED, ORIGIN, bound=bound
    )


QUANTITIES = [
    (1_234_567, "USD", "USD 1,234,567", "1,234,567 美元"),
    (1_234_567.49, "USD", "USD 1,234,567", "1,234,567 美元"),
    (965e9, "USD", "USD 965,000 million", "965,000 百萬美元"),
    (100_000_000, "USD", "USD 100 million", "100 百萬美元"),
    (99_999_999, "USD", "USD 99,999,999", "99,999,999 美元"),
    (999.5, "USD", "USD 999.50", "999.50 美元"),
    (12, "USD", "USD 12.00", "12.00 美元"),
    (0, "USD", "USD 0", "0 美元"),
    (0.0000025, "USD", "USD 0.00000250", "0.00000250 美元"),
    (-1234, "USD", "USD −1,234", "−1,234 美元"),
    (Decimal("1500.25"), "TWD", "TWD 1,500", "1,500 新臺幣元"),
    (5000, "XAU", "XAU 5,000", "5,000 XAU"),
    (0.375, "fraction", "37.5 %", "37.5 %"),
    (0.4, "fraction", "40 %", "40 %"),
    (0.00123, "fraction", "0.12 %", "0.12 %"),
    (0, "fraction", "0 %", "0 %"),
    (36.6, "x", "36.6x", "36.6 倍"),
    (1300.4, "x", "1,300x", "1,300 倍"),
    (24, "count", "24", "24"),
    (12345, "count", "12,345", "12,345"),
    (3.7, "count", "3.7", "3.7"),
    (1, "days", "1 day", "1 天"),
    (90, "days", "90 days", "90 天"),
    (6.25, "weeks", "6.3 weeks", "6.3 週"),
    (18, "months", "18 months", "18 個月"),
    (2, "years", "2 years", "2 年"),
    (3050.2, "points", "3,050 points", "3,050 點"),
    (3.14159, "index", "3.142", "3.142"),
    (1_500_000, "tokens", "1,500,000 tokens", "1,500,000 詞元"),
]


@pytest.mark.parametrize(("value", "unit", "english", "chinese"), QUANTITIES)
def test_a_quantity_is_written_in_both_languages(value, unit, english, chinese):
    assert language("en").value(Quantity(value, unit)) == english
    assert language("zh-Hant").value(Quantity(value, unit)) == chinese


def test_stated_digits_win():
    assert language("en").value(Quantity(0.123456, "fraction", 3)) == "12.346 %"
    assert language("en").value(Quantity(1234.5, "USD", 2)) == "USD 1,234.50"


ESTIMATES = [
    (
        estimate(0.372, 0.312, 0.441, "fraction"),
        "37 % (31–44 %, 90 % interval)",
        "37 %（31–44 %，90 % 區間）",
    ),
    (
        estimate(0.021, 0.018, 0.026, "fraction", 0.95),
        "2.1 % (1.8–2.6 %, 95 % interval)",
        "2.1 %（1.8–2.6 %，95 % 區間）",
    ),
    (estimate(36.6, None, 36.6, "x", 1.0, Bound.AT_MOST), "at most 36.6x", "至多 36.6 倍"),
    (
        estimate(None, 2e9, None, "USD", 1.0, Bound.AT_LEAST),
        "at least USD 2,000 million",
        "至少 2,000 百萬美元",
    ),
    (estimate(None, 0.1, 0.2, "fraction", 1.0), "10–20 %", "10–20 %"),
    (estimate(None, 0.1, 0.2, "fraction"), "10–20 % (90 % interval)", "10–20 %（90 % 區間）"),
    (
        estimate(-0.02, -0.05, 0.03, "fraction"),
        "−2 % (−5 % to 3 %, 90 % interval)",
        "−2 %（−5 % 至 3 %，90 % 區間）",
    ),
    (
        estimate(2_911_400, 2_350_120, 3_520_880, "USD"),
        "USD 2,910,000 (2,350,000–3,520,000, 90 % interval)",
        "2,910,000 美元（2,350,000–3,520,000，90 % 區間）",
    ),
    (estimate(94, 71, 133, "days"), "94 days (71–133, 90 % interval)", "94 天（71–133，90 % 區間）"),
    (estimate(0.5, 0.4, 0.6, "fraction", 1.0), "50 % (between 40–60 %)", "50 %（介於 40–60 %）"),
    (exact("m", PORTFOLIO, "2026", 18_412_306.44, "USD", "x", ORIGIN), "USD 18,412,306", "18,412,306 美元"),
    (exact("m", PORTFOLIO, "2026", 12.3, "USD", "x", ORIGIN), "USD 12.30", "12.30 美元"),
]


@pytest.mark.parametrize(("value", "english", "chinese"), ESTIMATES)
def test_an_estimate_is_written_with_interval_and_bound(value, english, chinese):
    assert language("en").value(value) == english
    assert language("zh-Hant").value(value) == chinese


def test_other_cells():
    english, chinese = language("en"), language("zh-Hant")
    assert english.value(date(2026, 9, 30)) == chinese.value(date(2026, 9, 30)) == "2026-09-30"
    assert english.value(2026) == "2026"
    assert english.value(12345) == "12,345"
    assert english.value(Ref("initiative", "AI-01")) == "AI-01"
    assert english.value(PORTFOLIO) == "whole portfolio"
    assert chinese.value(PORTFOLIO) == "整體專案組合"
    assert english.value(Term("wind_down")) == "wind-down"
    assert english.value(Term("a_word_nobody_knows")) == "a word nobody knows"
    assert english.value(None) == ""


UNITS = st.sampled_from(
    ["USD", "TWD", "fraction", "count", "x", "days", "weeks", "months", "years", "points", "index"]
)
NUMBERS = st.floats(-1e13, 1e13, allow_nan=False) | st.integers(-(10**13), 10**13) | st.floats(-1.5, 1.5)


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"[\d.,]*\d", text))


@given(NUMBERS, UNITS)
def test_digits_do_not_depend_on_the_language(value, unit):
    quantity = Quantity(value, unit)
    assert digits(language("en").value(quantity)) == digits(language("zh-Hant").value(quantity))


@given(
    st.floats(-1e9, 1e9), st.floats(0, 1e8), st.floats(0, 1e8), UNITS, st.sampled_from([0.5, 0.9, 0.95, 1.0])
)
def test_estimates_have_the_same_digits_too(point, below, above, unit, level):
    value = estimate(point, point - below, point + above, unit, level)
    assert digits(language("en").value(value)) == digits(language("zh-Hant").value(value))


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
def test_what_is_written_is_within_half_a_unit_of_the_last_place(value, places):
    read = Decimal(fixed(value, places).replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Decimal(5).scaleb(-places - 1)
    assert fixed(value, places) not in {"−0", "-0", "−0.0"}


@given(st.floats(0.001, 0.999), st.floats(1e-4, 0.4))
def test_the_printed_interval_still_holds_the_printed_point(point, half):
    low, high = max(0.0, point - half), min(1.0, point + half)
    text = language("en").value(estimate(point, low, high, "fraction"))
    numbers = [Decimal(n) for n in re.findall(r"[\d.]+", text)]
    assert numbers[1] <= numbers[0] <= numbers[2]
