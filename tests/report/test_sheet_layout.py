"""Tables for reading: units in the head, one scale per column, intervals beside their points."""

from __future__ import annotations

from datetime import date

from specie.model import PORTFOLIO, Column, Estimate, Grade, Origin, Quantity, Ref, Table, Term, exact, say
from specie.report.sheet import sheet

ORIGIN = (Origin("a.csv"),)


def laid_out(language, *cells):
    return sheet(Table("t", say("Value"), (Column("a", say("Value")),), tuple((c,) for c in cells)), language)


def column(language, *cells):
    made = laid_out(language, *cells)
    return made.heads[0].unit, [row[0].text for row in made.rows]


def estimate(point, low, high, unit="fraction"):
    return Estimate("m", PORTFOLIO, "", point, low, high, 0.9, unit, "x", Grade.RECORDED, ORIGIN)


def test_a_shared_unit_goes_to_the_head(en, zh):
    money = (Quantity(1_700_000.4, "USD"), Quantity(12.5, "USD"))
    assert column(en, *money) == ("USD", ["1,700,000", "13"])
    assert column(zh, *money) == ("美元", ["1,700,000", "13"])


def test_large_amounts_are_in_millions_all_the_way_down(en):
    assert column(en, Quantity(965e9, "USD"), Quantity(4e8, "USD")) == ("USD million", ["965,000", "400"])


def test_small_amounts_keep_their_cents(en):
    assert column(en, Quantity(12, "USD"), Quantity(3.456, "USD")) == ("USD", ["12.00", "3.46"])
    assert column(en, Quantity(5_000_000, "USD"), Quantity(0.25, "USD")) == ("USD", ["5,000,000", "0.25"])


def test_percentages_share_their_places(en):
    assert column(en, Quantity(0.4, "fraction"), Quantity(0.375, "fraction")) == ("%", ["40.0", "37.5"])


def test_mixed_units_stay_in_their_cells(en):
    assert column(en, Quantity(1, "USD"), Quantity(2, "days")) == ("", ["USD 1.00", "2 days"])


def test_an_interval_stands_beside_its_point(en):
    made = laid_out(en, estimate(0.372, 0.312, 0.441), estimate(0.25, 0.127, 0.434))
    assert made.heads[0].unit == "%, 90 % interval"
    assert [(row[0].text, row[0].span) for row in made.rows] == [("37", "31–44"), ("25", "13–43")]
    assert made.heads[0].span == 5


def test_exact_and_uncertain_numbers_share_a_column(en):
    unit, texts = column(
        en, exact("m", PORTFOLIO, "", 0.5, "fraction", "x", ORIGIN), estimate(0.372, 0.312, 0.441)
    )
    assert unit == "%, 90 % interval"
    assert texts == ["50.0", "37.2"]


def test_rough_amounts_are_rounded_to_what_is_known(en):
    assert column(en, estimate(2_911_400, 2_350_120, 3_520_880, "USD"))[1] == ["2,910,000"]


def test_rows_sort_by_value_not_by_text(en):
    made = laid_out(en, Quantity(10, "count"), Quantity(9, "count"), None)
    assert [row[0].sort for row in made.rows] == [10.0, 9.0, ""]
    assert [row[0].text for row in made.rows] == ["10", "9", ""]


def test_words_and_dates(en, zh):
    cells = (Term("initiative"), Ref("stage", "x", "label"), date(2026, 1, 2))
    assert column(en, *cells) == ("", ["Initiative", "label", "2026-01-02"])
    assert column(zh, *cells)[1][0] == "專案"
