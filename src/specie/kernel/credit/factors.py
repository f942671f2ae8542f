r"""Failures that come together: a factor model with fat tails, calibrated to given chances.

Firm :math:`i` has the latent value

.. math:: X_i = M\,\left(\beta_i' F + \sqrt{1 - |\beta_i|^2}\,\varepsilon_i\right), \qquad M = \sqrt{\nu/C},

with independent standard normal factors :math:`F`, own shocks :math:`\varepsilon_i` and one :math:`C \sim
\chi^2_\nu` for all, and fails where :math:`X_i \le t_\nu^{-1}(p_i)`. So each firm fails with its own chance
:math:`p_i` whatever the loadings, and the dependence is a t copula: unlike with a normal one, the worst cases
of two firms stay linked however rare they are, even without a common factor.

References
----------
Demarta, S. and McNeil, A. J. (2005). The t copula and related copulas. International Statistical Review
73(1), 111-129.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from specie.kernel.credit.streams import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FactorModel:
    """How firms hang on factors, and how fat the common tail is."""

    loadings: Floats
    """Shape (firms, factors); the squares of a firm's add up to at most 1."""
    df: float = np.inf
    """Degrees of freedom, above 0; infinite for a normal copula."""

    def __post_init__(self) -> None:
        """Refuse loadings that leave a firm more than all of its variance."""
        if self.loadings.ndim != 2 or not np.isfinite(self.loadings).all():
            raise ValueError("loadings are finite, firms by factors")
        if not np.all((self.loadings**2).sum(axis=1) <= 1 + 1e-12):
            raise ValueError("the squares of a firm's loadings add up to at most 1")
        if not self.df > 0:
            raise ValueError("degrees of freedom are above 0")

    @property
    def own(self) -> Floats:
        """Weight of each firm's own shock, shape (firms,)."""
        return np.sqrt(np.maximum(1 - (self.loadings**2).sum(axis=1), 0.0))

    @property
    def correlation(self) -> Floats:
        """Correlation of the latent values, shape (firms, firms)."""
        return self.loadings @ self.loadings.T + np.diag(self.own**2)


class Draws(NamedTuple):
    """One chunk of scenarios."""

    rows: slice
    """Which scenarios these are."""
    latent: Floats
    """Shape (m, firms): Student t each, low is bad."""
    factors: Floats
    """Shape (m, factors): the factors as they were felt, common shock included; Student t each."""
    mixing: Floats
    """Shape (m,): the common shock M, 1 throughout for a normal copula."""


def one_factor(correlation: ArrayLike, firms: int, df: float = np.inf) -> FactorModel:
    """Return the model in which every firm hangs on one factor.

    Parameters
    ----------
    correlation : array_like, broadcast to (firms,)
        Share of each firm's latent variance the factor explains, within [0, 1]; where equal, the correlation
        of any two firms.
    firms : int
        At least 1.
    df : float
        As in :class:`FactorModel`.
    """
    rho = np.broadcast_to(np.asarray(correlation, dtype=np.float64), (firms,))
    if not np.all((rho >= 0) & (rho <= 1)):
        raise ValueError("a share lies within [0, 1]")
    return FactorModel(np.sqrt(rho)[:, None], df)


