r"""How two firms of a factor model fail together: the chance that both do, and its limit for rare cases.

References
----------
Demarta, S. and McNeil, A. J. (2005). The t copula and related copulas. International Statistical Review
73(1), 111-129.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import gammaln, stdtr

from specie.kernel.credit.bivariate import bivariate_normal
from specie.kernel.credit.factors import thresholds

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_NODES = 1201
_NEGLIGIBLE = 1e-18


def joint_probability(
    pd_one: ArrayLike, pd_two: ArrayLike, correlation: ArrayLike, df: float = np.inf
) -> Floats:
    r"""Return the chance that both of two firms fail: a normal pair averaged over the common shock.

    :math:`\int \Phi_2(t_1 / M, t_2 / M; \rho)\,dP(M)` by the trapezoidal rule in :math:`\ln C`.

    Parameters
    ----------
    pd_one, pd_two : array_like, shape (...)
        Within [0, 1].
    correlation : array_like, shape (...)
        Of the latent values, within [-1, 1].
    df : float
        Above 0; may be infinite.
    """
    one, two = thresholds(pd_one, df), thresholds(pd_two, df)
    if np.isinf(df):
        return bivariate_normal(one, two, correlation)
    calm, mass = _calm(df)
    h, k = (np.asarray(v)[..., None] * calm for v in (one, two))
    rho = np.asarray(correlation, dtype=np.float64)[..., None]
    return (bivariate_normal(h, k, rho) @ mass)[()]


def tail_dependence(correlation: ArrayLike, df: float) -> Floats:
    r"""Return the chance that one firm is in its worst cases given that another is, in the limit.

    :math:`2\,t_{\nu+1}\left(-\sqrt{(\nu+1)(1-\rho)/(1+\rho)}\right)`; 0 for a normal copula below a
    correlation of 1.

    Parameters
    ----------
    correlation : array_like, shape (...)
        Above -1 and at most 1.
    df : float
        Above 0; may be infinite.
    """
    rho = np.asarray(correlation, dtype=np.float64)
    if not np.all((rho > -1) & (rho <= 1)) or not df > 0:
        raise ValueError("a correlation is above -1 and at most 1, degrees of freedom are above 0")
    if np.isinf(df):
        return np.where(rho == 1, 1.0, 0.0)[()]
    return 2 * stdtr(df + 1, -np.sqrt((df + 1) * (1 - rho) / (1 + rho)))


def _calm(df: float) -> tuple[Floats, Floats]:
    """Values of 1 / M and their masses, on nodes even in the log of the chi-square."""
    low = np.log(2.0) + 2 / df * (np.log(_NEGLIGIBLE) + gammaln(df / 2 + 1))
    high = np.log(df + 12 * np.sqrt(2 * df) + 80)
    log_c = np.linspace(low, high, _NODES)
    log_mass = df / 2 * log_c - np.exp(log_c) / 2
    mass = np.exp(log_mass - log_mass.max())
    return np.sqrt(np.exp(log_c) / df), mass / mass.sum()
