"""From tables to the numbers that leave: worked out by hand, bad input named."""

from __future__ import annotations

import numpy as np
import pytest

from specie.model import Grade, Status


def one(result, measure):
    (estimate,) = result.find(measure, "K")
    return estimate


def codes(result):
    return [finding.code for finding in result.findings]


STARTS = [20] * 5 + [30] * 5 + [None] * 10


def test_without_noise_the_effect_is_what_was_put_in(books, make_book, assess):
    y = books.lift(np.add.outer(np.arange(20.0), np.sin(np.arange(60.0))) + 50, STARTS, 1.5)
    result = assess(make_book(books.tables(y, STARTS)))
    effect = one(result, "effect")
    assert effect.point == pytest.approx(1.5, abs=1e-9)
    assert effect.low == pytest.approx(1.5, abs=1e-6)
    assert effect.grade is Grade.B
    cells = 5 * 40 + 5 * 30
    assert one(result, "improvement_to_date").point == pytest.approx(1.5 * 10 * cells, rel=1e-9)
    assert one(result, "units_treated").point == 10
    assert "PAY315" in codes(result)


def test_the_last_year_counts_only_its_own_periods(books, make_book, assess):
    """As of 2026-06-30, weeks that began after 2025-06-30 count."""
    y = books.lift(np.add.outer(np.arange(20.0), np.sin(np.arange(60.0))) + 50, STARTS, 1.5)
    result = assess(make_book(books.tables(y, STARTS)))
    recent = [t for t in range(60) if books.monday(t).isoformat() > "2025-06-30"]
    cells = sum(1 for start in STARTS if start is not None for t in recent if t >= start)
    assert one(result, "readings_treated_year").point == 10 * cells
    assert one(result, "improvement_year").point == pytest.approx(15.0 * cells, rel=1e-9)


def test_lower_is_better_turns_the_improvement_and_not_the_effect(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 1), STARTS, -4.0)
    result = assess(make_book(books.tables(y, STARTS, better="lower")))
    assert one(result, "effect").high < 0
    assert one(result, "improvement_to_date").low > 0
    assert "PAY315" in codes(result)


def test_harm_is_loud_and_a_counter_metric_says_that_it_is_one(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 2), STARTS, -4.0)
    assert "PAY305" in codes(assess(make_book(books.tables(y, STARTS))))
    result = assess(make_book(books.tables(y, STARTS, value=",,")))
    assert {"PAY306", "PAY314"} <= set(codes(result))


def test_a_logarithm_is_told_in_the_metrics_own_unit_too(books, make_book, assess):
    base = np.exp(np.add.outer(np.linspace(0, 1, 20), 0.1 * np.sin(np.arange(60.0))))
    y = np.exp(books.lift(np.log(base), STARTS, np.log(0.8)))
    result = assess(make_book(books.tables(y, STARTS, scale="log", better="lower")))
    assert one(result, "effect").point == pytest.approx(np.log(0.8), abs=1e-9)
    assert one(result, "effect_relative").point == pytest.approx(-0.2, abs=1e-9)
    treated = np.array([[s is not None and t >= s for t in range(60)] for s in STARTS])
    assert one(result, "improvement_to_date").point == pytest.approx(10 * (base - y)[treated].sum(), rel=1e-9)


def test_one_pilot_among_twelve_can_never_be_decided(books, make_book, assess):
    starts = [30] + [None] * 11
    y = books.lift(books.noisy(12, 60, 3, sd=0.1), starts, 50.0)
    result = assess(make_book(books.tables(y, starts)))
    assert one(result, "smallest_p_value").point == pytest.approx(1 / 12)
    assert one(result, "effect").level == pytest.approx(11 / 12)
    assert "PAY301" in codes(result)
    assert not {"PAY315", "PAY305"} & set(codes(result))


def test_randomised_is_grade_a(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 4), STARTS, 3.0)
    assert one(assess(make_book(books.tables(y, STARTS, assigned="randomised"))), "effect").grade is Grade.A


def test_all_started_together_is_before_and_after_only(books, make_book, assess):
    starts = [30] * 12
    y = books.lift(books.noisy(12, 60, 5), starts, 3.0)
    result = assess(make_book(books.tables(y, starts)))
    assert one(result, "effect").grade in {Grade.C, Grade.D}
    assert "PAY309" in codes(result)


