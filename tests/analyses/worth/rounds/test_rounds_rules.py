"""Rules of comparison, steps and multiples, worked by hand on small ledgers."""

from datetime import date

import pytest

from specie.analyses.worth.rounds.survey import make_survey
from specie.companies.basis import matches
from specie.companies.conflict import conflicts
from specie.companies.ledger import Ledger
from specie.companies.record import Company, Price, Reported, Vouch
from specie.companies.span import Span
from specie.facts import first_day, last_day
from specie.model import Bound, Grade, Origin

AS_OF = date(2026, 10, 31)


def span(text: str) -> Span:
    return Span(first_day(text), last_day(text), text)


def vouch(quality: str = "primary", marks: tuple[str, ...] = ()) -> Vouch:
    return Vouch(Origin("rounds.csv", "row 2"), quality, marks, "", date(2026, 6, 1), False, False)


def price(on: str, post: float | None, **changes: object) -> Price:
    fields: dict[str, object] = {
        "company": "acme", "on": span(on), "series": f"round {on}", "kind": "primary", "status": "closed",
        "lead": "", "amount": None, "post": post, "bound": "=", "vouch": vouch(), **changes,
    }  # fmt: skip
    return Price(**fields)  # type: ignore[arg-type]


def revenue(end: str, value: float, **changes: object) -> Reported:
    fields: dict[str, object] = {
        "company": "acme", "end": span(end), "period": "point", "metric": "revenue_run_rate",
        "basis": "run-rate", "gross_net": "", "value": value, "bound": "=", "vouch": vouch(), **changes,
    }  # fmt: skip
    return Reported(**fields)  # type: ignore[arg-type]


def ledger(prices: list[Price], revenues: list[Reported] | None = None, **company: object) -> Ledger:
    acme = Company("acme", "Acme", **company)  # type: ignore[arg-type]
    return Ledger(
        AS_OF, {"acme": acme}, (acme,), frozenset({"acme"}), tuple(prices), tuple(revenues or ()), 0, 0
    )


def acme(prices: list[Price], revenues: list[Reported] | None = None):
    return make_survey(ledger(prices, revenues), 180).valued["acme"]


def test_step_and_growth_between_known_days() -> None:
    valued = acme([price("2024-01-01", 100.0), price("2026-01-01", 121.0)])
    step = valued.steps[0]
    assert step.multiple is not None
    assert step.multiple.point == pytest.approx(1.21)
    assert step.multiple.exact
    assert step.growth is not None
    assert step.growth.point == pytest.approx(1.21 ** (365.25 / 731) - 1)
    assert step.growth.grade is Grade.COMPANY


def test_a_month_makes_growth_a_range_that_holds_both_ends() -> None:
    step = acme([price("2024-01", 100.0), price("2025-01-01", 200.0)]).steps[0]
    assert step.growth is not None
    assert step.growth.low == pytest.approx(2 ** (365.25 / 366) - 1)
    assert step.growth.high == pytest.approx(2 ** (365.25 / 336) - 1)
    assert step.multiple is not None
    assert step.multiple.exact


def test_a_short_step_is_not_annualised() -> None:
    step = acme([price("2026-01-01", 100.0), price("2026-06-29", 200.0)]).steps[0]
    assert step.growth is None
    assert step.multiple is not None
    assert step.multiple.point == 2.0


def test_unit_check_above_twentyfold_within_a_year_only() -> None:
    quick = acme([price("2026-01-01", 1e9), price("2026-09-01", 21e9)]).steps[0]
    slow = acme([price("2024-01-01", 1e9), price("2026-01-02", 21e9)]).steps[0]
    fall = acme([price("2026-01-01", 21e9), price("2026-09-01", 1e9)]).steps[0]
    assert (quick.needs_unit_check, slow.needs_unit_check, fall.needs_unit_check) == (True, False, True)


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"status": "rumour"}, "rumour"),
        ({"status": "lapsed"}, "lapsed"),
        ({"kind": "strategic", "series": "merger with B"}, "control"),
        ({"kind": "strategic", "series": "B stake (about 49%)"}, "control"),
        ({"relation": "extension", "of": ("acme", "x", "y")}, "extension"),
        ({"relation": "part", "of": ("acme", "x", "y")}, "part"),
        ({"vouch": vouch(marks=("do_not_use",))}, "do not use"),
    ],
)
def test_refused_with_a_reason_and_neither_stepped_nor_divided(
    changes: dict[str, object], ground: str
) -> None:
    prices = [price("2024-01-01", 100.0), price("2025-01-01", 900.0, **changes), price("2026-01-01", 200.0)]
    survey = make_survey(ledger(prices, [revenue("2025-01-01", 10.0)]), 180)
    assert [r.ground for r in survey.refused] == [ground]
    assert [c.price.post for c in survey.valued["acme"].chain] == [100.0, 200.0]
    assert all(m.price.price.post != 900.0 for m in survey.valued["acme"].multiples)


def test_a_secondary_sale_is_no_price_of_control() -> None:
    assert not make_survey(
        ledger([price("2025-01-01", 5.0, kind="secondary", series="secondary sale")]), 180
    ).refused


def test_a_division_is_refused_whatever_its_status() -> None:
    survey = make_survey(ledger([price("2025-01-01", 5.0)], kind="division", priced=False), 180)
    assert not survey.valued
    assert [r.ground for r in survey.refused] == ["division"]


def test_a_merger_in_between_is_told() -> None:
    merger = price("2025-01-01", 500.0, kind="strategic", series="merger with B")
    assert acme([price("2024-01-01", 100.0), merger, price("2026-01-01", 200.0)]).steps[0].other_entity
    later = price("2026-05-01", 500.0, kind="strategic", series="merger with B")
    assert not acme([price("2024-01-01", 100.0), price("2026-01-01", 200.0), later]).steps[0].other_entity


