"""The shipped prices are those of the price library, on every first of a month and around every step."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from specie.example import prices
from specie.example.clock import Clock
from specie.example.firm import firm

genai_prices = pytest.importorskip("genai_prices")
MONTHS = list(Clock(firm().starts_on, firm().as_of).months())


def _published(price_list, model, day):
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    usage = genai_prices.Usage(input_tokens=1000, output_tokens=1000)
    found = genai_prices.calc_price(usage, model, provider_id=price_list, genai_request_timestamp=noon)
    values = (found.model_price.input_mtok, found.model_price.cache_read_mtok, found.model_price.output_mtok)
    return tuple(getattr(value, "base", value) for value in values)


@pytest.mark.parametrize("key", sorted(prices.steps()), ids="/".join)
def test_prices_are_those_of_the_library(key):
    steps = prices.steps()[key]
    around = [step.since + timedelta(days=n) for step in steps[1:] for n in (-1, 0)]
    for day in sorted([*MONTHS, firm().as_of, *around]):
        step = prices.on(*key, day)
        ours = tuple(
            None if n is None else Decimal(n) / prices.MICRO for n in (step.input, step.cached, step.output)
        )
        assert ours == _published(*key, day), day


def test_every_model_the_firm_may_use_has_a_price():
    used = {
        (vendor.price_list, rung.model)
        for vendor in firm().vendors.values()
        for rungs in vendor.ladder.values()
        for rung in rungs
    }
    assert used == set(prices.steps())


def test_rows_carry_their_source():
    assert prices.source().startswith("genai-prices ")
    assert "checked 20" in prices.source()


def test_a_day_before_the_first_step_takes_the_first():
    key = min(prices.steps())
    assert prices.on(*key, firm().starts_on - timedelta(days=400)) == prices.steps()[key][0]