BAD = {
    "treated before the panel starts": (40, [0] * 12, "no unit was read before"),
    "constant": (40, [20] * 6 + [None] * 6, "every reading is the same"),
    "nobody treated": (40, [None] * 12, "none of its units has started"),
    "one reading per unit": (1, [0] * 6 + [None] * 6, "no unit was read before"),
    "nothing read after": (20, [20] * 6 + [None] * 6, "none of its units has started"),
    "one unit": (6, [3], "one unit"),
    "no value at all": (40, [20] * 6 + [None] * 6, "it has no readings"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_estimated_is_named(books, make_book, assess, case):
    weeks, starts, words = BAD[case]
    y = books.noisy(len(starts), weeks, 6)
    y[:] = {"constant": 7.0, "no value at all": np.nan}.get(case, y)
    result = assess(make_book(books.tables(y, starts)))
    assert result.status is Status.OK
    (finding,) = [f for f in result.findings if f.code == "PAY310"]
    assert words in finding.message.arg("reason").template
    assert not list(result.find("effect"))


def test_one_bad_metric_takes_no_other_with_it(books, make_book, assess):
    good = books.lift(books.noisy(20, 60, 11), STARTS, 4.0)
    both = books.tables(good, STARTS)
    both["kpis"] += "L,A,Other,points,higher,level,,,,USD,booked\n"
    both["outcomes"] += "".join(f"L,u{n:02d},2025-W10,3.0,1\n" for n in range(20))
    result = assess(make_book(both))
    assert one(result, "effect").low > 0
    assert [f.subject.id for f in result.findings if f.code == "PAY310"] == ["L"]


def test_a_unit_that_left_is_not_treated_any_more(books, make_book, assess):
    y = books.lift(np.add.outer(np.arange(20.0), np.sin(np.arange(60.0))) + 50, STARTS, 2.0)
    y[:10, 45:] -= 2.0
    book = books.tables(y, STARTS)
    rows = book["rollout"].splitlines()
    left = books.monday(45).isoformat()
    book["rollout"] = "\n".join(
        ["initiative_id,unit_id,treated_on,assigned,left_on"]
        + [f"{row},{left if n < 10 else ''}" for n, row in enumerate(rows[1:])]
    )
    result = assess(make_book(book))
    assert one(result, "effect").point == pytest.approx(2.0, abs=1e-9)
    assert one(result, "improvement_to_date").point == pytest.approx(2.0 * 10 * (5 * 25 + 5 * 15), rel=1e-9)


def test_claims_without_readings_are_opinion(books, make_book, assess):
    claims = "initiative_id,period,amount,currency,cash_class\nA,2026-Q1,1000,USD,unconverted\n"
    result = assess(make_book({"kpis": books.kpi(), "benefits": claims}))
    assert codes(result) == ["PAY312"]
    (table,) = [t for t in result.tables if t.id == "designs"]
    assert table.rows[0][2].id == "claims only"


def test_a_plan_that_promises_the_worse_side_is_named(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 12), STARTS, 3.0)
    book = books.tables(y, STARTS) | {
        "plans": "initiative_id,registered_on,kpi_id,minimum_effect\nA,2025-01-01,K,-1\n"
    }
    assert "PAY313" in codes(assess(make_book(book)))


def test_units_that_are_only_in_one_table_are_set_aside_and_named(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 13), STARTS, 3.0)
    book = books.tables(y, STARTS)
    book["rollout"] = book["rollout"].replace("A,u19,,staggered\n", "A,u99,,staggered\n")
    result = assess(make_book(book))
    (finding,) = [f for f in result.findings if f.code == "PAY307"]
    assert finding.message.arg("silent") == 1
    assert finding.message.arg("unlisted") == 1
    assert one(result, "units_compared").point == 14
    (table,) = [t for t in result.tables if t.id == "readings"]
    read, used, empty, aside = table.rows[0][1:5]
    assert read == used + empty + aside == 1200
    assert aside == 60


@pytest.mark.parametrize("shift", [0.0, 1000.0, -30.0])
def test_names_order_of_rows_and_a_constant_do_not_matter(books, make_book, assess, shift):
    y = books.lift(books.noisy(20, 60, 14), STARTS, 1.0)
    plain = assess(make_book(books.tables(y, STARTS)))
    order = np.random.default_rng(3).permutation(20)
    book = books.tables(y[order] + shift, [STARTS[n] for n in order])
    head, *rows = book["outcomes"].splitlines()
    book["outcomes"] = "\n".join([head, *rows[::-1]]).replace("u0", "x0")
    book["rollout"] = book["rollout"].replace("u0", "x0")
    other = assess(make_book(book))
    for measure in ("effect", "effect_p_value", "improvement_year"):
        mine, theirs = one(plain, measure), one(other, measure)
        assert theirs.point == pytest.approx(mine.point, rel=1e-9, abs=1e-12)
        assert theirs.low == pytest.approx(mine.low, rel=1e-9, abs=1e-12)