def test_conflicting_reports_of_one_event_make_a_range() -> None:
    main = price("2026-01-01", 90.0)
    other = price("2026-01", 80.0, series="other report", relation="conflict", of=main.key)
    valued = acme([main, other], [revenue("2026-01-01", 10.0)])
    estimate = valued.multiples[0].estimate
    assert estimate is not None
    assert (estimate.point, estimate.low, estimate.high) == (None, 8.0, 9.0)
    assert valued.prices[0].low == 80.0
    found = conflicts(ledger([main, other]))
    assert [(c.measure, c.low, c.high) for c in found] == [("price", 80.0, 90.0)]


@pytest.mark.parametrize(
    ("price_bound", "sales_bound", "low", "high", "bound"),
    [
        ("=", "=", 20.0, 20.0, Bound.EXACT),
        ("=", ">=", None, 20.0, Bound.AT_MOST),
        ("=", "<=", 20.0, None, Bound.AT_LEAST),
        (">=", "=", 20.0, None, Bound.AT_LEAST),
        (">=", "<=", 20.0, None, Bound.AT_LEAST),
        ("<=", "=", None, 20.0, Bound.AT_MOST),
    ],
)
def test_bounds_are_carried_through(
    price_bound: str, sales_bound: str, low: float | None, high: float | None, bound: Bound
) -> None:
    valued = acme(
        [price("2026-01-01", 200.0, bound=price_bound)], [revenue("2026-01-01", 10.0, bound=sales_bound)]
    )
    estimate = valued.multiples[0].estimate
    assert estimate is not None
    assert (estimate.point, estimate.low, estimate.high, estimate.bound) == (20.0, low, high, bound)


def test_a_floor_over_a_floor_is_not_printed() -> None:
    valued = acme([price("2026-01-01", 200.0, bound=">=")], [revenue("2026-01-01", 10.0, bound=">=")])
    assert valued.multiples[0].estimate is None
    assert valued.spread is None


def test_every_basis_stands_beside_the_others() -> None:
    figures = [
        revenue("2026-05-01", 50.0),
        revenue("2026-05-01", 40.0, basis="press", gross_net="net"),
        revenue("2025-12-31", 20.0, metric="revenue", period="year", basis="leak"),
        revenue("2026-03-31", 8.0, metric="revenue", period="quarter", basis="leak"),
        revenue("2026-06-30", 12.0, metric="revenue", period="quarter", basis="guidance", bound=">="),
        revenue("2026-12-31", 60.0, metric="revenue", period="year", basis="guidance"),
        revenue("2025-09-30", 15.0, metric="revenue", period="nine-months", basis="gaap"),
    ]
    valued = acme([price("2026-05-01", 960.0)], figures)
    got = {m.match.basis.text: m.stated[0] for m in valued.multiples}
    assert got == {
        "run-rate company": pytest.approx(19.2),
        "run-rate press net": pytest.approx(24.0),
        "trailing year leak": pytest.approx(48.0),
        "part-year annualised leak": pytest.approx(30.0),
        "forward part-year guidance": pytest.approx(20.0),
        "forward year guidance": pytest.approx(16.0),
        "part-year annualised gaap": pytest.approx(48.0),
    }
    assert valued.spread is not None
    assert valued.spread.point is None
    assert valued.spread.low == pytest.approx(16.0)
    assert valued.spread.high == pytest.approx(48.0)
    grades = {m.match.basis.text: m.estimate.grade for m in valued.multiples if m.estimate}
    assert grades["run-rate company"] is Grade.COMPANY
    assert grades["part-year annualised gaap"] is Grade.COMPANY
    assert grades["run-rate press net"] is Grade.PRESS
    assert grades["forward year guidance"] is Grade.MODELLED


def test_nearest_figure_stale_mark_and_cut() -> None:
    on = span("2026-01-01")
    near, far = revenue("2025-12-01", 10.0), revenue("2025-03-01", 5.0)
    assert matches([far, near], on)[0].figures == (near,)
    stale = matches([far], on)[0]
    assert (stale.gap_days, stale.stale) == (306, True)
    assert matches([revenue("2024-12-31", 5.0)], on) == ()
    assert matches([revenue("2025-07-05", 5.0)], on)[0].stale is False
    assert matches([revenue("2025-07-04", 5.0)], on)[0].stale is True


def test_stale_revenue_is_shown_but_not_in_the_range() -> None:
    valued = acme([price("2026-01-01", 100.0)], [revenue("2025-03-01", 5.0)])
    assert valued.multiples[0].match.stale
    assert valued.spread is None


def test_a_printed_low_and_high_end_make_one_range() -> None:
    ends = [
        revenue("2024-01", 5e6, bound=">=", basis="press"),
        revenue("2024-01", 10e6, bound="<=", basis="press"),
    ]
    estimate = acme([price("2024-01-04", 520e6)], ends).multiples[0].estimate
    assert estimate is not None
    assert (estimate.low, estimate.high, estimate.point) == (52.0, 104.0, None)
    assert not conflicts(ledger([], ends))


@pytest.mark.parametrize("value", [0.0, -5.0])
def test_zero_or_negative_revenue_has_no_multiple(value: float) -> None:
    assert acme([price("2026-01-01", 100.0)], [revenue("2026-01-01", value)]).multiples == ()


def test_a_cumulative_figure_has_no_yearly_rate() -> None:
    figure = revenue("2026-01-01", 9.0, metric="revenue", period="cumulative")
    assert acme([price("2026-01-01", 100.0)], [figure]).multiples == ()
