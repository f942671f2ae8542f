"""Everything that is worked out about the market: what tables, figures and findings draw on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.market.growth import Growth, growth_of, point_estimate
from specie.analyses.worth.market.multiple import standings
from specie.analyses.worth.market.need import against, forecasts, needs
from specie.analyses.worth.market.series import read_series
from specie.analyses.worth.market.spending import carried
from specie.companies.ledger import read_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.market.multiple import Standing
    from specie.analyses.worth.market.need import Against, Forecast, Need
    from specie.analyses.worth.market.series import Series
    from specie.analyses.worth.market.settings import Settings
    from specie.analyses.worth.market.spending import Carried
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.facts import Facts
    from specie.model import Estimate, Ref


@dataclass(frozen=True, slots=True)
class View:
    """The market on one day."""

    settings: Settings
    ledger: Ledger
    series: Mapping[str, Series]
    growth: tuple[Growth, ...]
    needs: tuple[Need, ...]
    too_old: int
    forecasts: tuple[Forecast, ...]
    against: tuple[Against, ...]
    standings: tuple[Standing, ...]
    carried: tuple[Carried, ...]

    def company(self, company_id: str) -> Ref:
        """A company as readers call it."""
        return self.ledger.company(company_id).ref

    @property
    def estimates(self) -> Iterator[Estimate]:
        """Every number."""
        for series in self.series.values():
            if series.usable:
                yield from filter(None, (point_estimate(series, point) for point in series.points))
        yield from (growth.estimate for growth in self.growth if growth.series.usable)
        yield from (need.estimate for need in self.needs)
        yield from (forecast.estimate for forecast in self.forecasts)
        yield from (one.estimate for one in self.against)
        for standing in self.standings:
            yield from (standing.above, standing.reversion)
        for one in self.carried:
            yield from filter(None, (one.needed, one.over))


def make_view(book: Book, facts: Facts, settings: Settings) -> View:
    """Read the tables and work everything out."""
    series, ledger = read_series(facts, book.as_of), read_ledger(book, facts)
    found, too_old = needs(ledger, settings)
    foreseen = forecasts(series, settings)
    grown = (growth_of(one) for one in series.values())
    return View(
        settings,
        ledger,
        series,
        tuple(growth for growth in grown if growth is not None),
        found,
        too_old,
        foreseen,
        against(found, foreseen),
        standings(series),
        carried(series, settings),
    )
