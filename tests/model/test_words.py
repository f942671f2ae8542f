"""The words keep their promises: no number without origin and interval, no loss in the codec."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import (
    PORTFOLIO,
    Bound,
    Column,
    Estimate,
    Figure,
    Finding,
    Grade,
    Origin,
    Quantity,
    Ref,
    Result,
    Role,
    Severity,
    Status,
    Table,
    Term,
    exact,
    listed,
    say,
)
from specie.model.codec import decode, encode
from specie.report.language import language

ORIGIN = (Origin("costs.csv", "2-9", "ab" * 32, date(2026, 9, 30)),)


def estimate(point: float | None, low: float | None, high: float | None, **more: object) -> Estimate:
    return Estimate(
        "rate", PORTFOLIO, "2026", point, low, high, 0.9, "fraction", "wilson", Grade.RECORDED, ORIGIN, **more
    )


@pytest.mark.parametrize(
    ("numbers", "more", "complaint"),
    [
        ((0.5, None, None), {}, "without an interval"),
        ((0.5, 0.6, 0.7), {}, "does not hold its point"),
        ((None, 0.7, 0.6), {}, "does not hold its point"),
        ((math.nan, 0.1, 0.9), {}, "not finite"),
        ((0.5, 0.1, math.inf), {}, "not finite"),
        ((None, None, None), {"bound": Bound.AT_MOST}, "neither a point nor an interval"),
    ],
)
def test_a_number_that_breaks_a_promise_cannot_be_made(numbers, more, complaint):
    with pytest.raises(ValueError, match=complaint):
        estimate(*numbers, **more)


def test_a_number_without_an_origin_cannot_be_made():
    with pytest.raises(ValueError, match="without an origin"):
        exact("spend", PORTFOLIO, "2026", 1, "USD", "sum", ())


def test_a_ceiling_has_no_floor():
    assert estimate(36.6, None, 36.6, bound=Bound.AT_MOST).low is None


def test_an_exact_sum_is_its_own_interval():
    total = exact("spend", PORTFOLIO, "2026", Decimal("12.30"), "USD", "sum", ORIGIN)
    assert (total.point, total.low, total.high, total.level, total.exact) == (12.3, 12.3, 12.3, 1.0, True)


VALUES = st.one_of(
    st.text(),
    st.integers(),
    st.dates(),
    st.builds(Quantity, st.decimals(allow_nan=False, allow_infinity=False), st.just("USD")),
    st.builds(Term, st.text()),
    st.builds(Ref, st.text(), st.text(), st.text()),
)
MESSAGES = st.builds(lambda t, v: say(t, value=v), st.text(), VALUES)


@given(MESSAGES)
def test_messages_survive_the_codec(message):
    assert decode(json.loads(json.dumps(encode(message)))) == message


def test_a_whole_result_survives_the_codec():
    rate = estimate(0.5, 0.2, 0.8, denominator=say("of {n} initiatives", n=24))
    finding = Finding(
        "PAY201", Severity.WATCH, PORTFOLIO, say("stalled"), (rate,), say("ask"), Role.ENTERPRISE
    )
    rows = ((rate,), (None,), (date(2026, 1, 2),))
    figure = Figure(
        id="f",
        kind="bar",
        title=say("F"),
        data=({"x": Term("pilot"), "y": 3},),
        roles={"x": "x", "y": "y"},
        titles={"x": say("X")},
        units={"y": "count"},
        summary=say("S"),
        about=Ref("kpi", "K-1", "Minutes"),
    )
    result = Result(
        "pays/funnel",
        Status.OK,
        estimates=(rate,),
        findings=(finding,),
        tables=(Table("t", say("T"), (Column("a", say("A")),), rows),),
        figures=(figure,),
        headline=(say("{rate} reach it", rate=rate),),
        key=(rate,),
    )
    assert decode(json.loads(json.dumps(encode(result)))) == result


def test_the_codec_refuses_what_is_not_a_word():
    with pytest.raises(TypeError, match="not a word"):
        encode(object())
    with pytest.raises((KeyError, ValueError)):
        decode({"!": "os.system", "command": "true"})


@pytest.mark.parametrize(
    ("between", "written"),
    [("comma", "a, pilot, 3 and 4"), ("semicolon", "a; pilot; 3 and 4"), ("slash", "a / pilot / 3 and 4")],
)
def test_a_list_keeps_its_order_and_its_parts(between, written):
    parts = ("a", Term("pilot"), say("{one} and {two}", one=3, two=4))
    assert language("en").message(listed(parts, between)) == written


def test_a_list_of_none_is_empty_and_of_one_is_that_part():
    assert language("en").message(listed(())) == ""
    assert language("en").message(listed(("alone",))) == "alone"
    assert listed((say("as it is"),)) == say("as it is")


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=3000))
def test_a_long_list_is_written_whole(numbers):
    assert language("en").message(listed(numbers)) == ", ".join(map(str, numbers))
