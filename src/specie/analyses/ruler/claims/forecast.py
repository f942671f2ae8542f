"""Forecasts in one shape, from the book, from market series and from guidance of companies, with outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.analyses.ruler.claims.entry import amount
from specie.analyses.ruler.claims.queries import number, origin_of, rows
from specie.analyses.ruler.claims.shipped_entries import is_shown
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from specie.analyses.ruler.claims.entry import Words
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.facts import Fact, Facts
    from specie.model import Message, Origin

FORESEEN = ("forecast", "guidance")


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecast: a statement with a chance, a level, or a range.

    ``due`` is the last day of the period it is for; ``actual`` is None while it is not known on the book's
    date. ``level`` is the chance with which the range was said to hold, None where nobody said it.
    """

    id: str
    table: str
    publisher: str
    what: Words
    series: str
    definition: Words
    made_on: date
    period: str
    due: date
    unit: str
    origin: Origin
    value: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    level: float | None = None
    growth: float | None = None
    actual: float | None = None
    interest: str = ""
    stale: bool = False
    own: bool = False
    company: str = ""

    @property
    def range(self) -> tuple[float, float] | None:
        """Both ends, where both are printed."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def is_due(self, on: date) -> bool:
        """Tell whether its period is over on a day."""
        return self.due <= on

    @property
    def shown(self) -> Message | Quantity | None:
        """The chance, the level or the range, with its unit."""
        if self.chance is not None:
            return Quantity(self.chance, "fraction", 0)
        ends = None
        if self.range is not None:
            ends = say(
                "{low} to {high}",
                low=amount(self.range[0], self.unit),
                high=amount(self.range[1], self.unit),
            )
        if self.value is None:
            return ends
        value = amount(self.value, self.unit)
        return value if ends is None else say("{figure} ({range})", figure=value, range=ends)

    @property
    def outcome(self) -> Message | Term | None:
        """What came true: yes or no for a statement, else the level."""
        if self.actual is None:
            return None
        if self.chance is not None:
            return Term("yes") if self.actual else Term("no")
        return say("{figure}", figure=amount(self.actual, self.unit))


def all_forecasts(book: Book, facts: Facts, ledger: Ledger, stale_days: float) -> tuple[Forecast, ...]:
    """Return every forecast that had been made by the book's date."""
    return (*_own(book, stale_days), *_market(facts, book.as_of), *_guidance(ledger))


def _own(book: Book, stale_days: float) -> Iterator[Forecast]:
    for row in rows(book, "forecasts"):
        stale = row["date_end"] > book.as_of and (book.as_of - row["made_on"]).days > stale_days
        yield Forecast(
            row["forecast_id"],
            "forecasts",
            row["publisher"],
            row["statement"] or row["series"],
            row["series"],
            row["definition"] or "",
            row["made_on"],
            str(row["date"]),
            row["date_end"],
            row["unit"] or "",
            origin_of(row),
            number(row["value"]),
            number(row["low"]),
            number(row["high"]),
            number(row["probability"]),
            number(row["level"]),
            number(row["growth"]),
            _known(row, book.as_of),
            row["interest"] or "",
            stale,
            own=True,
            company=row["company_id"] or "",
        )


def _known(row: dict[str, Any], on: date) -> float | None:
    """The outcome, where it was known by a day: on the day it names, else when the period was over."""
    known_on = row["resolved_on"] or row["date_end"]
    return number(row["actual"]) if known_on <= on else None


def _market(facts: Facts, on: date) -> Iterator[Forecast]:
    shown = [fact for fact in facts.rows("market") if is_shown(fact)]
    actuals = {_point(fact): fact for fact in shown if fact["status"] == "actual"}
    for fact in shown:
        due = fact.end("date")
        if fact["status"] in FORESEEN and due is not None:
            actual = actuals.get(_point(fact)) if due <= on else None
            yield Forecast(
                f"{fact.text('series')} {fact.row}",
                "market",
                fact.text("publisher"),
                fact.text("series"),
                fact.text("series"),
                Term(fact.text("definition")),
                fact.as_of,
                fact.text("date"),
                due,
                fact.text("unit"),
                fact.origin,
                fact.number("value"),
                actual=None if actual is None else actual.number("value"),
                stale=fact.stale(on),
            )


def _point(fact: Fact) -> tuple[str, str, str]:
    return fact.text("series"), fact.text("date"), fact.text("definition")


def _guidance(ledger: Ledger) -> Iterator[Forecast]:
    figures = (*ledger.revenues, *ledger.others)
    filed = {
        (f.company, f.metric, f.end.text, f.period): f.value
        for f in figures
        if f.basis == "gaap" and f.bound == "="
    }
    for figure in figures:
        if figure.basis == "guidance":
            company = ledger.company(figure.company)
            yield Forecast(
                f"{figure.company} {figure.metric} {figure.vouch.origin.rows}",
                "financials",
                company.name,
                say("{company}: {metric}", company=company.ref, metric=Term(figure.metric)),
                f"{figure.company} {figure.metric}",
                Term(figure.basis),
                figure.vouch.as_of,
                figure.end.text,
                figure.end.end,
                figure.unit,
                figure.vouch.origin,
                figure.value,
                actual=filed.get((figure.company, figure.metric, figure.end.text, figure.period)),
                stale=figure.vouch.stale,
                own=figure.vouch.own,
                company=figure.company,
            )


def overdue(forecasts: Iterable[Forecast], on: date) -> list[Forecast]:
    """Return the user's forecasts whose period is over and whose outcome nobody wrote down."""
    return [f for f in forecasts if f.own and f.table == "forecasts" and f.is_due(on) and f.actual is None]
