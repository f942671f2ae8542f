"""From the days on which units started to the parts of a panel: columns, groups, sizes, covariates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]
    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

TOGETHER_DAYS = 31
"""Days within which the units of a group start where the group was assigned as a whole."""


def treated_columns(first: Days, last: Days, treated_on: Days, left_on: Days) -> tuple[Integers, Integers]:
    """First whole period under treatment, and first that is not wholly under it any more.

    Parameters
    ----------
    first, last : (T,)
        Days on which each period begins and ends.
    treated_on, left_on : (N,)
        Day on which each unit started, and stopped; NaT where it never did.

    Returns
    -------
    (N,) and (N,), T where a unit never starts or never stops
    """
    never, stays = np.isnat(treated_on), np.isnat(left_on)
    start = np.searchsorted(first, np.where(never, first[:1], treated_on))
    stop = np.searchsorted(last, np.where(stays, last[:1], left_on))
    start = np.where(never, first.size, start).astype(np.int64)
    stop = np.where(stays | never, first.size, stop).astype(np.int64)
    return start, np.maximum(stop, start)


def assignment_groups(
    cluster: NDArray[np.object_], treated_on: Days, treated: NDArray[np.bool_]
) -> tuple[Integers, bool]:
    """Number the groups (N,) in the order of units; tell whether treatment came to whole groups at a time.

    Each unit is a group of its own where some have none, where all are in one, or where nobody is treated.
    """
    alone = np.arange(cluster.size)
    if any(name is None for name in cluster.tolist()):
        return alone, False
    names, first, number = np.unique(cluster.astype(str), return_index=True, return_inverse=True)
    if names.size in {1, cluster.size} or not treated.any():
        return alone, False
    rank = np.empty(names.size, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(names.size)
    group, days = rank[number], treated_on.astype(np.int64)
    whole = all(
        treated[group == g].all() and np.ptp(days[group == g]) <= TOGETHER_DAYS
        for g in np.unique(group[treated]).tolist()
    )
    return group, bool(whole)


def whole_groups(group: Integers, start: Integers, stop: Integers) -> tuple[Integers, Integers]:
    """A group is treated from its first unit's start on: what was assigned, not who was late."""
    first = np.full(group.max() + 1, np.iinfo(np.int64).max)
    last = np.zeros(group.max() + 1, dtype=np.int64)
    np.minimum.at(first, group, start)
    np.maximum.at(last, group, stop)
    return first[group], last[group]


def weakest_assignment(assigned: NDArray[np.object_]) -> str:
    """How it was decided who starts when; of different answers the weakest, empty where nobody said."""
    said = {word for word in assigned.tolist() if word}
    return next((word for word in ("chosen", "staggered", "randomised") if word in said), "")


def usual_size(cases: Floats) -> Floats:
    """(N,) usual number of cases (N, T) of each unit, one where it is not known."""
    known = np.where(cases > 0, cases, np.nan)
    mean = np.nansum(known, axis=1) / np.maximum(np.isfinite(known).sum(axis=1), 1)
    return np.where(mean > 0, mean, 1.0)


def standard_covariates(further: Floats, begun: int) -> Floats:
    """(N, P) means of further columns (P, N, T) before anybody started, in standard units.

    What is not known of a unit is the mean; a column that is the same for all drops out.
    """
    early = further[:, :, : max(begun, 1)]
    known = np.isfinite(early)
    mean = np.nansum(early, axis=2) / np.maximum(known.sum(axis=2), 1)
    mean = np.where(known.any(axis=2), mean, np.nan)
    told = [row for row in mean if np.isfinite(row).any() and np.nanstd(row) > 0]
    scaled = [np.nan_to_num((row - np.nanmean(row)) / np.nanstd(row)) for row in told]
    return np.array(scaled).T if scaled else np.empty((further.shape[1], 0))
