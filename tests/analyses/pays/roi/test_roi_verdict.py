"""Every verdict and every reason for one, each from a book in which nothing else could decide."""

from __future__ import annotations

import pytest

from specie.model import Grade, Severity

PAYS, NOT, EARLY, OPEN = "PAY401", "PAY402", "PAY403", "PAY404"
KPI = "K,A,Minutes,minutes,lower,level,2,1.5,3,USD,{}"
TWO = (
    "K,A,Minutes,minutes,lower,level,2,2,2,USD,released",
    "L,A,Errors,errors,lower,level,1,1,1,USD,avoided",
)


def said(finding):
    """Templates of a message and of those inside it."""
    message = finding.message
    return message.template, message.arg("why").template


def test_the_plain_case_by_hand(make_book, assess, hand):
    """2,000 to 6,000 units at 1.50 to 3.00 (likeliest 4,000 at 2.00) against 4,000: 8,000 - 4,000 = 4,000."""
    result = assess(make_book(), hand.effect_of(*hand.improved(year=(4000, 4000, 6000))))
    net = hand.told(result, "net_cash_year")
    assert (net.low, net.point, net.high, net.level) == (2000.0, 4000.0, 14000.0, 0.95)
    found = hand.verdict_of(result)
    assert found.code == PAYS
    assert found.evidence[0] is net
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ((2667, 3000, 5000), PAYS),  # 2,667 * 1.50 = 4,000.50
        ((2666, 3000, 5000), OPEN),  # 3,999 at the least
        ((-500, 400, 1333), NOT),  # 3,999 at the most
        ((-500, 400, 1334), OPEN),  # 4,002 at the most
        ((-900, -500, -100), NOT),
    ],
)
def test_only_an_interval_on_one_side_decides(make_book, assess, hand, year, code):
    result = assess(make_book(), hand.effect_of(*hand.improved(year=year)))
    assert hand.verdict_of(result).code == code


@pytest.mark.parametrize("grade", [Grade.A, Grade.B, Grade.C, Grade.D, Grade.E])
@pytest.mark.parametrize("year", [(9000, 9500, 9900), (-90, -50, -10)])
def test_what_is_compared_with_nothing_never_decides(make_book, assess, hand, grade, year):
    """A clear gain or harm from one series, from before and after, from opinion: cannot tell."""
    compared = {Grade.A: 10, Grade.B: 10, Grade.C: 10}.get(grade, 0)
    effect = hand.effect_of(
        *hand.improved(year=year, grade=grade, compared=compared), designs={"K": "few treated units"}
    )
    decided = {True: PAYS, False: NOT}[year[0] > 0]
    assert hand.verdict_of(assess(make_book(), effect)).code == (decided if compared else OPEN)


def test_one_series_with_controls_never_decides_although_its_grade_is_c(make_book, assess, hand):
    told = hand.improved(year=(9000, 9500, 9900), grade=Grade.C, compared=5)
    found = hand.verdict_of(assess(make_book(), hand.effect_of(*told, designs={"K": "one series"})))
    assert found.code == OPEN
    assert "nothing but its own past" in said(found)[1]
    assert found.action.template == "treat more units"


def test_a_design_that_cannot_reach_the_level_never_decides(make_book, assess, hand):
    """One treated among 14: the smallest p is 1/14, so 92.9 % is all there can be."""
    told = hand.improved(year=(9000, 9500, 9900), level=1 - 1 / 14, smallest_p=1 / 14, grade=Grade.C)
    result = assess(make_book(), hand.effect_of(*told, designs={"K": "few treated units"}))
    found = hand.verdict_of(result)
    assert found.code == OPEN
    assert hand.told(result, "net_cash_year").level == pytest.approx(1 - 1 / 14)
    assert found.message.arg("why").arg("level").value == pytest.approx(1 - 1 / 14)
    assert hand.verdict_of(assess(make_book(), hand.effect_of(*told), wrong_verdicts=0.1)).code == PAYS


