"""Views of growth: as firms of its size have grown, as its market is forecast, as it plans itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.basis import PER_YEAR
from specie.companies.outlook.assumption import Assumption
from specie.companies.outlook.base_rate import size_class
from specie.companies.outlook.start import middle_day
from specie.kernel.growth import cagr
from specie.kernel.valuation.marginals import Fixed, Triangular, Uniform
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from specie.companies.ledger import Ledger
    from specie.companies.outlook.base_rate import SizeClass
    from specie.companies.outlook.declared import Declared
    from specie.companies.outlook.start import Known
    from specie.companies.record import Company, Reported
    from specie.facts import Fact, Facts
    from specie.model import Message

LEAST_AHEAD = 1.0
"""A plan for less than a year ahead says nothing about growth that is held."""
HELD = 5
"""Years of growth the base rates are read for: growth is held about so long."""


@dataclass(frozen=True, slots=True)
class GrowthSet:
    """One view of growth, with the word that names it."""

    id: str
    """history, forecast, plan or own: words of the vocabulary."""
    growth: Assumption
    target: tuple[float, float] | None = None
    """Revenue a year that is planned and the years until then: growth follows from where each draw starts."""


@dataclass(frozen=True, slots=True)
class NoSet:
    """A view that does not exist for a company, and why."""

    id: str
    why: Message


def growth_sets(
    company: Company,
    revenue: Known,
    ledger: Ledger,
    facts: Facts,
    classes: Sequence[SizeClass],
    own: Mapping[str, Assumption],
    rules: Declared,
) -> tuple[tuple[GrowthSet, ...], tuple[NoSet, ...]]:
    """Return every view of a company's growth there is evidence for, and why the others are missing."""
    found = [
        _history(revenue, classes, rules),
        _forecast(company, revenue, ledger, facts, rules),
        _plan(company, revenue, ledger),
        *((GrowthSet("own", own["sales_growth"]),) if "sales_growth" in own else ()),
    ]
    return tuple(s for s in found if isinstance(s, GrowthSet)), tuple(
        s for s in found if isinstance(s, NoSet)
    )


def _history(revenue: Known, classes: Sequence[SizeClass], rules: Declared) -> GrowthSet | NoSet:
    size = size_class(classes, float(revenue.bounds.low), rules.economy("to_2015_dollars"), HELD)
    if size is None:
        return NoSet("history", say("no shares are known for firms of this size"))
    marginal = size.marginal(rules.economy("inflation"))
    return GrowthSet("history", Assumption("sales_growth", marginal, size.origins, size.text, "declared"))


def _forecast(
    company: Company, revenue: Known, ledger: Ledger, facts: Facts, rules: Declared
) -> GrowthSet | NoSet:
    names = rules.forecasts.get(company.kind, ())
    if not names:
        return NoSet("forecast", say("no forecast in the tables covers most of what it sells"))
    markets = [_market(rows) for rows in _series(facts, names, ledger)]
    known = [market for market in markets if market is not None]
    if not known:
        return NoSet("forecast", say("no forecast of its market was known by {date}", date=ledger.as_of))
    # A firm that already sells more than a whole market is forecast to be sells something else.
    wider = [m for m in known if m.on(ledger.as_of) >= float(revenue.bounds.low)]
    if not wider:
        return NoSet("forecast", say("it already sells more than the markets that are forecast"))
    rates = sorted(((m.growth, (m.first, m.last)) for m in wider), key=lambda pair: pair[0])
    values = [rate for rate, _ in rates]
    low, middle, high = values[0], values[len(values) // 2], values[-1]
    marginal = Triangular(low, middle, high) if len(values) > 2 else Uniform(low, high)
    origins = tuple(dict.fromkeys(fact.origin for _, facts_ in rates for fact in facts_))
    publishers = ", ".join(dict.fromkeys(facts_[0].text("publisher") for _, facts_ in rates))
    text = say(
        "growth a year in {count} forecasts of its market by {publishers}",
        count=Quantity(len(values), "count"),
        publishers=publishers,
    )
    return GrowthSet("forecast", Assumption("sales_growth", marginal, origins, text, "fact"))


@dataclass(frozen=True, slots=True)
class _Market:
    """A series of market forecasts from its first to its last year."""

    first: Fact
    last: Fact
    start: float
    growth: float

    def on(self, day: date) -> float:
        """Size of the market on a day, between its printed years or grown from the first."""
        middle = int(self.first.text("date")[:4]) + 0.5
        return self.start * (1 + self.growth) ** (day.year + day.timetuple().tm_yday / 365.25 - middle)


def _series(facts: Facts, names: Sequence[str], ledger: Ledger) -> Iterator[list[Fact]]:
    """Rows of each series that were published by the day, in order of the year they speak of."""
    series: dict[str, list[Fact]] = {name: [] for name in names}
    for fact in facts.rows("market"):
        if fact.text("series") in series and fact.as_of <= ledger.as_of:
            series[fact.text("series")].append(fact)
    for rows in series.values():
        yield sorted(rows, key=lambda fact: (fact.text("date"), fact.as_of))


def _market(rows: Sequence[Fact]) -> _Market | None:
    """Growth a year from the first to the last year; of several vintages of one year the newest counts."""
    if not rows:
        return None
    first, last = rows[0], rows[-1]
    years = int(last.text("date")[:4]) - int(first.text("date")[:4])
    start, end = first.number("value"), last.number("value")
    if not start or not end or years <= 0:
        return None
    return _Market(first, last, start, float(cagr(start, end, years)))


def _plan(company: Company, revenue: Known, ledger: Ledger) -> GrowthSet | NoSet:
    """Read the company's own guidance for the farthest year that is at least a year ahead."""
    now = max(middle_day(figure) for figure in revenue.figures)
    ahead = [
        (figure, (middle_day(figure) - now).days / 365.25)
        for figure in ledger.revenues
        if figure.company == company.id
        and figure.basis == "guidance"
        and figure.end.end > ledger.as_of
        and figure.value > 0
        and figure.period in PER_YEAR
    ]
    far = [(figure, years) for figure, years in ahead if years >= LEAST_AHEAD]
    if not far:
        return NoSet("plan", say("no guidance of its own for more than a year ahead is known"))
    figure, years = max(far, key=lambda pair: pair[1])
    return GrowthSet(
        "plan", _planned(figure, years, revenue), (figure.value * PER_YEAR[figure.period], years)
    )


def _planned(figure: Reported, years: float, revenue: Known) -> Assumption:
    goal = figure.value * PER_YEAR[figure.period]
    growth = float(cagr(float(revenue.bounds.low), goal, years))
    text = say(
        "its own figure of {goal} for {date}, met exactly", goal=Quantity(goal, "USD"), date=figure.end.shown
    )
    return Assumption("sales_growth", Fixed(growth), (figure.vouch.origin,), text, "fact")
