"""How long before the end providers say so: counted from the dates of the table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from specie.model import Origin
    from specie.supply.lifecycle.retirement import Retirement


@dataclass(frozen=True, slots=True)
class Notice:
    """Days of notice that one provider gave.

    Models announced together with one date are one decision: ``announcements`` is how many there were, and
    what the median and its interval are taken over. ``low`` and ``high`` are None where there are too few
    for an interval of that level.
    """

    provider: str
    models: int
    announcements: int
    median: float
    least: int
    most: int
    low: float | None
    high: float | None
    level: float
    origins: tuple[Origin, ...]


def notices(rows: Iterable[Retirement], on: date, level: float = 0.90) -> tuple[Notice, ...]:
    """Return the notice each provider gave, of announcements made up to a day, by provider.

    The interval of the median runs between two order statistics whose ranks the binomial law gives, so that
    nothing is assumed of how notices are spread.
    """
    by: dict[str, dict[tuple[date, date], list[Retirement]]] = {}
    for row in rows:
        if row.announced is not None and row.shuts_down is not None and row.announced <= on:
            by.setdefault(row.provider, {}).setdefault((row.announced, row.shuts_down), []).append(row)
    return tuple(_notice(provider, events, level) for provider, events in sorted(by.items()))


def _notice(provider: str, events: dict[tuple[date, date], list[Retirement]], level: float) -> Notice:
    from specie.kernel.credit.tail import sample_tail  # NumPy and SciPy, which the scan never needs

    days = sorted((last - first).days for first, last in events)
    middle = sample_tail(days, 0.5, level)
    rows = [row for group in events.values() for row in group]
    bounded = middle.var_low > float("-inf") and middle.var_high < float("inf")
    return Notice(
        provider,
        len(rows),
        len(days),
        float(median(days)),
        days[0],
        days[-1],
        middle.var_low if bounded else None,
        middle.var_high if bounded else None,
        level,
        tuple(dict.fromkeys(row.origin for row in rows)),
    )
