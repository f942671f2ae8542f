"""Forecasts: what is due, how it is scored, and whether printed growth is that of its points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from specie.analyses.ruler.claims.forecast import all_forecasts, overdue
from specie.analyses.ruler.claims.growth import paths
from specie.analyses.ruler.claims.scores import chance_scores, range_scores
from specie.analyses.ruler.claims.warning import all_warnings
from specie.book import Book
from specie.companies.ledger import read_ledger
from specie.facts import open_facts
from specie.model import Term

FACTS = open_facts()
Make = Callable[..., Book]


def forecasts(book: Book, *, own: bool = True):
    found = all_forecasts(book, FACTS, read_ledger(book, FACTS), 365)
    return [f for f in found if f.own] if own else list(found)


def chance(n: int, p: float, actual: object, **more: object) -> dict[str, object]:
    return {
        "forecast_id": f"F-{n}", "series": "s", "date": "2025-06", "probability": p, "actual": actual,
        "statement": "It happens.",
    } | more  # fmt: skip


def test_scores_by_hand(book_of: Make) -> None:
    """0.9 twice, of which one came; 0.3 three times, of which one came: Brier 1.49 / 5."""
    pairs = [(0.9, 1), (0.9, 0), (0.3, 1), (0.3, 0), (0.3, 0)]
    book = book_of(forecasts=[chance(n, p, o) for n, (p, o) in enumerate(pairs)])
    (score,) = chance_scores(forecasts(book), 0.9, 1)
    assert score.brier.point == pytest.approx(1.49 / 5)
    assert score.brier.low is not None
    assert score.brier.low < 0.298 < (score.brier.high or 0)
    assert score.parts.skill == pytest.approx(1 - 0.298 / 0.24)
    assert score.bins.k.tolist() == [1, 1]


def test_an_outcome_counts_from_the_day_it_was_known(book_of: Make) -> None:
    rows = [
        chance(1, 0.5, 1, resolved_on="2026-11-15"),
        chance(2, 0.5, 1, date="2026-12"),
        chance(3, 0.5, 1, date="2026-12", resolved_on="2026-02-01"),
        chance(4, 0.5, ""),
    ]
    found = forecasts(book_of(forecasts=rows))
    assert [f.actual for f in found] == [None, None, 1.0, None]
    book = book_of(forecasts=rows)
    assert [f.id for f in overdue(forecasts(book), book.as_of)] == ["F-1", "F-4"]


def test_a_sure_forecast_that_was_wrong_has_no_log_score(book_of: Make) -> None:
    (score,) = chance_scores(forecasts(book_of(forecasts=[chance(1, 1.0, 0), chance(2, 0.5, 1)])), 0.9, 1)
    assert score.log == float("inf")
    assert "log_score" not in {e.measure for e in score.estimates}


def test_forecasters_stand_apart_the_best_first(book_of: Make) -> None:
    rows = [chance(n, p, 1, publisher=who) for n, (p, who) in enumerate([(0.2, "A"), (0.9, "B"), (0.3, "A")])]
    assert [s.publisher for s in chance_scores(forecasts(book_of(forecasts=rows)), 0.9, 1)] == ["B", "A"]


def level(n: int, low: object, high: object, actual: object, **more: object) -> dict[str, object]:
    return {
        "forecast_id": f"R-{n}", "series": "s", "date": "2025", "value": 15, "low": low, "high": high,
        "actual": actual, "unit": "usd", "definition": "spending",
    } | more  # fmt: skip


def test_ranges_by_hand(book_of: Make) -> None:
    """10 to 20 said to hold with 0.8: 16 costs 10, 25 costs 10 + 10 x 5; in shares of what came."""
    rows = [level(1, 10, 20, 16, level=0.8), level(2, 10, 20, 25, level=0.8)]
    (score,) = range_scores(forecasts(book_of(forecasts=rows)), 0.9)
    assert (score.held, score.n, score.stated) == (1, 2, True)
    assert score.score.point == pytest.approx((10 / 16 + 60 / 25) / 2)
    assert score.error is not None
    assert score.error.point == pytest.approx((15 / 16 - 1 + 15 / 25 - 1) / 2)


def test_a_range_without_a_chance_is_scored_at_the_level_of_the_book_and_says_so(book_of: Make) -> None:
    (score,) = range_scores(forecasts(book_of(forecasts=[level(1, 10, 20, 25)])), 0.8)
    assert not score.stated
    assert score.score.point == pytest.approx((10 + 10 * 5) / 25)
    assert any("no chance was said" in m.template for m in score.score.assumptions)


def test_an_outcome_of_zero_does_not_divide(book_of: Make) -> None:
    (score,) = range_scores(forecasts(book_of(forecasts=[level(1, 10, 20, 0)])), 0.9)
    assert score.score.point == pytest.approx(10 + 20 * 10)
    assert score.error is None


def growing(growth: object, *points: tuple[str, float], **more: object) -> list[dict[str, object]]:
    return [
        level(n, "", "", "", date=year, value=value, growth=growth, series="market") | more
        for n, (year, value) in enumerate(points)
    ]


def test_growth_of_the_points_against_the_printed_one(book_of: Make) -> None:
    """100 to 144 in two years is 20 percent a year."""
    rows = growing(0.2, ("2027", 100), ("2028", 110), ("2029", 144))
    (path,) = [p for p in paths(FACTS, forecasts(book_of(forecasts=rows))) if p.own]
    assert path.rate == pytest.approx(0.2)
    assert path.years == 2
    assert path.holds is True


def test_printed_growth_over_other_years_is_named(book_of: Make) -> None:
    rows = growing(0.44, ("2027", 100), ("2029", 144))
    (path,) = [p for p in paths(FACTS, forecasts(book_of(forecasts=rows))) if p.own]
    assert path.holds is False
    assert path.fits_years == 1


def test_the_newest_vintage_of_a_point_is_used(book_of: Make) -> None:
    rows = [
        *growing("", ("2027", 100), ("2029", 400)),
        level(9, "", "", "", date="2029", value=144, series="market", made_on="2025-06-30"),
    ]
    (path,) = [p for p in paths(FACTS, forecasts(book_of(forecasts=rows))) if p.own]
    assert path.rate == pytest.approx(0.2)
    assert path.holds is None


def test_one_point_or_points_at_zero_have_no_growth(book_of: Make) -> None:
    rows = [*growing("", ("2027", 100)), *growing("", ("2027", 0), ("2028", 5), publisher="Q")]
    for n, row in enumerate(rows):
        row["forecast_id"] = f"G-{n}"
    assert not [p for p in paths(FACTS, forecasts(book_of(forecasts=rows))) if p.own]


def test_shipped_series_that_print_their_growth(book_of: Make) -> None:
    """244 to 538 billion in two years is 48.5 percent; 196.63 to 1,811.75 in seven is 37.3."""
    by_series = {p.series: p for p in paths(FACTS, forecasts(book_of(), own=False))}
    assert by_series["ai_market_grandview"].holds is True
    assert by_series["ai_market_unnamed_blog"].holds is False
    assert by_series["ai_market_unnamed_blog"].rate == pytest.approx((538 / 244) ** 0.5 - 1)


def test_shipped_series_keep_fiscal_and_calendar_years_apart(book_of: Make) -> None:
    kinds = {(p.first.period[4:], p.last.period[4:]) for p in paths(FACTS, forecasts(book_of(), own=False))}
    assert all(first == last for first, last in kinds)


def test_shipped_guidance_is_compared_where_the_actual_is_known(book_of: Make) -> None:
    found = {f.id: f for f in forecasts(book_of(), own=False) if f.table == "market"}
    oracle = next(f for f in found.values() if f.series == "capex_oracle" and f.period == "2026-05-31")
    assert (oracle.value, oracle.actual) == (50e9, 55.663e9)
    early = forecasts(book_of("2026-05-30"), own=False)
    assert all(f.actual is None for f in early if f.series == "capex_oracle" and f.period == "2026-05-31")


def test_warnings_stand_by_the_day(book_of: Make) -> None:
    rows = [
        {"warning_id": "1", "statement": "a", "speaker": "S", "due": "2025", "actual": 1},
        {"warning_id": "2", "statement": "b", "speaker": "S", "due": "2026-06"},
        {"warning_id": "3", "statement": "c", "speaker": "S", "due": "2027", "probability": 0.4},
        {"warning_id": "4", "statement": "d", "speaker": "S"},
        {"warning_id": "5", "statement": "e", "speaker": "S", "due": "2025", "actual": 0},
    ]
    book = book_of(warnings=rows)
    standing = {w.id: w.standing(book.as_of) for w in all_warnings(book)}
    assert standing == {
        "1": Term("came true"), "2": Term("due, outcome not recorded"), "3": Term("not yet due"),
        "4": Term("without a date"), "5": Term("did not come true"),
    }  # fmt: skip
    assert [w.id for w in all_warnings(book) if w.forecast is not None] == ["3"]
