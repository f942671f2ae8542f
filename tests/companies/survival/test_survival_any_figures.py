"""Whatever a user writes: no crash, chances between 0 and 1, ends in order, later never less likely."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from specie.companies.survival.assess import Settings

METRICS = (
    "cash", "cash_burn", "free_cash_flow", "total_debt", "market_cap", "operating_income", "revenue",
    "revenue_run_rate", "largest_customer_share", "top3_customer_share", "total_assets", "total_liabilities",
    "working_capital", "retained_earnings", "shares_outstanding",
)  # fmt: skip
ROUND = "acme,2026-0{month}-01,Series B,{amount},primary,{status},press,2026-10-31"


@st.composite
def rows(draw):
    metric = draw(st.sampled_from(METRICS))
    value = draw(st.sampled_from((-1e12, -5.0, 0.0, 1e-9, 0.4, 3.0, 1e6, 1e13)))
    end = draw(st.sampled_from(("2026-10-31", "2026-04", "2025", "2020-01-01", "2027-01-01")))
    period = draw(st.sampled_from(("point", "month", "quarter", "year", "cumulative")))
    bound = draw(st.sampled_from(("=", ">=", "<=")))
    basis = draw(st.sampled_from(("gaap", "leak", "guidance")))
    return f"acme,{end},{period},{metric},{basis},{value},usd,{bound},,ledger,2026-10-31"


rounds = st.builds(
    ROUND.format,
    month=st.integers(1, 9),
    amount=st.sampled_from((1, 1e6, 1e12)),
    status=st.sampled_from(("closed", "rumour", "lapsed", "confirmed")),
)


@given(st.lists(rows(), max_size=12), st.lists(rounds, max_size=4), st.booleans())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(["acme,2026-10-31,point,cash,gaap,-5,usd,=,,l,2026-10-31"], [], False)
@example(
    [
        "acme,2026-10-31,point,cash,gaap,1e6,usd,>=,,l,2026-10-31",
        "acme,2026-10-31,month,cash_burn,gaap,5,usd,=,,l,2026-10-31",
    ],
    [ROUND.format(month=1, amount=1e6, status="closed")],
    True,
)
def test_any_figures(survive, financials, money, listed):
    found = survive(financials, money, listed=listed, settings=Settings(paths=100))
    for chance in (found.chance, found.base, *found.windows):
        if chance is not None:
            assert all(0 <= low <= high <= 1 for low, high in zip(chance.low, chance.high, strict=True))
            assert all(b >= a for ends in (chance.low, chance.high) for a, b in pairwise(ends))
    assert found.chance is not None
    if found.cash is not None:
        assert 0 <= float(found.cash.now.low) <= float(found.cash.now.high)


@pytest.mark.parametrize("share", [-0.5, 1.7])
def test_a_share_that_is_none_is_cut_to_one(survive, share):
    row = f"acme,2025-12-31,year,largest_customer_share,gaap,{share},fraction,=,,ledger,2026-10-31"
    found = survive([row]).customers
    assert float(found.share.low) == float(found.share.high) in (0.0, 1.0)
