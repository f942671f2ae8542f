"""The least squares inside exponential smoothing with drift, for many smoothing parameters at once.

For a fixed ``alpha`` every error of ``y[t] = l[t-1] + b + e[t]``, ``l[t] = l[t-1] + b + alpha e[t]`` is
linear in the first level and the drift (Hyndman, Koehler, Ord & Snyder 2008, doi:10.1007/978-3-540-71918-2,
section 5.2), so one pass over the series writes all of them as regressions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regressions:
    """Least squares for each of k smoothing parameters.

    Attributes
    ----------
    theta : (k, 2) array
        Last level ``l[n]`` and drift ``b``, in the unit of the series.
    spread : (k, 2, 2) array
        Their covariance divided by the error variance.
    ssr : (k,) array
        Sum of squared one-step errors.
    evidence : (k,) array
        Log marginal likelihood under flat priors on (l[0], b) and ``1/sigma``, up to a constant in n.
    """

    theta: Floats
    spread: Floats
    ssr: Floats
    evidence: Floats


def regressions(z: Floats, alphas: Floats) -> Regressions:
    """Regress the errors of the series ``z`` (n,) on (l[0], b) for every smoothing parameter (k,)."""
    response, design, carry, offset = linear_errors(z, alphas)
    gram = np.einsum("kti,ktj->kij", design, design)
    cross = np.einsum("kti,kt->ki", design, response)
    theta = np.linalg.solve(gram, cross[..., None])[..., 0]
    ssr = ((response - np.einsum("kti,ki->kt", design, theta)) ** 2).sum(axis=1)
    now = np.einsum("kia,ka->ki", carry, theta)
    now[:, 0] += offset
    spread = np.einsum("kia,kab,kjb->kij", carry, np.linalg.inv(gram), carry)
    least = np.maximum(ssr, np.finfo(float).tiny)
    evidence = -0.5 * np.linalg.slogdet(gram)[1] - 0.5 * (z.size - 2) * np.log(least)
    return Regressions(now, spread, ssr, evidence)


def linear_errors(z: Floats, alphas: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Errors as ``response - design @ (l0, b)``, last (level, drift) as ``carry @ (l0, b) + (offset, 0)``."""
    known = np.zeros(alphas.size)
    factor = np.tile([1.0, 0.0], (alphas.size, 1))
    response, design = np.empty((alphas.size, z.size)), np.empty((alphas.size, z.size, 2))
    for t, value in enumerate(z):
        factor = factor + np.array([0.0, 1.0])
        response[:, t], design[:, t] = value - known, factor
        known, factor = (1 - alphas) * known + alphas * value, (1 - alphas)[:, None] * factor
    carry = np.stack([factor, np.tile([0.0, 1.0], (alphas.size, 1))], axis=1)
    return response, design, carry, known
