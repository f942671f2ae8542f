"""Dependent draws of the drivers by a Gaussian copula, the same for every question asked with one seed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.kernel.valuation.marginals import Marginal
    from specie.kernel.valuation.paths import Floats, Numbers


@lru_cache(maxsize=4)
def independent_normals(seed: int, drivers: int, paths: int) -> Floats:
    """Draw standard normals: one stream a driver, so that the first draws do not depend on how many follow.

    Parameters
    ----------
    seed : int
        At least 0; the same seed gives the same draws (common random numbers).
    drivers, paths : int
        Rows and columns.

    Returns
    -------
    ndarray, shape (drivers, paths)
        Not to be written to.
    """
    streams = np.random.SeedSequence(seed).spawn(drivers)
    drawn = np.empty((drivers, paths))
    for row, stream in zip(drawn, streams, strict=True):
        np.random.Generator(np.random.PCG64(stream)).standard_normal(out=row)
    drawn.setflags(write=False)
    return drawn


def dependent(normals: Floats, correlation: Numbers) -> Floats:
    r"""Give independent standard normals a correlation: :math:`z = L\varepsilon` with :math:`LL' = C`.

    Parameters
    ----------
    normals : ndarray, shape (drivers, paths)
        Independent standard normals.
    correlation : array_like, shape (drivers, drivers)
        Symmetric, ones on the diagonal, positive semi-definite.

    Returns
    -------
    ndarray, shape (drivers, paths)
        Standard normals with that correlation.

    Raises
    ------
    ValueError
        A matrix that is no correlation matrix.

    References
    ----------
    Nelsen, R. B. (2006). An Introduction to Copulas, 2nd ed. Springer.
    """
    matrix = np.asarray(correlation, dtype=np.float64)
    if not np.allclose(matrix, matrix.T) or not np.allclose(np.diagonal(matrix), 1.0):
        raise ValueError("a correlation matrix is symmetric with ones on its diagonal")
    least = float(np.linalg.eigvalsh(matrix).min())
    if least < -1e-9:
        raise ValueError("these correlations exclude each other")
    # A matrix on the edge (two drivers that move as one) has no Cholesky factor until it is eased.
    eased = matrix if least > 1e-12 else (matrix + 1e-12 * np.eye(len(matrix))) / (1 + 1e-12)
    return _rows_times(np.linalg.cholesky(eased).astype(np.float64), normals)


def _rows_times(lower: Floats, normals: Floats) -> Floats:
    """Multiply row by row: few drivers depend on others, and threads of a matrix library would only wait."""
    made = np.empty_like(normals)
    for i, row in enumerate(lower):
        made[i] = row[i] * normals[i]
        for j in np.flatnonzero(row[:i]):
            made[i] += row[j] * normals[j]
    return made


def correlation_matrix(names: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> Floats:
    """Set up a correlation matrix from the pairs that are not independent.

    Parameters
    ----------
    names : sequence of str
        Drivers, in order.
    pairs : mapping of (str, str) to float
        Correlations of the underlying normals; pairs of other drivers are skipped.

    Returns
    -------
    ndarray, shape (len(names), len(names))
        Symmetric, ones on the diagonal.
    """
    place = {name: i for i, name in enumerate(names)}
    matrix = np.eye(len(names))
    for (a, b), value in pairs.items():
        if a in place and b in place:
            matrix[place[a], place[b]] = matrix[place[b], place[a]] = value
    return matrix


def draw(marginals: Mapping[str, Marginal], normals: Floats) -> dict[str, Floats]:
    """Turn correlated normals into drivers.

    Parameters
    ----------
    marginals : mapping of str to Marginal
        Distribution by driver.
    normals : ndarray, shape (len(marginals), paths)
        One row per driver, in the order of the mapping.

    Returns
    -------
    dict of str to ndarray, shape (paths,)
        Draws by driver.
    """
    return {name: how.at(row) for (name, how), row in zip(marginals.items(), normals, strict=True)}
