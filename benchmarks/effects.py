"""Full inference for many initiatives: time and wrong calls, beside what a user would pick instead.

    python benchmarks/effects.py [--initiatives N] [--rivals N] [--jobs N]

200 initiatives of 60 teams x 104 weeks each, rolled out in four waves, half of them without any effect. The
product's part is what ``pays/effect`` does for each: choice of test, exact inversion, the same for the last
year, other estimators, drift before the start, event study, and where the answer is decisive also breakdown
value, leave-one-out and weekly looks. Limit: under 60 s on 2 cores.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from calibration_panels import World, draw, planted
from calibration_rivals import before_after, formula, library_callaway, library_imputation, two_way_clustered
from joblib import Parallel, cpu_count, delayed, parallel_config
from numpy.random import SeedSequence, default_rng

from specie.analyses.pays.effect.checks import check
from specie.analyses.pays.effect.inference import infer
from specie.kernel.causal.panel import Panel

if TYPE_CHECKING:
    from specie.analyses.pays.effect.study import Study

UNITS, WEEKS, LIMIT = 60, 104, 60.0
EFFECT = 0.5
"""Half a team's ordinary weekly swing, in every second initiative."""
Interval = tuple[float, float]
Task = Callable[[Panel], Interval | None]


def main() -> int:
    """Time all, print a table, and fail beyond the limit."""
    args = _arguments()
    print(f"{platform.machine()}, {cpu_count()} cores, Python {platform.python_version()}\n")
    panels = [_panel(args.seed, k) for k in range(args.initiatives)]
    seconds, calls = _timed(_product, panels, args.jobs)
    print(f"{len(panels)} initiatives of {UNITS} teams x {WEEKS} weeks; half of them without an effect\n")
    print(
        "| method | initiatives | s | s for all | no effect: called one | effect: found |\n"
        "|---|---|---|---|---|---|"
    )
    _row("specie, full inference", seconds, calls, len(panels))
    for name, (task, share) in _rivals(slow=args.slow).items():
        some = panels[: max(2, int(args.rivals * share))]
        _row(name, *_timed(task, some, args.jobs), len(panels))
    print(f"\nlimit for specie: {LIMIT:.0f} s, measured {seconds:.1f} s")
    return 0 if seconds < LIMIT * args.initiatives / 200 else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--initiatives", type=int, default=200)
    parser.add_argument("--rivals", type=int, default=200, help="initiatives that the quick rivals judge")
    parser.add_argument("--slow", action="store_true", help="also a rival that takes minutes for one panel")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20_260_930)
    return parser.parse_args()


def _panel(seed: int, k: int) -> Panel:
    rng = default_rng(SeedSequence(seed, spawn_key=(k,)))
    world = World(40, staggered=True, rho=0.4, units=UNITS, weeks=WEEKS)
    return planted(draw(world, rng), EFFECT * (k % 2))


def _product(panel: Panel) -> Interval:
    """Everything that the analysis does with one metric's panel."""
    whole = infer(panel, "staggered", 0.95, seed=1)
    infer(panel, "staggered", 0.95, seed=1, columns=np.arange(panel.periods) >= panel.periods - 52)
    names = np.array([f"team-{n}" for n in range(panel.y.shape[0])])
    study = SimpleNamespace(
        panel=panel,
        assigned="staggered",
        rows=np.arange(names.size),
        sheet=SimpleNamespace(units=names, cluster=names),
    )
    test = whole.test
    assert test is not None
    check(cast("Study", study), whole, 1, 1, answered=not test.low <= 0 <= test.high)
    return test.low, test.high


def _formula(panel: Panel) -> Interval:
    return formula(panel, default_rng(int(panel.start.sum())), EFFECT)


def _pyfixest(panel: Panel) -> Interval:
    import pandas as pd

    pyfixest = import_module("pyfixest")  # compared with where installed

    unit, week = np.indices(panel.y.shape)
    frame = pd.DataFrame(
        {"y": panel.y.ravel(), "d": panel.exposed.ravel() * 1.0, "unit": unit.ravel(), "week": week.ravel()}
    )
    low, high = pyfixest.feols("y ~ d | unit + week", frame, vcov={"CRV1": "unit"}).confint().loc["d"]
    return float(low), float(high)


def _causalpy(panel: Panel) -> None:
    """Its default Bayesian fit; only the time is compared, as it reports no single interval."""
    causalpy = import_module("causalpy")  # compared with where installed
    import pandas as pd

    unit, week = np.indices(panel.y.shape)
    start = panel.start[unit.ravel()].astype(float)
    frame = pd.DataFrame(
        {
            "y": panel.y.ravel(),
            "unit": unit.ravel(),
            "time": week.ravel(),
            "treated": panel.exposed.ravel() * 1,
            "treatment_time": np.where(start < panel.periods, start, np.inf),
        }
    )
    causalpy.StaggeredDifferenceInDifferences(
        frame,
        formula="y ~ 1 + C(unit) + C(time)",
        unit_variable_name="unit",
        time_variable_name="time",
        treated_variable_name="treated",
        treatment_time_variable_name="treatment_time",
        model=causalpy.pymc_models.LinearRegression(sample_kwargs={"progressbar": False, "cores": 1}),
    )


def _rivals(*, slow: bool) -> dict[str, tuple[Task, float]]:
    """What is installed of the rivals, with the share of ``--rivals`` that each has the time for."""
    every: dict[str, tuple[Task, float]] = {
        "usage x minutes x acceptance": (_formula, 1.0),
        "before/after t test": (before_after, 1.0),
        "two-way fixed effects, clustered": (two_way_clustered, 1.0),
        "diff-diff imputation, default inference": (library_imputation, 0.25),
        "diff-diff Callaway-Sant'Anna, default inference": (library_callaway, 0.25),
    }
    if find_spec("pyfixest"):
        every["pyfixest two-way fixed effects, clustered"] = (_pyfixest, 0.25)
    if slow and find_spec("causalpy"):
        every["CausalPy staggered (Bayesian)"] = (_causalpy, 0.0)
    return every


def _timed(task: Task, panels: list[Panel], jobs: int) -> tuple[float, list[Any]]:
    """Wall time on so many processes, workers started beforehand, and the intervals."""
    with parallel_config("loky", inner_max_num_threads=1), Parallel(n_jobs=jobs, batch_size=1) as workers:
        if len(panels) > jobs:
            workers(delayed(task)(panel) for panel in panels[:jobs])
        started = time.perf_counter()
        found = workers(delayed(task)(panel) for panel in panels)
        return time.perf_counter() - started, list(found or [])


def _row(name: str, seconds: float, intervals: list[Interval | None], total: int) -> None:
    known = [(k % 2, one) for k, one in enumerate(intervals) if one is not None]
    shares = [[not one[0] <= 0 <= one[1] for planted_at, one in known if planted_at == k] for k in (0, 1)]
    called, found = (f"{100 * np.mean(share):.0f} %" if share else "-" for share in shares)
    print(
        f"| {name} | {len(intervals)} | {seconds:.1f} | {seconds * total / len(intervals):.1f} | "
        f"{called} | {found} |"
    )


if __name__ == "__main__":
    sys.exit(main())
