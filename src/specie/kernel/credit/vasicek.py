r"""Defaults that share one factor: chances given the factor, and the law of the share that fails.

Firm :math:`i` fails where :math:`\sqrt\rho\,Y + \sqrt{1-\rho}\,\varepsilon_i \le \Phi^{-1}(p)`. Given the
factor :math:`Y` (low is bad) firms are independent and each fails with chance

.. math:: p(y) = \Phi\left(\frac{\Phi^{-1}(p) - \sqrt\rho\,y}{\sqrt{1-\rho}}\right),

so the share that fails in a large even portfolio is :math:`p(Y)`. For a few firms the number that fails is a
mixture of binomials, and the large portfolio's law understates its spread.

References
----------
Vasicek, O. A. (2002). Loan portfolio value. Risk 15(12), 160-162.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import gammaln, ndtr, ndtri, xlogy

from specie.kernel.credit.bivariate import bivariate_normal

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_FACTOR = np.linspace(-9.0, 9.0, 3601)
_MASS = np.exp(-(_FACTOR**2) / 2) / np.exp(-(_FACTOR**2) / 2).sum()


def conditional_probability(pd: ArrayLike, rho: ArrayLike, factor: ArrayLike) -> Floats:
    """Return the chance of default given the factor.

    Parameters
    ----------
    pd : array_like, shape (...)
        Unconditional chance of default, within [0, 1].
    rho : array_like, shape (...)
        Correlation of the latent values of two firms, at least 0 and below 1.
    factor : array_like, shape (...)
        Standard normal; low is bad.
    """
    p, r = _checked(pd, rho)
    return ndtr((ndtri(p) - np.sqrt(r) * np.asarray(factor, dtype=np.float64)) / np.sqrt(1 - r))


def loss_quantile(pd: ArrayLike, rho: ArrayLike, level: ArrayLike, lgd: ArrayLike = 1.0) -> Floats:
    r"""Return the share lost that is exceeded with chance ``1 - level``: the loss at the factor's quantile.

    :math:`\mathrm{LGD}\;\Phi\left([\Phi^{-1}(p) + \sqrt\rho\,\Phi^{-1}(\alpha)] / \sqrt{1-\rho}\right)`

    Parameters
    ----------
    pd, rho : array_like, shape (...)
        As in :func:`conditional_probability`.
    level : array_like, shape (...)
        Between 0 and 1.
    lgd : array_like, shape (...)
        Share of the exposure lost at default, within [0, 1].
    """
    alpha, share = _tail(level, lgd)
    return (share * conditional_probability(pd, rho, -ndtri(alpha)))[()]


def loss_probability(pd: ArrayLike, rho: ArrayLike, loss: ArrayLike) -> Floats:
    r"""Return the chance that the share that fails is at most ``loss``.

    :math:`\Phi\left([\sqrt{1-\rho}\,\Phi^{-1}(x) - \Phi^{-1}(p)] / \sqrt\rho\right)`

    Parameters
    ----------
    pd, rho : array_like, shape (...)
        As in :func:`conditional_probability`, with ``rho`` above 0.
    loss : array_like, shape (...)
        Within [0, 1].
    """
    p, r = _checked(pd, rho)
    x = np.asarray(loss, dtype=np.float64)
    if not np.all((r > 0) & (x >= 0) & (x <= 1) & (p > 0) & (p < 1)):
        raise ValueError(
            "the law needs a correlation above 0, a chance between 0 and 1, a loss within [0, 1]"
        )
    return ndtr((np.sqrt(1 - r) * ndtri(x) - ndtri(p)) / np.sqrt(r))


def loss_shortfall(pd: ArrayLike, rho: ArrayLike, level: ArrayLike, lgd: ArrayLike = 1.0) -> Floats:
    r"""Return the mean share lost in the worst ``1 - level`` of cases.

    :math:`\mathrm{LGD}\;\Phi_2(\Phi^{-1}(p), \Phi^{-1}(1 - \alpha); \sqrt\rho) / (1 - \alpha)`

    Parameters
    ----------
    pd, rho, level, lgd : array_like, shape (...)
        As in :func:`loss_quantile`.
    """
    p, r = _checked(pd, rho)
    alpha, share = _tail(level, lgd)
    return (share * bivariate_normal(ndtri(p), -ndtri(alpha), np.sqrt(r)) / (1 - alpha))[()]


def default_counts(pd: float, rho: float, firms: int) -> Floats:
    r"""Return the chances of 0, 1, ... firms failing of a few that are alike, shape (firms + 1,).

    :math:`\binom{n}{k} \int p(y)^k (1 - p(y))^{n-k} \varphi(y)\,dy` by the trapezoidal rule on 3,601 nodes.

    Parameters
    ----------
    pd, rho : float
        As in :func:`conditional_probability`.
    firms : int
        At least 1.
    """
    if firms < 1:
        raise ValueError("need at least one firm")
    k = np.arange(firms + 1)
    p, q = (conditional_probability(x, rho, s * _FACTOR) for x, s in ((pd, 1.0), (1 - pd, -1.0)))
    choose = gammaln(firms + 1) - gammaln(k + 1) - gammaln(firms - k + 1)
    # 1 - p(y) is computed by itself: it would cancel where nearly all fail.
    logs = choose[:, None] + xlogy(k[:, None], p) + xlogy(firms - k[:, None], q)
    return np.exp(logs) @ _MASS


def _tail(level: ArrayLike, lgd: ArrayLike) -> tuple[Floats, Floats]:
    alpha, share = np.asarray(level, dtype=np.float64), np.asarray(lgd, dtype=np.float64)
    if not np.all((alpha > 0) & (alpha < 1) & (share >= 0) & (share <= 1)):
        raise ValueError("a level lies between 0 and 1, a loss given default within [0, 1]")
    return alpha, share


def _checked(pd: ArrayLike, rho: ArrayLike) -> tuple[Floats, Floats]:
    p, r = np.asarray(pd, dtype=np.float64), np.asarray(rho, dtype=np.float64)
    if not np.all((p >= 0) & (p <= 1) & (r >= 0) & (r < 1)):
        raise ValueError("a chance lies within [0, 1], a correlation is at least 0 and below 1")
    return p, r
