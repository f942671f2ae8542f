"""Return, payback, present value and break-even by hand, and what holds for every input."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.analyses.pays.roi.cost import Cost
from specie.analyses.pays.roi.evidence import Measured
from specie.analyses.pays.roi.months import days_within, last_year, months_between
from specie.analyses.pays.roi.records import Initiative, Kpi
from specie.analyses.pays.roi.returns import curves, payback, value_now
from specie.analyses.pays.roi.worth import Sum, Worth, add, break_even
from specie.kernel.money import ZERO, Range, certain
from specie.model import Bound, CashClass, Estimate, Grade, Origin, Ref, Window

YEAR = Window(date(2025, 7, 1), date(2026, 6, 30))
DAYS = 365.25 / 12


def initiative(started: date, stopped: date | None = None) -> Initiative:
    return Initiative(Ref("initiative", "A"), "build", "Ann", "production", started, stopped, started, 10, 0)


def cost(
    months: dict[date, int], *, running: dict[date, int] | None = None, reach: dict[date, int] | None = None,
    open_side: bool = False, unseen_from: date | None = None,
) -> Cost:  # fmt: skip
    from specie.model import Term

    own = {month: Decimal(amount) for month, amount in months.items()}
    beyond = {month: Decimal(amount) for month, amount in (reach or {}).items()}
    year = sum((a for m, a in own.items() if m >= YEAR.start), Decimal(0))
    on = {m: Decimal(amount) for m, amount in (months if running is None else running).items()}
    return Cost(
        year, sum(own.values(), Decimal(0)), {}, own, on, beyond, sum(beyond.values(), Decimal(0)),
        Decimal(0), (Term("usage"),) if open_side else (), unseen_from, len(own),
    )  # fmt: skip


def gained(year: Range, to_date: Range) -> Sum:
    return Sum(year, to_date, 0.95, Grade.B, 1)


def test_a_course_by_hand():
    """Start on 1 July: 36,500 in 365 days is 100 a day; 30,000 was spent to begin with and 1,000 a month."""
    months = months_between(date(2025, 7, 1), date(2026, 6, 1))
    spent = dict.fromkeys(months, 1000) | {date(2025, 6, 1): 30000}
    own = initiative(date(2025, 7, 1))
    found = curves(own, cost(spent), gained(certain(36500), certain(36500)), YEAR, 12)
    assert found is not None
    assert found.past == 13
    assert found.point[:3] == pytest.approx([-30000, 3100 - 1000, 3100 - 1000])
    assert found.point[13] == pytest.approx(100 * DAYS - 1000)
    assert found.point[:13].sum() == pytest.approx(36500 - 42000)
    still = (42000 - 36500) / (100 * DAYS - 1000)
    months_to = payback(found)
    assert months_to is not None
    assert months_to.point == pytest.approx(13 + still)
    assert value_now(found, 0.0, 0).point == pytest.approx(-5500)
    by_hand = sum(found.point[m] / 1.10 ** (m / 12) for m in range(25))
    assert value_now(found, 0.10, 12).point == pytest.approx(by_hand)


def test_earlier_benefit_lies_before_the_last_twelve_months():
    """100 a day for 30 days of June and 50 a day after: each part evenly over its own days."""
    own = initiative(date(2025, 6, 1))
    found = curves(own, cost({date(2025, 6, 1): 1}), gained(certain(18250), certain(21250)), YEAR, 0)
    assert found is not None
    assert found.point[:3] == pytest.approx([3000 - 1, 50 * 31, 50 * 31])


def test_ends_are_the_unlucky_and_the_lucky_course():
    own = initiative(date(2025, 7, 1))
    spent = cost({date(2025, 7, 1): 10000}, running={}, reach={date(2025, 7, 1): 1200})
    found = curves(own, spent, gained(Range(3650, 7300, 14600), Range(3650, 7300, 14600)), YEAR, 0)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low[:12].sum() == pytest.approx(3650 - 11200)
    assert found.high[:12].sum() == pytest.approx(14600 - 10000)
    span = payback(found)
    assert span is not None
    assert span.point is not None
    assert span.low < 12 < span.point < span.high
    assert span.point == pytest.approx(12 + (10000 - 7300) / (20 * DAYS))
    assert span.high == pytest.approx(12 + (11200 - 3650) / (10 * DAYS - 100))


def test_a_price_nobody_knows_leaves_the_unlucky_course_open():
    own = initiative(date(2025, 7, 1))
    spent = cost({date(2025, 7, 1): 100}, open_side=True)
    found = curves(own, spent, gained(certain(3650), certain(3650)), YEAR, 0)
    assert found is not None
    assert found.low is None
    assert value_now(found, 0.1, 0).low == -math.inf
    span = payback(found)
    assert span is not None
    assert span.high == math.inf


def test_use_from_before_the_first_bill_has_no_course():
    own = initiative(date(2025, 7, 1))
    spent = cost({date(2025, 9, 1): 100}, unseen_from=date(2025, 7, 1))
    assert curves(own, spent, gained(certain(3650), certain(3650)), YEAR, 0) is None
    assert spent.year_range.high == 100.0
    assert spent.to_date_range.high == math.inf


def test_a_stopped_initiative_has_no_months_ahead():
    own = initiative(date(2025, 7, 1), date(2025, 12, 31))
    found = curves(own, cost({date(2025, 7, 1): 10000}), gained(certain(1840), certain(1840)), YEAR, 12)
    assert found is not None
    assert found.point.size == found.past == 12
    assert found.point[6:] == pytest.approx(np.zeros(6))
    assert payback(found) is None


@pytest.mark.parametrize(
    ("as_of", "start"),
    [
        (date(2026, 6, 30), date(2025, 7, 1)),
        (date(2026, 10, 31), date(2025, 11, 1)),
        (date(2026, 2, 28), date(2025, 3, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 3, 1)),
        (date(2026, 5, 15), date(2025, 5, 16)),
    ],
)
def test_the_last_twelve_months(as_of, start):
    assert last_year(as_of) == Window(start, as_of)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_days_of_the_months_are_the_days(start, length):
    end = date.fromordinal(start.toordinal() + length)
    assert sum(days_within(m, start, end) for m in months_between(start, end)) == length + 1


def estimate(year: Range) -> Estimate:
    return Estimate(
        "improvement_year", Ref("kpi", "K"), "2026", year.point, year.low, year.high, 0.95, "index",
        "imputation", Grade.B, (Origin("outcomes.csv"),),
    )  # fmt: skip


def worth(year: Range, value: Range | None, cases: float | None = 100.0, name: str = "K") -> Worth:
    measured = Measured(
        estimate(year), year, year, 0.95, Grade.B, compared=True, smallest_p=0.001, freedom=9.0, cases=cases
    )
    return Worth(
        Kpi(
            Ref("kpi", name),
            "A",
            "minutes",
            share=False,
            cash_class=CashClass.BOOKED,
            worth=value,
            supposed=False,
        ),
        measured,
    )


def test_break_even_by_hand():
    """4,000 over 100 cases at 1.50 to 3.00: 13.3 to 26.7 minutes a case; others carry 1,000 of it."""
    own = worth(Range(1, 2, 3), Range(1.5, 2, 3))
    found = break_even(own, certain(4000), ZERO)
    assert (found.low, found.point, found.high) == pytest.approx((4000 / 300, 20.0, 4000 / 150))
    found = break_even(own, Range(4000, 4000, 5000), Range(500, 1000, 1200))
    assert (found.low, found.point, found.high) == pytest.approx((2800 / 300, 15.0, 4500 / 150))


@pytest.mark.parametrize(
    ("value", "cases"), [(None, 100.0), (Range(1, 2, 3), None), (Range(1, 2, 3), 0.0), (Range(-1, 0, 1), 9.0)]
)
def test_without_cases_or_worth_there_is_no_break_even(value, cases):
    assert break_even(worth(Range(1, 2, 3), value, cases), certain(4000), ZERO) is None


def test_a_worth_that_may_be_nothing_has_no_highest_break_even():
    found = break_even(worth(Range(1, 2, 3), Range(0, 2, 4)), certain(400), ZERO)
    assert found is not None
    assert (found.low, found.point, found.high) == (1.0, 2.0, math.inf)


ends = st.tuples(*[st.floats(-1e6, 1e6, width=32)] * 3).map(sorted).map(lambda e: Range(*e))
values = st.tuples(*[st.floats(0, 1e3, width=32)] * 3).map(sorted).map(lambda e: Range(*e))


@given(st.lists(st.tuples(ends, values), min_size=1, max_size=4))
def test_worth_doubled_is_benefit_doubled(parts):
    plain = add([worth(year, value) for year, value in parts], 0.95)
    twice = [worth(year, Range(2 * v.low, 2 * (v.point or 0), 2 * v.high)) for year, v in parts]
    double = add(twice, 0.95)
    for name in ("low", "point", "high"):
        assert getattr(double.year, name) == pytest.approx(2 * getattr(plain.year, name), rel=1e-9, abs=1e-6)
    assert double.level == plain.level


@given(st.lists(st.tuples(ends, values), min_size=2, max_size=4), st.randoms())
def test_the_order_of_metrics_does_not_matter(parts, rng):
    worths = [worth(year, value) for year, value in parts]
    shuffled = list(worths)
    rng.shuffle(shuffled)
    one, other = add(worths, 0.95), add(shuffled, 0.95)
    assert one.year.low == pytest.approx(other.year.low, rel=1e-9, abs=1e-6)
    assert one.year.high == pytest.approx(other.year.high, rel=1e-9, abs=1e-6)


@given(st.lists(st.tuples(ends, values), min_size=1, max_size=3))
def test_the_sum_holds_the_sum_of_what_was_published(parts):
    worths = [worth(year, value) for year, value in parts]
    found = add(worths, 0.95).year
    alone = [w.year for w in worths if w.year is not None]
    assert found.low <= sum(a.low for a in alone) + 1e-6 * (1 + abs(found.low))
    assert found.high >= sum(a.high for a in alone) - 1e-6 * (1 + abs(found.high))


def test_numbers_of_a_whole_run_by_hand(make_book, assess, hand):
    """4,000 units at 2 against 4,000 in the year, 6,000 at 2 against 5,000 to date."""
    effect = hand.effect_of(*hand.improved(year=(4000, 4000, 4000), to_date=(6000, 6000, 6000), cases=400))
    result = assess(make_book(), effect)
    roi = hand.told(result, "roi_year")
    assert (roi.low, roi.point, roi.high) == pytest.approx((0.5, 1.0, 2.0))
    roi = hand.told(result, "roi_to_date")
    assert (roi.low, roi.point, roi.high) == pytest.approx((0.8, 1.4, 2.6))
    needed = hand.told(result, "break_even_effect", "K")
    assert (needed.low, needed.point, needed.high) == pytest.approx((4000 / 1200, 5.0, 4000 / 600))
    assert needed.level == 1.0
    value = hand.told(result, "value_year", "K")
    assert (value.low, value.point, value.high) == (6000.0, 8000.0, 12000.0)
    assert hand.told(result, "benefit_year_released").point == 8000.0
    assert not list(result.find("benefit_year_booked"))


def test_present_value_needs_a_hurdle_rate_and_says_so(make_book, assess, hand):
    effect = hand.effect_of(*hand.improved(year=(4000, 4000, 4000)))
    assert hand.told(assess(make_book(), effect), "npv").denominator.arg("rate").value == 0.10
    result = assess(make_book(policy=""), effect)
    assert not list(result.find("npv"))
    assert any(f.code == "PAY428" and f.message.args == (("key", "hurdle_rate"),) for f in result.findings)


def test_the_horizon_is_the_users_to_set(make_book, assess, hand):
    effect = hand.effect_of(*hand.improved(year=(4000, 4000, 4000)))
    none, year = (assess(make_book(), effect, horizon_months=m) for m in (0, 12))
    assert hand.told(none, "npv").point == hand.told(none, "npv_to_date").point
    assert hand.told(year, "npv").point > hand.told(none, "npv").point
    assert hand.told(year, "npv").period == "2025-01-15/2027-06"


def test_what_never_pays_back_is_not_in_sight(make_book, assess, hand):
    result = assess(make_book(), hand.effect_of(*hand.improved(year=(-9, -5, -1))))
    assert not list(result.find("payback_months", "A"))
    (table,) = [t for t in result.tables if t.id == "returns"]
    assert table.rows[0][3].template == "not in sight"
    lucky = assess(make_book(), hand.effect_of(*hand.improved(year=(10, 20, 3000))))
    span = hand.told(lucky, "payback_months")
    assert (span.point, span.high, span.bound) == (None, None, Bound.AT_LEAST)


@settings(max_examples=6, deadline=None)
@given(st.sampled_from([0.25, 8.0]), st.floats(100, 5000), st.floats(1, 2))
def test_another_currency_changes_no_verdict_and_no_ratio(make_book, assess, hand, rate, units, spread):
    """The same firm keeps its rows in EUR: every amount is the rate times as much, every ratio the same."""
    effect = hand.effect_of(*hand.improved(year=(units / spread, units, units * spread)))
    usd = assess(make_book(), effect)
    foreign = {
        name: tuple(row.replace("USD", "EUR") for row in hand.PLAIN[name]) for name in ("costs", "kpis")
    }
    eur = assess(make_book(rates=(f"EUR,2024-01-01,{rate}",), **foreign), effect)
    assert hand.verdict_of(usd).code == hand.verdict_of(eur).code
    for measure in ("roi_year", "roi_to_date", "payback_months"):
        assert ends_of(eur, measure) == pytest.approx(ends_of(usd, measure), rel=1e-6)
    for measure in ("cost_year", "hard_benefit_year", "net_cash_year", "npv"):
        assert ends_of(eur, measure) == pytest.approx([rate * n for n in ends_of(usd, measure)], rel=1e-6)


def ends_of(result, measure):
    """Every number of a measure of the initiative; an open side is a number of its own."""
    found = [n for e in result.find(measure, "A") for n in (e.low, e.point, e.high)]
    return [-7.0 if n is None else n for n in found]
