"""What is known of one number when it depends on a second one that is itself uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import stdtr, stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

BISECTIONS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Student t distributions, one for each value of a nuisance parameter on a grid of K.

    Attributes
    ----------
    weight : (K,)
        Posterior probability of each value, sums to 1.
    centre, scale : (K,)
        Centre and scale of each distribution.
    freedom : int
        Degrees of freedom, the same for all.
    """

    weight: Floats
    centre: Floats
    scale: Floats
    freedom: int

    @property
    def mean(self) -> float:
        """Mean of the mixture."""
        return float(self.weight @ self.centre)

    def below(self, value: float) -> float:
        """Probability of less than ``value``."""
        gap = np.asarray(value - self.centre)
        ratio = np.divide(gap, self.scale, out=np.copysign(np.inf, gap), where=self.scale > 0)
        ratio = np.where((self.scale == 0) & (gap == 0), 0.0, ratio)
        return float(self.weight @ stdtr(self.freedom, ratio))

    def quantile(self, share: float) -> float:
        """Value below which lies ``share`` of the probability."""
        ends = self.centre + stdtrit(self.freedom, share) * self.scale
        low, high = float(ends.min()), float(ends.max())
        for _ in range(BISECTIONS):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return 0.5 * (low + high)

    def interval(self, level: float) -> tuple[float, float]:
        """Quantiles that leave the same probability out on either side."""
        return self.quantile(0.5 - level / 2), self.quantile(0.5 + level / 2)

    def p_value(self) -> float:
        """Twice the smaller probability of being on one side of zero: what the interval excludes."""
        left = self.below(0.0)
        return min(1.0, 2 * min(left, 1 - left))


def posterior(log_evidence: Floats, log_prior: Floats) -> Floats:
    """(K,) probabilities in proportion to evidence times prior."""
    log = log_evidence + log_prior
    weight = np.exp(log - log.max())
    return weight / weight.sum()


@dataclass(frozen=True, slots=True, eq=False)
class Whitened:
    """Readings and regressors with errors made uncorrelated, for each of K nuisance values.

    Attributes
    ----------
    y : (K, n)
    x : (K, n, P)
    log_spread : (K,)
        Sum of the logs of the variances, in units of the error variance, that were divided out.
    """

    y: Floats
    x: Floats
    log_spread: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Regressed:
    """Least squares for each of K nuisance values.

    Attributes
    ----------
    coefficient : (K, P)
    spread : (K, P, P)
        Covariance of the coefficients in units of the error variance.
    variance : (K,)
        Error variance.
    log_evidence : (K,)
        Log marginal likelihood under flat priors on coefficients and on the log of the error variance, which
        is the diffuse likelihood with its scale integrated out, up to a constant.
    freedom : int
    """

    coefficient: Floats
    spread: Floats
    variance: Floats
    log_evidence: Floats
    freedom: int


def regress(data: Whitened) -> Regressed:
    """Regress by least squares; raises ValueError with fewer readings than coefficients and two more."""
    n, p = data.x.shape[1:]
    if n < p + 2:
        raise ValueError("too few readings for the coefficients")
    gram = np.einsum("kti,ktj->kij", data.x, data.x)
    spread = np.linalg.inv(gram)
    coefficient = np.einsum("kij,ktj,kt->ki", spread, data.x, data.y, optimize=True)
    squares = ((data.y - np.einsum("kti,ki->kt", data.x, coefficient)) ** 2).sum(axis=1)
    least = np.maximum(squares, np.finfo(float).tiny)
    evidence = -0.5 * (np.linalg.slogdet(gram)[1] + data.log_spread + (n - p) * np.log(least))
    return Regressed(coefficient, spread, squares / (n - p), evidence, n - p)
