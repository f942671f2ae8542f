"""Competing risks: the Aalen-Johansen cumulative incidence of each cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.step_interval import Band, interval
from specie.kernel.survival import greenwood_terms, step

if TYPE_CHECKING:
    import numpy.typing as npt

    from specie.kernel.follow_up import Floats, FollowUp, Ints
    from specie.kernel.step_interval import IntervalMethod


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Cumulative incidence of c causes over k distinct event times.

    ``time``, ``at_risk`` and ``survival`` have shape (k,); ``events``, ``incidence`` and ``variance`` have
    shape (c, k), row i for cause i + 1. ``survival + incidence.sum(axis=0)`` is 1.
    """

    subjects: FollowUp
    time: Floats
    at_risk: Ints
    survival: Floats
    events: Ints
    incidence: Floats
    variance: Floats

    def band(
        self, cause: int, times: npt.ArrayLike, *, level: float = 0.90, method: IntervalMethod = "log-log"
    ) -> Band:
        """Cumulative incidence of one cause with its interval at each of ``times``."""
        asked = np.atleast_1d(np.asarray(times, dtype=np.float64))
        point = step(self.time, self.incidence[cause - 1], asked, before=0.0)
        variance = step(self.time, self.variance[cause - 1], asked, before=0.0)
        return interval(point, variance, self.subjects.known(asked), level=level, method=method)


def aalen_johansen(subjects: FollowUp, causes: int) -> Incidence:
    r"""Probability of each cause by time t when the causes compete.

    .. math::
        \hat F_i(t) = \sum_{t_j \le t} \hat S(t_{j-1}) \frac{d_{ij}}{n_j}

    One minus Kaplan-Meier of a single cause would answer another question: what would happen if the other
    causes were abolished.

    Parameters
    ----------
    subjects : FollowUp
        ``cause`` in 0 (censored), 1, ..., causes.
    causes : int
        Number of causes, c; a cause nobody had keeps incidence 0.

    Returns
    -------
    Incidence
        With the delta-method variance of :func:`incidence_variance`.

    References
    ----------
    Aalen and Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on
    censored observations, Scandinavian Journal of Statistics 5, 141-150, https://www.jstor.org/stable/4615704
    """
    if causes < 1 or bool(np.any(subjects.cause > causes)):
        raise ValueError(f"causes must be numbered 1 to {causes}")
    times = subjects.event_times()
    at_risk = subjects.at_risk(times)
    events = np.stack([subjects.events(times, cause) for cause in range(1, causes + 1)])
    survival = np.cumprod(1 - events.sum(axis=0) / at_risk)
    before = np.concatenate([[1.0], survival])[:-1]
    incidence = np.minimum(np.cumsum(before * events / at_risk, axis=1), 1.0)
    variance = incidence_variance(at_risk, events, before, incidence)
    return Incidence(subjects, times, at_risk, survival, events, incidence, variance)


def incidence_variance(at_risk: Ints, events: Ints, before: Floats, incidence: Floats) -> Floats:
    r"""Delta-method variance of the cumulative incidence, for every cause and event time.

    .. math::
        \sum_{t_j \le t} (\hat F_i(t) - \hat F_i(t_j))^2 \frac{d_j}{n_j (n_j - d_j)}
        + \sum_{t_j \le t} \hat S(t_{j-1})^2 \frac{d_{ij} (n_j - d_{ij})}{n_j^3}
        - 2 \sum_{t_j \le t} (\hat F_i(t) - \hat F_i(t_j)) \hat S(t_{j-1}) \frac{d_{ij}}{n_j^2}

    Without censoring it is the binomial variance ``F (1 - F) / n``.

    Parameters
    ----------
    at_risk : (k,) array of int
    events : (c, k) array of int
    before : (k,) array
        Survival just before each event time.
    incidence : (c, k) array

    Returns
    -------
    (c, k) array

    References
    ----------
    Dinse and Larson (1986), https://doi.org/10.1093/biomet/73.2.379; Gaynor et al. (1993),
    https://doi.org/10.1080/01621459.1993.10476289
    """
    hazard = greenwood_terms(at_risk, events.sum(axis=0))
    own = before**2 * events * (at_risk - events) / at_risk.astype(np.float64) ** 3
    cross = before * events / at_risk.astype(np.float64) ** 2
    squared = (
        incidence**2 * np.cumsum(hazard)
        - 2 * incidence * np.cumsum(incidence * hazard, axis=1)
        + np.cumsum(incidence**2 * hazard, axis=1)
    )
    mixed = incidence * np.cumsum(cross, axis=1) - np.cumsum(incidence * cross, axis=1)
    return np.maximum(squared + np.cumsum(own, axis=1) - 2 * mixed, 0.0)
