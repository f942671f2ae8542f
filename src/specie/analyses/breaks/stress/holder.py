"""Positions: what they are worth on the day, how they move with the market, and which cannot be assessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from specie.model import Origin, Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from specie.analyses.breaks.stress.settings import Settings
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Message, Result

    Floats: TypeAlias = NDArray[np.float64]

TRADING_DAYS = 252
LEAST_DAYS = 60
"""Fewer common days say nothing of how a share moves."""


@dataclass(frozen=True, slots=True)
class Position:
    """One position that has a worth; ``worth`` low, middle and high in the book's money."""

    ref: Ref
    company: str | None
    share_class: str
    worth: tuple[float, float, float]
    beta: float
    volatility: float
    """Of its own, a year; 0 where no prices tell."""
    basis: Term
    """What its worth rests on."""
    origins: tuple[Origin, ...]
    measured: bool
    """Its beta comes from prices beside a market's, not from an assumption."""


@dataclass(frozen=True, slots=True)
class Holder:
    """All positions, and why some have none."""

    positions: tuple[Position, ...]
    left_out: tuple[tuple[Ref, Message], ...]

    @property
    def worth(self) -> Floats:
        """Worth by position and end, (P, 3)."""
        return np.array([p.worth for p in self.positions], dtype=np.float64).reshape(-1, 3)

    def ranges(self, firms: Iterable[str]) -> bool:
        """Whether anything of it hangs on a range: a worth between ends, or a firm that may fail."""
        named = set(firms)
        return any(p.worth[0] != p.worth[2] or p.company in named for p in self.positions)


def read_holder(book: Book, facts: Facts, results: Mapping[str, Result], settings: Settings) -> Holder:
    """Read positions; a private class is worth what worth/terms published, where it did."""
    if not book.has("holdings"):
        return Holder((), ())
    tickers = {c.text("listed"): c.text("company_id") for c in facts.rows("companies") if c.text("listed")}
    fair = _fair(results)
    moves = _moves(book, settings)
    rows = book.select(query("positions"), as_of=book.as_of)
    found: list[Position] = []
    left: list[tuple[Ref, Message]] = []
    for row in rows:
        ref = Ref("holding", row["holding_id"], row["ticker"] or row["company_id"] or row["holding_id"])
        made = _position(book, row, ref, row["company_id"] or tickers.get(row["ticker"]), fair, moves)
        if isinstance(made, Position):
            found.append(made)
        else:
            left.append((ref, made))
    return Holder(tuple(found), tuple(left))


def _position(
    book: Book,
    row: Mapping[str, Any],
    ref: Ref,
    company: str | None,
    fair: Mapping[str, Estimate],
    moves: Mapping[str, tuple[float, float, bool]],
) -> Position | Message:
    origin = Origin(row["_file"], f"row {row['_row']}", as_of=row["day"])
    beta, own, measured = moves.get(row["ticker"] or "", (1.0, 0.0, False))
    told = fair.get(row["holding_id"])
    quantity, share = float(row["quantity"]), row["share_class"] or ""
    if row["close"] is not None:
        rate = _rate(book, row)
        if rate is None:
            return say("not assessed: no rate for {currency}", currency=row["currency"] or "")
        worth = quantity * float(row["close"]) * rate
        return Position(
            ref, company, share, (worth, worth, worth), beta, own, Term("newest close"), (origin,), measured
        )
    if told is not None and told.unit != book.currency:
        return say("not assessed: no rate for {currency}", currency=told.unit)
    if told is not None and told.low is not None and told.high is not None:
        middle = told.point if told.point is not None else (told.low + told.high) / 2
        ends = (told.low, middle, told.high)
        return Position(
            ref, company, share, ends, 1.0, 0.0, Term("value of its class"), told.origins, measured=False
        )
    if row["ticker"]:
        return say("not assessed: {table} has no close of {ticker}", table="prices", ticker=row["ticker"])
    return say("not assessed: no value of its class; add {table}", table="terms, rounds")


def _rate(book: Book, row: Mapping[str, Any]) -> float | None:
    """Money of the book for one of the row's currency: as the row's own price was turned."""
    if (row["currency"] or book.currency) == book.currency:
        return 1.0
    if row["price"] and row["price_book"] is not None:
        return float(row["price_book"]) / float(row["price"])
    return None


def _fair(results: Mapping[str, Result]) -> dict[str, Estimate]:
    found = results.get("worth/terms")
    # worth/terms tells values by company; the position is named by the period.
    return {} if found is None else {e.period: e for e in found.find("holding_fair_value")}


def _moves(book: Book, settings: Settings) -> dict[str, tuple[float, float, bool]]:
    """Beta and own volatility by ticker: against the market's, else beta 1 and all of its volatility."""
    if not book.has("prices"):
        return {}
    since = book.as_of - timedelta(days=2 * 365)
    rows = book.select(query("closes"), as_of=book.as_of, since=since, market=settings.market_ticker)
    series: dict[str, dict[Any, float]] = {}
    for row in rows:
        series.setdefault(row["ticker"], {})[row["date"]] = float(row["close"])
    return dict(_measured(series, settings.market_ticker))


def _measured(
    series: Mapping[str, Mapping[Any, float]], market: str
) -> Iterator[tuple[str, tuple[float, float, bool]]]:
    for ticker, closes in series.items():
        beside = series.get(market) if market != ticker else None
        days = sorted(closes.keys() & beside.keys()) if beside is not None else sorted(closes)
        if len(days) <= LEAST_DAYS:
            continue
        own = _returns(closes, days)
        if beside is None:
            yield ticker, (1.0, float(own.std(ddof=1)) * TRADING_DAYS**0.5, False)
            continue
        index = _returns(beside, days)
        beta = float(np.cov(own, index)[0, 1] / index.var(ddof=1)) if index.var() > 0 else 1.0
        yield ticker, (beta, float((own - beta * index).std(ddof=1)) * TRADING_DAYS**0.5, True)


def _returns(closes: Mapping[Any, float], days: list[Any]) -> Floats:
    return np.diff(np.log(np.array([closes[day] for day in days])))


@cache
def query(name: str) -> str:
    """Return one of this folder's queries."""
    return (files("specie.analyses.breaks.stress") / f"{name}.sql").read_text("utf-8")
