"""Everything known about prices and revenue on the book's date: shipped rows and the user's, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.companies.own_rows import own_figures, own_market_values, own_prices, sql
from specie.companies.record import MARKET_VALUE, REVENUE, Company, Price, Reported, Vouch
from specie.companies.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from specie.book import Book
    from specie.facts import Fact, Facts


@dataclass(frozen=True, slots=True)
class Ledger:
    """Prices and revenue up to a date; ``later`` rows were left out, ``read_later`` ones kept with a note."""

    as_of: date
    companies: Mapping[str, Company]
    focus: tuple[Company, ...]
    """Companies the book's vendors and holdings point to, in that order."""
    suppliers: frozenset[str]
    """Those of them that are vendors."""
    prices: tuple[Price, ...]
    revenues: tuple[Reported, ...]
    later: int
    read_later: int
    others: tuple[Reported, ...] = ()
    """Every other metric: results, margins, cash, burn, capital spending, debt, retention."""

    def company(self, company_id: str) -> Company:
        """Return a company; one that is in no table goes by its id."""
        return self.companies.get(company_id) or Company(company_id, company_id)


def read_ledger(book: Book, facts: Facts) -> Ledger:
    """Read, cut at the book's date, and mark the user's rows that repeat a shipped round."""
    companies = {c.id: c for c in map(_company, facts.rows("companies"))}
    all_prices = [
        *_shipped_prices(facts, book.as_of),
        *_shipped_market_values(facts, book.as_of),
        *own_prices(book),
        *own_market_values(book),
    ]
    every = [*_shipped_figures(facts, book.as_of), *own_figures(book)]
    all_revenues = [figure for figure in every if figure.metric in REVENUE]
    prices = [p for p in all_prices if p.on.end <= book.as_of]
    revenues = [r for r in all_revenues if known_on(r, book.as_of)]
    kept: list[Price | Reported] = [*prices, *revenues]
    pointed = _pointed_to(book, companies)
    return Ledger(
        book.as_of,
        companies,
        tuple(companies.get(id_) or Company(id_, id_) for id_ in pointed),
        frozenset(id_ for id_, table in pointed.items() if table == "vendors"),
        tuple(sorted(_with_repeats(prices), key=lambda p: (p.company, p.on.start, p.on.end, p.series))),
        _in_order(revenues),
        len(all_prices) + len(all_revenues) - len(kept),
        sum(row.vouch.as_of > book.as_of for row in kept),
        _in_order(r for r in every if r.metric not in REVENUE and known_on(r, book.as_of)),
    )


def _in_order(figures: Iterable[Reported]) -> tuple[Reported, ...]:
    return tuple(sorted(figures, key=lambda r: (r.company, r.end.start, r.end.end)))


def known_on(figure: Reported, day: date) -> bool:
    """Tell whether a figure could be known: its period is over, or its source is dated by then."""
    return figure.end.end <= day or (figure.basis == "guidance" and figure.vouch.as_of <= day)


def _company(fact: Fact) -> Company:
    return Company(
        fact.text("company_id"),
        fact.text("name"),
        fact.text("kind"),
        fact.text("listed"),
        fact["priced"] is True,
        fact.note,
    )


def _shipped_prices(facts: Facts, as_of: date) -> Iterator[Price]:
    told = facts.same_money("rounds")
    for fact in facts.rows("rounds"):
        relation, of = told.get(fact.key, ("", ()))
        yield Price(
            fact.text("company_id"),
            _span(fact, "date"),
            fact.text("series"),
            fact.text("kind"),
            fact.text("status"),
            fact.text("lead"),
            fact.number("amount_usd"),
            fact.number("post_money_usd"),
            fact.text("post_money_bound") or "=",
            _vouch(fact, as_of),
            relation,
            of,
            fact.term("series"),
        )


def _shipped_market_values(facts: Facts, as_of: date) -> Iterator[Price]:
    """A market value is a price as well: what the listed shares were worth on a day."""
    for fact in facts.rows("financials"):
        if fact["metric"] == "market_cap":
            yield Price(
                fact.text("company_id"),
                _span(fact, "period_end"),
                "market value",
                "market",
                "reported",
                "",
                None,
                fact.number("value"),
                fact.text("bound"),
                _vouch(fact, as_of),
                label=MARKET_VALUE,
            )


def _shipped_figures(facts: Facts, as_of: date) -> Iterator[Reported]:
    for fact in facts.rows("financials"):
        if fact["metric"] != "market_cap":
            yield Reported(
                fact.text("company_id"),
                _span(fact, "period_end"),
                fact.text("period"),
                fact.text("metric"),
                fact.text("basis"),
                fact.text("gross_net"),
                fact.number("value") or 0.0,
                fact.text("bound"),
                _vouch(fact, as_of),
                fact.text("unit"),
            )


def _with_repeats(prices: Sequence[Price]) -> Iterator[Price]:
    """A user's row on a shipped round takes its place: the shipped one stays beside it as a conflict.

    Of several rows of the user on one round the best vouched one counts, the others stay beside it.
    """
    own = [price for price in prices if price.vouch.own]
    best = _best_of_each_event(own)
    for price in prices:
        if price.vouch.own:
            twin = next((b for b in best if b is not price and _reports_of_one(b, price)), None)
        else:
            twin = next((o for o in own if _same_event(price, o)), None)
        yield price if twin is None else replace(price, relation="conflict", of=twin.key)


def _best_of_each_event(own: Sequence[Price]) -> list[Price]:
    """Primary documents before secondary ones, then the newest, then the order of the file."""
    ordered = sorted(own, key=lambda p: (p.vouch.quality == "secondary", -p.vouch.as_of.toordinal()))
    best: dict[str, list[Price]] = {}
    for price in ordered:
        known = best.setdefault(price.company, [])
        if not any(_reports_of_one(price, other) for other in known):
            known.append(price)
    return [price for known in best.values() for price in known]


def _reports_of_one(price: Price, other: Price) -> bool:
    """Tell whether two rows of the user report one round; what nobody has paid is no report of what was."""
    paid = not {price.status, other.status} & {"rumour", "lapsed"}
    return paid and price.series.casefold() == other.series.casefold() and _same_event(price, other)


def _same_event(shipped: Price, own: Price) -> bool:
    same_name = shipped.series.casefold() == own.series.casefold() or shipped.post == own.post is not None
    return shipped.company == own.company and same_name and shipped.on.gap_days(own.on) == 0


def _pointed_to(book: Book, companies: Mapping[str, Company]) -> dict[str, str]:
    """Return company -> table of the book that names it first."""
    by_ticker = {company.listed: company.id for company in companies.values() if company.listed}
    found: dict[str, str] = {}
    for row in book.select(sql("focus")):
        company_id = row["company_id"] or by_ticker.get(row["ticker"])
        if company_id is not None:
            found.setdefault(company_id, row["source_table"])
    return found


def _vouch(fact: Fact, as_of: date) -> Vouch:
    note = fact.remark if fact.note else ""
    return Vouch(fact.origin, fact.quality, fact.marks, note, fact.as_of, False, fact.stale(as_of))


def _span(fact: Fact, column: str) -> Span:
    start, end = fact.start(column), fact.end(column)
    assert start is not None
    assert end is not None
    return Span(start, end, fact.text(column))
