"""Charts of effects and money: starts, running totals, open intervals, names without collisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import Figure, Ref, Term, say
from specie.report.chart import drawing, spec_of
from specie.report.chart.label_place import Spot, _choices, _cover, placed
from specie.report.chart.palette import GAIN, LOSS, MEANINGS, TOTAL, colours_of
from specie.report.chart.waterfall import running

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def rows(figure: Figure, language) -> list[dict]:
    return spec_of(figure, language)[0]["data"]["values"]


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_each_kind_draws_in_both_languages_with_its_summary(figures_of_effects, en, zh, code):
    language = {"en": en, "zh-Hant": zh}[code]
    for figure in figures_of_effects.all_figures():
        root = ElementTree.fromstring(drawing(figure, language, "f-1"))
        assert root.get("aria-label") == language.message(figure.summary)
        assert any(language.value(cell) in texts(drawing(figure, language, "f")) for cell in labels(figure))


def labels(figure: Figure) -> list:
    """Cells whose words must be readable in the picture."""
    role = figure.roles.get("label") or figure.roles["colour"]
    found = [row[role] for row in figure.data]
    return [Term(c.id[:1].upper() + c.id[1:]) if isinstance(c, Term) else c for c in found] + found


def test_each_kind_draws_without_rows_and_with_one(figures_of_effects, en):
    for figure in figures_of_effects.all_figures():
        drawing(replace(figure, data=()), en, "f")
        drawing(replace(figure, data=figure.data[:1]), en, "f")


def test_numbers_do_not_depend_on_the_language(figures_of_effects, en, zh):
    for figure in figures_of_effects.all_figures():
        sides = [
            [{k: v for k, v in row.items() if isinstance(v, float)} for row in rows(figure, language)]
            for language in (en, zh)
        ]
        assert sides[0] == sides[1]


def test_estimators_of_one_period_stand_beside_each_other(figures_of_effects, en):
    drawn = rows(figures_of_effects.event_study(2), en)
    first = [r for r in drawn if r["period"] == 0]
    assert len(first) == 2
    assert first[0]["x"] < 0 < first[1]["x"]
    assert {r["x"] for r in rows(figures_of_effects.event_study(1), en)} == set(range(-12, 17))


def test_an_event_study_shows_zero_and_the_start(figures_of_effects, en):
    spec = spec_of(figures_of_effects.event_study(1), en)[0]
    lines = [layer["data"]["values"][0].get("at") for layer in spec["layer"] if "data" in layer]
    assert lines[:2] == [0, -0.5]
    low, high = spec["layer"][-1]["encoding"]["y"]["scale"]["domain"]
    assert low <= min(r["low"] for r in spec["data"]["values"])
    assert high > max(0, *(r["high"] for r in spec["data"]["values"]))
    assert "start of use" in texts(drawing(figures_of_effects.event_study(1), en, "f"))


@pytest.mark.parametrize(("starts", "mark"), [(1, "rule"), (4, "rule"), (5, "tick"), (12, "tick")])
def test_few_starts_are_lines_and_many_are_ticks(figures_of_effects, en, starts, mark):
    spec = spec_of(figures_of_effects.panel_lines(starts), en)[0]
    marks = spec["layer"][-2]
    assert marks["mark"]["type"] == mark
    assert len(marks["data"]["values"]) == starts
    assert "start of use" in texts(drawing(figures_of_effects.panel_lines(starts), en, "f"))


def test_the_word_at_the_starts_stands_where_there_is_room(en):
    def side(start: date) -> str:
        data = tuple({"d": date(2026, m, 1), "y": float(m), "s": start} for m in range(1, 13))
        roles = {"x": "d", "y": "y", "start": "s"}
        figure = Figure("p", "panel_lines", say("Value"), data, roles, {}, {"y": "index"}, say("Value"))
        return spec_of(figure, en)[0]["layer"][-1]["mark"]["align"]

    assert side(date(2026, 1, 15)) == "left"
    assert side(date(2026, 11, 15)) == "right"


def test_a_panel_far_from_zero_is_not_pressed_flat(figures_of_effects, en):
    spec = spec_of(figures_of_effects.panel_lines(1), en)[0]
    low, high = spec["layer"][1]["encoding"]["y"]["scale"]["domain"]
    assert low > 25
    assert high < 55


def test_a_waterfall_adds_up(figures_of_effects, en):
    drawn = rows(figures_of_effects.waterfall(), en)
    by_end = [(round(r["left"]), round(r["right"]), r["fill"]) for r in drawn]
    assert by_end == [
        (0, 1_840_000, TOTAL),
        (650_000, 1_840_000, LOSS),
        (0, 650_000, TOTAL),
        (230_000, 650_000, LOSS),
        (120_000, 230_000, LOSS),
        (120_000, 145_000, GAIN),
        (0, 145_000, TOTAL),
        (-165_500, 145_000, LOSS),
        (-165_500, 0, TOTAL),
    ]
    written = texts(drawing(figures_of_effects.waterfall(), en, "f"))
    assert {"1,840,000", "\u22121,190,000", "650,000", "+25,000", "\u2212165,500"} <= set(written)


def test_a_stated_total_must_be_the_sum(figures_of_effects, en):
    right = (("a", 100.0, "start"), ("b", -30.005, "step"), ("c", 69.995, "total"))
    drawing(figures_of_effects.waterfall(right), en, "f")
    wrong = (("a", 100.0, "start"), ("b", -30.0, "step"), ("c", 71.0, "total"))
    with pytest.raises(ValueError, match="a total of 71"):
        drawing(figures_of_effects.waterfall(wrong), en, "f")
    with pytest.raises(ValueError, match="a step without an amount"):
        drawing(figures_of_effects.waterfall((("a", None, "step"),)), en, "f")
    with pytest.raises(ValueError, match="not 'stair'"):
        drawing(figures_of_effects.waterfall((("a", 1.0, "stair"),)), en, "f")


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30))
def test_running_totals_are_the_sum_of_all_steps(amounts):
    bars = running(["step"] * len(amounts) + ["total"], [*amounts, None])
    assert bars[-1].amount == pytest.approx(sum(amounts), abs=1e-3)
    assert all(after.base == before.end for before, after in pairwise(bars[:-1]))


def test_equal_labels_keep_their_own_rows(figures_of_effects, en):
    twice = (("cost", 10.0, "start"), ("cost", -4.0, "step"), ("cost", None, "total"))
    figure = figures_of_effects.waterfall(twice)
    assert [r["y"] for r in rows(figure, en)] == ["0", "1", "2"]
    assert texts(drawing(figure, en, "f")).count("Cost") == 3


def test_an_open_side_runs_to_the_edge_and_a_bound_has_no_point(figures_of_effects, en):
    spec = spec_of(figures_of_effects.interval_rows(), en)[0]
    drawn = spec["data"]["values"]
    edge = spec["layer"][1]["encoding"]["x"]["scale"]["domain"][0]
    ceiling = drawn[3]
    assert (ceiling["x"], ceiling["low"], ceiling["from"]) == (None, None, edge)
    assert ceiling["to"] == ceiling["high"] == 280_000.0
    assert all(r["from"] == r["low"] for i, r in enumerate(drawn) if i != 3)


def test_a_verdict_has_its_own_colour_whatever_else_is_drawn(figures_of_effects, en):
    figure = figures_of_effects.interval_rows()
    for data in (figure.data, figure.data[2:3], figure.data[3:]):
        spec = spec_of(replace(figure, data=data), en)[0]
        ranges = [
            layer["encoding"]["color"]["scale"]["range"]
            for layer in spec["layer"]
            if "color" in layer["encoding"]
        ]
        wanted = list(dict.fromkeys(MEANINGS[row["verdict"].id] for row in data))
        assert all(r == wanted for r in ranges)


def test_no_other_word_takes_the_colour_of_a_verdict():
    given = colours_of(["fund", "stop", "hold", "too early", "a", "b"])
    assert len(set(given)) == 6
    assert given[:2] == colours_of(["pays", "does not pay"])
    assert len(colours_of([*"abcdefghij", "pays"])) == 11


def test_many_rows_are_cut_and_the_picture_says_so(figures_of_effects, en):
    figure = figures_of_effects.interval_rows()
    many = replace(figure, data=figure.data * 10)
    assert len(rows(many, en)) == 30
    assert any("the first 30 of 80" in text for text in texts(drawing(many, en, "f")))
    assert not any("the first" in text for text in texts(drawing(figure, en, "f")))


spots = st.builds(
    Spot, st.floats(0, 560), st.floats(0, 290), st.floats(2, 13), st.text("ab", min_size=1, max_size=30)
)


@given(st.lists(spots, max_size=25))
def test_no_name_covers_a_dot_or_another_name(several):
    sides = placed(several, 560, 290)
    boxes = [dict(_choices(s))[side] for s, side in zip(several, sides, strict=True) if side]
    for i, box in enumerate(boxes):
        assert not any(_cover(box, other) for other in boxes[:i])
        assert 0 <= box[0] < box[2] <= 560
    owners = [i for i, side in enumerate(sides) if side]
    for owner, box in zip(owners, boxes, strict=True):
        assert not any(_cover(box, s.box) for i, s in enumerate(several) if i != owner)


def test_a_dot_alone_has_its_name(en):
    data = ({"a": 5.0, "b": 7.0, "n": Ref("function", "f", "Finance")},)
    roles = {"x": "a", "y": "b", "label": "n"}
    figure = Figure("s", "scatter", say("Value"), data, roles, {}, {"a": "USD", "b": "USD"}, say("Value"))
    assert "Finance" in texts(drawing(figure, en, "f"))
