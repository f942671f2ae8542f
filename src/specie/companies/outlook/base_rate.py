"""How many firms of a size grew how fast: the shipped table, or the user's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.companies.outlook.assumption import Source
from specie.companies.own_rows import sql
from specie.kernel.valuation.base_rates import Reached, nominal_growth
from specie.kernel.valuation.marginals import Tabulated
from specie.model import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.book import Book

_HALF_A_DIGIT = 0.0005


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Firms of one starting size over one number of years."""

    low: float
    high: float
    """Starting sales, US dollars of the table."""
    years: int
    reached: tuple[Reached, ...]
    """Shares that grew at least so fast, growth after inflation where ``real``."""
    real: bool
    origins: tuple[Origin, ...]
    text: str
    own: bool = False
    bottom: float = -0.25
    top: float = 0.727

    def holds(self, sales: float) -> bool:
        """Tell whether a firm belongs to the class."""
        return self.low <= sales < self.high

    def marginal(self, inflation: float) -> Tabulated:
        """Distribution of growth in the money of the day: the printed shares, straight lines between."""
        points = sorted(self.reached, key=lambda r: r.growth)
        rates = (self.bottom, *(r.growth for r in points), max(self.top, points[-1].growth))
        shares = (0.0, *(1.0 - r.share for r in points), 1.0)
        return Tabulated(tuple(nominal_growth(g, inflation) if self.real else g for g in rates), shares)


def size_class(classes: Sequence[SizeClass], today: float, factor: float, years: int) -> SizeClass | None:
    """Find the class of a firm; the user's own classes go before the shipped ones.

    ``today`` is its sales in dollars of today, ``factor`` turns them into the dollars of the shipped table.
    """
    for row in sorted(classes, key=lambda c: not c.own):
        if row.years == years and row.holds(today if row.own else today * factor):
            return row
    return None


@cache
def shipped_classes() -> tuple[SizeClass, ...]:
    """Read ``base_rates.toml``."""
    raw = tomllib.loads((files("specie.companies.outlook") / "base_rates.toml").read_text("utf-8"))
    book, update = Source(**raw["source"]), Source(**raw["update"])
    five = (
        _shipped(row, 5, raw["growths"], raw["bands"], book, (book.origin, update.origin), raw["bottom"])
        for row in raw["five_years"]
    )
    ten = (
        _shipped(row, 10, row["growths"], [1] * len(row["growths"]), book, (book.origin,), raw["bottom"])
        for row in raw["ten_years"]
    )
    return (*five, *ten)


def _shipped(
    row: Mapping[str, Any],
    years: int,
    growths: Sequence[float],
    bands: Sequence[int],
    source: Source,
    origins: tuple[Origin, ...],
    bottom: float,
) -> SizeClass:
    reached = tuple(
        Reached(g, share, n * _HALF_A_DIGIT)
        for g, share, n in zip(growths, row["shares"], bands, strict=True)
    )
    high = row.get("high", float("inf"))
    return SizeClass(
        row["low"], high, years, reached, True, origins, source.text, bottom=bottom, top=row.get("top", 0.727)
    )


def own_classes(book: Book) -> tuple[SizeClass, ...]:
    """Read the user's table of base rates: one class for each size, number of years and meaning of growth."""
    grouped: dict[tuple[float, float, int, bool], list[dict[str, Any]]] = {}
    for row in book.select(sql("own_base_rates")):
        high = float("inf") if row["sales_high_usd"] is None else float(row["sales_high_usd"])
        key = (float(row["sales_low_usd"] or 0.0), high, int(row["years"]), bool(row["after_inflation"]))
        grouped.setdefault(key, []).append(row)
    return tuple(_own(key, rows) for key, rows in grouped.items())


def _own(key: tuple[float, float, int, bool], rows: Sequence[dict[str, Any]]) -> SizeClass:
    low, high, years, real = key
    reached = tuple(
        Reached(float(r["growth"]), float(r["share"])) for r in sorted(rows, key=lambda r: r["growth"])
    )
    origins = tuple(Origin(r["_file"], f"row {r['_row']}", as_of=r["as_of"], url=r["source"]) for r in rows)
    return SizeClass(
        low,
        high,
        years,
        reached,
        real,
        origins,
        str(rows[0]["source"]),
        True,
        min(-0.25, reached[0].growth),
        reached[-1].growth,
    )
