"""What every part of the portfolio needs: the holdings, their shrunken returns, the settings, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.read import FUNNEL, ROI, SPEND, Published, published, read_holdings
from specie.analyses.pays.portfolio.settings import read_settings
from specie.analyses.pays.portfolio.shrunk import shrink_returns
from specie.model import PORTFOLIO, Estimate, Grade, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.settings import Settings
    from specie.analyses.pays.portfolio.shrunk import Part, Shrinking
    from specie.book import Book
    from specie.kernel.portfolio.sums import Total
    from specie.model import Inputs, Message, Origin, Ref, Result, Verdict

ORDER = (Grade.BOOKED, Grade.RECORDED, Grade.A, Grade.B, Grade.C, Grade.D, Grade.E, Grade.MODELLED)
"""From certain to modelled: a sum is as good as its weakest part."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One portfolio on one day; ``spend`` and ``funnel`` are empty where those analyses did not run."""

    book: Book
    settings: Settings
    holdings: tuple[Holding, ...]
    shrinking: Shrinking
    spend: Published
    funnel: Published
    waits: Result | None
    period: str
    origins: tuple[Origin, ...]

    @property
    def currency(self) -> str:
        """Currency of the book."""
        return self.book.currency

    @property
    def assessed(self) -> tuple[Holding, ...]:
        """Initiatives that were judged by a measured benefit."""
        return tuple(holding for holding in self.holdings if holding.assessed)

    @property
    def measured(self) -> tuple[Holding, ...]:
        """Initiatives with a measured benefit, those that are too early included."""
        return tuple(h for h in self.holdings if h.ref.id in self.shrinking.parts)

    def part(self, holding: Holding) -> Part | None:
        """Shrunken benefit of an initiative; None where none was measured."""
        return self.shrinking.parts.get(holding.ref.id)

    def with_verdict(self, *verdicts: Verdict) -> tuple[Holding, ...]:
        """Initiatives that were judged so."""
        return tuple(holding for holding in self.holdings if holding.verdict in verdicts)

    def money(self, amount: float) -> Quantity:
        """An amount in the currency of the book."""
        return Quantity(amount, self.currency)

    def sum(self, measure: str, amount: float, of: Message, subject: Ref = PORTFOLIO) -> Estimate:
        """Make the exact estimate of a sum of booked rows."""
        return exact(
            measure, subject, self.period, amount, self.currency, "sum", self.origins, denominator=of
        )

    def between(
        self, measure: str, found: Total, unit: str, method: str, grade: Grade, of: Message,
        subject: Ref = PORTFOLIO, assumptions: tuple[Message, ...] = (),
    ) -> Estimate:  # fmt: skip
        """Make an estimate with its interval at the level of the settings; certain where it has no width."""
        sure = found.low == found.point == found.high
        return Estimate(
            measure, subject, self.period, found.point, found.low, found.high,
            1.0 if sure else self.settings.level, unit, method, grade, self.origins, of, assumptions,
            exact=sure,
        )  # fmt: skip


def make_scope(book: Book, inputs: Inputs) -> Scope:
    """Read the portfolio and shrink its returns."""
    settings = read_settings(inputs)
    holdings = read_holdings(book, inputs.results)
    origins = unique(
        origin
        for group in (book.origins("initiatives"), *(h.origins for h in holdings), book.origins("costs"))
        for origin in group
    )
    return Scope(
        book,
        settings,
        holdings,
        shrink_returns(holdings, settings.level),
        published(inputs.results, SPEND),
        published(inputs.results, FUNNEL),
        inputs.results.get(FUNNEL),
        _period(book, inputs),
        origins,
    )


def _period(book: Book, inputs: Inputs) -> str:
    """The twelve months of the return."""
    roi = inputs.results.get(ROI)
    told = None if roi is None else next(roi.find("cost_year"), None)
    return book.as_of.isoformat() if told is None else told.period


def unique(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Drop repeated origins, the order kept."""
    return tuple(dict.fromkeys(origins))


def weakest(holdings: Iterable[Holding]) -> Grade:
    """Grade of a sum over initiatives: that of its weakest part."""
    return max(_graded(holdings), key=ORDER.index, default=Grade.BOOKED)


def _graded(holdings: Iterable[Holding]) -> Iterator[Grade]:
    for holding in holdings:
        if holding.grade is not None and holding.grade in ORDER:
            yield holding.grade


def assumed_of_sums() -> tuple[Message, ...]:
    """What every sum of benefits takes for granted."""
    return (
        say("chance moves different initiatives independently of one another"),
        say("at either end every worth lies at its own end: owners may all be too hopeful at once"),
    )
