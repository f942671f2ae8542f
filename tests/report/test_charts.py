"""Charts: every kind draws in both languages, texts come back escaped, colours stay apart."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specie.model import Figure, Ref, say
from specie.report.chart import KINDS, drawing, spec_of
from specie.report.chart.axis import decades
from specie.report.chart.palette import colours
from specie.report.chart.standin import StandIns, width

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def figures(run):
    return [figure for result in run.results for figure in result.figures]


def test_the_sample_draws_nearly_every_kind(run):
    newer = {"calibration", "event_study", "interval_rows", "panel_lines", "scatter", "waterfall"}
    assert {f.kind for f in figures(run)} | {"line"} | newer == set(KINDS)


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_every_figure_is_well_formed_and_labelled(run, en, zh, code):
    language = {"en": en, "zh-Hant": zh}[code]
    for figure in figures(run):
        svg = drawing(figure, language, "f-1")
        root = ElementTree.fromstring(svg)
        assert root.get("aria-label") == language.message(figure.summary)
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
        assert "<script" not in svg


def test_labels_are_the_reader_s_own(run, en, zh):
    bars = next(f for f in figures(run) if f.id == "concentration.shares")
    assert {"Northwind Cloud", "雲端供應商", "46.0"} <= set(texts(drawing(bars, zh, "f")))
    stacked = next(f for f in figures(run) if f.id == "spend.by_month")
    assert "Usage" in texts(drawing(stacked, en, "f"))


def test_numbers_of_a_spec_do_not_depend_on_the_language(run, en, zh):
    for figure in figures(run):
        rows = [spec_of(figure, language)[0]["data"]["values"] for language in (en, zh)]
        numbers = [[{k: v for k, v in row.items() if isinstance(v, float)} for row in side] for side in rows]
        assert numbers[0] == numbers[1]


def test_names_of_a_timeline_do_not_cover_each_other(en):
    day = date(2026, 3, 1)
    rows = tuple({"d": day, "y": 100.0 + i, "n": f"A rather long name {i}"} for i in range(9))
    figure = Figure(
        "t", "timeline", say("Value"), rows, {"x": "d", "y": "y", "label": "n"}, {}, {}, say("Value")
    )
    spec, _ = spec_of(figure, en)
    sides = [row["side"] for row in spec["data"]["values"]]
    assert 1 <= sum(map(bool, sides)) < 9
    alone = replace(figure, data=rows[:1])
    assert "A rather long name 0" in texts(drawing(alone, en, "f"))


def test_a_band_on_a_log_scale_leaves_out_what_has_no_logarithm(en):
    rows = tuple({"x": i, "y": y, "low": y / 2} for i, y in enumerate((5e4, 2e6, 0.0, -1.0)))
    roles = {"x": "x", "y": "y", "low": "low", "high": "y", "scale": "log"}
    figure = Figure("b", "band", say("Sales"), rows, roles, {"y": say("Sales")}, {"y": "index"}, say("Sales"))
    spec, _ = spec_of(figure, en)
    assert len(spec["data"]["values"]) == 2
    scales = [layer["encoding"]["y"]["scale"] for layer in spec["layer"]]
    assert scales == [{"type": "log", "domain": [1e4, 3e6], "nice": False}] * 2
    plain, _ = spec_of(replace(figure, roles={k: v for k, v in roles.items() if k != "scale"}), en)
    assert len(plain["data"]["values"]) == 4
    assert "Sales" in texts(drawing(figure, en, "f"))


@given(st.lists(st.floats(1e-9, 1e15), min_size=1, max_size=6))
@example([999_999_999_999_998.0])  # its logarithm rounds up to 15
def test_ticks_of_a_logarithmic_axis_hold_the_numbers_closely(numbers):
    ticks = decades(numbers)
    assert ticks[0] <= min(numbers) <= max(numbers) <= ticks[-1]
    assert ticks == sorted(set(ticks))
    assert len(ticks) == 2 or (ticks[1] > min(numbers) and ticks[-2] < max(numbers))


def test_the_spec_carries_value_and_interval_in_the_units_of_the_axis(run, en):
    ladder = next(f for f in figures(run) if f.kind == "ladder")
    row = spec_of(ladder, en)[0]["data"]["values"][0]
    assert (row["x"], row["low"], row["high"]) == (5.0, 1.0, 13.0)
    timeline = next(f for f in figures(run) if f.kind == "timeline")
    assert max(r["y"] for r in spec_of(timeline, en)[0]["data"]["values"]) == 965_000.0


@pytest.mark.parametrize(("names", "angle"), [(4, 0), (30, -35)])
def test_names_below_bars_never_cover_each_other(en, names, angle):
    rows = tuple({"f": Ref("function", f"f{i}", f"research lab {i}"), "y": 1.0} for i in range(names))
    figure = Figure(
        "s", "stacked_bar", say("Value"), rows, {"x": "f", "y": "y"}, {}, {"y": "USD"}, say("Value")
    )
    spec = spec_of(figure, en)[0]
    assert spec["layer"][0]["encoding"]["x"]["axis"]["labelAngle"] == angle
    written = texts(drawing(figure, en, "f"))
    assert any("research" in text for text in written)


HOSTILE = ("<script>alert(1)</script>", "</text></svg><img src=x>", "{a} & 'b' \"c\"", "a\u202eb", "雲端 <b>")


def test_hostile_labels_come_back_as_text(en):
    data = tuple({"x": Ref("vendor", name, name), "y": 1.0 + i} for i, name in enumerate(HOSTILE))
    figure = Figure(
        "f",
        "bar",
        say("{count} more"),
        data,
        {"x": "x", "y": "y"},
        {"y": say("Value")},
        {"y": "count"},
        say("{text}", text='"><script>'),
    )
    svg = drawing(figure, en, "f")
    assert "<script" not in svg
    written = texts(svg)
    for name in HOSTILE:
        assert en.value(name) in written


def test_a_figure_without_rows_or_of_one_row_still_draws(run, en):
    for figure in figures(run):
        drawing(replace(figure, data=figure.data[:1]), en, "f")
        drawing(replace(figure, data=()), en, "f")


def test_a_line_over_dates(en):
    data = tuple({"d": date(2026, m, 1), "v": float(m)} for m in range(1, 7))
    figure = Figure(
        "f",
        "line",
        say("Value"),
        data,
        {"x": "d", "y": "v"},
        {"v": say("Value")},
        {"v": "count"},
        say("Value"),
    )
    assert "2026-02" in texts(drawing(figure, en, "f"))


def test_an_unknown_kind_is_refused(run, en):
    with pytest.raises(KeyError):
        drawing(replace(figures(run)[0], kind="pie"), en, "f")


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=60, unique=True))
def test_stand_ins_are_distinct_and_come_back(names):
    from html import unescape

    words = StandIns()
    tokens = [words.put(name) for name in names]
    assert len(set(tokens)) == len(names)
    assert [words.put(name) for name in names] == tokens
    restored = words.restore("".join(f"<text>{t}</text>" for t in tokens))
    assert unescape(restored) == "".join(f"<text>{n}</text>" for n in names)


def test_a_stand_in_is_as_wide_as_its_text():
    words = StandIns()
    for text in ("Customer service department", "人力資源與行政管理部門", "Northwind 雲端"):
        assert abs(len(words.put(text)) * 0.556 - width(text)) < 0.6


# On linear RGB, after Viénot, Brettel & Mollon 1999,
# doi:10.1002/(SICI)1520-6378(199908)24:4<243::AID-COL5>3.0.CO;2-3
DEUTERANOPIA = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
PROTANOPIA = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])


def lab(colour: str, vision: np.ndarray) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(vision @ linear, 0, 1)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", [np.eye(3), DEUTERANOPIA, PROTANOPIA])
@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_colours_stay_apart_for_every_colour_vision(count, vision):
    seen = [lab(colour, vision) for colour in colours(count)]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 25
