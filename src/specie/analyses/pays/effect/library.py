"""The door to the estimation library: points of published estimators, nothing raised, nothing printed.

Only points and their parts are taken. Its standard errors come along to check them against published ones; no
interval or verdict is made of them, because with few treated units they are far too small.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats: TypeAlias = NDArray[np.float64]

CALLAWAY_SANTANNA = "callaway_santanna"
IMPUTATION = "imputation"
SYNTHETIC_DID = "synthetic_did"
ENOUGH_FOR_SCORES = 10
"""Treated units of a cohort for each covariate, below which a propensity score is fitted to noise."""


@dataclass(frozen=True, slots=True)
class LibraryPart:
    """One part of an estimate.

    ``at`` is the starting column of a cohort, or periods since the start (0 is the first treated one).
    ``standard_error`` is NaN where the library has none.
    """

    at: int
    point: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class LibraryPoint:
    """What the library estimates, or why it does not.

    Attributes
    ----------
    method : str
        Id of the estimator.
    point : float
        Mean effect over treated cells; NaN where there is a reason.
    standard_error : float
        The library's own, for comparison with published ones only; NaN where it has none.
    by_cohort, by_event : tuple of LibraryPart
        Effects by starting column and by periods since the start, where the estimator has them.
    cohort_mean : float
        Mean of the cohorts' effects by their units; NaN without cohorts.
    warnings : tuple of str
        What the library warned of, each text once.
    reason : str
        What the library said when it refused; empty where it did not.
    """

    method: str
    point: float = float("nan")
    standard_error: float = float("nan")
    by_cohort: tuple[LibraryPart, ...] = ()
    by_event: tuple[LibraryPart, ...] = ()
    cohort_mean: float = float("nan")
    warnings: tuple[str, ...] = ()
    reason: str = ""


def callaway_santanna(panel: Panel) -> LibraryPoint:
    """Averages of group-time effects, doubly robust where cohorts are large enough for their covariates.

    With fewer than ten units to a covariate in some cohort only outcomes are adjusted. Compared with units
    never treated; where there are none, with those not treated yet.

    References
    ----------
    Callaway & Sant'Anna (2021). doi:10.1016/j.jeconom.2020.12.001
    """
    return _told(CALLAWAY_SANTANNA, lambda: _callaway_santanna(panel))


def imputation(panel: Panel) -> LibraryPoint:
    """Reading minus what unit and period effects of untreated cells say, averaged over treated cells.

    References
    ----------
    Borusyak, Jaravel & Spiess (2024). doi:10.1093/restud/rdae007
    """
    return _told(IMPUTATION, lambda: _imputation(panel))


def sdid(panel: Panel) -> LibraryPoint:
    """Synthetic difference-in-differences of all treated units together, which have one start.

    References
    ----------
    Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021). doi:10.1257/aer.20190159
    """
    return _told(SYNTHETIC_DID, lambda: _sdid(panel))


def _told(method: str, fit: Callable[[], LibraryPoint]) -> LibraryPoint:
    """Run a fit with its warnings as values and its errors as a reason."""
    with warnings.catch_warnings(record=True) as said, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        try:
            found = fit()
        except Exception as error:  # whatever it raises is a reason, never the user's problem
            found = LibraryPoint(method, reason=str(error) or type(error).__name__)
    if not found.reason and not np.isfinite(found.point):
        found = LibraryPoint(method, reason="no effect could be estimated")
    texts = tuple(dict.fromkeys(str(one.message) for one in said))
    return replace(found, warnings=texts)


def _callaway_santanna(panel: Panel) -> LibraryPoint:
    from diff_diff.staggered import CallawaySantAnna

    data, covariates = _frame(panel)
    never = bool((data["first"] == 0).any())
    smallest = min(np.unique(panel.start[panel.treated], return_counts=True)[1], default=0)
    scored = smallest >= ENOUGH_FOR_SCORES * max(len(covariates), 1)
    estimator = CallawaySantAnna(
        control_group="never_treated" if never else "not_yet_treated",
        estimation_method="dr" if scored or not covariates else "reg",
        allow_unbalanced_panel=not np.isfinite(panel.y).all(),
    )
    fitted: Any = estimator.fit(
        data, "y", "unit", "time", "first", covariates=covariates or None, survey_design=_weights(panel)
    )
    cohorts = _parts(fitted.aggregate("group"), "label", shift=-1)
    size = np.array([panel.weight[panel.start == part.at].sum() for part in cohorts])
    mean = float(np.average([part.point for part in cohorts], weights=size)) if cohorts else float("nan")
    events = _parts(fitted.aggregate("event_study"), "event_time")
    return LibraryPoint(
        CALLAWAY_SANTANNA, float(fitted.overall_att), float(fitted.overall_se), cohorts, events, mean
    )


def _imputation(panel: Panel) -> LibraryPoint:
    from diff_diff.imputation import ImputationDiD

    data, _ = _frame(panel)  # what does not change within a unit is part of its effect already
    fitted: Any = ImputationDiD().fit(data, "y", "unit", "time", "first", survey_design=_weights(panel))
    cells = fitted.treatment_effects  # its means are taken here: the library's own would take seconds
    known = np.isfinite(cells["tau_hat"].to_numpy())
    effect, unit = cells["tau_hat"].to_numpy()[known], cells["unit"].to_numpy()[known].astype(np.int64)
    weight, since = panel.weight[unit], cells["rel_time"].to_numpy()[known].astype(np.int64)
    return LibraryPoint(
        IMPUTATION,
        float(fitted.overall_att),
        float(fitted.overall_se),
        _means(panel.start[unit], effect, weight),
        _means(since, effect, weight),
    )


def _means(key: NDArray[np.int64], value: Floats, weight: Floats) -> tuple[LibraryPart, ...]:
    distinct, at = np.unique(key, return_inverse=True)
    mean = np.bincount(at, weight * value) / np.bincount(at, weight)
    return tuple(LibraryPart(int(k), float(one), float("nan")) for k, one in zip(distinct, mean, strict=True))


def _sdid(panel: Panel) -> LibraryPoint:
    from diff_diff.synthetic_did import SyntheticDiD

    starts = np.unique(panel.start[panel.treated])
    if starts.size != 1 or (panel.stop < panel.periods).any():
        return LibraryPoint(SYNTHETIC_DID, reason="treated units differ in when they start or stop")
    data, _ = _frame(panel)
    data["ever"] = (data["first"] > 0).astype(int)
    fitted: Any = SyntheticDiD(n_bootstrap=2, seed=0).fit(  # its variance is not used
        data, "y", "ever", "unit", "time", post_periods=list(range(int(starts[0]) + 1, panel.periods + 1))
    )
    return LibraryPoint(SYNTHETIC_DID, float(fitted.att))


def _frame(panel: Panel) -> tuple[Any, list[str]]:
    """Long table of the readings before a unit stops, periods from 1, and its covariates' names."""
    import pandas as pd

    used = np.isfinite(panel.y) & (np.arange(panel.periods) < panel.stop[:, None])
    unit, period = np.nonzero(used)
    first = np.where(panel.exposed.any(axis=1), panel.start + 1, 0)
    columns: dict[str, Any] = {
        "unit": unit, "time": period + 1, "y": panel.y[used], "first": first[unit],
        "weight": panel.weight[unit],
    }  # fmt: skip
    names = [f"covariate_{k}" for k in range(panel.covariates.shape[1])]
    columns.update({name: panel.covariates[unit, k] for k, name in enumerate(names)})
    return pd.DataFrame(columns), names


def _weights(panel: Panel) -> Any:
    """The library's design of unequal weights; None where all weigh the same."""
    if np.ptp(panel.weight) <= 1e-12 * panel.weight.max():
        return None
    from diff_diff.survey import SurveyDesign

    return SurveyDesign(weights="weight", weight_type="pweight")


def _parts(aggregated: Any, key: str, shift: int = 0) -> tuple[LibraryPart, ...]:
    """Rows of an aggregation that could be estimated."""
    rows = aggregated.to_dataframe()
    found = zip(rows[key], rows["att"], rows["se"], strict=True)
    return tuple(
        LibraryPart(int(at) + shift, float(point), float(error))
        for at, point, error in found
        if np.isfinite(point)
    )
