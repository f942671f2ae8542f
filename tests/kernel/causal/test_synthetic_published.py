"""Published panels: Proposition 99 and the Kansas tax cuts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.synthetic import placebo, synthetic_lines, unit_gaps
from specie.kernel.causal.synthetic_weights import Estimator, Solver

pytestmark = pytest.mark.shared


def wide(frame: pd.DataFrame, unit: str, period: str, value: str, treated: str) -> Panel:
    table = frame.pivot_table(index=unit, columns=period, values=value)
    ever = frame.groupby(unit)[treated].max().reindex(table.index).to_numpy() > 0
    first = int(np.flatnonzero(table.columns == frame.loc[frame[treated] > 0, period].min())[0])
    return make_panel(table.to_numpy(), np.where(ever, first, table.shape[1]))


@pytest.fixture(scope="module")
def california(shared: Path) -> Panel:
    frame = pd.read_csv(shared / "data/effect/california_prop99.csv", sep=";")
    return wide(frame, "State", "Year", "PacksPerCapita", "treated")


@pytest.fixture(scope="module")
def kansas(shared: Path) -> Panel:
    return wide(pd.read_csv(shared / "data/effect/kansas.csv"), "state", "year_qtr", "lngdpcapita", "treated")


def test_california_published_digits(california: Panel) -> None:
    found = placebo(california, solver=Solver.PUBLISHED)
    assert found.point == pytest.approx(-15.6038, abs=5e-5)
    assert found.standard_error == pytest.approx(9.369, abs=5e-4)
    assert (len(found.gap), found.p_value) == (38, 2 / 39)


def test_california_optimum(california: Panel) -> None:
    found = placebo(california)
    assert found.point == pytest.approx(-15.6054, abs=5e-5)
    assert found.standard_error == pytest.approx(9.368, abs=5e-4)
    assert found.p_value == 2 / 39


def test_california_cannot_be_decided(california: Panel) -> None:
    for estimator in (Estimator.SYNTHETIC_DID, Estimator.DEMEANED):
        found = invert(synthetic_lines(california, estimator=estimator))
        assert found.p_value > 0.05
        assert found.low < 0 < found.high
        assert found.smallest_p == 1 / 39


@pytest.mark.parametrize(
    ("estimator", "solver", "value"),
    [
        (Estimator.SYNTHETIC, Solver.PUBLISHED, -19.6197),
        (Estimator.SYNTHETIC, Solver.EXACT, -19.5136),
        (Estimator.DID, Solver.EXACT, -27.3491),
    ],
)
def test_california_second_opinions(
    california: Panel, estimator: Estimator, solver: Solver, value: float
) -> None:
    treated = np.flatnonzero(california.treated)
    found = unit_gaps(california, 19, target=treated, estimator=estimator, solver=solver)
    assert found.gap[0] == pytest.approx(value, abs=5e-5)


def test_kansas_is_made_of_seven_donors(kansas: Panel) -> None:
    treated = np.flatnonzero(kansas.treated)
    found = unit_gaps(kansas, int(kansas.start.min()), target=treated, estimator=Estimator.SYNTHETIC)
    assert found.gap[0] == pytest.approx(-0.0294, abs=5e-5)
    assert (found.unit_weight[0] > 1e-6).sum() == 7
