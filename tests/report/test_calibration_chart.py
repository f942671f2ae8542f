"""The calibration curve: equal axes, the line of agreement, a line of dots a forecaster."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from specie.model import Figure, say
from specie.report.chart import drawing, spec_of

SVG = "{http://www.w3.org/2000/svg}"
ROWS = tuple(
    {"chance": chance, "share": share, "low": 0.0, "high": 1.0, "size": size, "whose": whose}
    for chance, share, size, whose in [(0.1, 0.0, 3, "A"), (0.9, 1.0, 12, "A"), (0.5, 0.5, 4, "<B> & Söhne")]
)
FIGURE = Figure(
    "c", "calibration", say("What was called likely, and what happened"), ROWS,
    {"x": "chance", "y": "share", "low": "low", "high": "high", "size": "size", "colour": "whose"},
    {"chance": say("Chance given"), "share": say("Came true")},
    {"chance": "fraction", "share": "fraction", "low": "fraction", "high": "fraction", "size": "count"},
    say("{text}", text="chances"),
)  # fmt: skip


def test_axes_are_equal_and_whole_and_the_line_joins_their_ends(en) -> None:
    spec, _ = spec_of(FIGURE, en)
    line, *layers = spec["layer"]
    ends = line["data"]["values"]
    assert (ends[0], ends[1]["x"]) == ({"x": 0, "y": 0}, ends[1]["y"])
    for channel in ("x", "y"):
        assert layers[-1]["encoding"][channel]["scale"]["domain"] == [0, ends[1]["x"]]
    assert ends[1]["x"] == 100  # percent
    assert [row["x"] for row in spec["data"]["values"]] == [10, 90, 50]


def test_more_forecasts_make_a_larger_dot(en) -> None:
    areas = [row["area"] for row in spec_of(FIGURE, en)[0]["data"]["values"]]
    assert areas[1] > areas[2] > areas[0] > 0


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_it_is_drawn_with_its_words(en, zh, code: str) -> None:
    svg = drawing(FIGURE, {"en": en, "zh-Hant": zh}[code], "f")
    texts = " ".join(t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert "<B> & Söhne" in texts