def test_two_metrics_need_a_higher_level_each(make_book, assess, hand):
    """Student's t with 9 degrees of freedom: 2.685011 / 2.262157 = 1.186925 wider at 97.5 % than at 95 %."""
    effect = hand.effect_of(*hand.improved("K", (2000, 2100, 2200)), *hand.improved("L", (1000, 1100, 1200)))
    result = assess(make_book(kpis=TWO), effect)
    hard = hand.told(result, "hard_benefit_year")
    assert hard.point == pytest.approx(2 * 2100 + 1100)
    assert hard.low == pytest.approx(5300 - 1.186925 * 300, abs=1e-3)
    assert hard.high == pytest.approx(5300 + 1.186925 * 300, abs=1e-3)
    assert hard.level == pytest.approx(0.95)
    assert hand.verdict_of(result).code == PAYS


def test_two_metrics_of_a_small_design_do_not_reach_the_level_together(make_book, assess, hand):
    effect = hand.effect_of(
        *hand.improved("K", (2000, 2100, 2200), smallest_p=0.04), *hand.improved("L", (1000, 1100, 1200))
    )
    result = assess(make_book(kpis=TWO), effect)
    assert hand.told(result, "hard_benefit_year").level == pytest.approx(1 - 0.04 - 0.025)
    assert hand.verdict_of(result).code == OPEN


@pytest.mark.parametrize("cash_class", ["redeployed", "unconverted"])
def test_hours_are_nothing_in_the_cash_line_and_stand_beside_it(make_book, assess, hand, cash_class):
    effect = hand.effect_of(*hand.improved(year=(4000, 5000, 6000)))
    result = assess(make_book(kpis=(KPI.format(cash_class),)), effect)
    assert hand.told(result, "hard_benefit_year").point == 0.0
    assert hand.told(result, "net_cash_year").point == -4000.0
    soft = hand.told(result, "soft_benefit_year")
    assert (soft.low, soft.point, soft.high) == (6000.0, 10000.0, 18000.0)
    share = hand.told(result, "soft_to_break_even")
    assert (share.low, share.point, share.high) == pytest.approx((4 / 18, 4 / 10, 4 / 6))
    found = hand.verdict_of(result)
    assert found.code == NOT
    assert "hours or capacity" in said(found)[1]
    assert "turn hours into" in found.action.template


def test_hours_that_could_not_carry_the_cost_even_as_cash(make_book, assess, hand):
    kpis = (KPI.format("unconverted"),)
    result = assess(make_book(kpis=kpis), hand.effect_of(*hand.improved(year=(10, 20, 30))))
    assert hand.told(result, "soft_to_break_even").low == pytest.approx(4000 / 90)
    assert "even all of its hours" in hand.verdict_of(result).action.template


def test_hours_that_may_be_harm_have_no_highest_share(make_book, assess, hand):
    kpis = (KPI.format("unconverted"),)
    result = assess(make_book(kpis=kpis), hand.effect_of(*hand.improved(year=(-10, 2000, 3000))))
    share = hand.told(result, "soft_to_break_even")
    assert (share.point, share.low, share.high) == (None, pytest.approx(4 / 9), None)


def test_cash_and_hours_of_one_initiative_are_never_added(make_book, assess, hand):
    kpis = (KPI.format("released"), "H,A,Hours,hours,higher,level,10,10,10,USD,unconverted")
    effect = hand.effect_of(*hand.improved("K", (100, 200, 300)), *hand.improved("H", (9000, 9500, 9900)))
    result = assess(make_book(kpis=kpis), effect)
    assert hand.told(result, "hard_benefit_year").point == 400.0
    assert hand.told(result, "soft_benefit_year").point == 95000.0
    assert hand.told(result, "net_cash_year").high == 900.0 - 4000.0
    assert hand.verdict_of(result).code == NOT


