"""The door to the estimation library: published digits, our own kernels beside it, nothing raised."""

from __future__ import annotations

import csv
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

from specie.analyses.pays.effect.library import callaway_santanna, imputation, sdid
from specie.kernel.causal.imputation import imputation_effect
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.synthetic import placebo
from specie.kernel.causal.synthetic_weights import Solver


@pytest.fixture(autouse=True)
def _no_warning_gets_out() -> None:
    warnings.simplefilter("error")


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture(scope="module")
def counties(shared: Path) -> Panel:
    cells = rows(shared / "data/effect/mpdta.csv")
    years = sorted({int(cell["year"]) for cell in cells})
    units = sorted({int(cell["countyreal"]) for cell in cells})
    y, start = np.full((len(units), len(years)), np.nan), np.full(len(units), len(years))
    for cell in cells:
        unit = units.index(int(cell["countyreal"]))
        y[unit, years.index(int(cell["year"]))] = float(cell["lemp"])
        if int(cell["first.treat"]):
            start[unit] = years.index(int(cell["first.treat"]))
    return make_panel(y, start)


def staggered(seed: int = 0, **how: np.ndarray) -> Panel:
    rng = np.random.default_rng(seed)
    start = np.repeat([6, 9, 14], [4, 4, 12])
    y = rng.normal(size=(20, 14)) + rng.normal(size=(20, 1)) + rng.normal(size=14)
    return make_panel(y + 2.0 * (np.arange(14) >= start[:, None]), start, **how)


@pytest.mark.shared
def test_group_time_averages_equal_the_published_ones(counties: Panel, shared: Path) -> None:
    found = callaway_santanna(counties)
    published = rows(shared / "data/effect/mpdta_ref_aggte.csv")
    simple = next(row for row in published if row["type"] == "simple")
    assert found.point == pytest.approx(float(simple["overall_att"]), abs=1e-13)
    assert found.standard_error == pytest.approx(float(simple["overall_se"]), abs=1e-13)
    assert found.point == pytest.approx(-0.0399512751551763, abs=1e-13)
    group = [row for row in published if row["type"] == "group"]
    assert found.cohort_mean == pytest.approx(-0.0310182822287484, abs=1e-13)
    assert [part.at + 2003 for part in found.by_cohort] == [int(row["egt"]) for row in group]
    for part, row in zip(found.by_cohort, group, strict=True):
        assert part.point == pytest.approx(float(row["att_egt"]), abs=1e-12)
        assert part.standard_error == pytest.approx(float(row["se_egt"]), abs=1e-12)
    dynamic = {int(row["egt"]): float(row["att_egt"]) for row in published if row["type"] == "dynamic"}
    assert {part.at: part.point for part in found.by_event} == pytest.approx(dynamic, abs=1e-12)
    assert (found.warnings, found.reason) == ((), "")


@pytest.mark.shared
def test_california(shared: Path) -> None:
    cells = rows(shared / "data/effect/california_prop99.csv", ";")
    states = sorted({cell["State"] for cell in cells})
    y, start = np.empty((39, 31)), np.full(39, 31)
    for cell in cells:
        unit, year = states.index(cell["State"]), int(cell["Year"]) - 1970
        y[unit, year] = float(cell["PacksPerCapita"])
        start[unit] = min(start[unit], year if cell["treated"] == "1" else 31)
    panel = make_panel(y, start)
    assert sdid(panel).point == pytest.approx(-15.6038, abs=5e-5)
    assert sdid(panel).point == pytest.approx(placebo(panel, solver=Solver.PUBLISHED).point, abs=1e-6)


@pytest.mark.parametrize("weight", [np.ones(20), np.arange(1.0, 21.0)])
def test_imputation_equals_the_kernel_with_its_parts(weight: np.ndarray) -> None:
    panel = staggered(weight=weight)
    found, own = imputation(panel), imputation_effect(panel)
    assert found.point == pytest.approx(own.att, abs=1e-7)
    assert [part.at for part in found.by_cohort] == own.start.tolist()
    assert [part.point for part in found.by_cohort] == pytest.approx(own.start_effect.tolist(), abs=1e-7)
    assert [part.at for part in found.by_event] == own.event.tolist()
    assert [part.point for part in found.by_event] == pytest.approx(own.event_effect.tolist(), abs=1e-7)


def test_an_effect_is_found_by_all() -> None:
    panel = staggered(3)
    together = make_panel(panel.y, np.where(panel.start == 6, 6, 14))
    for found in (callaway_santanna(panel), imputation(panel), sdid(together)):
        assert found.reason == ""
        assert found.point == pytest.approx(2.0, abs=1.5)


def test_what_explains_the_choice_is_adjusted_for() -> None:
    rng = np.random.default_rng(4)
    size = rng.normal(size=(60, 1))
    start = np.where(size[:, 0] + 0.5 * rng.normal(size=60) > 0.3, 6, 12)
    drift = 0.5 * size * (np.arange(12) >= 6)
    panel = make_panel(rng.normal(size=(60, 12)) * 0.1 + drift, start, covariates=size)
    plain = callaway_santanna(make_panel(panel.y, start))
    assert abs(callaway_santanna(panel).point) < 0.15 < plain.point


def test_missing_readings_and_units_that_stop() -> None:
    full = staggered(5)
    y = full.y.copy()
    y[0, 3] = y[15, 8] = np.nan
    stop = np.where(full.start == 6, 10, 14)
    for fit in (callaway_santanna, imputation):
        found = fit(make_panel(y, full.start, stop=stop))
        assert found.point == pytest.approx(2.0, abs=1.5)
        assert max(part.at for part in found.by_event) <= 4
    assert sdid(make_panel(y, full.start)).reason


@pytest.mark.parametrize("start", [[14] * 20, [6] * 20, [0] * 20, [0] * 10 + [14] * 10])
def test_what_cannot_be_estimated_has_a_reason(start: list[int]) -> None:
    panel = make_panel(staggered().y, np.array(start))
    for fit in (callaway_santanna, imputation, sdid):
        found = fit(panel)
        assert found.reason
        assert np.isnan(found.point)


def test_a_constant_metric_and_hardly_any_readings_raise_nothing() -> None:
    thin = np.full((20, 14), np.nan)
    thin[:, 5] = thin[0, 9] = 1.0
    for y in (np.ones((20, 14)), thin):
        for fit in (callaway_santanna, imputation, sdid):
            found = fit(make_panel(y, staggered().start))
            assert found.reason or found.point == pytest.approx(0, abs=1e-9)


def test_the_library_is_loaded_only_when_asked() -> None:
    code = (
        "import sys, specie.analyses.pays.effect.library;"
        "print('diff_diff' in sys.modules or 'pandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