def test_a_drift_before_the_start_is_found_and_lowers_the_grade(books, make_book, assess):
    y = books.noisy(24, 60, 21, sd=0.5)
    starts = [30] * 12 + [None] * 12
    y[:12] += np.linspace(0.0, 6.0, 60)
    result = assess(make_book(books.tables(y, starts)))
    assert "PAY302" in codes(result)
    assert one(result, "effect").grade is Grade.C
    flat = assess(make_book(books.tables(books.noisy(24, 60, 21, sd=0.5), starts)))
    assert "PAY302" not in codes(flat)
    assert one(flat, "effect").grade is Grade.B


def test_one_unit_that_carries_the_result_is_named(books, make_book, assess):
    y = books.noisy(24, 60, 22, sd=0.3)
    starts = [30] * 8 + [None] * 16
    quiet = assess(make_book(books.tables(books.lift(y, starts, 1.0), starts)))
    assert "PAY303" not in codes(quiet)
    y = books.lift(y, starts, 0.1)
    y[3, 30:] += 0.4
    (finding,) = [f for f in assess(make_book(books.tables(y, starts))).findings if f.code == "PAY303"]
    assert finding.message.arg("unit") == "u03"


def test_units_chosen_for_being_better_are_named_and_do_not_bend_the_effect(books, make_book, assess):
    y = books.noisy(24, 60, 23, sd=0.5)
    order = np.argsort(-y[:, :20].mean(axis=1))
    starts: list[int | None] = [None] * 24
    for unit in order[:10]:
        starts[unit] = 30
    result = assess(make_book(books.tables(y, starts, "chosen")))
    assert "PAY308" in codes(result)
    assert one(result, "gap_before").low > 3
    effect = one(result, "effect")
    assert effect.low < 0 < effect.high


def test_other_estimators_stand_beside_the_one_that_is_told(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 24), STARTS, 2.0)
    result = assess(make_book(books.tables(y, STARTS)))
    assert one(result, "effect_callaway_santanna").low < 2.0 < one(result, "effect_callaway_santanna").high
    assert not list(result.find("effect_imputation"))
    assert list(assess(make_book(books.tables(y, STARTS, "randomised"))).find("effect_imputation"))


def test_every_figure_has_data_for_all_its_roles_and_belongs_to_its_metric(books, make_book, assess):
    y = books.lift(books.noisy(20, 60, 25), STARTS, 2.0)
    result = assess(make_book(books.tables(y, STARTS)))
    assert [figure.kind for figure in result.figures] == ["interval_rows", "panel_lines", "event_study"]
    for figure in result.figures:
        assert figure.data
        assert all(set(figure.roles.values()) <= row.keys() for row in figure.data)
    _, readings, events = result.figures
    assert readings.about == events.about == result.estimates[0].subject
    shown = {(row["day"], row["group"].id): row["mean"] for row in readings.data}
    assert shown[books.monday(5), "other units"] == pytest.approx(y[10:, 5].mean())
    after = [row for row in events.data if row["since"] >= 0]
    assert sum(row["low"] <= 2.0 <= row["high"] for row in after) >= len(after) - 2


def with_groups(outcomes: str, group) -> str:
    head, *rows = outcomes.splitlines()
    return "\n".join([head + ",cluster_id"] + [f"{row},{group(int(row.split(',')[1][1:]))}" for row in rows])


def test_whole_groups_that_start_within_a_month_are_relabelled_as_groups(books, make_book, assess):
    starts = [20 + unit % 2 if unit < 12 else None for unit in range(36)]
    y = books.lift(books.noisy(36, 60, 26, sd=0.5), starts, 3.0)
    book = books.tables(y, starts)
    book["outcomes"] = with_groups(book["outcomes"], lambda unit: f"g{unit // 4}")
    result = assess(make_book(book))
    assert one(result, "units_treated").point == 3
    assert one(result, "units_compared").point == 6
    assert one(result, "smallest_p_value").point == pytest.approx(1 / 84)
    cells = 12 * 40  # the whole group from its first unit's start on
    assert one(result, "improvement_to_date").denominator.arg("count").value == cells
    (table,) = [t for t in result.tables if t.id == "designs"]
    assert table.rows[0][6].id == "groups"


