r"""When cash runs out with funding rounds, payments and a burn that changes at known dates.

Between two dates cash is a Brownian motion with drift, so only its value at the dates is drawn. A path that
starts a stretch of length :math:`\Delta` at :math:`x > 0` and ends it at :math:`y > 0` has run out in between
with the chance of a Brownian bridge, :math:`e^{-2xy/(\sigma^2\Delta)}`; the rest is carried on as its weight.
Within a stretch the closed form of :mod:`specie.kernel.credit.first_passage` is used from every path's cash,
so there is no error of a time step, and no error at all before the first date that draws: without dates the
answer is exact.

References
----------
Metwally, S. A. K. and Atiya, A. F. (2002). Using Brownian bridge for fast simulation of jump-diffusion
processes and barrier options. Journal of Derivatives 10(1), 43-54. doi:10.3905/jod.2002.319189
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from specie.kernel.credit.first_passage import run_out_probability, survival_probability, time_within
from specie.kernel.credit.streams import chunks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_HALVINGS, _LONGEST, _EXACT = 100, 2.0**40, 1e-9


@dataclass(frozen=True, slots=True)
class Rounds:
    """Money that comes in (or, below zero, has to be paid) at dates; equal dates for all firms."""

    dates: ArrayLike
    """Shape (k,), rising, above 0, in the unit of time of the burn."""
    amounts: ArrayLike = 0.0
    """Broadcast to (k, firms): money, the mean where it is spread."""
    chances: ArrayLike = 1.0
    """Broadcast to (k, firms): chance that it comes about."""
    spreads: ArrayLike = 0.0
    """Broadcast to (k, firms): standard deviation of the log of the amount, 0 where it is known."""


@dataclass(frozen=True, slots=True)
class CashPaths:
    """Cash at the start of each stretch, right after its money came in, and the weight still alive."""

    starts: Floats
    """Shape (k + 1,), from 0."""
    cash: Floats
    """Shape (k + 1, paths, firms); 0 where a payment could not be met."""
    alive: Floats
    """Shape (k + 1, paths, firms): chance that a path has not run out, given its cash at the dates."""
    drift: Floats
    """Shape (k + 1, firms)."""
    volatility: Floats
    """Shape (k + 1, firms)."""


class Simulated(NamedTuple):
    """A number with its Monte Carlo error: one standard deviation, 0 where the number is exact."""

    value: Floats
    error: Floats


def simulate_cash(
    cash: ArrayLike,
    drift: ArrayLike,
    volatility: ArrayLike,
    rounds: Rounds,
    paths: int,
    seed: int | np.random.SeedSequence,
) -> CashPaths:
    """Draw cash at the dates of the rounds, with the chance of having run out in between.

    Parameters
    ----------
    cash : array_like, broadcast to (firms,)
        Money now, at least 0.
    drift, volatility : array_like, broadcast to (k + 1, firms)
        Per unit of time and per its root: one for all stretches, or one each for the stretch up to the first
        date, from there to the second, and so on after the last.
    rounds : Rounds
        With no dates one path is enough, and every answer is exact.
    paths : int
        Draws; memory is ``16 (k + 1) paths firms`` bytes.
    seed : int or SeedSequence
        Drawn in chunks, firm by firm: neither more paths nor more firms move the first ones.
    """
    dates = np.atleast_1d(np.asarray(rounds.dates, dtype=np.float64))
    stretches = dates.size + 1
    given = [np.atleast_1d(np.asarray(v, dtype=np.float64)) for v in (cash, drift, volatility)]
    terms = [np.asarray(v, dtype=np.float64) for v in (rounds.amounts, rounds.chances, rounds.spreads)]
    firms = np.broadcast_shapes(*(v.shape[-1:] for v in (*given, *terms)))[-1]
    start = np.broadcast_to(given[0], (firms,))
    mu, sigma = (np.broadcast_to(v, (stretches, firms)) for v in given[1:])
    money = np.stack([np.broadcast_to(v, (dates.size, firms)) for v in terms])
    _check(dates, start, sigma, money)
    draws = paths if dates.size else 1
    shape = (stretches, draws, firms)
    out = CashPaths(np.concatenate([[0.0], dates]), np.empty(shape), np.empty(shape), mu, sigma)
    for rows, rng in chunks(seed, draws):
        _fill(out, rows, rng, start, money)
    return out


def run_out_by(paths: CashPaths, times: ArrayLike) -> Simulated:
    """Return the chance that cash has run out by each time.

    Parameters
    ----------
    paths : CashPaths
    times : array_like, shape (m,)
        At least 0; may be infinite. At the very date of a payment it counts as made.

    Returns
    -------
    Simulated
        Shapes (m, firms).
    """
    found = [_gone(paths, float(t)) for t in np.atleast_1d(np.asarray(times, dtype=np.float64))]
    return Simulated(np.array([f.value for f in found]), np.array([f.error for f in found]))


def run_out_time(paths: CashPaths, probability: float) -> Floats:
    """Return the first time by which cash has run out with at least a given chance, shape (firms,).

    Infinite where that never comes. At a date itself the simulated chance may step by the Monte Carlo error.
    """
    if not 0 < probability < 1:
        raise ValueError("a chance lies between 0 and 1")
    firms = np.arange(paths.drift.shape[1])
    at_starts = run_out_by(paths, paths.starts).value
    reached = np.where(
        at_starts >= probability, np.arange(paths.starts.size)[:, None], paths.starts.size
    ).min(0)
    within = np.clip(reached - 1, 0, None)
    before = np.append(paths.starts, np.inf)[reached]
    x, alive = paths.cash[within, :, firms].T, paths.alive[within, :, firms].T
    mu, sigma, begin = paths.drift[within, firms], paths.volatility[within, firms], paths.starts[within]

    def gone(age: Floats) -> NDArray[np.bool_]:
        return 1 - (alive * survival_probability(x, mu, sigma, age)).mean(axis=0) >= probability

    low, high = np.zeros(firms.size), np.minimum(before - begin, _LONGEST)
    never = ~gone(high) & np.isinf(before)
    for _ in range(_HALVINGS):
        middle = np.where(high > 4 * low + 1, np.sqrt(np.maximum(low, 0.25) * high), (low + high) / 2)
        past = gone(middle)
        low, high = np.where(past, low, middle), np.where(past, middle, high)
        if (high - low <= _EXACT * high).all():
            break
    return np.where(never, np.inf, np.where(reached == 0, 0.0, begin + high))


def time_with_cash(paths: CashPaths, horizon: float) -> Simulated:
    r"""Return the expected time with cash up to a horizon, :math:`E[\min(\tau, T)]`, shapes (firms,)."""
    if not 0 <= horizon < np.inf:
        raise ValueError("the horizon is at least 0 and finite")
    ends = np.append(paths.starts[1:], np.inf)
    lengths = np.clip(np.minimum(ends, horizon) - paths.starts, 0.0, None)
    each = [
        paths.alive[i] * time_within(paths.cash[i], paths.drift[i], paths.volatility[i], lengths[i])
        for i in np.flatnonzero(lengths > 0)
    ]
    return _mean(np.sum(each, axis=0) if each else np.zeros(paths.cash.shape[1:]))


def _gone(paths: CashPaths, time: float) -> Simulated:
    if not time >= 0:
        raise ValueError("a time is at least 0")
    i = int(np.searchsorted(paths.starts, time, side="right")) - 1
    age = time - paths.starts[i]
    out = run_out_probability(paths.cash[i], paths.drift[i], paths.volatility[i], age)
    return _mean(1 - paths.alive[i] * (1 - out))


def _mean(each: Floats) -> Simulated:
    n = each.shape[0]
    error = each.std(axis=0, ddof=1) / np.sqrt(n) if n > 1 else np.zeros(each.shape[1:])
    # Equal numbers have a rounding error of their mean, not one of Monte Carlo.
    return Simulated(each.mean(axis=0), np.where(np.ptp(each, axis=0) == 0, 0.0, error))


def _fill(out: CashPaths, rows: slice, rng: np.random.Generator, start: Floats, money: Floats) -> None:
    """Draw one chunk of paths, stretch by stretch."""
    size = (rows.stop - rows.start, start.size)
    level, alive = np.broadcast_to(start, size), np.broadcast_to((start > 0).astype(np.float64), size)
    out.cash[0, rows], out.alive[0, rows] = level, alive
    streams = rng.spawn(start.size)
    for i, length in enumerate(np.diff(out.starts)):
        spread = out.volatility[i] * np.sqrt(length)
        normal, luck, size_of = _draws(streams, size[0])
        end = level + out.drift[i] * length + spread * normal
        alive = alive * _bridge_survival(level, end, spread)
        amount, chance, wide = money[:, i]
        end = end + np.where(luck < chance, amount * np.exp(wide * size_of - wide**2 / 2), 0.0)
        alive = np.where(end > 0, alive, 0.0)
        level = np.maximum(end, 0.0)
        out.cash[i + 1, rows], out.alive[i + 1, rows] = level, alive


def _draws(firms: list[np.random.Generator], paths: int) -> tuple[Floats, Floats, Floats]:
    """Normal, uniform, normal, each (paths, firms), every firm from a generator of its own."""
    normal = np.stack([firm.standard_normal(paths) for firm in firms], axis=1)
    luck = np.stack([firm.random(paths) for firm in firms], axis=1)
    return normal, luck, np.stack([firm.standard_normal(paths) for firm in firms], axis=1)


def _bridge_survival(start: Floats, end: Floats, spread: Floats) -> Floats:
    r"""Chance that a bridge between two levels stays above zero, :math:`1 - e^{-2xy/s^2}`."""
    above = (start > 0) & (end > 0)
    with np.errstate(divide="ignore", over="ignore"):
        exponent = np.where(above, start * end, 1.0) / spread**2
    return np.where(above, -np.expm1(-2 * exponent), 0.0)


def _check(dates: Floats, cash: Floats, volatility: Floats, money: Floats) -> None:
    if not (np.all(np.diff(dates, prepend=0.0) > 0) and np.all(np.isfinite(dates))):
        raise ValueError("dates of rounds are above 0 and rise")
    if not np.all((cash >= 0) & (volatility >= 0)):
        raise ValueError("cash and volatility are at least 0")
    if not np.all((money[1] >= 0) & (money[1] <= 1) & (money[2] >= 0) & np.isfinite(money[0])):
        raise ValueError(
            "amounts are finite, their chances lie within [0, 1] and their spreads are at least 0"
        )
