"""The shipped table of retirements: one CSV file beside this code, read once."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from functools import cache
from importlib.resources import files

from specie.model import Origin
from specie.supply.lifecycle.remark import remark
from specie.supply.lifecycle.retirement import Retirement

PLACE = "supply/lifecycle/retirements.csv"
COLUMNS = ("provider", "model", "name", "aliases", "announced", "shuts_down", "not_before", "replacements",
           "remark", "other_date", "source", "via", "as_of")  # fmt: skip


@cache
def shipped() -> tuple[Retirement, ...]:
    """Return every row of the shipped table; raises ValueError where one does not fit."""
    content = (files("specie.supply.lifecycle") / "retirements.csv").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"{PLACE}: columns are {reader.fieldnames}, expected {list(COLUMNS)}")
    return tuple(_retirement(row, number, digest) for number, row in enumerate(reader, start=2))


def _retirement(row: dict[str, str], number: int, digest: str) -> Retirement:
    return Retirement(
        provider=row["provider"],
        model=row["model"],
        announced=_day(row["announced"]),
        shuts_down=_day(row["shuts_down"]),
        not_before=_day(row["not_before"]),
        replacements=_list(row["replacements"]),
        origin=Origin(PLACE, f"row {number}", digest, _day(row["as_of"]), row["source"]),
        aliases=_list(row["aliases"]),
        name=row["name"],
        remark=remark(row["remark"], _day(row["other_date"])),
        via=row["via"],
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