def test_units_that_move_together_are_judged_by_groups_too(books, make_book, assess):
    rng = np.random.default_rng(27)
    starts = [30 if unit % 4 == 0 and unit < 40 else None for unit in range(48)]
    y = books.lift(books.noisy(48, 60, 27, sd=0.5), starts, 3.0)
    y += np.repeat(rng.normal(0, 1, (8, 60)), 6, axis=0)
    book = books.tables(y, starts)
    book["outcomes"] = with_groups(book["outcomes"], lambda unit: f"g{unit // 6}")
    result = assess(make_book(book))
    assert one(result, "units_treated").point == 10
    assert one(result, "effect_clustered").low < 3.0 < one(result, "effect_clustered").high
    assert "PAY319" not in codes(result)


def test_a_month_in_which_a_unit_started_part_way_is_left_out(make_book, assess, books):
    months = [f"{2024 + m // 12}-{m % 12 + 1:02d}" for m in range(24)]
    rows = "".join(
        f"K,u{n:02d},{month},{n + (2.0 if n < 8 and m > 12 else 1.1 if n < 8 and m == 12 else 0.0)!r}\n"
        for n in range(16)
        for m, month in enumerate(months)
    )
    rollout = "initiative_id,unit_id,treated_on\n" + "".join(
        f"A,u{n:02d},{'2025-01-14' if n < 8 else ''}\n" for n in range(16)
    )
    tables = {"kpis": books.kpi(), "outcomes": "kpi_id,unit_id,period,value\n" + rows, "rollout": rollout}
    result = assess(make_book(tables))
    assert one(result, "effect").point == pytest.approx(2.0, abs=1e-9)
    (table,) = [t for t in result.tables if t.id == "readings"]
    assert table.rows[0][4] == 8


def test_odd_rows_are_counted_and_set_aside(make_book, assess, books):
    y = books.lift(books.noisy(20, 60, 28), STARTS, 3.0)
    book = books.tables(y, STARTS)
    extra = ["K,u00,2025-01,5,1", "K,u01,2026-W27,5,1", "K,u02,2025-W03,inf,1", "K,u03,2025-W03,abc,1"]
    kept = [
        row
        for row in book["outcomes"].splitlines()
        if not row.startswith(("K,u02,2025-W03", "K,u03,2025-W03"))
    ]
    book["outcomes"] = "\n".join([*kept, *extra])
    result = assess(make_book(book))
    assert one(result, "effect").low < 3.0 < one(result, "effect").high
    (table,) = [t for t in result.tables if t.id == "readings"]
    _, read, used, empty, aside, units, periods, *_ = table.rows[0]
    assert (units, periods) == (20, 60)
    assert read == used + empty + aside


def test_units_that_appear_late_and_missing_readings_are_compared_as_far_as_they_go(make_book, assess, books):
    y = books.lift(books.noisy(20, 60, 29), STARTS, 3.0)
    y[15, :25] = np.nan
    y[np.random.default_rng(1).random(y.shape) < 0.1] = np.nan
    effect = one(assess(make_book(books.tables(y, STARTS))), "effect")
    assert effect.low < 3.0 < effect.high


@pytest.mark.shared
def test_california_alone_cannot_be_told_from_38_other_states(shared, make_book, assess, books):
    """Proposition 99: synthetic difference-in-differences -15.6038, two of 39 states as far: not decided."""
    rows = [
        line.split(";")
        for line in (shared / "data/effect/california_prop99.csv").read_text().splitlines()[1:]
    ]
    ids = {state: f"s{n:02d}" for n, state in enumerate(dict.fromkeys(row[0] for row in rows))}
    readings = "".join(f"K,{ids[state]},{year},{packs}\n" for state, year, packs, _ in rows)
    started = "".join(
        f"A,{unit},{'1989-01-01' if state == 'California' else ''},chosen\n" for state, unit in ids.items()
    )
    result = assess(make_book({
        "kpis": books.kpi(better="lower"), "outcomes": "kpi_id,unit_id,period,value\n" + readings,
        "rollout": "initiative_id,unit_id,treated_on,assigned\n" + started,
    }))  # fmt: skip
    rival = one(result, "effect_synthetic_did")
    assert rival.point == pytest.approx(-15.6038, abs=2e-3)
    assert rival.low < 0 < rival.high
    assert one(result, "smallest_p_value").point == pytest.approx(1 / 39)
    (table,) = [t for t in result.tables if t.id == "effects"]
    assert table.rows[0][2].id == "cannot tell"


