"""Amounts that are known only as a range: outer interval arithmetic, and the coverage that is left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from scipy.special import stdtrit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Range:
    """An amount between two ends, with its most likely value where one is known.

    ``low`` may be minus infinity and ``high`` infinity: that side is not known. ``point`` is None where only
    the ends are.

    Raises
    ------
    ValueError
        Ends that are upside down or not numbers, or a point outside them.
    """

    low: float
    point: float | None
    high: float

    def __post_init__(self) -> None:
        middle = self.low if self.point is None else self.point
        if not (self.low <= middle <= self.high) or self.low == math.inf or self.high == -math.inf:
            raise ValueError(f"not a range: {self.low}, {self.point}, {self.high}")


ZERO = Range(0.0, 0.0, 0.0)
"""Nothing, for certain."""
UNKNOWN = Range(-math.inf, None, math.inf)
"""An amount of which nothing is known."""


def certain(amount: float) -> Range:
    """Make the range of an amount that is known exactly."""
    return Range(amount, amount, amount)


def total(parts: Iterable[Range]) -> Range:
    """Add amounts up end by end: whatever their dependence, the sum lies between the sums of the ends.

    >>> total([Range(1, 2, 3), Range(-5, -4, 0)])
    Range(low=-4, point=-2, high=3)
    """
    found = tuple(parts)
    points = [part.point for part in found]
    point = None if any(p is None for p in points) else sum(p for p in points if p is not None)
    return _held(sum(p.low for p in found), point, sum(p.high for p in found))


def minus(a: Range, b: Range) -> Range:
    """Subtract: the lowest difference takes the highest ``b`` and the other way round."""
    return _held(a.low - b.high, _both(a, b, lambda x, y: x - y), a.high - b.low)


def times(a: Range, b: Range) -> Range:
    """Multiply: the outermost of the four products of ends; nothing times anything is nothing."""
    ends = [_product(x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
    return _held(min(ends), _both(a, b, _product), max(ends))


def over(a: Range, b: Range) -> Range:
    """Divide by an amount that is not negative.

    Where the divisor may be as small as zero, the quotient is open on the side (or sides) it grows to.

    Raises
    ------
    ValueError
        The divisor may be negative, or is zero for certain.
    """
    if b.low < 0 or b.high <= 0:
        raise ValueError("the divisor must be above zero")
    point = None if a.point is None or not b.point or math.isinf(b.point) else a.point / b.point
    low = min(_quotient(a.low, b.low), _quotient(a.low, b.high))
    high = max(_quotient(a.high, b.low), _quotient(a.high, b.high))
    return _held(low, point, high)


def left(levels: Iterable[float]) -> float:
    r"""Coverage that several intervals keep together, whatever their dependence.

    .. math:: 1 - \sum_i (1 - \text{level}_i)

    References
    ----------
    Dunn, O. J. (1961). Multiple comparisons among means. Journal of the American Statistical Association
    56(293), 52-64.
    """
    return max(0.0, 1.0 - sum(1.0 - level for level in levels))


def widened(amount: Range, level: float, wanted: float, freedom: float) -> Range:
    r"""Stretch an interval about its point from one level to a higher one.

    .. math:: \text{half-width} \times t_{1 - (1 - \text{wanted})/2} \,/\, t_{1 - (1 - \text{level})/2}

    with quantiles of Student's t at ``freedom`` degrees of freedom: the fewer, the longer the tails. It stays
    as it is where ``wanted`` is not higher or there is no point.
    """
    if wanted <= level or amount.point is None:
        return amount
    factor = float(stdtrit(freedom, (1 + wanted) / 2) / stdtrit(freedom, (1 + level) / 2))
    point = amount.point
    return Range(point - factor * (point - amount.low), point, point + factor * (amount.high - point))


def _held(low: float, point: float | None, high: float) -> Range:
    """Make the range; rounding may not push its point out."""
    if point is not None:
        low, high = min(low, point), max(high, point)
    return Range(low, point, high)


def _both(a: Range, b: Range, of: Callable[[float, float], float]) -> float | None:
    return None if a.point is None or b.point is None else of(a.point, b.point)


def _product(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _quotient(x: float, y: float) -> float:
    if x == 0:
        return 0.0
    return math.copysign(math.inf, x) if y == 0 else _ratio(x, y)


def _ratio(x: float, y: float) -> float:
    return x / y if not (math.isinf(x) and math.isinf(y)) else x
