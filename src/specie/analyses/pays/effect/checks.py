"""What could be wrong with an effect: other estimators, drift before the start, one unit, repeated looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from specie.analyses.pays.effect.inference import Design, Obstacle, infer
from specie.kernel.causal.bootstrap import wild_bootstrap_panel
from specie.kernel.causal.breakdown import breakdown
from specie.kernel.causal.choice import lines_of
from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.events import event_study, event_width
from specie.kernel.causal.group_time import callaway_lines
from specie.kernel.causal.leave_one_out import leave_one_out
from specie.kernel.causal.lines import Lines
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.pretrend import pretrend
from specie.kernel.causal.sequence import excluded, lines_by_look, spending, take_looks
from specie.kernel.causal.synthetic import synthetic_lines
from specie.kernel.causal.synthetic_weights import Estimator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from specie.analyses.pays.effect.inference import Inferred
    from specie.analyses.pays.effect.second_opinion import Opinion
    from specie.analyses.pays.effect.study import Study
    from specie.kernel.causal.breakdown import Breakdown
    from specie.kernel.causal.events import EventStudy
    from specie.kernel.causal.lines import Inverted
    from specie.kernel.causal.panel import Panel
    from specie.kernel.causal.pretrend import Pretrend

Found = TypeVar("Found")
LEAST_GROUPS = 6
"""With fewer groups all changes of sign together leave no p-value below 0.05."""
COMPARED = frozenset({Design.RANDOMISED, Design.STAGGERED, Design.FEW})
"""Designs in which some units are compared with others."""


@dataclass(frozen=True, slots=True, eq=False)
class Without:
    """The test without the unit (or group) that moves the estimate most."""

    name: str
    test: Inverted


@dataclass(frozen=True, slots=True)
class Watched:
    """The same question asked at several looks: how many, and the first that answered it (-1 for none)."""

    looks: int
    first: int
    every: int


@dataclass(frozen=True, slots=True, eq=False)
class Checks:
    """Everything that was checked; None or empty where a check is not possible or has nothing to add."""

    rivals: Mapping[str, Inverted]
    before: Pretrend | None = None
    events: EventStudy | None = None
    broken_at: Breakdown | None = None
    without: Without | None = None
    watched: Watched | None = None
    selection: Inverted | None = None
    clustered: Inverted | None = None
    opinions: tuple[Opinion, ...] = ()


NOT_CHECKED = Checks({})


def check(study: Study, whole: Inferred, every: int, seed: int, *, answered: bool) -> Checks:
    """Run the checks that a design allows; those on an answer only where there is one."""
    panel, choice = study.panel, whole.choice
    if choice.design not in COMPARED or choice.obstacle is not Obstacle.NOTHING:
        return NOT_CHECKED
    if _exact(panel, whole):
        return NOT_CHECKED
    level, width = whole.asked, event_width(panel)
    found = Checks(
        dict(_rivals(panel, whole, seed)),
        before=_try(lambda: pretrend(panel, width=width, seed=seed)),
        events=_try(lambda: event_study(panel, width=width, level=level, seed=seed)),
        selection=_try(lambda: _selection(panel, level, seed)),
        clustered=_try(lambda: _clustered(panel, whole, seed)),
    )
    if not answered:
        return found
    return replace(
        found,
        broken_at=_try(lambda: breakdown(panel, width=width, level=level, seed=seed)),
        without=_try(lambda: _without(study, whole, seed)),
        watched=_try(lambda: _watched(panel, level, every, seed)),
    )


def _exact(panel: Panel, whole: Inferred) -> bool:
    """Tell whether there is no noise, so that checks would only judge rounding."""
    test = whole.test
    size = float(np.nanmax(np.abs(panel.y)))
    return test is not None and test.high - test.low <= 1e-9 * size


def _try(make: Callable[[], Found]) -> Found | None:
    """None where a check says that it cannot be made."""
    try:
        return make()
    except ValueError:
        return None


def _rivals(panel: Panel, whole: Inferred, seed: int) -> Iterator[tuple[str, Inverted]]:
    """Other estimators of the same effect, each with its own test inverted."""
    makers: dict[str, Callable[[], Lines]] = {
        "imputation": lambda: lines_of(panel, "imputation"),
        "callaway_santanna": lambda: callaway_lines(panel),
    }
    if whole.choice.design is Design.FEW:
        makers["synthetic_did"] = lambda: synthetic_lines(panel, estimator=Estimator.SYNTHETIC_DID)
    for name, make in makers.items():
        if name != whole.choice.estimator:
            test = _try(lambda make=make: invert(make(), level=whole.asked, seed=seed))
            if test is not None and np.isfinite([test.low, test.high]).all():
                yield name, test


def _selection(panel: Panel, level: float, seed: int) -> Inverted:
    """Difference of those who started and those who never did, in the time before anybody started."""
    begun = int(panel.start.min())
    panel = _only(panel, np.isfinite(panel.y[:, :begun]).sum(axis=1) > 0)
    cohorts = make_cohorts(panel)
    treated = (cohorts.start < cohorts.stop)[cohorts.label]
    if treated.all() or not treated.any():
        raise ValueError("only one kind of unit was read before anybody started")
    early = panel.y[:, :begun]
    known = np.isfinite(early)
    mean = np.where(known, early, 0.0).sum(axis=1) / known.sum(axis=1)
    size = cohorts.totals(panel.weight[:, None])[:, 0]
    value = cohorts.totals((panel.weight * mean)[:, None])[:, 0] / size
    return invert(_two_means(value, treated), level=level, seed=seed)


def _clustered(panel: Panel, whole: Inferred, seed: int) -> Inverted | None:
    """Bootstrap by group where groups have both kinds of units, so that groups cannot be relabelled."""
    groups = np.unique(panel.group).size
    if whole.choice.by_group or groups == panel.group.size or groups < LEAST_GROUPS:
        return None
    return wild_bootstrap_panel(panel, level=whole.asked, seed=seed)


def _two_means(value: NDArray[np.float64], treated: NDArray[np.bool_]) -> Lines:
    """Lines of the difference of two means."""
    share = np.array([1 / treated.sum(), -1 / (~treated).sum()])
    return Lines(
        (value - value.mean())[:, None] * share,
        treated.astype(np.float64)[:, None] * share,
        np.where(treated, 0, 1).astype(np.int64),
    )


def _without(study: Study, whole: Inferred, seed: int) -> Without | None:
    """Leave out the carrier that matters most, and test again."""
    out = leave_one_out(study.panel)
    if out.most < 0:
        return None
    keep = out.member != out.most
    rest = infer(_only(study.panel, keep), study.assigned, whole.asked, seed)
    if rest.test is None:
        return None
    lost = study.rows[~keep]
    names = study.sheet.cluster if whole.choice.by_group else study.sheet.units
    return Without(str(names[lost[0]]), rest.test)


def _only(panel: Panel, keep: NDArray[np.bool_]) -> Panel:
    return replace(
        panel, y=panel.y[keep], start=panel.start[keep], stop=panel.stop[keep], weight=panel.weight[keep],
        group=panel.group[keep], covariates=panel.covariates[keep],
    )  # fmt: skip


def _watched(panel: Panel, level: float, every: int, seed: int) -> Watched:
    """Ask "any effect?" at every look since the second treated period, so that all looks together hold."""
    begun = int(panel.start.min())
    columns = np.arange(panel.periods, begun + 1, -every)[::-1].copy()
    looks = take_looks(lines_by_look(panel, columns), spending(columns.size, level), seed=seed)
    zero = excluded(looks, 0.0)
    return Watched(columns.size, int(np.argmax(zero)) if zero.any() else -1, every)