def test_one_series_is_judged_by_its_own_past_and_never_called_better(books, make_book, assess):
    rng = np.random.default_rng(31)
    driver = rng.normal(0, 1, 60).cumsum()
    y = (50 + 2 * driver + rng.normal(0, 0.5, 60))[None]
    y[:, 40:] += 4.0
    book = books.tables(y, [40])
    head, *rows = book["outcomes"].splitlines()
    plain = one(assess(make_book(book)), "effect")
    book["outcomes"] = "\n".join(
        [head + ",driver"] + [f"{row},{d!r}" for row, d in zip(rows, driver.tolist(), strict=True)]
    )
    result = assess(make_book(book, more='[outcomes]\ncovariates = ["driver"]'))
    effect = one(result, "effect")
    assert effect.grade is Grade.C
    assert effect.method == "local_level"
    assert effect.low < 4.0 < effect.high
    assert effect.high - effect.low < 0.5 * (plain.high - plain.low)  # the control explains most of it
    assert "PAY309" in codes(result)
    assert not {"PAY315", "PAY305"} & set(codes(result))
    (readings,) = [figure for figure in result.figures if figure.kind == "panel_lines"]
    assert {row["group"].id for row in readings.data} == {"units that started", "expected without it"}


def test_a_series_with_weeks_missing_and_a_short_past(books, make_book, assess):
    y = books.noisy(1, 60, 32)
    y[0, [5, 6, 30]] = np.nan
    assert one(assess(make_book(books.tables(y, [40]))), "effect").method == "local_level"
    short = one(assess(make_book(books.tables(y[:, 34:], [6]))), "effect")
    assert (short.method, short.grade) == ("series_change", Grade.D)


def test_a_unit_started_together_with_all_others_and_read_seldom_is_before_and_after(
    books, make_book, assess
):
    y = books.lift(books.noisy(9, 12, 33), [6] * 9, 3.0)
    result = assess(make_book(books.tables(y, [6] * 9)))
    assert one(result, "effect").grade is Grade.D
    assert one(result, "effect").method == "before_after"


def test_the_library_agrees_on_a_balanced_panel_and_stands_beside_on_others(books, make_book, assess):
    starts = [8] * 3 + [12] * 6 + [None] * 8
    y = books.lift(books.noisy(17, 20, 34), starts, 2.0)
    result = assess(make_book(books.tables(y, starts)), library=True)
    (table,) = [t for t in result.tables if t.id == "library"]
    assert [row[4].template for row in table.rows] == ["same data", "same data"]
    for row in table.rows:
        assert row[2].value == pytest.approx(row[3].value, abs=1e-9)
    assert table.rows[0][2].value == pytest.approx(one(result, "effect").point, abs=1e-9)
    y[0, 3] = np.nan
    (table,) = [
        t for t in assess(make_book(books.tables(y, starts)), library=True).tables if t.id == "library"
    ]
    assert {row[4].template for row in table.rows} <= {"not the same data", "the library says: {reason}"}


def test_a_kernel_that_disagrees_with_the_library_is_a_failure_of_that_metric(
    books, make_book, assess, monkeypatch
):
    from specie.analyses.pays.effect import second_opinion

    monkeypatch.setattr(second_opinion, "_callaway_santanna", lambda _: 99.0)
    starts = [8] * 9 + [None] * 8
    y = books.lift(books.noisy(17, 20, 35), starts, 2.0)
    result = assess(make_book(books.tables(y, starts)), library=True)
    assert codes(result) == ["PAY310"]
    assert "the kernel 99" in result.findings[0].message.arg("reason")


def test_started_together_with_no_reading_before_for_all_but_one_is_named_not_broken(
    books, make_book, assess
):
    y = books.noisy(5, 8, 36)
    y[1:, :3] = np.nan
    result = assess(make_book(books.tables(y, [3] * 5)))
    assert result.status is Status.OK
    assert [f.code for f in result.findings if f.code == "PAY310"] == ["PAY310"]
    assert not list(result.find("effect"))
