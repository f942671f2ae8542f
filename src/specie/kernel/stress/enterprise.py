r"""What failing suppliers and changing prices cost an enterprise in each scenario, by cause and by supplier.

An initiative stands still while a supplier is replaced that alone can serve a critical need of it; where
several fail, as long as the slowest takes, and that supplier is charged with it. Per supplier j:

- ``price``: money it sets the price of, times the change of its price, no more than the contract allows
  while it protects, from the month of the step until the year ends or the supplier fails;
- ``benefit``: cash benefit of the initiatives that stand still, for as long as they do;
- ``saved``: what they would have paid to the supplier meanwhile, a negative loss;
- ``move``: money to replace it;
- ``prepaid``: money paid ahead, times the part that is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

CAUSES = ("price", "benefit", "saved", "move", "prepaid")
WEEKS = 52.0
YEAR = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """n initiatives and m suppliers; money a year in one unit, nothing unknown (NaN) left.

    Attributes
    ----------
    priced : (m,) array
        Money a year of which each supplier sets the price.
    ceiling, protected : (m,) array
        Highest rise the contract allows (infinite if none), and the months for which it holds.
    benefit : (n,) array
        Cash benefit a year.
    stops : (n, m) array of bool
        Whether the initiative stands still while the supplier is replaced.
    weeks : (n, m, 2) array
        Weeks to replace it, low and high.
    spend : (n, m) array
        Money an initiative pays to a supplier a year.
    move : (m,) array
        Money to replace each supplier everywhere.
    prepaid : (m,) array
        Money paid ahead.
    critical : (n,) array of bool
    """

    priced: Floats
    ceiling: Floats
    protected: Floats
    benefit: Floats
    stops: Mask
    weeks: Floats
    spend: Floats
    move: Floats
    prepaid: Floats
    critical: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """What one year brings, scenario by scenario; arrays of shape (S, m) unless said.

    Attributes
    ----------
    failed : array of bool
    when : array
        Month in which a supplier fails, 0 to 12; read where it fails.
    ratio : array
        New over old price.
    step : array
        Month of the price step, 0 to 12.
    slow : (S,) array
        Where between their low and high end weeks to replace lie, 0 to 1.
    """

    failed: Mask
    when: Floats
    ratio: Floats
    step: Floats
    slow: Floats


def supply_losses(of: Supply, year: Year, lost: float = 1.0, base: Floats | None = None) -> Floats:
    """Return losses by scenario, cause (in the order of :data:`CAUSES`) and supplier, shape (S, 5, m).

    Parameters
    ----------
    of : Supply
    year : Year
    lost : float
        Part of the money paid ahead that is lost with a supplier, 0 to 1.
    base : (S, m) array, optional
        What :func:`price_losses` gives for these prices, where it was worked out before.
    """
    out = np.zeros((len(year.slow), len(CAUSES), len(of.priced)))
    out[:, 0] = price_losses(of, year.ratio, year.step) if base is None else base
    _until_failure(of, year, out[:, 0])
    out[:, 3] = year.failed * of.move
    out[:, 4] = year.failed * (of.prepaid * lost)
    _standstill(of, year, out)
    return out


def stopped_by(of: Supply) -> Mask:
    """Return whether the loss of each supplier stops a critical initiative: (m,)."""
    return np.asarray((of.stops & of.critical[:, None]).any(axis=0))


def without_need(of: Supply, initiative: int, supplier: int) -> Supply:
    """Return the same supply side where another supplier stands ready for one need."""
    stops = of.stops.copy()
    stops[initiative, supplier] = False
    return Supply(
        of.priced, of.ceiling, of.protected, of.benefit, stops, of.weeks, of.spend, of.move, of.prepaid,
        of.critical,
    )  # fmt: skip


def price_losses(of: Supply, ratio: Floats, step: Floats, until: Floats | float = YEAR) -> Floats:
    """Return what changes of price cost by scenario and supplier, (S, m), until a month of the year."""
    return of.priced / YEAR * _priced(ratio - 1, step, until, of.ceiling, of.protected)


def _priced(
    change: Floats, step: Floats, until: Floats | float, ceiling: Floats, protected: Floats
) -> Floats:
    """Months of the year times the change that comes through."""
    covered = np.maximum(np.minimum(until, protected) - step, 0.0)
    bare = np.maximum(until - np.maximum(step, protected), 0.0)
    return np.minimum(change, ceiling) * covered + change * bare


def _until_failure(of: Supply, year: Year, price: Floats) -> None:
    """Cut the price off where a supplier fails: few cells, so only these are worked out again."""
    row, j = np.nonzero(year.failed)
    cut = _priced(
        year.ratio[row, j] - 1, year.step[row, j], year.when[row, j], of.ceiling[j], of.protected[j]
    )
    price[row, j] = of.priced[j] / YEAR * cut


def _standstill(of: Supply, year: Year, out: Floats) -> None:
    """Add benefit and savings: work that one supplier can stop is a product, the rest a maximum."""
    several = of.stops.sum(axis=1) > 1
    _alone(of, of.stops & ~several[:, None], year, year.failed, out)
    shared = of.stops & several[:, None]
    relevant = year.failed & shared.any(axis=0)
    count = relevant.sum(axis=1)
    _alone(of, shared, year, relevant & (count == 1)[:, None], out)
    rows = np.flatnonzero(count > 1)
    if rows.size:
        _together(of, shared, year, relevant[rows], rows, out)


def _alone(of: Supply, stops: Mask, year: Year, failed: Mask, out: Floats) -> None:
    """Charge each supplier with all work that stops with it."""
    for j in np.flatnonzero(stops.any(axis=0) & failed.any(axis=0)).tolist():
        rows, work = np.flatnonzero(failed[:, j]), stops[:, j]
        money = np.stack([of.benefit[work], of.spend[work, j]])
        low, high = of.weeks[work, j].T / WEEKS
        part = (money @ low)[:, None] + (money @ (high - low))[:, None] * year.slow[rows]
        out[rows, 1, j] += part[0]
        out[rows, 2, j] -= part[1]


def _together(
    of: Supply, stops: Mask, year: Year, failed: Mask, rows: NDArray[np.int64], out: Floats
) -> None:
    """Find the slowest supplier of each piece of work in each scenario, and charge that one."""
    work = np.flatnonzero(stops.any(axis=1))
    longest = np.zeros((rows.size, work.size))
    who = np.full(longest.shape, -1, dtype=np.int16)
    slow = year.slow[rows]
    for j in np.flatnonzero(failed.any(axis=0)).tolist():
        hit, place = np.flatnonzero(failed[:, j]), np.flatnonzero(stops[work, j])
        low, high = of.weeks[work[place], j].T
        takes = low + (high - low) * slow[hit, None]
        cell = np.ix_(hit, place)
        longer = takes > longest[cell]
        longest[cell] = np.where(longer, takes, longest[cell])
        who[cell] = np.where(longer, j, who[cell])
    for j in np.unique(who[who >= 0]).tolist():
        part = np.where(who == j, longest, 0.0) / WEEKS
        out[rows, 1, j] += part @ of.benefit[work]
        out[rows, 2, j] -= part @ of.spend[work, j]