EARLY_ONES = {
    "I": (("I,idea,2026-01-01",), (), "no unit uses it yet"),
    "N": (("N,approval,2026-01-01",), ("N,u1,,staggered",), "no unit uses it yet"),
    "W": (("W,pilot,2026-03-01",), ("W,u1,2026-03-01,staggered",), "a verdict takes"),
    "R": (
        ("R,pilot,2025-01-01",),
        ("R,u1,2025-01-01,staggered", "R,u2,2026-06-01,staggered", "R,u3,2026-06-01,staggered"),
        "may still be growing",
    ),
}
"""An idea, one that waits for approval, one in use for 17 weeks, one most of whose units are new."""


def test_too_early_comes_before_every_number(make_book, assess, hand):
    book = make_book(
        initiatives=tuple(f"{i},{i},finance,build,Ann" for i in EARLY_ONES),
        stages=tuple(row for stages, _, _ in EARLY_ONES.values() for row in stages),
        rollout=tuple(row for _, rollout, _ in EARLY_ONES.values() for row in rollout),
        costs=tuple(f"2026-03-31,{i},labour,4000,USD" for i in EARLY_ONES),
        kpis=tuple(f"K{i},{i},Minutes,minutes,lower,level,2,1.5,3,USD,released" for i in "WR"),
    )
    effect = hand.effect_of(*(e for i in "WR" for e in hand.improved(f"K{i}", (9000, 9500, 9900))))
    result = assess(book, effect)
    for initiative, (_, _, words) in EARLY_ONES.items():
        found = hand.verdict_of(result, initiative)
        assert found.code == EARLY
        assert words in said(found)[1]


def test_weeks_and_ramp_are_the_users_to_set(make_book, assess, hand):
    book = make_book(stages=("A,pilot,2026-03-01",), rollout=("A,u1,2026-03-01,staggered",))
    effect = hand.effect_of(*hand.improved(year=(9000, 9500, 9900)))
    assert hand.verdict_of(assess(book, effect)).code == EARLY
    assert hand.verdict_of(assess(book, effect, least_weeks=17)).code == PAYS
    assert hand.verdict_of(assess(book, effect, least_weeks=18)).code == EARLY


def test_a_stopped_initiative_is_never_too_early(make_book, assess, hand):
    stages = ("A,pilot,2026-03-01", "A,stopped,2026-05-01")
    book = make_book(stages=stages, rollout=("A,u1,2026-03-01,staggered",))
    found = hand.verdict_of(assess(book, hand.effect_of(*hand.improved(year=(1, 2, 3)))))
    assert (found.code, found.severity) == (NOT, Severity.NOTE)


def test_what_ended_before_the_last_twelve_months_is_judged_over_all_its_time(make_book, assess, hand):
    """To date 3,000 * 2 = 6,000 at least 4,500 against 5,000; the last twelve months hold no benefit."""
    book = make_book(stages=("A,pilot,2025-01-01", "A,stopped,2025-06-20"))
    effect = hand.effect_of(*hand.improved(year=(0, 0, 0), to_date=(4000, 5000, 6000), ended=True))
    result = assess(book, effect)
    found = hand.verdict_of(result)
    assert found.code == PAYS
    assert found.evidence[0] is hand.told(result, "net_cash_to_date")
    assert hand.told(result, "net_cash_to_date").low == 4000 * 1.5 - 5000
    assert said(found)[1] == "{benefit} of cash benefit against {cost} of full cost {time} leaves {net}"
    assert found.message.arg("why").arg("time").template == "over all its time"


@pytest.mark.parametrize(
    ("kpis", "told", "words", "action"),
    [
        ((), (), "no metric", "name a metric"),
        (
            ("K,A,Minutes,minutes,lower,level,2,1.5,3,USD,released",),
            (),
            "no effect on {metric}",
            "add readings",
        ),
        (("K,A,Minutes,minutes,lower,level,2,1.5,3,USD,",), ("K",), "what becomes of", "fill {column}"),
        (("K,A,Minutes,minutes,lower,level,,,,USD,released",), ("K",), "is worth", "fill {column}"),
    ],
)
def test_what_is_missing_is_named_with_what_would_settle_it(
    make_book, assess, hand, kpis, told, words, action
):
    effect = hand.effect_of(*(part for kpi in told for part in hand.improved(kpi)))
    result = assess(make_book(kpis=kpis), effect)
    found = hand.verdict_of(result)
    assert found.code == OPEN
    assert words in said(found)[1]
    assert action in found.action.template
    assert not kpis or not told or "released" in kpis[0] or not list(result.find("hard_benefit_year", "A"))


