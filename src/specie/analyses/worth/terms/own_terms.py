"""The user's table of terms: the newest row of each class of shares, and what cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.analyses.worth.terms.rights import Rights, ShareClass
from specie.companies.span import Span
from specie.model import Grade, Origin, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.book import Book
    from specie.model import Message

UNUSED = ("rumour", "lapsed")


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What a book says of one company's classes of shares."""

    company: str
    classes: tuple[ShareClass, ...]
    ratios: tuple[tuple[float, bool], ...]
    """Of each class: common shares for one share, and whether the row is older than the newest class."""
    faults: tuple[Message, ...]
    missing: tuple[str, ...]
    """Classes without a number of shares."""
    left_out: int
    """Rows that are rumours, lapsed, or later than the book."""


def own_terms(book: Book) -> tuple[OwnTerms, ...]:
    """Return, company by company, what the book's table of terms says on its date."""
    rows = book.select((files("specie.analyses.worth.terms") / "terms.sql").read_text("utf-8"))
    return tuple(_company(id_, list(group), book) for id_, group in groupby(rows, lambda r: r["company_id"]))


def _company(company: str, rows: list[dict[str, Any]], book: Book) -> OwnTerms:
    used = [r for r in rows if r["status"] not in UNUSED and r["date_end"] <= book.as_of]
    by_series: dict[str, list[dict[str, Any]]] = {}
    for row in used:
        by_series.setdefault(row["series"].strip().casefold(), []).append(row)
    classes = [(_share_class(every), every[-1]) for every in by_series.values()]
    last = max((c.issued.start for c, row in classes if row["kind"] == "preferred"), default=None)
    return OwnTerms(
        company,
        tuple(c for c, _ in classes),
        tuple((_ratio(row), last is not None and row["date_start"] < last) for _, row in classes),
        tuple(fault for every in by_series.values() for fault in _faults(every)),
        tuple(row["series"] for _, row in classes if row["shares"] is None),
        len(rows) - len(used),
    )


def _share_class(rows: Sequence[dict[str, Any]]) -> ShareClass:
    first, row = rows[0], rows[-1]
    preferred = row["kind"] == "preferred"
    shares, price = _number(row["shares"]) or 0.0, _number(row["price_per_share_usd"])
    return ShareClass(
        row["series"],
        row["kind"],
        Span(first["date_start"], first["date_end"], str(first["date"])),
        shares * _ratio(row),
        price,
        shares * price if preferred and price else 0.0,
        _rights(row, price),
        _number(row["strike_usd"]) or 0.0,
        Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or ""),
        Grade.COMPANY if row["source_quality"] == "primary" else Grade.PRESS,
        row["bound"] or "=",
    )


def _rights(row: dict[str, Any], price: float | None) -> Rights:
    if row["kind"] != "preferred":
        return Rights()
    least = _number(row["qualified_ipo_price_usd"])
    qualified = None if least is None or not price else least * _ratio(row) / price
    if row["ipo_veto"] is not None:
        qualified = np.inf if row["ipo_veto"] else (qualified or 0.0)
    return Rights(
        _number(row["liquidation_multiple"]),
        row["seniority"],
        row["participating"],
        _number(row["participation_cap"]),
        _number(row["ipo_ratchet"]),
        qualified,
        _number(row["dividend_rate"]),
        bool(row["dividend_compounds"]),
        bool(row["dividend_on_conversion"]),
        row["anti_dilution"] or "none",
    )


def _faults(rows: Sequence[dict[str, Any]]) -> Iterator[Message]:
    """What a class says that cannot be: two rows of one day, a cap below the preference, foreign rights."""
    row, name = rows[-1], rows[-1]["series"]
    twice = [r for r in rows if r["date_start"] == row["date_start"] and r["_row"] != row["_row"]]
    if any(_plain(r) != _plain(row) for r in twice):
        yield say("{series} has two different rows of {date}", series=name, date=str(row["date"]))
    if len({r["kind"] for r in rows}) > 1:
        yield say("{series} changes its kind from row to row", series=name)
    cap, multiple = row["participation_cap"], row["liquidation_multiple"]
    if cap is not None and (row["participating"] is False or cap < (1 if multiple is None else multiple)):
        yield say("{series} has a participation cap that cannot hold", series=name)
    if row["kind"] == "preferred" and (row["strike_usd"] or 0) > 0:
        yield say("{series} is preferred and has a strike", series=name)
    promised = (multiple, row["ipo_ratchet"], row["dividend_rate"], row["participating"])
    if row["kind"] != "preferred" and any(promised):
        yield say("{series} has rights of a preferred share and is none", series=name)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if not k.startswith("_") and k not in ("note", "source", "as_of")}


def _ratio(row: dict[str, Any]) -> float:
    return float(row["conversion_ratio"] or 1.0)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
