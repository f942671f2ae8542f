"""Many tests at once: which discoveries hold when the share of false ones among them must stay small."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Discoveries(NamedTuple):
    """Which of m hypotheses are rejected, and the smallest false discovery rate at which each would be."""

    rejected: NDArray[np.bool_]
    adjusted: NDArray[np.float64]


def benjamini_hochberg(p: ArrayLike, rate: float = 0.10, true_nulls: float = 1.0) -> Discoveries:
    r"""Step-up procedure that keeps the expected share of false discoveries at or below a rate.

    With :math:`p_{(1)} \le \dots \le p_{(m)}` rejects the :math:`k` smallest, :math:`k` the largest rank
    with :math:`\pi_0 m p_{(k)} / k \le q`. Holds for independent tests and for positive dependence (PRDS)
    with :math:`\pi_0 = 1`; an estimate of :math:`\pi_0` (:func:`storey_true_nulls`) needs independence.

    Parameters
    ----------
    p : array_like, shape (m,)
        p-values within [0, 1].
    rate : float
        Rate :math:`q` of false discoveries that is accepted, between 0 and 1.
    true_nulls : float
        Share :math:`\pi_0` of the hypotheses that are taken to be true, above 0.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Journal of the Royal Statistical Society B 57(1), 289-300.
    doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    values = _p_values(p)
    order = np.argsort(values, kind="stable")
    ranks = np.arange(1, values.size + 1)
    steps = true_nulls * values.size * values[order] / ranks
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return Discoveries(adjusted <= rate, adjusted)


def e_benjamini_hochberg(e: ArrayLike, rate: float = 0.10) -> Discoveries:
    r"""Step-up procedure on e-values: the same promise whatever the dependence between the tests.

    With :math:`e_{[1]} \ge \dots \ge e_{[m]}` rejects the :math:`k` largest, :math:`k` the largest rank with
    :math:`k e_{[k]} / m \ge 1 / q`.

    Parameters
    ----------
    e : array_like, shape (m,)
        e-values, not negative, of expectation at most 1 where the hypothesis is true.
    rate : float
        Rate :math:`q` of false discoveries that is accepted, between 0 and 1.

    References
    ----------
    Wang, R. and Ramdas, A. (2022). Journal of the Royal Statistical Society B 84(3), 822-852.
    doi:10.1111/rssb.12489
    """
    values = np.asarray(e, dtype=np.float64)
    if values.ndim != 1 or not (values >= 0).all():
        raise ValueError("e-values are a list of numbers that are not negative")
    with np.errstate(divide="ignore", over="ignore"):
        inverse = np.minimum(1.0 / values, 1.0)
    return benjamini_hochberg(inverse, rate)


def e_from_p(p: ArrayLike) -> NDArray[np.float64]:
    r"""Calibrate p-values to e-values: the mixture of all calibrators :math:`\kappa p^{\kappa - 1}`.

    .. math:: e = \int_0^1 \kappa p^{\kappa - 1} d\kappa = \frac{1 - p + p \ln p}{p (\ln p)^2}

    Parameters
    ----------
    p : array_like, shape (m,)
        p-values within [0, 1].

    Returns
    -------
    (m,) e-values; 1/2 at p = 1, infinite at p = 0.

    References
    ----------
    Vovk, V. and Wang, R. (2021). The Annals of Statistics 49(3), 1736-1754. doi:10.1214/20-AOS2020
    """
    values = _p_values(p)
    out = np.full_like(values, np.inf)
    near_one = values > 1 - 1e-4
    # the quotient is 0/0 at p = 1; with x = -ln p it is 1/2 + x/6 + O(x^2)
    x = -np.log(values[near_one])
    out[near_one] = 0.5 + x / 6
    inside = (values > 0) & ~near_one
    q = values[inside]
    with np.errstate(over="ignore"):  # the smallest p-values there are have no finite e-value
        out[inside] = (1 - q + q * np.log(q)) / (q * np.log(q) ** 2)
    return out


def storey_true_nulls(p: ArrayLike, above: float = 0.5, *, finite: bool = True) -> float:
    r"""Estimate the share of true hypotheses from the p-values that are too large to come from false ones.

    .. math:: \hat\pi_0 = \frac{\#\{p_i > \lambda\} + 1}{m (1 - \lambda)}

    It is biased upwards, so it is a careful number for a procedure and no estimate to publish; the ``+ 1``
    (``finite``) is what makes the adaptive procedure hold its rate with few hypotheses.

    Parameters
    ----------
    p : array_like, shape (m,)
        p-values within [0, 1].
    above : float
        Threshold :math:`\lambda` in [0, 1).
    finite : bool
        Whether to add one.

    References
    ----------
    Storey, J. D. (2002). Journal of the Royal Statistical Society B 64(3), 479-498.
    doi:10.1111/1467-9868.00346; Storey, J. D., Taylor, J. E. and Siegmund, D. (2004). The same 66(1),
    187-205. doi:10.1111/j.1467-9868.2004.00439.x
    """
    values = _p_values(p)
    if not 0 <= above < 1:
        raise ValueError(f"the threshold lies in [0, 1), not at {above}")
    if values.size == 0:
        return 1.0
    count = int((values > above).sum()) + (1 if finite else 0)
    return min(1.0, count / (values.size * (1 - above)))


def _p_values(p: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values are a list of numbers from 0 to 1")
    return values
