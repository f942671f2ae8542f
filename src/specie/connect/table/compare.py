"""Which rows are new, which are there, and which say otherwise: the user's rows are never touched."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.connect.outcome import Change, Existing
from specie.model import Level, Problem, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from specie.book import Book
    from specie.connect.entry import Entry

    Untouched = Callable[[Entry, Existing], bool]

MONTH = 31
"""A partial date of at most so many days names one period only, whatever its length."""
MOST = 0.005
"""Rounding of the user's figure is allowed for up to this share of it."""


def compare(entries: Iterable[Entry], book: Book, untouched: Untouched) -> tuple[Change, ...]:
    """Compare rows with the book's; ``untouched`` says whether we wrote a row and nobody edited it."""
    prices, figures = _prices(book), _figures(book)
    changes: list[Change] = []
    for entry in entries:
        rows = prices.get(entry.name, []) if entry.table == "prices" else list(_about(entry, figures))
        changes.append(_change(entry, rows, untouched))
    return tuple(changes)


def _change(entry: Entry, rows: list[Existing], untouched: Untouched) -> Change:
    agreeing = next((row for row in rows if row.bound == entry.bound and agree(row.value, entry.value)), None)
    if agreeing is not None:
        return Change("kept", entry, agreeing)
    against = [row for row in rows if not _allows(row, entry)]
    if not against:
        return Change("added", entry)
    old = against[0]
    return Change("updated" if untouched(entry, old) else "disagrees", entry, old)


def agree(own: float, found: float) -> bool:
    """Tell whether the user's figure is the found one, rounded as it is written."""
    if own == found:
        return True
    zeros = 0
    while own and own % 10 ** (zeros + 1) == 0:
        zeros += 1
    slack = min(10**zeros / 2, abs(found) * MOST) if own == int(own) else abs(found) * 1e-9
    return abs(own - found) <= slack


def _allows(row: Existing, entry: Entry) -> bool:
    """A floor or ceiling of the user that the found figure keeps is no contradiction."""
    if row.bound == ">=":
        return entry.value >= row.value or entry.bound == "<="
    if row.bound == "<=":
        return entry.value <= row.value or entry.bound == ">="
    return entry.bound != "=" and _allows(
        Existing("", 0, entry.value, entry.bound, ""), _exact(entry, row.value)
    )


def _exact(entry: Entry, value: float) -> Entry:
    from dataclasses import replace

    return replace(entry, cells={**entry.cells, entry.measure: value, "bound": "="})


def _figures(book: Book) -> Mapping[tuple[str, ...], list[dict[str, Any]]]:
    found: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in book.select(_sql("own_rows")):
        found[row["company_id"], row["period"], row["metric"], row["basis"], row["unit"]].append(row)
    return found


def _about(entry: Entry, figures: Mapping[tuple[str, ...], list[dict[str, Any]]]) -> Iterator[Existing]:
    """Yield the rows on the same figure: a partial date names the period that ends in it."""
    cells = entry.cells
    key = tuple(str(cells[name]) for name in ("company_id", "period", "metric", "basis", "unit"))
    for row in figures.get(key, ()):
        start, end = row["period_end_start"], row["period_end_end"]
        vague = (end - start).days >= MONTH
        if start <= entry.end <= end and not (vague and (entry.rolling or entry.cells["period"] != "year")):
            yield Existing(
                row["_file"], row["_row"], float(row["value"]), row["bound"], row["via"] or "", row["as_of"]
            )


def _prices(book: Book) -> Mapping[tuple[str, ...], list[Existing]]:
    found: defaultdict[tuple[str, ...], list[Existing]] = defaultdict(list)
    for row in book.select(_sql("own_prices")):
        existing = Existing(row["_file"], row["_row"], float(row["close"]), "=", "")
        found[row["ticker"], str(row["date"])].append(existing)
    return found


def disagreements(changes: Iterable[Change]) -> Iterator[Problem]:
    """Name the user's rows that say otherwise, with both figures."""
    for change in changes:
        if change.kind == "disagrees" and change.old is not None:
            old, entry = change.old, change.entry
            message = say(
                "the row says {own}, the source says {found} for {what}: the row stays as it is",
                own=_bounded(old.bound, old.value),
                found=_bounded(entry.bound, entry.value),
                what=", ".join(entry.name),
            )
            hint = say("source: {source}", source=str(entry.cells.get("source", "")))
            hint = hint if entry.cells.get("source") else None
            yield Problem(old.file, old.row, entry.measure, "SRC401", message, hint, Level.WARNING)


def _bounded(bound: str, value: float) -> str:
    from specie.connect.table.text import number_text

    return ("" if bound == "=" else bound + " ") + number_text(value)


@cache
def _sql(name: str) -> str:
    return (files("specie.connect.table") / f"{name}.sql").read_text("utf-8")
