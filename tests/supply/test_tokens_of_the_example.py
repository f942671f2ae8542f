"""The example firm pays list prices without a discount: tokens at the price of their day are its bills."""

from __future__ import annotations

import math

import pytest

from specie.facts import open_facts
from specie.model.window import twelve_months_to
from specie.supply.chain import read_chain
from specie.supply.outlay import METERED, read_outlay
from specie.supply.tokens import history, read_tokens


def test_use_at_the_prices_of_its_days_is_what_was_billed(example_book):
    chain = read_chain(example_book, open_facts())
    outlay = read_outlay(example_book, chain.suppliers)
    tokens = read_tokens(example_book, twelve_months_to(example_book.as_of))
    costs: dict[str, float] = {}
    for use, (_, point, _) in zip(tokens.uses, history(tokens).tolist(), strict=True):
        if use.initiative_id is not None:
            costs[use.initiative_id] = costs.get(use.initiative_id, 0.0) + point
    assert len(costs) >= 10
    assert not any(math.isnan(cost) for cost in costs.values())
    for initiative, listed in costs.items():
        billed = float(outlay.sum(initiative=initiative, kinds=METERED))
        assert listed == pytest.approx(billed, rel=1e-4), initiative
