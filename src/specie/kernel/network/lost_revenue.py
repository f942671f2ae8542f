r"""Revenue lost when customers stop: cuts of purchases handed on from customer to supplier.

Firm i buys for :math:`s_{ij}` a year from firm j, sells for :math:`o_i` outside the network and has other
costs :math:`c_i`. It keeps buying while its margin stays at or above its floor :math:`f_i` (negative where
owners and lenders have agreed to fund a loss). Revenue lost beyond that is made up by buying less, from
all suppliers in proportion:

.. math::
    x_i = \min\Bigl\{s_i,\ \max\Bigl(0,\ o_i - \delta_i + \sum_j \frac{s_{ji}}{s_j} x_j - c_i - f_i\Bigr)
    \Bigr\}, \quad s_i = \sum_j s_{ij},

with :math:`x_i` its purchases and :math:`\delta_i` the outside revenue lost. Each coefficient is an amount
of the books, none a weight set by hand. Purchases are thus claims that rank after other costs and the
floor, and the greatest solution, the least loss, is the greatest clearing vector of
:mod:`specie.kernel.network.clearing` with two classes. Where a firm below its floor ``stops`` altogether
instead, all is lost in default (alpha = beta = 0).

References
----------
Eisenberg, L. and Noe, T. H. (2001). Systemic risk in financial systems. Management Science 47(2), 236-249.
doi:10.1287/mnsc.47.2.236.9835
Rogers, L. C. G. and Veraart, L. A. M. (2013). Failure and rescue in an interbank network. Management
Science 59(4), 882-898. doi:10.1287/mnsc.1120.1569
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from specie.kernel.network.amounts import between_firms, per_firm, refuse, scenarios
from specie.kernel.network.clearing import CHUNK, clear
from specie.kernel.network.debts import debts

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.network.debts import Debts

    Floats: TypeAlias = NDArray[np.float64]

Below: TypeAlias = Literal["cuts", "stops"]
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Trade:
    """A year of sales between n firms and their margins; make it with :func:`trade`. Arrays have shape (n,).

    Attributes
    ----------
    sales : (n, n) array
        Money that customer i (row) pays supplier j (column) a year.
    outside : array
        Revenue from customers outside the network.
    costs : array
        Costs other than purchases within the network.
    floor : array
        Least margin a firm can go on with.
    """

    sales: Floats
    outside: Floats
    costs: Floats
    floor: Floats

    @property
    def purchases(self) -> Floats:
        """What each firm buys within the network."""
        return self.sales.sum(axis=1)

    @property
    def revenue(self) -> Floats:
        """Revenue of each firm from inside and outside."""
        return self.outside + self.sales.sum(axis=0)

    @property
    def slack(self) -> Floats:
        """Revenue each firm can lose before it has to cut purchases."""
        return self.revenue - self.costs - self.purchases - self.floor


@dataclass(frozen=True, slots=True, eq=False)
class LostRevenue:
    """What is lost after all cuts; arrays of shape (S, n), money a year.

    Attributes
    ----------
    lost : array
        Revenue lost, outside and from firms of the network.
    handed_on : array
        The part of it that comes from cuts of firms of the network.
    cut : array
        Purchases each firm no longer makes within the network.
    wave : array of int16
        0 for firms whose margin stays at its floor or above without cuts, 1 for those below it by the first
        loss alone (and the closed ones), k for those brought there by cuts before round k.
    """

    lost: Floats
    handed_on: Floats
    cut: Floats
    wave: NDArray[np.int16]


def trade(sales: ArrayLike, outside: ArrayLike, costs: ArrayLike, floor: ArrayLike = 0.0) -> Trade:
    """Check sales and margins.

    Parameters
    ----------
    sales : array_like, shape (n, n)
        Money that customer i (row) pays supplier j (column) a year.
    outside, costs : array_like, shape () or (n,)
        Revenue from outside and costs other than purchases within the network, a year, at least 0.
    floor : array_like, shape () or (n,)
        Least margin (revenue less costs less purchases), of any sign.

    Raises
    ------
    ValueError
        Negative or infinite amounts, NaN, sales to oneself, a firm below its floor before anything is
        lost; with the place.
    """
    bought = between_firms("sales", sales)
    if bought.ndim != 2:
        raise ValueError(f"sales has shape {bought.shape}: (n, n) is needed")
    firms = len(bought)
    lowest = per_firm("floor", floor, firms, least=-np.inf)
    made = Trade(bought, per_firm("outside", outside, firms), per_firm("costs", costs, firms), lowest)
    near = _NEAR * (made.revenue + made.costs + made.purchases + np.abs(lowest))
    margin = made.slack + lowest
    refuse("margin", margin, made.slack < -near, "below the floor before anything is lost")
    return made


def lost_revenue(
    of: Trade,
    loss: ArrayLike,
    *,
    closed: ArrayLike | None = None,
    below: Below = "cuts",
    chunk: int = CHUNK,
) -> LostRevenue:
    """Hand losses of revenue on from customers to suppliers until nobody has to cut more.

    Parameters
    ----------
    of : Trade
    loss : array_like, shape (S, n) or (n,)
        Outside revenue each firm loses a year, at least 0 and at most what it has.
    closed : array_like of bool, shape (S, n) or (n,), optional
        Firms that stop buying whatever their margin.
    below : {"cuts", "stops"}
        What a firm does whose margin would fall below its floor: buy as much less as holds the floor, or
        nothing.
    chunk : int
        Scenarios solved together.

    Raises
    ------
    ValueError
        A loss that is negative, NaN or more than the revenue from outside; another shape; with the place.
    """
    if below not in ("cuts", "stops"):
        raise ValueError(f"below is {below!r}: cuts or stops is needed")
    most = of.outside * (1 + _NEAR)
    gone = scenarios("loss", loss, len(of.sales), most=most, why="more than the revenue from outside")
    first, claims = of.costs + of.floor, _claims(of)
    funded = np.maximum(of.outside - gone, 0.0) + np.maximum(-first, 0.0) + np.maximum(-of.slack, 0.0)
    left = 1.0 if below == "cuts" else 0.0
    cleared = clear(claims, funded, alpha=left, beta=left, closed=closed, chunk=chunk)
    handed_on = np.maximum(of.sales.sum(axis=0) - claims.receipts(cleared.paid), 0.0)
    cut = np.maximum(of.purchases - claims.of_class(cleared.paid, 1), 0.0)
    return LostRevenue(gone + handed_on, handed_on, cut, cleared.wave)


def _claims(of: Trade) -> Debts:
    """Other costs and the floor before purchases."""
    first = np.maximum(of.costs + of.floor, 0.0)
    return debts(np.stack([np.zeros_like(of.sales), of.sales]), np.stack([first, np.zeros_like(first)]))
