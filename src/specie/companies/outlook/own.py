"""The user's own assumptions: rows of the book and parameters of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.outlook.assumption import DRIVERS, OF_SEGMENTS, Assumption, marginal_of
from specie.companies.own_rows import sql
from specie.model import Origin, say

if TYPE_CHECKING:
    from datetime import date

    from specie.book import Book
    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row or parameter that could not be used, and why."""

    company: str
    driver: str
    why: Message
    origin: Origin


@dataclass(frozen=True, slots=True)
class OwnAssumptions:
    """Assumptions by company (empty for all), segment and driver; a later row replaces an earlier one."""

    rows: Mapping[tuple[str, str, str], Assumption]
    rejected: tuple[Rejected, ...] = ()

    def of(self, company: str, segment: str = "") -> dict[str, Assumption]:
        """Return what is assumed of a company, or of one of its segments: what is said of it goes first."""
        every = {d: a for (c, s, d), a in self.rows.items() if c == "" and s == "" == segment}
        own = {d: a for (c, s, d), a in self.rows.items() if (c, s) == (company, segment)}
        return every | own

    def segments(self, company: str) -> tuple[str, ...]:
        """Return the segments of a company that have revenue, growth and a margin of their own."""
        named = dict.fromkeys(s for c, s, _ in self.rows if c == company and s)
        needed = {"revenue", "sales_growth", "target_margin"}
        return tuple(s for s in named if needed <= self.of(company, s).keys())


def own_assumptions(
    book: Book, params: Mapping[str, str] | None = None, as_of: date | None = None
) -> OwnAssumptions:
    """Read the table ``assumptions`` and parameters ``low:mode:high``, which go for every company."""
    rows: dict[tuple[str, str, str], Assumption] = {}
    rejected: list[Rejected] = []
    for row in book.select(sql("own_assumptions")):
        company, segment, driver = row["company_id"] or "", row["segment"] or "", row["driver"]
        origin = Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"])
        if segment and driver not in OF_SEGMENTS:
            why = say("a segment has no {driver} of its own", driver=driver)
            rejected.append(Rejected(company, driver, why, origin))
            continue
        _take(rows, rejected, (company, segment, driver), row, origin, row["source"])
    for driver, text in (params or {}).items():
        if text:
            origin = Origin("parameters", driver, as_of=as_of)
            _take(rows, rejected, ("", "", driver), _parsed(text), origin, text)
    return OwnAssumptions(rows, tuple(rejected))


def _take(
    rows: dict[tuple[str, str, str], Assumption],
    rejected: list[Rejected],
    key: tuple[str, str, str],
    entry: Mapping[str, object],
    origin: Origin,
    text: str,
) -> None:
    company, segment, driver = key
    try:
        if driver not in DRIVERS:
            raise ValueError(driver)
        rows[key] = Assumption(driver, marginal_of(_filled(entry)), (origin,), text, "your own", segment)
    except ValueError:
        why = say("give one value, a low and a high, or a low, a likeliest and a high, in rising order")
        rejected.append(Rejected(company, driver, why, origin))


def _filled(entry: Mapping[str, object]) -> dict[str, object]:
    """Only what is given; one number in any column is a known value."""
    given = {key: value for key in ("low", "mode", "high") if (value := entry.get(key)) is not None}
    return {"value": next(iter(given.values()))} if len(given) == 1 else given


def _parsed(text: str) -> dict[str, object]:
    parts = text.split(":")
    names = {1: ("mode",), 2: ("low", "high"), 3: ("low", "mode", "high")}.get(len(parts), ())
    try:
        return {name: float(part) for name, part in zip(names, parts, strict=True)}
    except ValueError:
        return {}
