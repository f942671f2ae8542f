"""Read the tables of a book into typed rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from specie.analyses.pays.roi.months import last_year
from specie.analyses.pays.roi.records import Account, Cell, Claim, Initiative, Kpi, Plan, Read, Used
from specie.kernel.money import Range
from specie.model import CashClass, Ref, Window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from specie.analyses.pays.roi.settings import Settings
    from specie.book import Book


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Everything that is read from the tables; ``of`` holds the cells of each initiative and of none."""

    year: Window
    initiatives: tuple[Initiative, ...]
    cells: tuple[Cell, ...]
    of: Mapping[str | None, tuple[Cell, ...]]
    begins: date | None
    """Month of the first bill or cost of the book."""
    kpis: tuple[Kpi, ...]
    read: Mapping[str, Read]
    plans: Mapping[str, Plan]
    used: Mapping[str, Used]
    claims: tuple[Claim, ...]
    accounts: tuple[Account, ...]


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.pays.roi") / f"{name}.sql").read_text("utf-8")


def read_records(book: Book, settings: Settings) -> Records:
    """Read every table; money is in the book's currency."""
    year = last_year(book.as_of)
    since = {"start": year.start}
    ramping = book.as_of - timedelta(weeks=settings.ramp_weeks)
    initiatives = book.select(query("initiatives"), ramping=ramping, as_of=book.as_of)
    rows = book.select(query("costs"), **since, as_of=book.as_of)
    cells = tuple(Cell(**row) for row in rows if row["amount"] is not None)
    return Records(
        year,
        tuple(_initiative(book, row) for row in initiatives),
        cells,
        _by_initiative(cells),
        min((cell.month for cell in cells), default=None),
        tuple(_kpi(row) for row in book.select(query("kpis"))),
        {row.pop("kpi_id"): Read(**row) for row in book.select(query("readings"))},
        {row.pop("initiative_id"): Plan(**row) for row in book.select(query("plans"))},
        {
            row.pop("initiative_id"): Used(**row)
            for row in book.select(query("usage"), **since, as_of=book.as_of)
        },
        tuple(_claim(row) for row in book.select(query("benefits"), **since) if row["amount"] is not None),
        tuple(_account(row) for row in book.select(query("accounts"))),
    )


def _by_initiative(cells: tuple[Cell, ...]) -> dict[str | None, tuple[Cell, ...]]:
    """Cells stand in the order of their initiatives."""
    return {name: tuple(own) for name, own in groupby(cells, key=lambda cell: cell.initiative_id)}


def _initiative(book: Book, row: dict[str, Any]) -> Initiative:
    return Initiative(
        book.initiative(row["initiative_id"]),
        row["approach"] or "",
        row["business_owner"] or "",
        row["stage"],
        row["used_from"],
        row["stopped_on"],
        row["first_on"],
        row["treated"],
        row["fresh"],
    )


def _kpi(row: dict[str, Any]) -> Kpi:
    ends = (row["value_low"], row["value"], row["value_high"])
    name = row["cash_class"]
    return Kpi(
        Ref("kpi", row["kpi_id"], row["name"]),
        row["initiative_id"],
        row["unit"] or "",
        row["scale"] == "share",
        None if name is None else CashClass(name),
        _worth(*ends),
        row["value"] is not None and None in ends,
    )


def _worth(low: Decimal | None, value: Decimal | None, high: Decimal | None) -> Range | None:
    """A range of worth; an end that is not given is the value itself, without a value both must be."""
    if value is None and (low is None or high is None):
        return None
    point = None if value is None else float(value)
    ends = [float(end) if end is not None else float(point or 0.0) for end in (low, high)]
    known = [*ends, *([] if point is None else [point])]
    return Range(min(known), point, max(known))


def _claim(row: dict[str, Any]) -> Claim:
    fields: dict[str, Any] = {**row, "cash_class": CashClass(row["cash_class"])}
    return Claim(**fields)


def _account(row: dict[str, Any]) -> Account:
    fields: dict[str, Any] = {**row, "initiatives": tuple(sorted(row["initiatives"]))}
    return Account(**fields)