def latent_draws(
    model: FactorModel, draws: int, seed: int | np.random.SeedSequence, first: float | None = None
) -> Iterator[Draws]:
    r"""Yield scenarios in chunks: the same digits in any order, on any machine, for any number of firms.

    Given that the first factor was felt as :math:`x = M F_1`, the common shock follows :math:`C =
    \chi^2_{\nu+1} / (1 + x^2/\nu)` and :math:`F_1 = x / M`: a deep fall makes a wild time likely, and that is
    what moves firms that do not hang on the factor.

    Parameters
    ----------
    model : FactorModel
    draws : int
        Scenarios in all, above 0.
    seed : int or SeedSequence
        Every factor and every firm has a stream of its own in each chunk: one more firm, or a factor that is
        given, moves no other draw.
    first : float, optional
        What the first factor was felt as in every scenario, for instance ``thresholds(0.01, df)`` for a fall
        that one year in a hundred brings.
    """
    if first is not None and not (np.isfinite(first) and model.loadings.shape[1]):
        raise ValueError("only a factor there is can be given, and its value is finite")
    firms, factors = model.loadings.shape
    for rows, rng in chunks(seed, draws):
        size = rows.stop - rows.start
        shock, common, single = rng.spawn(3)
        mixing = _mixing(shock, model.df, size, first)
        felt = _normals(common.spawn(factors), size) * mixing
        if first is not None:
            felt[0] = first
        latent = model.loadings @ felt + model.own[:, None] * _normals(single.spawn(firms), size) * mixing
        yield Draws(rows, latent.T, felt.T, mixing)


def thresholds(pd: ArrayLike, df: float = np.inf) -> Floats:
    r"""Return the latent values at and below which firms fail, :math:`t_\nu^{-1}(p)`; infinite at 0 and 1.

    Parameters
    ----------
    pd : array_like, shape (...)
        Within [0, 1].
    df : float
        Above 0; may be infinite.
    """
    p = np.asarray(pd, dtype=np.float64)
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("a chance lies within [0, 1]")
    inner = np.where((p > 0) & (p < 1), p, 0.5)
    level = ndtri(inner) if np.isinf(df) else stdtrit(df, inner)
    return np.where(p == 0, -np.inf, np.where(p == 1, np.inf, level))[()]


def uniforms(latent: ArrayLike, df: float = np.inf) -> Floats:
    """Return the chance of a latent value at most as high: uniform draws with the model's dependence.

    Fed to :func:`specie.kernel.credit.first_passage.run_out_quantile` they draw dependent times of failure.
    """
    x = np.asarray(latent, dtype=np.float64)
    return ndtr(x) if np.isinf(df) else stdtr(df, x)


def fails(latent: ArrayLike, pd: ArrayLike, df: float = np.inf) -> NDArray[np.bool_]:
    """Return which firms fail in which scenario, shape (m, firms).

    Parameters
    ----------
    latent : array_like, shape (m, firms)
        From :func:`latent_draws`.
    pd : array_like, broadcast to (m, firms)
        Each firm's chance, within [0, 1].
    df : float
        That of the model.
    """
    return np.asarray(np.asarray(latent, dtype=np.float64) <= thresholds(pd, df))


def conditional_probability(model: FactorModel, pd: ArrayLike, draws: Draws) -> Floats:
    r"""Return each firm's chance of failing given factors and common shock, shape (m, firms).

    :math:`\Phi\left([t_\nu^{-1}(p_i)/M - \beta_i' F] / \sqrt{1 - |\beta_i|^2}\right)`. Its mean estimates
    what the indicators' mean does, with less noise.

    Parameters
    ----------
    model : FactorModel
        Every firm with some shock of its own.
    pd : array_like, broadcast to (firms,)
        Each firm's chance, within [0, 1].
    draws : Draws
        From :func:`latent_draws`.
    """
    if not np.all(model.own > 0):
        raise ValueError("a firm without a shock of its own fails or does not, given the factors")
    gap = thresholds(pd, model.df) - draws.factors @ model.loadings.T
    return ndtr(gap / (draws.mixing[:, None] * model.own))


def _mixing(rng: np.random.Generator, df: float, size: int, first: float | None) -> Floats:
    if np.isinf(df):
        return np.ones(size)
    if first is None:
        return np.sqrt(df / rng.chisquare(df, size))
    return np.sqrt((df + first**2) / rng.chisquare(df + 1, size))


def _normals(streams: list[np.random.Generator], size: int) -> Floats:
    return np.stack([s.standard_normal(size) for s in streams]) if streams else np.empty((0, size))
