"""Subjects followed over time: who is at risk when, who has an event, who is lost from sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """Right-censored, possibly left-truncated follow-up of ``n`` subjects, sorted by ``time``.

    Parameters
    ----------
    time : (n,) array of float
        Time from the origin to the event or to the last sight, in any unit, never negative.
    cause : (n,) array of int
        0 where the subject was still event-free when last seen (right-censored), else the cause 1, 2, ...
    entry : (n,) array of float
        Time at which the subject came under observation; ``-inf`` where it was seen from its origin.

    Notes
    -----
    A subject is at risk at ``t`` when ``entry < t <= time``. An event and a censoring at the same time: the
    event comes first, as Kaplan and Meier (1958) assume. Delayed entry: Tsai, Jewell and Wang (1987),
    https://doi.org/10.1093/biomet/74.4.883
    """

    time: Floats
    cause: Ints
    entry: Floats

    @property
    def size(self) -> int:
        """Number of subjects."""
        return int(self.time.size)

    @property
    def last(self) -> float:
        """Longest follow-up; nothing can be said after it unless everyone had an event by then."""
        return float(self.time[-1]) if self.time.size else 0.0

    def event_times(self) -> Floats:
        """Distinct times at which at least one event of any cause happened, ascending, shape (k,)."""
        return np.unique(self.time[self.cause > 0])

    def at_risk(self, times: Floats) -> Ints:
        """Count subjects with ``entry < t <= time``, for each of ``times``, same shape."""
        gone = np.searchsorted(self.time, times, side="left")
        entered = np.searchsorted(np.sort(self.entry), times, side="left")
        return np.asarray(entered - gone, dtype=np.int64)

    def events(self, times: Floats, cause: int | None = None) -> Ints:
        """Count events at exactly each of ``times``, of one cause or of any."""
        chosen = self.time[self.cause > 0 if cause is None else self.cause == cause]
        until = np.searchsorted(chosen, times, side="right")
        return np.asarray(until - np.searchsorted(chosen, times, side="left"), dtype=np.int64)

    def known(self, times: Floats) -> Ints:
        """Count subjects whose fate at ``t`` is known: an event by then, or still under observation."""
        had_event = np.searchsorted(self.time[self.cause > 0], times, side="right")
        return np.asarray(had_event + self.at_risk(times) - self.events(times), dtype=np.int64)


def follow_up(
    time: npt.ArrayLike, cause: npt.ArrayLike | None = None, entry: npt.ArrayLike | None = None
) -> FollowUp:
    """Check and sort the observations of ``n`` subjects.

    Parameters
    ----------
    time : (n,) array_like
        Time to the event or to the last sight.
    cause : (n,) array_like of int or bool, optional
        0 (or False) for right-censored, else the cause; every subject had event 1 when left out.
    entry : (n,) array_like, optional
        Delayed entry; values of 0 and below mean "seen from its origin".

    Raises
    ------
    ValueError
        Shapes differ; a time is negative, not finite, or not after the delayed entry; a negative cause.
    """
    times = np.asarray(time, dtype=np.float64)
    causes = np.ones(times.shape, np.int64) if cause is None else np.asarray(cause, dtype=np.int64)
    entries = np.zeros(times.shape) if entry is None else np.asarray(entry, dtype=np.float64)
    _check(times, causes, entries)
    order = np.argsort(times, kind="stable")
    entries = np.where(entries <= 0, -np.inf, entries)
    return FollowUp(times[order], causes[order], entries[order])


def _check(time: Floats, cause: Ints, entry: Floats) -> None:
    if time.ndim != 1 or time.shape != cause.shape or time.shape != entry.shape:
        raise ValueError("time, cause and entry must be vectors of the same length")
    if not np.all(np.isfinite(time)) or np.any(time < 0):
        raise ValueError("a follow-up time is negative or not finite")
    if np.any(np.isnan(entry)) or np.any((entry > 0) & (entry >= time)):
        raise ValueError("a subject enters observation at or after its last sight")
    if np.any(cause < 0):
        raise ValueError("a cause is negative")
