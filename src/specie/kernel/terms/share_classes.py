"""The classes of shares of one firm as arrays, one entry a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]
    Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dividends:
    """Cumulative dividends; all arrays have shape (classes,) or broadcast to it."""

    rate: Floats
    """A year, as a fraction of the price paid."""
    compounds: Bools
    """Whether dividends bear dividends."""
    kept: Bools
    """Whether what is owed is also paid when the class converts."""
    age: Floats
    """Years over which they have run up so far."""

    def owed(self, paid: Floats, years: float) -> Floats:
        """Return what is owed after ``years`` more, in money, shape (classes,)."""
        time = self.age + years
        grown = np.where(self.compounds, np.expm1(np.log1p(self.rate) * time), self.rate * time)
        return paid * grown


@dataclass(frozen=True, slots=True)
class ShareClasses:
    """Rights of every class that is there at the exit; unissued options are cancelled and left out.

    All arrays have shape (classes,). Money is in one currency, times are in years.

    Raises
    ------
    ValueError
        A negative or missing number; a cap below the preference; no shares at all; an option with a
        preference.
    """

    shares: Floats
    """Common shares the whole class is, or converts into."""
    paid: Floats
    """Price paid for the whole class; 0 for common shares."""
    multiple: Floats
    """Liquidation preference as a multiple of the price paid."""
    rank: Ints
    """Order of payment in a sale: 1 first; equal ranks share in proportion to what they are owed."""
    participating: Bools
    """Whether the class shares in what is left after its preference without converting."""
    cap: Floats
    """Multiple of the price paid, preference included, at which sharing ends; inf is no cap."""
    ratchet: Floats
    """Multiple of the price paid that an IPO guarantees in shares; 0 is no guarantee."""
    must_convert: Floats
    """Value of the firm from which an IPO converts the class against its will: 0 any IPO, inf none."""
    strike: Floats
    """Price at which an option buys one common share; 0 for shares."""
    dividends: Dividends

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise ValueError(fault)

    @property
    def accrues(self) -> bool:
        """Whether any claim grows with time."""
        return bool(np.any((self.dividends.rate > 0) & (self.paid > 0)))

    def owed(self, years: float) -> Floats:
        """Return the dividends owed after ``years`` more, in money, shape (classes,)."""
        return self.dividends.owed(self.paid, years)


def dividends(
    rate: ArrayLike = 0.0, *, compounds: ArrayLike = False, kept: ArrayLike = False, age: ArrayLike = 0.0
) -> Dividends:
    """Make cumulative dividends; every argument is one value a class, or one for all of them."""
    return Dividends(
        np.asarray(rate, np.float64),
        np.asarray(compounds, np.bool_),
        np.asarray(kept, np.bool_),
        np.asarray(age, np.float64),
    )


NO_DIVIDENDS = dividends()


def share_classes(
    shares: ArrayLike,
    paid: ArrayLike = 0.0,
    multiple: ArrayLike = 1.0,
    *,
    rank: ArrayLike = 1,
    participating: ArrayLike = False,
    cap: ArrayLike = np.inf,
    ratchet: ArrayLike = 0.0,
    must_convert: ArrayLike = 0.0,
    strike: ArrayLike = 0.0,
    dividends: Dividends = NO_DIVIDENDS,
) -> ShareClasses:
    """Make share classes; every argument is one value a class, or one for all of them."""
    shape = np.atleast_1d(np.asarray(shares)).shape

    def floats(value: ArrayLike) -> Floats:
        return np.broadcast_to(np.asarray(value, np.float64), shape)

    return ShareClasses(
        floats(shares),
        floats(paid),
        floats(multiple),
        np.broadcast_to(np.asarray(rank, np.int64), shape),
        np.broadcast_to(np.asarray(participating, np.bool_), shape),
        floats(cap),
        floats(ratchet),
        floats(must_convert),
        floats(strike),
        dividends,
    )


def _faults(classes: ShareClasses) -> Iterator[str]:
    terms = classes.dividends
    finite = {
        "shares": classes.shares, "paid": classes.paid, "multiple": classes.multiple, "rank": classes.rank,
        "ratchet": classes.ratchet, "strike": classes.strike, "dividends": terms.rate, "age": terms.age,
    }  # fmt: skip
    for name, values in finite.items():
        if not np.all(np.isfinite(values) & (values >= 0)):
            yield f"{name} must be finite numbers of at least 0"
    for name, values in {"cap": classes.cap, "must_convert": classes.must_convert}.items():
        if not np.all(values >= 0):
            yield f"{name} must be at least 0"
    if not np.any(classes.shares > 0):
        yield "no class has shares"
    if np.any(classes.participating & (classes.paid > 0) & (classes.cap < classes.multiple)):
        yield "a participation cap lies below the liquidation multiple"
    if np.any((classes.strike > 0) & (classes.paid > 0)):
        yield "an option with a strike has no liquidation preference"
