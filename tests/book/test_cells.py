"""Cells: what every way of writing a value becomes, and which are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.book.cells.oddness import STORED
from specie.book.cells.reading import Cell, Habit, layered, layers, shape_layers
from specie.book.schema import ColumnSchema, ColumnType
from specie.book.store import open_store

STORE = open_store()
SOME = settings().max_examples // 4
"""Lists of texts; they cost a query a kind, however many texts are in one."""


def read(
    kind: ColumnType, *texts: str | None, habit: Habit | None = None, **limits: object
) -> list[tuple[object, str | None]]:
    """Value and code of each text, as a column of that kind would read it."""
    limits.setdefault("allowed", ("a", "b"))
    column = ColumnSchema("x", kind, "", **limits)  # pyright: ignore[reportArgumentType]
    habit = habit or Habit()
    cell = Cell(column, habit)
    written = "SELECT unnest($texts::VARCHAR[]) AS x, generate_subscripts($texts::VARCHAR[], 1) AS i"
    rows = f"(SELECT i, cell_text(x) AS x FROM ({written}))"
    sql = f"SELECT {cell('value')}, {cell('code')} FROM {layered(rows, [layers(column, habit)])} ORDER BY i"
    return [(value, code) for value, code in STORE.execute(sql, {"texts": list(texts)}).fetchall()]


def shapes(*texts: str) -> list[str]:
    column = ColumnSchema("x", "number", "")
    cell = Cell(column, Habit())
    rows = "(SELECT unnest(?::VARCHAR[]) AS x)"
    sql = f"SELECT {cell('shape')} FROM {layered(rows, [shape_layers(cell)])}"
    return [row[0] for row in STORE.execute(sql, [list(texts)]).fetchall()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"), ("-12.50", "-12.50"), ("+5", "5"), ("1e3", "1000"), (".5", "0.5"), ("  7 ", "7"),
        ("1,234.50", "1234.50"), ("1,234,567", "1234567"), ("12,34,567.8", "1234567.8"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"), ("12,5", "12.5"), ("0,123", "0.123"), ("1 234 567,8", "1234567.8"),
        ("1'234.5", "1234.5"), ("1\u00a0234\u00a0567", "1234567"), ("(1,234.50)", "-1234.50"), ("12-", "-12"),
        ("−3.5", "-3.5"), ("$1,234.50", "1234.50"), ("NT$1,200.00", "1200"), ("€ 9,90", "9.90"),
        ("-$5", "-5"),
        ("USD 12", "12"), ("12 EUR", "12"), ("１２３．４５", "123.45"), ("１，２３４．５", "1234.5"),
        ("￥５００", "500"),
    ],
)  # fmt: skip
def test_numbers_that_can_be_read_in_one_way_only(text: str, value: str) -> None:
    assert read("money", text)[0][0] == Decimal(value)
    assert read("number", text)[0][0] == float(value)


@pytest.mark.parametrize(
    "text", ["abc", "1.2.3", "1,,2", "12 apples", "5k", "nan!", "--5", "1,2345,678", "٣", "$"]
)
def test_texts_that_are_no_numbers(text: str) -> None:
    assert read("money", text) == [(None, "DAT012")]
    assert read("number", text) == [(None, "DAT012")]


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1e999"])
def test_no_number_is_infinite(text: str) -> None:
    for kind in ("money", "number", "integer"):
        value, code = read(kind, text)[0]  # pyright: ignore[reportArgumentType]
        assert value is None
        assert code in {"DAT012", "DAT014", "DAT015"}


def test_one_comma_before_three_digits_needs_evidence() -> None:
    assert read("money", "1,234") == [(None, "DAT013")]
    assert read("money", "1,234", habit=Habit(comma=True)) == [(Decimal("1.234"), "DAT025")]
    assert read("money", "1,234", habit=Habit(dot=True)) == [(Decimal(1234), "DAT025")]
    assert read("money", "1,234", habit=Habit(comma=True, dot=True)) == [(None, "DAT013")]


def test_one_point_before_three_digits_is_a_decimal_point_unless_the_column_uses_commas() -> None:
    assert read("money", "1.234") == [(Decimal("1.234"), None)]
    assert read("money", "1.234", habit=Habit(comma=True)) == [(Decimal(1234), "DAT025")]
    assert read("money", "-1.234", habit=Habit(comma=True, dot=True)) == [(None, "DAT013")]


def test_percent_is_a_fraction_of_a_number_and_no_amount() -> None:
    assert read("number", "12%", "12.5 %", "５％") == [(0.12, "DAT025"), (0.125, "DAT025"), (0.05, "DAT025")]
    assert read("money", "12%") == [(None, "DAT012")]
    assert read("integer", "12%") == [(None, "DAT012")]


def test_whole_numbers() -> None:
    assert read("integer", "12", "12.0", "1,200,000", "12.5", "99999999999999999999") == [
        (12, None), (12, None), (1200000, "DAT025"), (None, "DAT014"), (None, "DAT014"),
    ]  # fmt: skip


def test_limits() -> None:
    assert [code for _, code in read("number", "-1", "0", "11", minimum=0, maximum=10)] == [
        "DAT015",
        None,
        "DAT015",
    ]
    assert [code for _, code in read("number", "0", "0.1", above=0)] == ["DAT015", None]


def test_amounts_are_kept_to_the_last_digit() -> None:
    assert read("money", "12345678901234567890.123456789012")[0][0] == Decimal(
        "12345678901234567890.123456789012"
    )
    assert read("money", "1" + "0" * 30) == [(None, "DAT015")]


@pytest.mark.parametrize("text", ["NULL", "null", "N/A", "n/a", "-", "—", "none", "nil", "?", "無"])
def test_words_for_unknown(text: str) -> None:
    assert read("money", text) == [(None, "DAT024")]
    assert read("date", text) == [(None, "DAT024")]
    assert read("text", text) == [(None, "DAT024")]
    assert read("date", text, required=True) == [(None, "DAT023")]


def test_an_empty_cell_is_unknown_and_never_zero() -> None:
    for kind in STORED:
        assert read(kind, "", None, " \u3000\u00a0") == [(None, None)] * 3  # pyright: ignore[reportArgumentType]
        assert [code for _, code in read(kind, "", required=True)] == ["DAT023"]  # pyright: ignore[reportArgumentType]


def test_nan_is_unknown_in_numbers_and_text_elsewhere() -> None:
    assert read("number", "NaN", "NA") == [(None, "DAT024"), (None, "DAT024")]
    assert read("text", "Nan", "NA") == [("Nan", None), ("NA", None)]


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!"])
def test_formula_errors(text: str) -> None:
    for kind in STORED:
        assert read(kind, text) == [(None, "DAT026")]  # pyright: ignore[reportArgumentType]


DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-09-30", None), ("2026-09-30 00:00:00", None), ("2026-09-30T00:00:00Z", None),
        ("2026-09-30T23:10:00", "DAT019"), ("2026/9/30", "DAT019"), ("2026.09.30", "DAT019"),
        ("2026年9月30日", "DAT019"), ("20260930", "DAT019"), ("30/09/2026", "DAT019"),
        ("09/30/2026", "DAT019"),
        ("30.9.2026", "DAT019"), ("30 Sep 2026", "DAT019"), ("Sep 30, 2026", "DAT019"),
        ("30-Sep-2026", "DAT019"),
        ("September 30 2026", "DAT019"), ("２０２６／９／３０", "DAT019"), ("115/09/30", "DAT035"),
        ("115.9.30", "DAT035"), ("民國115年9月30日", "DAT035"),
    ],
)  # fmt: skip
def test_dates_that_can_be_read_in_one_way_only(text: str, code: str | None) -> None:
    assert read("date", text) == [(DAY, code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2026", "DAT017"), ("3-4-2026", "DAT017"), ("2026-02-30", "DAT018"), ("2026-13-01", "DAT018"),
        ("31/04/2026", "DAT018"), ("115/02/30", "DAT018"), ("2025-02-29", "DAT018"), ("46295", "DAT036"),
        ("yesterday", "DAT016"), ("30/09/26", "DAT016"), ("2026", "DAT016"), ("2026-09", "DAT016"),
        ("0026-09-30", "DAT015"), ("2926-09-30", "DAT015"), ("infinity", "DAT016"), ("epoch", "DAT016"),
    ],
)  # fmt: skip
def test_dates_that_are_refused(text: str, code: str) -> None:
    assert [found for _, found in read("date", text)] == [code]


def test_equal_day_and_month_are_not_ambiguous() -> None:
    assert read("date", "03/03/2026") == [(date(2026, 3, 3), "DAT019")]


def test_day_numbers_are_dates_in_a_workbook_only() -> None:
    assert read("date", "46295", "46295.75", habit=Habit(serial_dates=True)) == [(DAY, None), (DAY, None)]
    assert read("date", "46295") == [(None, "DAT036")]


@pytest.mark.parametrize(
    ("text", "canonical", "code"),
    [
        ("2026", "2026", None), ("2026-Q3", "2026-Q3", None), ("2026-09", "2026-09", None),
        ("2026-W05", "2026-W05", None), ("2026-09-30", "2026-09-30", None), ("2026Q3", "2026-Q3", "DAT019"),
        ("Q3 2026", "2026-Q3", "DAT019"), ("2026/9", "2026-09", "DAT019"), ("2026年9月", "2026-09", "DAT019"),
        ("2026W5", "2026-W05", "DAT019"), ("2026/9/30", "2026-09-30", "DAT019"), ("2026-W54", None, "DAT018"),
        ("2025-W53", None, "DAT018"), ("2026-13", None, "DAT018"), ("2026-Q5", None, "DAT020"),
        ("soon", None, "DAT020"), ("FY26", None, "DAT020"), ("03/04/2026", None, "DAT017"),
        ("1026", "1026", "DAT015"),
    ],
)  # fmt: skip
def test_periods(text: str, canonical: str | None, code: str | None) -> None:
    assert read("period", text) == [(canonical, code)]


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-W01", "2025-12-29", "2026-01-04"), ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-09-30", "2026-09-30", "2026-09-30"),
    ],
)  # fmt: skip
def test_first_and_last_day_of_a_period(period: str, start: str, end: str) -> None:
    row = STORE.execute("SELECT period_start($p), period_end($p)", {"p": period}).fetchone()
    assert row == (date.fromisoformat(start), date.fromisoformat(end))


def test_yes_and_no() -> None:
    yes = read("boolean", "true", "TRUE", "Yes", "y", "1", "是", "１")
    no = read("boolean", "false", "No", "0", "否", "off")
    assert [value for value, _ in yes] == [True] * 7
    assert [value for value, _ in no] == [False] * 5
    assert read("boolean", "maybe") == [(None, "DAT021")]


def test_choices_fold_case_spaces_and_hyphens() -> None:
    allowed = ("usage", "wind_down", "nine-months", ">=")
    found = read(
        "choice", "Usage", "wind down", "WIND-DOWN", "nine months", "＞=", "usages", ">=", allowed=allowed
    )
    assert [value for value, _ in found][:4] == ["usage", "wind_down", "wind_down", "nine-months"]
    assert found[5] == (None, "DAT022")
    assert found[6] == (">=", None)


def test_currencies() -> None:
    assert read("currency", "USD", "usd", "ＴＷＤ") == [("USD", None), ("USD", None), ("TWD", None)]
    assert [code for _, code in read("currency", "NTD", "US$", "euro", "12")] == ["DAT030"] * 4


def test_full_width_ids_are_read_as_plain_ones() -> None:
    assert read("id", "ＡＩ－０１", "AI-01", "專案一") == [
        ("AI-01", "DAT025"),
        ("AI-01", None),
        ("專案一", None),
    ]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_any_amount_reads_the_same_however_it_is_grouped(amount: Decimal) -> None:
    plain, english = f"{amount:.2f}", f"{amount:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    brackets = f"({abs(amount):,.2f})" if amount < 0 else english
    wide = english.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert [value for value, _ in read("money", plain, english, continental, brackets, wide)] == [amount] * 5


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_any_date_reads_the_same_or_is_named_as_ambiguous(day: date) -> None:
    iso, slashes, american = day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day:%m/%d/%Y}"
    (value, none), (other, _), (last, code) = read("date", iso, slashes, american)
    assert (value, none, other) == (day, None, day)
    assert last == day if code != "DAT017" else (day.day <= 12 and day.day != day.month)


@given(st.lists(st.text(max_size=12), min_size=3, max_size=12))
@settings(max_examples=SOME, deadline=None)
def test_no_text_breaks_the_reading_and_each_is_a_value_or_has_a_code(texts: list[str]) -> None:
    sql = "SELECT cell_text(x) IS NULL FROM (SELECT unnest(?::VARCHAR[]) AS x)"
    blanks = [blank for (blank,) in STORE.execute(sql, [texts]).fetchall()]
    for kind in STORED:
        found = read(kind, *texts, allowed=("a", "b"))  # pyright: ignore[reportArgumentType]
        assert blanks == [value is None and code is None for value, code in found]


def test_shapes_of_numbers() -> None:
    assert shapes("12", "1,234", "1.234", "1,234.5", "1.234,5", "12,5", "12.5", "abc", "$1,234,567") == [
        "digits", "one comma", "one dot", "grouped by comma", "grouped by dot", "decimal comma",
        "decimal dot",
        "none", "grouped by comma",
    ]  # fmt: skip
