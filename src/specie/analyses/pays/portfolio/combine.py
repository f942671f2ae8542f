"""Add shrunken benefits up: chance in quadrature, worth end by end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.kernel.portfolio.sums import Total, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.analyses.pays.portfolio.shrunk import Part


def add(parts: Iterable[Part]) -> Total:
    """Add benefits up.

    Chance moves initiatives independently of one another, so its errors are added as squares. What a unit is
    worth may be overstated everywhere at once, so the low end takes every worth at its lowest and the high
    end every one at its highest.
    """
    known = tuple(parts)
    plain = total([p.point for p in known], [p.low for p in known], [p.high for p in known])
    low = total(*_at(known, lower=True)).low
    high = total(*_at(known, lower=False)).high
    return Total(plain.point, min(low, plain.low), max(high, plain.high))


def span(part: Part) -> Total:
    """One benefit with the range of its worth."""
    return add([part])


def _at(parts: tuple[Part, ...], *, lower: bool) -> tuple[list[float], list[float], list[float]]:
    """Points and ends with every worth at the end that takes its own part furthest down (or up)."""
    points, lows, highs = list[float](), list[float](), list[float]()
    for part in parts:
        end = part.low if lower else part.high
        factor = part.least if (end >= 0) is lower else part.most
        ends = sorted((part.low * factor, part.high * factor))
        points.append(part.point * factor)
        lows.append(ends[0])
        highs.append(ends[1])
    return points, lows, highs
