"""The same estimators by the estimation library, beside our own: only where asked, as it takes seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect import library
from specie.kernel.causal.group_time import callaway_lines
from specie.kernel.causal.imputation import imputation_effect
from specie.kernel.causal.synthetic import placebo
from specie.kernel.causal.synthetic_weights import Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.analyses.pays.effect.library import LibraryPoint
    from specie.kernel.causal.panel import Panel

ROUNDING = 1e-6
"""Difference, as a share of the spread of the readings, that is rounding and stopping rules of iterations."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the library and our own kernel make of one estimator.

    ``same_data`` tells that both see the same panel, so that they must agree: balanced, of equal weights,
    nobody leaves, no covariates.
    """

    told: LibraryPoint
    own: float | None
    same_data: bool


class DisagreementError(RuntimeError):
    """Library and kernel differ where they must not: one of them is wrong."""


def opinions(panel: Panel) -> Iterator[Opinion]:
    """Ask the library; raise where it must agree and does not.

    Raises
    ------
    DisagreementError
        On a balanced panel both differ by more than rounding.
    """
    pairs: list[tuple[Callable[[Panel], LibraryPoint], Callable[[Panel], float]]] = [
        (library.imputation, lambda p: imputation_effect(p).att),
        (library.callaway_santanna, _callaway_santanna),
    ]
    if int(panel.treated.sum()) == 1:
        pairs.append((library.sdid, lambda p: placebo(p, solver=Solver.PUBLISHED).point))
    same = _same_data(panel)
    for ask, kernel in pairs:
        opinion = Opinion(ask(panel), _own(kernel, panel), same)
        _agree(opinion, panel)
        yield opinion


def _callaway_santanna(panel: Panel) -> float:
    """With the controls that the library takes."""
    return callaway_lines(panel, controls="not yet" if panel.treated.all() else "never").point


def _own(kernel: Callable[[Panel], float], panel: Panel) -> float | None:
    try:
        return kernel(panel)
    except ValueError:
        return None


def _same_data(panel: Panel) -> bool:
    return bool(
        np.isfinite(panel.y).all()
        and (panel.stop >= panel.periods).all()
        and np.ptp(panel.weight) <= 1e-12 * panel.weight.max()
        and panel.covariates.shape[1] == 0
        and np.unique(panel.group).size == panel.group.size
    )


def _agree(opinion: Opinion, panel: Panel) -> None:
    if not opinion.same_data or opinion.own is None or opinion.told.reason:
        return
    if abs(opinion.own - opinion.told.point) > ROUNDING * max(float(np.nanstd(panel.y)), abs(opinion.own)):
        raise DisagreementError(
            f"{opinion.told.method}: the library says {opinion.told.point:g}, the kernel {opinion.own:g}"
        )
