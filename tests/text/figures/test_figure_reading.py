"""Choices that depend on the whole text: currencies, scripts, days of writing, blanked places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from specie.model.claim import Claim, Days, Document, Kind, Reach
from specie.text.figures import find_claims
from specie.text.figures.calendar import Point, days, settled
from specie.text.figures.fold import fold, is_simplified
from specie.text.figures.masks import mask


def _read(text: str, written: Days | None = None) -> tuple[Claim, ...]:
    return find_claims(Document("a", "text", text, (0,), (), written))


def test_trillions_of_a_simplified_text_have_two_readings() -> None:
    (claim,) = _read("这家公司的订单达 1.2 兆日元，这是过去没有的。")
    assert (claim.value, claim.low, claim.high) == (None, 1_200_000, 1_200_000_000_000)
    assert claim.reach is Reach.RANGE


def test_trillions_of_a_traditional_text_have_one() -> None:
    (claim,) = _read("這家公司的訂單達 1.2 兆日圓，這是過去沒有的。")
    assert claim.value == 1_200_000_000_000


@pytest.mark.parametrize(
    ("before", "unit"),
    [("新台幣計價。", "TWD"), ("人民幣計價。", "CNY"), ("", ""), ("新台幣與港元並用。", "")],
)
def test_a_bare_yuan_is_the_one_currency_of_the_text(before: str, unit: str) -> None:
    (claim,) = _read(f"{before}預算 5 億元。")
    assert claim.unit == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("東京報導，¥5 億。", "JPY"), ("以人民幣計，¥5 億。", "CNY"), ("共 ¥5 億。", "")]
)
def test_the_yen_sign_has_two_countries(text: str, unit: str) -> None:
    (claim,) = _read(text)
    assert claim.unit == unit


def test_last_year_needs_the_day_of_writing() -> None:
    assert _read("Last year it grew.") == ()
    (claim,) = _read("Last year it grew.", Days(date(2026, 1, 2), date(2026, 1, 2)))
    assert claim.when == Days(date(2025, 1, 1), date(2025, 12, 31))


def test_a_month_takes_the_year_that_its_sentence_names() -> None:
    found = _read("It went from $1bn in March to $2bn in September 2025. In May nothing happened.")
    dated = [(claim.text, claim.when) for claim in found if claim.kind is Kind.DATE]
    assert dated == [
        ("March", Days(date(2025, 3, 1), date(2025, 3, 31))),
        ("September 2025", Days(date(2025, 9, 1), date(2025, 9, 30))),
    ]


def test_the_month_of_writing_may_be_that_of_the_year_before() -> None:
    written = Days(date(2026, 3, 5), date(2026, 3, 5))
    assert settled(Point(None, month=3), written) is None
    assert settled(Point(None, month=2), written) == Point(2026, month=2)
    assert settled(Point(None, month=4), written) == Point(2025, month=4)


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [
        (Point(2024, month=2), date(2024, 2, 1), date(2024, 2, 29)),
        (Point(2025, quarter=4), date(2025, 10, 1), date(2025, 12, 31)),
        (Point(2025, half=1), date(2025, 1, 1), date(2025, 6, 30)),
        (Point(2025, month=9, since=1), date(2025, 1, 1), date(2025, 9, 30)),
        (Point(2026, month=1, span=3), date(2025, 11, 1), date(2026, 1, 31)),
        (Point(2025, close=True), date(2025, 10, 1), date(2025, 12, 31)),
        (Point(2026, fiscal=True), date(2025, 2, 1), date(2026, 12, 31)),
    ],
)
def test_days_of_dates(point: Point, first: date, last: date) -> None:
    assert days(point) == Days(first, last)


@pytest.mark.parametrize(
    "point", [Point(2025, month=2, day=30), Point(2025, month=13), Point(99), Point(None, month=1)]
)
def test_dates_that_no_calendar_has(point: Point) -> None:
    assert days(point) is None


def test_folding_keeps_every_place() -> None:
    text = "Ａ１，２３４％ 亿 臺 – ×"
    assert fold(text) == "a1,234% 億 台 - x"
    assert len(fold(text)) == len(text)


def test_a_wide_comma_between_clauses_is_no_thousands_separator() -> None:
    (count, other) = _read("共 30 家，500 人。")
    assert (count.value, other.value) == (30, 500)


def test_which_script_a_text_is_in() -> None:
    assert is_simplified("这个国家的数据")
    assert not is_simplified("這個國家的數據")
    assert not is_simplified("no Chinese here")


@pytest.mark.parametrize(
    "text",
    [
        "see https://a.b/30% now",
        "`x = 30%`",
        "```\n30%\n```",
        "<td width=30%>",
        "a@b30.co",
        "at 9:30 a.m. today",
        "(02) 2345-6789",
        "v1.2.30",
        "[30]",
        "下午三點半",
    ],
)
def test_masked_places_are_blank_and_as_long(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert "30" not in masked
    assert "\x00" in masked


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$183bn", Decimal("182.5e9"), Decimal("183.5e9")),
        ("about $183bn", Decimal("164.7e9"), Decimal("201.3e9")),
        ("nearly $183bn", Decimal("164.7e9"), Decimal("183.5e9")),
        ("over $183bn", Decimal("183e9"), None),
        ("up to $183bn", None, Decimal("183e9")),
    ],
)
def test_limits_of_the_wording(text: str, low: Decimal | None, high: Decimal | None) -> None:
    (claim,) = _read(f"It is {text} now.")
    assert (claim.low, claim.high) == (low, high)


def test_above_compares_behind_a_figure_and_bounds_nothing() -> None:
    share, price = _read("It closed 4.5% above $40.00 today.")
    assert (share.reach, price.reach) == (Reach.EXACT, Reach.EXACT)
