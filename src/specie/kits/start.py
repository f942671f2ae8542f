"""The rows with which a kit starts a book: what is known is written, what only the user knows stays empty."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING

from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from specie.kits.kit import Kit

    Read = Callable[[Message], str]
    Row = Mapping[str, str]

EXAMPLES = 2
"""Units and weeks written as examples of the form; they hold no readings."""


def start_book(folder: Path, kit: Kit, as_of: date, read: Read) -> tuple[Path, ...]:
    """Append the rows of a kit to the empty tables of a new book and return the files.

    Readings, worths, baselines and days of starting are left empty: an empty cell is unknown. Raises KeyError
    when a table lacks a column that the kit fills in.
    """
    rows: dict[str, Iterator[Row]] = {
        "initiatives": _initiatives(kit, read),
        "kpis": _kpis(kit, read),
        "rollout": _rollout(kit),
        "outcomes": _outcomes(kit, as_of),
        "plans": _plans(kit, as_of, read),
    }
    return tuple(_append(folder / f"{table}.csv", own) for table, own in rows.items())


def text(english: str, read: Read) -> str:
    """Write a text of a kit in the reader's language."""
    return read(Message(english))


def _initiatives(kit: Kit, read: Read) -> Iterator[Row]:
    name = read(say("{title} (put your own name here)", title=Message(kit.title)))
    yield {
        "initiative_id": kit.code,
        "name": name,
        "function": text(kit.function, read),
        "use_case": text(kit.use_case, read),
    }


def _kpis(kit: Kit, read: Read) -> Iterator[Row]:
    for kpi in kit.kpis:
        yield {
            "kpi_id": kpi.id,
            "initiative_id": kit.code,
            "name": text(kpi.name, read),
            "unit": text(kpi.unit, read),
            "better": kpi.better,
            "scale": kpi.scale,
            "cash_class": kpi.cash_class,
        }


def _units(kit: Kit) -> list[str]:
    return [f"{kit.control.example}-{n + 1:02d}" for n in range(EXAMPLES)]


def _rollout(kit: Kit) -> Iterator[Row]:
    for unit in _units(kit):
        yield {"initiative_id": kit.code, "unit_id": unit, "assigned": kit.control.assigned}


def _outcomes(kit: Kit, as_of: date) -> Iterator[Row]:
    weeks = [_week(as_of - timedelta(weeks=n)) for n in reversed(range(EXAMPLES))]
    for kpi in kit.kpis:
        for unit in _units(kit):
            for week in weeks:
                yield {"kpi_id": kpi.id, "unit_id": unit, "period": week}


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _plans(kit: Kit, as_of: date, read: Read) -> Iterator[Row]:
    weeks = kit.control.weeks_before + kit.control.weeks_after
    yield {
        "initiative_id": kit.code,
        "registered_on": as_of.isoformat(),
        "kpi_id": kit.results[0].id,
        "decide_on": (as_of + timedelta(weeks=weeks)).isoformat(),
        "stop_rule": text(kit.control.stop_rule, read),
    }


def _append(path: Path, rows: Iterator[Row]) -> Path:
    """Write rows under the header that is there."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        for row in rows:
            unknown = sorted(row.keys() - set(columns))
            if unknown:
                raise KeyError(f"{path.name} has no column {', '.join(unknown)}")
            writer.writerow(row)
    return path