def test_a_cash_metric_that_is_not_in_the_sum_keeps_a_loss_from_being_said(make_book, assess, hand):
    kpis = (*TWO[:1], "L,A,Errors,errors,lower,level,,,,USD,avoided")
    low = hand.effect_of(*hand.improved("K", (10, 20, 30)), *hand.improved("L", (10, 20, 30)))
    found = hand.verdict_of(assess(make_book(kpis=kpis), low))
    assert (found.code, "is worth" in said(found)[1]) == (OPEN, True)
    high = hand.effect_of(*hand.improved("K", (9000, 9500, 9900)), *hand.improved("L", (10, 20, 30)))
    assert hand.verdict_of(assess(make_book(kpis=kpis), high)).code == PAYS
    harmed = hand.effect_of(*hand.improved("K", (9000, 9500, 9900)), *hand.improved("L", (-30, -20, -10)))
    assert hand.verdict_of(assess(make_book(kpis=kpis), harmed)).code == OPEN


def test_the_reason_names_the_cheapest_thing_to_mend_first(make_book, assess, hand):
    """Priced, the worth decides; with a certain worth, the readings."""
    unpriced = make_book(
        usage=("2026-01-05,A,nimbus,m,1000,100,1,",), costs=("2026-03-31,A,labour,4000,USD",)
    )
    clear = hand.effect_of(*hand.improved(year=(4000, 4000, 6000)))
    found = hand.verdict_of(assess(unpriced, clear))
    assert (found.code, "has no price" in said(found)[1]) == (OPEN, True)

    by_worth = hand.effect_of(*hand.improved(year=(2500, 3000, 3500)))
    found = hand.verdict_of(assess(make_book(usage=()), by_worth))
    assert (found.code, "while one unit of" in said(found)[1]) == (OPEN, True)
    assert found.action.arg("turn").value == 1.6  # 4,000 over 2,500 units

    by_effect = hand.effect_of(*hand.improved(year=(1000, 3000, 5000)))
    found = hand.verdict_of(assess(make_book(usage=()), by_effect))
    assert (found.code, said(found)[1]) == (OPEN, "net cash {time} is {net}")
    assert found.action.arg("times").value == pytest.approx(4.0)  # 4,000 wide on 2,000 above break-even


def test_the_worth_from_which_it_does_not_pay(make_book, assess, hand):
    """At a worth of 2 it cannot make 4,000 with 1,900 units, at a worth of 3 it can: it turns at 2.105."""
    found = hand.verdict_of(assess(make_book(), hand.effect_of(*hand.improved(year=(-100, 900, 1900)))))
    assert found.code == OPEN
    assert "does not pay up to" in found.action.template
    assert found.action.arg("turn").value == 2.10


def test_at_break_even_more_readings_are_not_asked_for(make_book, assess, hand):
    found = hand.verdict_of(assess(make_book(), hand.effect_of(*hand.improved(year=(0, 2001, 4000)))))
    assert found.code == OPEN
    assert "so close to break-even" in found.action.template


def test_no_effect_no_verdict_but_everything_else(make_book, assess, hand):
    from specie.model import Result, Status, say

    absent = Result(
        "pays/effect", Status.NOT_ASSESSED, reason=say("not assessed: add {tables}", tables="outcomes")
    )
    for effects in ((), (absent,)):
        result = assess(make_book(), *effects)
        assert result.status is Status.OK
        assert hand.verdict_of(result).code == OPEN
        assert hand.told(result, "cost_year").point == 4000.0
        assert "PAY428" in hand.codes(result)
        assert not list(result.find("net_cash_year", "A"))
