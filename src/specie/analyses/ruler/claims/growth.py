"""The growth that a series has by its own points, beside the growth that its publisher prints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.analyses.ruler.claims.shipped_entries import market_words
from specie.kernel.growth import cagr
from specie.model import Grade, Quantity, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from specie.analyses.ruler.claims.entry import Words
    from specie.analyses.ruler.claims.forecast import Forecast
    from specie.facts import Fact, Facts
    from specie.model import Estimate, Origin

MONTHS = 12
HALF_A_POINT = 0.005
"""Printed growth is rounded to a tenth of a point and figures to three digits: more is no rounding."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series; ``made_on`` tells later vintages from earlier ones."""

    end: date
    period: str
    value: float
    made_on: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class Path:
    """A series from its first to its last point, in the newest vintage of each, with its growth a year."""

    publisher: str
    series: str
    definition: Words
    first: Point
    last: Point
    rate: float
    printed: float | None
    own: bool

    @property
    def years(self) -> float:
        """Time between the two points, in whole months."""
        return _years(self.first, self.last)

    @property
    def holds(self) -> bool | None:
        """Whether the printed growth is that of the points; None where none is printed."""
        return None if self.printed is None else abs(self.printed - self.rate) <= HALF_A_POINT

    @property
    def fits_years(self) -> float | None:
        """Number of years, one more or one less, over which the printed growth would be right."""
        if self.printed is None or self.holds:
            return None
        for years in (self.years - 1, self.years + 1):
            if years > 0:
                rate = float(cagr(self.first.value, self.last.value, years))
                if abs(self.printed - rate) <= HALF_A_POINT:
                    return years
        return None

    @property
    def estimate(self) -> Estimate:
        """Growth a year between the two points."""
        return exact(
            "recomputed_growth",
            Ref("series", f"{self.publisher} {self.series} {_word(self.definition)}", self.series),
            f"{self.first.period}/{self.last.period}",
            self.rate,
            "fraction",
            "compound_growth",
            (self.first.origin, self.last.origin),
            grade=Grade.MODELLED,
            denominator=say(
                "a year, over {years}", years=Quantity(self.years, "years", None if self.years % 1 else 0)
            ),
        )


def paths(facts: Facts, forecasts: Iterable[Forecast]) -> list[Path]:
    """Return every series with two dated points above zero: those that print another growth first."""
    found = [*_market_paths(facts), *_own_paths([f for f in forecasts if f.own and f.chance is None])]
    return sorted(found, key=lambda p: (p.holds is not False, p.printed is None, not p.own, p.series))


def _market_paths(facts: Facts) -> Iterator[Path]:
    """Rows marked not to be used are read here: naming what is wrong with them is what this is for."""
    printed = {row["series"]: row["printed"] for row in market_words()["growth"]}
    groups: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for fact in facts.rows("market"):
        end, value = fact.end("date"), fact.number("value")
        if fact["unit"] == "usd" and end is not None and value is not None:
            key = (fact.text("publisher"), fact.text("series"), fact.text("definition"), _kind(fact))
            groups[key].append(Point(end, fact.text("date"), value, fact.as_of, fact.origin))
    for (publisher, series, definition, _), points in groups.items():
        yield from _path(publisher, series, Term(definition), points, printed.get(series), own=False)


def _kind(fact: Fact) -> str:
    """Calendar years, fiscal years of one month, months or days: figures of two kinds make no series."""
    return fact.text("date")[len("2026") :]


def _own_paths(forecasts: Sequence[Forecast]) -> Iterator[Path]:
    groups: dict[tuple[str, str, str, str], list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.table == "forecasts":
            key = (forecast.publisher, forecast.series, _word(forecast.definition), forecast.unit)
            groups[key].append(forecast)
    for group in groups.values():
        points = [Point(f.due, f.period, f.value, f.made_on, f.origin) for f in group if f.value is not None]
        growth = [f.growth for f in sorted(group, key=lambda f: f.made_on) if f.growth is not None]
        one = group[0]
        printed = growth[-1] if growth else None
        yield from _path(one.publisher, one.series, one.definition, points, printed, own=True)


def _path(
    publisher: str, series: str, definition: Words, points: Iterable[Point], printed: Any, *, own: bool
) -> Iterator[Path]:
    newest: dict[date, Point] = {}
    for point in sorted(points, key=lambda p: p.made_on):
        newest[point.end] = point
    dated = [newest[end] for end in sorted(newest)]
    if len(dated) < 2 or dated[0].value <= 0 or dated[-1].value <= 0:
        return
    rate = float(cagr(dated[0].value, dated[-1].value, _years(dated[0], dated[-1])))
    yield Path(publisher, series, definition, dated[0], dated[-1], rate, printed, own)


def _years(first: Point, last: Point) -> float:
    months = (last.end.year - first.end.year) * MONTHS + last.end.month - first.end.month
    return max(months, 1) / MONTHS


def _word(text: Words) -> str:
    if isinstance(text, str):
        return text
    return text.id if isinstance(text, Term) else text.template
