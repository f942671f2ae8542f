"""Everything the analysis knows, put together once for tables, figures and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.capital import raised_over_sales, spent_over_sales
from specie.analyses.worth.rounds.circles import circles, counts
from specie.analyses.worth.rounds.money import raised, round_trips
from specie.analyses.worth.rounds.peers import peers
from specie.analyses.worth.rounds.survey import make_survey
from specie.companies.backing import backing
from specie.companies.conflict import conflicts
from specie.companies.deal import read_deals
from specie.companies.ledger import read_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.rounds.capital import Gauge
    from specie.analyses.worth.rounds.circles import Circle
    from specie.analyses.worth.rounds.money import Raised, RoundTrip
    from specie.analyses.worth.rounds.peers import Peer
    from specie.analyses.worth.rounds.survey import Survey
    from specie.book import Book
    from specie.companies.backing import Backing
    from specie.companies.conflict import Conflict
    from specie.companies.deal import Deal
    from specie.companies.record import Company
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Param


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    least_days: int = 180
    longest_circle: int = 4
    age_tolerance: float = 0.5
    most_led: float = 2500.0


@dataclass(frozen=True, slots=True)
class View:
    """The survey of prices and everything around it."""

    survey: Survey
    settings: Settings
    deals: tuple[Deal, ...]
    conflicts: tuple[Conflict, ...]
    totals: tuple[Raised, ...]
    trips: tuple[RoundTrip, ...]
    circles: tuple[Circle, ...]
    """Ways round through a company of the book; through any priced company where it names none."""
    counted: tuple[Estimate, ...]
    backings: tuple[Backing, ...]
    gauges: tuple[Gauge, ...]
    peers: tuple[Peer, ...]

    @property
    def estimates(self) -> Iterator[Estimate]:
        """Every number that leaves the analysis."""
        yield from (e for valued in self.survey.ordered for e in valued.estimates)
        yield from (total.estimate for total in self.totals)
        yield from (e for b in self.backings for e in (b.concentration, b.strategic) if e is not None)
        yield from self.counted
        yield from (gauge.estimate for gauge in self.gauges if gauge.estimate is not None)
        yield from (peer.ratio for peer in self.peers if peer.ratio is not None)


def read_settings(inputs: Inputs, params: tuple[Param, ...]) -> Settings:
    """Take the user's parameters; what cannot be meant falls back to the default."""
    given: Mapping[str, float] = {
        p.name: float(value)
        if isinstance(value := inputs.params.get(p.name, p.default), int | float)
        else 0.0
        for p in params
    }
    return Settings(
        max(int(given["least_days"]), 1),
        min(max(int(given["longest_circle"]), 2), 6),
        max(given["age_tolerance"], 0.0),
        given["most_led"],
    )


def make_view(book: Book, facts: Facts, settings: Settings) -> View:
    """Read the tables and work everything out."""
    ledger = read_ledger(book, facts)
    survey = make_survey(ledger, settings.least_days)
    deals = read_deals(book, facts)
    named = survey.focus or tuple(valued.company for valued in survey.ordered)
    totals = tuple(raised(ledger, named))
    ids = {company.id for company in named}
    round_ = tuple(c for c in circles(deals, settings.longest_circle) if ids & set(c.companies))
    return View(
        survey,
        settings,
        deals,
        conflicts(ledger),
        totals,
        tuple(round_trips(deals, ledger, survey.focus)),
        round_,
        counts(ledger, round_, named),
        tuple(b for company in named if (b := backing(ledger, deals, company)) is not None),
        (*raised_over_sales(ledger, totals), *spent_over_sales(ledger, named)),
        peers(survey, settings.age_tolerance),
    )


def focus_of(view: View, companies: tuple[str, ...]) -> Company | None:
    """Return the first company of the book among some."""
    return next((c for c in view.survey.focus if c.id in companies), None)
